"""What is measured inside a site's process: visits, queries, memory.

Times are seconds (see `benchmarks.clock`). The garbage collector runs as in production.
"""

import re
import tracemalloc
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import clock

HOST = {"headers": {"host": "127.0.0.1:8000"}}


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit brought: `size` in bytes, `headers` by lower-case name."""

    status: int
    size: int
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_there(self) -> bool:
        """Whether the address answered with what was asked for."""
        return self.status in {200, 304}


@cache
def client() -> Client:
    """Return a visitor without cookies; errors are answers, as on a server."""
    return Client(raise_request_exception=False)


def visit(path: str, headers: dict[str, str] | None = None) -> Visit:
    """Visit an address once, to the last byte."""
    start = clock.now()
    response = client().get(path, headers=headers)
    size = sum(len(chunk) for chunk in _chunks(response))
    seconds = clock.now() - start
    names = {name.lower(): value for name, value in response.items()}
    client().cookies.clear()
    return Visit(response.status_code, size, seconds, names)


def _chunks(response: HttpResponse) -> Iterable[bytes]:
    return response.streaming_content if response.streaming else [response.content]


def body(path: str) -> str:
    """Return what an address answers with, as text."""
    return b"".join(_chunks(client().get(path))).decode()


def last_page(path: str) -> int:
    """Return the number of the last page of a list, as its links tell it."""
    html = b"".join(_chunks(client().get(path))).decode()
    return max((int(number) for number in re.findall(r"page=(\d+)", html)), default=1)


def queries(path: str) -> list[str]:
    """Return the SQL of a visit, of three the one that asked least.

    Every few seconds the first visit to a process also asks whether the hour of a page
    has come; that depends on the clock and not on what is visited.
    """
    return min((_queries(path) for _turn in range(3)), key=len)


def _queries(path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        visit(path)
    return [query["sql"] for query in captured.captured_queries]


def python_memory(path: str) -> int:
    """Return how many bytes of Python objects a visit needs at its peak."""
    tracemalloc.start()
    try:
        visit(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def resident_memory(path: str) -> tuple[int, int]:
    """Return the process's memory in bytes before a visit, and its rise at the peak.

    (0, 0) where the system does not tell. What arrives is thrown away at once.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0, 0
    # 5 sets the peak back to what is used now (proc_pid_clear_refs(5)).
    Path("/proc/self/clear_refs").write_text("5")
    before = _status_bytes(status, "VmRSS")
    visit(path)
    return before, _status_bytes(status, "VmHWM") - before


def _status_bytes(status: Path, name: str) -> int:
    line = next(
        line for line in status.read_text().splitlines() if line.startswith(f"{name}:")
    )
    return int(line.split()[1]) * 1024


def first_byte(path: str) -> float:
    """Return the seconds until the first part of the answer is there."""
    start = clock.now()
    response = client().get(path)
    chunks = iter(_chunks(response))
    next(chunks, None)
    seconds = clock.now() - start
    response.close()
    return seconds


def publish_circle() -> None:
    """Publish the first circle again, as an editor who changed a word of it."""
    from learningcircles_wagtail.models import CirclePage

    CirclePage.objects.live().order_by("pk").first().save_revision().publish()


def note_change() -> None:
    """Let the site think that something has changed which concerns any circle."""
    from learningcircles_wagtail.models.changes import DirectoryChange

    DirectoryChange.objects.note()


def facts() -> dict[str, str]:
    """Return the versions of what runs here."""
    from importlib.metadata import version

    with connection.cursor():
        pass
    if connection.vendor == "sqlite":
        database = connection.Database.sqlite_version
    else:
        database = ".".join(map(str, divmod(connection.pg_version, 10_000)))
    return {
        "Django": version("django"),
        "Wagtail": version("wagtail"),
        {"sqlite": "SQLite"}.get(connection.vendor, "PostgreSQL"): database,
    }


def some_filters() -> dict[str, str]:
    """Return, by name, a query for each filter and each order of the list.

    The values are those that most circles have, so that there is something to list.
    """
    from django.db.models import Count

    from learningcircles_wagtail.models import Branch, Circle, Topic

    def most_frequent(name: str) -> str:
        rows = Circle.objects.exclude(**{name: None})
        counted = rows.values(name).annotate(count=Count("pk")).order_by("-count")
        return counted.values_list(name, flat=True).first()

    branch = Branch.objects.get(pk=most_frequent("branch"))
    topic = Topic.objects.get(pk=most_frequent("topics"))
    near = f"near={branch.latitude:.4f},{branch.longitude:.4f}"
    filters = {
        "q": "speaking",
        "topic": topic.slug,
        "branch": branch.slug,
        "library": branch.library_system.slug if branch.library_system else "",
        "city": branch.city,
        "format": "in_person",
        "weekday": "2",
        "time": "evening",
        "language": most_frequent("language"),
        "access": "step-free",
        "open": "1",
        "status": "upcoming",
    }
    return {
        **{f"{name}=": f"{name}={value}" for name, value in filters.items()},
        "near=": near,
        "near= within=25": f"{near}&within=25",
        "order=soonest": "order=soonest",
        "order=newest": "order=newest",
        "order=title": "order=title",
        "order=nearest": f"order=nearest&{near}",
    }
