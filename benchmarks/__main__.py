"""The command line: `python -m benchmarks --help`."""

import argparse
import os
import platform
import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks import postgresql
from benchmarks.clock import PROCESSOR, WALL
from benchmarks.rows import ROWS
from benchmarks.run import Run
from benchmarks.sites import CACHE, Sites
from benchmarks.table import Figure, report, write

SIZES = (100, 1_000, 10_000, 100_000)
QUICK_SIZES = (100, 1_000)
MOST, QUICK_MOST = 25, 5
LARGEST_ON_POSTGRESQL = 10_000


def parser() -> argparse.ArgumentParser:
    """Return what reads the options."""
    result = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measures how fast pages are, and prints a table.",
    )
    add = result.add_argument
    add("--sizes", type=_numbers, help="numbers of circles, such as 100,10000")
    add("--databases", type=_words, help="sqlite, postgresql; all that are installed")
    add("--only", type=_words, default=list(ROWS), help=f"of {', '.join(ROWS)}")
    add("--quick", action="store_true", help="100 and 1,000 circles, a few times each")
    add("--large-postgresql", action="store_true", help="all sizes on PostgreSQL too")
    add("--write", type=Path, metavar="FILE", help="put the table into a README")
    add("--sites", type=Path, default=CACHE, help="folder in which sites are kept")
    add(
        "--clock",
        choices=(WALL, PROCESSOR),
        default=WALL,
        help="what to measure by; the processor's where others keep the machine busy",
    )
    add("--strict", action="store_true", help="exit with 1 where a demand is not met")
    return result


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write; return the exit code."""
    options = parser().parse_args(arguments)
    if unknown := set(options.only) - set(ROWS):
        print(f"There are no rows called {', '.join(sorted(unknown))}.")
        return 2
    with Sites(cache=options.sites, clock=options.clock, say=_say) as sites:
        run = Run(
            sites=sites,
            sizes=_sizes(options),
            most=QUICK_MOST if options.quick else MOST,
            load_seconds=2 if options.quick else 10,
            say=_say,
        )
        if options.clock == PROCESSOR:
            run.note("Times are the processor's, except under load and when painted.")
        figures = measure(run, options.only)
        text = report(figures, machine(run), run.notes)
    print(text)
    if options.write:
        write(options.write, text)
    failed = any(figure.reached is False for figure in figures)
    return 1 if failed and options.strict else 0


def measure(run: Run, names: list[str]) -> list[Figure]:
    """Return the figures of some subjects, in the order of the table."""
    figures = []
    for name, rows in ROWS.items():
        if name in names:
            run.say(f"Measuring: {name}")
            figures += rows(run)
    return figures


def machine(run: Run) -> dict[str, str]:
    """Return what the figures depend on: no names of hosts, no paths."""
    facts = {
        "cores": str(len(os.sched_getaffinity(0)))
        if hasattr(os, "sched_getaffinity")
        else str(os.cpu_count()),
        "Python": platform.python_version(),
    }
    for database, sizes in run.sizes.items():
        facts |= run.site(sizes[0], database).call("probes.facts")
    return facts


def _sizes(options: argparse.Namespace) -> dict[str, list[int]]:
    sizes = sorted(options.sizes or (QUICK_SIZES if options.quick else SIZES))
    databases = options.databases or (
        ["sqlite", "postgresql"] if _has_postgresql() else ["sqlite"]
    )
    limit = sizes[-1] if options.large_postgresql else LARGEST_ON_POSTGRESQL
    return {
        database: [
            size
            for size in sizes
            if database == "sqlite" or size <= limit or size == sizes[0]
        ]
        for database in databases
    }


def _has_postgresql() -> bool:
    return postgresql.programs() is not None and find_spec("psycopg") is not None


def _numbers(text: str) -> list[int]:
    return [int(part.replace("_", "")) for part in text.split(",")]


def _words(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
