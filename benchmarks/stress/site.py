"""The process that holds the site: it forks the crowd, and looks what is left behind.

`python -m benchmarks.stress.site '{"rush": 10000, …}'` prints one JSON object. The
settings are `benchmarks.stress.settings`.
"""

import json
import os
import signal
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from random import Random
from typing import Any

from benchmarks.stress.clients import ActionClient, BareClient, Tally, follow
from benchmarks.stress.people import acts, build_site

FORK = get_context("fork")
BARE_TABLE = (
    "CREATE TABLE stress_bare "
    "(circle_id bigint NOT NULL, address varchar(254), form varchar(36))"
)
LOOKING = 0.05
"""Seconds between look and write where the guard is out."""

KILL_AFTER = (0.05, 1.0)
"""Seconds that a process lives at least and at most before it is killed."""


def main(order: dict[str, Any]) -> dict[str, Any]:
    """Do what is ordered: a rush, a comparison with the bare database, and kills."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    if "stress_bare" not in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(BARE_TABLE)
    if order.get("control"):
        take_the_guard_out()
    warm_up()
    found: dict[str, Any] = {}
    if order.get("rush"):
        found["rush"] = rush(order)
    if order.get("ratio"):
        found["ratio"] = ratio(order)
    if order.get("kills"):
        found["kills"] = kills(order)
    return found


def warm_up() -> None:
    """Do everything once, so that the processes that are forked know how."""
    from django.db import connections

    circles = build_site()
    atomic = connections["default"].settings_dict["ATOMIC_REQUESTS"]
    follow(ActionClient(atomic_requests=atomic), acts(circles, 60, seed="warm"))
    follow(BareClient(), acts(build_site(roomy=True), 3, seed="warm"))


def take_the_guard_out() -> None:
    """Count first and write later, as a control: this run has to oversell."""
    from django.db.models import F, Q

    from learningcircles_wagtail.sign_ups import arriving, seats

    found = threading.local()
    arrive = arriving.arrive

    def look(arrival: Any) -> Any:
        circle = seats.circles().get(pk=arrival.circle_id)
        found.free = circle.capacity is None or circle.taken < circle.capacity
        # As long as others need to look at the same circle.
        time.sleep(LOOKING)
        return arrive(arrival)

    def write(attempt: Any) -> bool:
        counts = {"taken": F("taken") + 1, "last_in_line": F("last_in_line") + 1}
        rows = seats.circles().filter(Q(pk=attempt.arrival.circle_id))
        return bool(found.free and rows.update(**counts))

    sys.modules["learningcircles_wagtail.sign_ups.actions"].arrive = look
    arriving._Attempt.take = write


def crowd(
    kind: str, circles: list[int], number: int, order: dict[str, Any], seed: str
) -> tuple[Tally, float]:
    """Have clients do `number` acts between them; return their tally, and seconds."""
    from django.db import connections

    connections.close_all()
    processes, threads = order["processes"], order["threads"]
    share = number // (processes * threads)
    until = time.monotonic() + order["seconds"]
    jobs = [
        (kind, circles, share, order, f"{seed}-{process}", until)
        for process in range(processes)
    ]
    total = Tally()
    begun = time.perf_counter()
    with ProcessPoolExecutor(processes, mp_context=FORK) as pool:
        for tally in pool.map(_process, jobs):
            total.add(tally)
    return total, time.perf_counter() - begun


def _process(job: tuple[Any, ...]) -> Tally:
    """Be one process of the crowd, with a thread for each client."""
    kind, circles, share, order, seed, until = job
    from django.db import connections

    from learningcircles_wagtail.sign_ups import retrying

    passes, total, tries = retrying.passes, Tally(), []
    retrying.passes = lambda error: passes(error) and not tries.append(1)
    atomic = connections["default"].settings_dict["ATOMIC_REQUESTS"]

    def client(number: int) -> Tally:
        bare = kind == "bare"
        who = BareClient() if bare else ActionClient(atomic_requests=atomic)
        what = acts(circles, share, seed=f"{seed}-{number}")
        if kind != "action":
            # For the comparison: nothing but people who come for the first time.
            what = (act for act in what if act.verb == "sign_up")
        try:
            return follow(who, what, until=until)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(order["threads"]) as pool:
        for tally in pool.map(client, range(order["threads"])):
            total.add(tally)
    total.tries = len(tries)
    return total


def rush(order: dict[str, Any]) -> dict[str, Any]:
    """Have everybody come at once, and look at what is left."""
    circles = build_site()
    tally, seconds = crowd("action", circles, order["rush"], order, "rush")
    return {
        "acts": len(tally.seconds),
        "seconds": seconds,
        "told": tally.told,
        "faults": tally.faults,
        "tries": tally.tries,
        "p50": tally.percentile(0.5),
        "p99": tally.percentile(0.99),
        "slowest": tally.percentile(1),
        **left_behind(circles),
    }


def left_behind(circles: list[int]) -> dict[str, Any]:
    """Return how many seats were sold twice, or stayed empty, and every breach."""
    from django.utils import timezone

    from learningcircles_wagtail.models import Circle, SignUp
    from learningcircles_wagtail.sign_ups.invariants import check

    oversold = empty = seated = 0
    for circle in Circle.objects.filter(pk__in=circles):
        rows = SignUp.objects.filter(circle=circle)
        inside = rows.filter(status="confirmed").count()
        waiting = rows.filter(status="waiting").count()
        seated += inside
        if circle.capacity is not None:
            oversold += max(0, inside - circle.capacity)
            empty += min(waiting, max(0, circle.capacity - inside))
    # Others are those of the bare statements, which write no rows of learners.
    breaches = [
        str(breach)
        for breach in check(now=timezone.now())
        if breach.circle_id in circles
    ]
    return {
        "seated": seated,
        "oversold": oversold,
        "empty": empty,
        "breaches": breaches[:5],
    }


def ratio(order: dict[str, Any]) -> dict[str, Any]:
    """Compare the action with the bare database, in turns, from 16 processes."""
    # The bare statements write no rows of learners, so they count on circles of theirs.
    where = {kind: build_site(roomy=True) for kind in ("bare", "first")}
    by_itself = {**order, "processes": 16, "threads": 1}
    rates: dict[str, list[float]] = {"bare": [], "first": []}
    for turn in range(order["turns"]):
        for kind, found in rates.items():
            tally, seconds = crowd(
                kind, where[kind], order["ratio"], by_itself, f"{kind}{turn}"
            )
            found.append(sum(tally.told.values()) / seconds)
    bare, action = (sorted(found)[len(found) // 2] for found in rates.values())
    return {"bare": bare, "action": action, "ratio": action / bare}


def kills(order: dict[str, Any]) -> dict[str, Any]:
    """Kill processes in the middle of sign-ups, and ask for everybody told "in"."""
    from django.db import connections

    from learningcircles_wagtail.models import SignUp

    circles = build_site()
    lot = Random(1)
    told: dict[str, str] = {}
    killed = 0
    begun = time.monotonic()
    running = []
    connections.close_all()
    while killed < order["kills"] and time.monotonic() < begun + order["seconds"]:
        while len(running) < order["processes"]:
            running.append(
                _victim(circles, f"kill-{killed}-{len(running)}-{lot.random()}")
            )
        time.sleep(lot.uniform(*KILL_AFTER) / order["processes"])
        pid, reader = running.pop(0)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        killed += 1
        told |= _read(reader)
    for pid, reader in running:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        told |= _read(reader)
    lost = 0
    for address, state in told.items():
        row = SignUp.objects.filter(email=address, circle__in=circles).first()
        lost += row is None or row.status != state or not row.mails.exists()
    return {"killed": killed, "told": len(told), "lost": lost, **left_behind(circles)}


def _victim(circles: list[int], seed: str) -> tuple[int, Any]:
    """Fork a process that signs people up until it is killed, and tells of each."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, os.fdopen(reader)
    try:
        client = ActionClient()
        for act in acts(circles, 100_000, seed=seed):
            if act.verb == "sign_up":
                state = client.do(act)
                if state in {"confirmed", "waiting"}:
                    os.write(writer, f"{act.address} {state}\n".encode())
    finally:
        os._exit(1)


def _read(reader: Any) -> dict[str, str]:
    with reader:
        lines = [line.split() for line in reader.read().splitlines()]
    # Who waited may have been given a place since: nobody cancels in these runs.
    return {line[0]: line[1] for line in lines if len(line) == 2}


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))
