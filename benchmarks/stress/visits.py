"""A crowd over HTTP: many visitors before a few processes of a real server.

The server is gunicorn with the site of the environment. It is killed process by process
where that is ordered; its own parent process starts others.
"""

import os
import signal
import threading
import time
from functools import partial
from random import Random
from typing import Any

from benchmarks.server import Server
from benchmarks.stress.clients import Client, Tally, percentile
from benchmarks.stress.crowd import BEGUN, crowd
from benchmarks.stress.people import build_site
from benchmarks.stress.traces import left_behind, lost
from benchmarks.stress.visitors import Visitor

WORKERS = 4
SERVED = ("--preload", "--log-level=critical")
STAMPED = 3.5
"""Seconds for which a form is looked at before it is sent, as a person does."""

LOOKING_SECONDS = 0.01


def rush_over_http(order: dict[str, Any]) -> dict[str, Any]:
    """Have all visitors come at once; look at what they were told, and what is left."""
    circles = build_site()
    with served() as server:
        tally = _crowd(server, circles, order["visits"], order, "visits")
    return {**_told(tally), **_left(circles, tally)}


def kills_over_http(order: dict[str, Any]) -> dict[str, Any]:
    """Kill the server's processes, so many in all, while visitors sign up."""
    circles, number = build_site(), order["visit_kills"]
    visits = order["killed_visits"]
    killed: list[int] = []
    over = threading.Event()
    with served() as server:

        def kill() -> None:
            lot = Random(1)
            while len(killed) < number and not over.is_set():
                time.sleep(LOOKING_SECONDS)
                # Spread over the whole crowd, whatever its pace.
                if BEGUN.value * (number + 1) < visits * (len(killed) + 1):
                    continue
                there = [pid for pid in server.worker_ids() if pid not in killed]
                if there:
                    pid = lot.choice(there)
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)

        killer = threading.Thread(target=kill)
        BEGUN.value = 0
        killer.start()
        try:
            tally = _crowd(server, circles, visits, order, "kills")
        finally:
            over.set()
            killer.join()
    return {
        "killed": len(killed),
        "cut_off": tally.cut_off,
        **_told(tally),
        **_left(circles, tally),
    }


def served() -> Server:
    """Return a server of this process's own site, with the same settings."""
    from django.db import connections

    connections.close_all()
    return Server(
        dict(os.environ),
        application="benchmarks.stress.wsgi:application",
        workers=WORKERS,
        options=SERVED,
    )


def _crowd(
    server: Server,
    circles: list[int],
    number: int,
    order: dict[str, Any],
    seed: str,
) -> Tally:
    make = partial(_visitor, server.address, _paths(circles))
    return crowd(make, circles, number, order, seed)[0]


def _visitor(address: str, paths: dict[int, str], number: int) -> Client:
    visitor = Visitor(address, paths, number=number)
    time.sleep(STAMPED)
    return visitor


def _paths(circles: list[int]) -> dict[int, str]:
    """Return where the page of each circle is, by the circle's key."""
    from learningcircles_wagtail.models import CirclePage

    pages = CirclePage.objects.filter(circle__in=circles)
    return {page.circle_id: page.relative_url(page.get_site()) for page in pages}


def _told(tally: Tally) -> dict[str, Any]:
    return {
        "acts": len(tally.seconds),
        "seconds": tally.busy,
        "told": tally.told,
        "faults": tally.faults,
        "p50": percentile(tally.seconds, 0.5),
        "p99": percentile(tally.seconds, 0.99),
        "slowest": percentile(tally.seconds, 1),
        "form_p50": percentile(tally.opening, 0.5),
        "form_p99": percentile(tally.opening, 0.99),
    }


def _left(circles: list[int], tally: Tally) -> dict[str, Any]:
    return {
        "promises": len(tally.promises),
        "lost": lost(circles, tally.promises),
        **left_behind(circles),
    }
