"""Many clients at once, in processes that are forked from the one with the site."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

from benchmarks.stress.clients import Client, Tally, follow
from benchmarks.stress.people import Act, acts

FORK = get_context("fork")

BEGUN = FORK.Value("i", 0)
"""How many acts the present crowd has begun, for whoever disturbs it."""

Make = Callable[[int], Client]


def crowd(
    make: Make,
    circles: list[int],
    number: int,
    order: dict[str, Any],
    seed: str,
    *,
    only: str = "",
) -> tuple[Tally, float]:
    """Have clients do `number` acts between them; return their tally, and seconds.

    `make` makes a client of its number. `only` leaves acts of one verb.
    """
    from django.db import connections

    connections.close_all()
    BEGUN.value = 0
    processes, threads = order["processes"], order["threads"]
    share = number // (processes * threads)
    until = time.monotonic() + order["seconds"]
    jobs = [
        (make, circles, share, threads, process, seed, only, until)
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
    make, circles, share, threads, process, seed, only, until = job
    from django.db import connections

    from learningcircles_wagtail.sign_ups import retrying

    passes, total, tries = retrying.passes, Tally(), []
    retrying.passes = lambda error: passes(error) and not tries.append(1)

    def client(number: int) -> Tally:
        what = acts(circles, share, seed=f"{seed}-{process}-{number}")
        if only:
            what = (act for act in what if act.verb == only)
        try:
            who = make(process * threads + number)
            return follow(who, _counted(what), until=until)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        for tally in pool.map(client, range(threads)):
            total.add(tally)
    total.tries = len(tries)
    return total


def _counted(what: Iterator[Act]) -> Iterator[Act]:
    for act in what:
        with BEGUN.get_lock():
            BEGUN.value += 1
        yield act
