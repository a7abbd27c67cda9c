"""The process that holds the site: it forks the crowd, and looks what is left behind.

`python -m benchmarks.stress.site '{"rush": 10000, …}'` prints one JSON object. The
settings are `benchmarks.stress.settings`.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.stress.clients import (
    ActionClient,
    BareClient,
    Client,
    follow,
    percentile,
)
from benchmarks.stress.control import take_the_guard_out
from benchmarks.stress.crowd import crowd
from benchmarks.stress.people import acts, build_site
from benchmarks.stress.traces import left_behind, lost
from benchmarks.stress.visits import kills_over_http, rush_over_http

BARE_TABLE = (
    "CREATE TABLE stress_bare "
    "(circle_id bigint NOT NULL, address varchar(254), form varchar(36))"
)
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
        # The server's processes read it as well.
        os.environ["STRESS_CONTROL"] = "1"
        take_the_guard_out()
    warm_up()
    parts: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "rush": rush,
        "ratio": ratio,
        "kills": kills,
        "visits": rush_over_http,
        "visit_kills": kills_over_http,
    }
    found = {}
    for name, part in parts.items():
        if order.get(name):
            found[name] = part(order)
            # So that a run that is ended early has shown what it knew.
            sys.stderr.write(f"{name}: {json.dumps(found[name])}\n")
    return found


def warm_up() -> None:
    """Do everything once, so that the processes that are forked know how."""
    circles = build_site()
    follow(action_client(0), acts(circles, 60, seed="warm"))
    follow(bare_client(0), acts(build_site(roomy=True), 3, seed="warm"))


def action_client(_number: int) -> Client:
    """Return who calls the actions, in a request's transaction where there are such."""
    from django.db import connections

    atomic = connections["default"].settings_dict["ATOMIC_REQUESTS"]
    return ActionClient(atomic_requests=atomic)


def bare_client(_number: int) -> Client:
    """Return who does the bare statements."""
    return BareClient()


def rush(order: dict[str, Any]) -> dict[str, Any]:
    """Have everybody come at once, and look at what is left."""
    circles = build_site()
    tally, seconds = crowd(action_client, circles, order["rush"], order, "rush")
    return {
        "acts": len(tally.seconds),
        "seconds": seconds,
        "told": tally.told,
        "faults": tally.faults,
        "tries": tally.tries,
        "p50": percentile(tally.seconds, 0.5),
        "p99": percentile(tally.seconds, 0.99),
        "slowest": percentile(tally.seconds, 1),
        "lost": lost(circles, tally.promises),
        **left_behind(circles),
    }


def ratio(order: dict[str, Any]) -> dict[str, Any]:
    """Compare the action with the bare database, in turns, from 16 processes."""
    # The bare statements write no rows of learners, so they count on circles of theirs.
    makers = {"bare": bare_client, "action": action_client}
    where = {kind: build_site(roomy=True) for kind in makers}
    by_itself = {**order, "processes": 16, "threads": 1}
    rates: dict[str, list[float]] = {kind: [] for kind in makers}
    for turn in range(order["turns"]):
        for kind, make in makers.items():
            circles, seed = where[kind], f"{kind}{turn}"
            # Nothing but people who come for the first time.
            tally, seconds = crowd(
                make, circles, order["ratio"], by_itself, seed, only="sign_up"
            )
            rates[kind].append(sum(tally.told.values()) / seconds)
    bare, action = (sorted(found)[len(found) // 2] for found in rates.values())
    return {"bare": bare, "action": action, "ratio": action / bare}


def kills(order: dict[str, Any]) -> dict[str, Any]:
    """Kill processes in the middle of sign-ups, and ask for everybody told "in"."""
    from django.db import connections

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
    return {
        "killed": killed,
        "told": len(told),
        "lost": lost(circles, told),
        **left_behind(circles),
    }


def _victim(circles: list[int], seed: str) -> tuple[int, Any]:
    """Fork a process that signs people up until it is killed, and tells of each."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, os.fdopen(reader)
    try:
        client = action_client(0)
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
