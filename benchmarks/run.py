"""One run: which sites, on which databases, how often; shared by all rows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from benchmarks import clock
from benchmarks.measuring import WARM_UP, Sample, in_turns
from benchmarks.process import SiteProcess
from benchmarks.sites import BRANCHES, Recipe, Sites
from benchmarks.table import NOT_THERE, Figure, megabytes

LIST, EVENTS, BYTES = "/circles/", "/events/", "/bytes/"


@dataclass
class Run:
    """What the rows ask for; `most` is how often one thing is measured at most.

    `sizes` are the numbers of circles by database. `notes` are told below the table.
    """

    sites: Sites
    sizes: dict[str, list[int]]
    most: int
    load_seconds: int = 10
    say: Callable[[str], None] = print
    branches: int = BRANCHES
    notes: list[str] = field(default_factory=list)

    @property
    def databases(self) -> list[str]:
        """The databases that are measured, SQLite first."""
        return list(self.sizes)

    def recipe(self, size: int, database: str) -> Recipe:
        """Return what to build for a size."""
        return Recipe(size, self.branches, database)

    def site(self, size: int, database: str) -> SiteProcess:
        """Return the process of the site of a size."""
        return self.sites.site(self.recipe(size, database))

    def largest(self, database: str, most: int) -> int:
        """Return the largest size up to `most`, or the smallest of all."""
        sizes = self.sizes[database]
        return max((size for size in sizes if size <= most), default=sizes[0])

    def in_turns(
        self, samples: dict[str, Sample], most: int | None = None
    ) -> dict[str, float]:
        """Return the medians of samples that take turns."""
        most = min(most or self.most, self.most)
        return in_turns(samples, most=most, warm_up=min(WARM_UP, most))

    def note(self, words: str) -> None:
        """Say something below the table."""
        self.notes.append(words)


def visits(process: SiteProcess, path: str) -> Sample:
    """Return what visits an address each time that it is called, for its seconds."""
    return lambda: process.call("probes.visit", path).seconds


def absent(process: SiteProcess, path: str) -> str:
    """Return "" where an address answers, else words for the table."""
    found = process.call("probes.visit", path)
    return "" if found.is_there else f"{NOT_THERE} ({found.status})"


def count_queries(process: SiteProcess, path: str) -> str:
    """Return the column `queries` of an address."""
    return str(len(process.call("probes.queries", path)))


def costs(process: SiteProcess, path: str) -> dict[str, str]:
    """Return the columns `queries` and `memory` of an address."""
    return {
        "queries": count_queries(process, path),
        "memory": megabytes(process.call("probes.python_memory", path)),
    }


def this_month() -> str:
    """Return the address of the month that is now, below a calendar or a list."""
    now = datetime.now(UTC)
    return f"{now.year:04}/{now.month:02}/"


def stopwatch(call: Callable[[], object]) -> Sample:
    """Return what calls a function each time that it is called, for its seconds.

    To be used inside a site's process.
    """

    def sample() -> float:
        start = clock.now()
        call()
        return clock.now() - start

    return sample


Rows = Callable[[Run], list[Figure]]
