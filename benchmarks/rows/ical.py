"""All meetings as iCalendar: time, first byte, memory, and what is unchanged."""

from benchmarks.run import EVENTS, LIST, Run, absent, count_queries, visits
from benchmarks.table import Demand, Figure, megabytes, milliseconds

WHAT = "iCalendar"
OURS, THEIRS = f"{LIST}ics/", f"{EVENTS}ics/"
FASTER = Demand(10, at_least=True)
FIRST_BYTE = Demand(200, unit="ms")
RISE = Demand(32, unit="MB")
UNCHANGED = Demand(10, unit="ms")
SIZE = 10_000


def measure(run: Run) -> list[Figure]:
    """Measure the site of 10,000 circles, or the largest below, on every database."""
    figures = []
    for database in run.databases:
        size = run.largest(database, SIZE)
        figures += _on(run, size, database)
    return figures


def _on(run: Run, size: int, database: str) -> list[Figure]:
    recipe = run.recipe(size, database)
    site = run.sites.site(recipe)
    if words := absent(site, OURS):
        return [
            Figure(f"{WHAT}{name}", database, size, words, demand=demand)
            for name, demand in (
                ("", FASTER),
                (": first byte", FIRST_BYTE),
                (": memory", RISE),
                (": unchanged", UNCHANGED),
            )
        ] + [_tutorial_alone(run, size, database)]
    samples = {"ours": visits(site, OURS), "tutorial": visits(site, THEIRS)}
    taken = run.in_turns(samples, most=3)
    first = run.in_turns({"": lambda: site.call("probes.first_byte", OURS)}, most=7)[""]
    found = site.call("probes.visit", OURS)
    if "etag" in found.headers:
        known = {"if-none-match": found.headers["etag"]}
    else:
        known = {"if-modified-since": found.headers.get("last-modified", "")}
    again = site.call("probes.visit", OURS, known)
    unchanged = run.in_turns(
        {"": lambda: site.call("probes.visit", OURS, known).seconds}
    )[""]
    rise, their_rise = _rises(run, size, database, OURS, THEIRS)
    return [
        Figure(
            f"{WHAT} ({megabytes(found.size)})",
            database,
            size,
            milliseconds(taken["ours"]),
            f"tutorial {milliseconds(taken['tutorial'])}",
            taken["tutorial"] / taken["ours"],
            FASTER if size == SIZE else None,
            queries=count_queries(site, OURS),
        ),
        Figure(
            f"{WHAT}: first byte",
            database,
            size,
            milliseconds(first),
            judged=first * 1000,
            demand=FIRST_BYTE,
        ),
        Figure(
            f"{WHAT}: memory (tutorial {megabytes(their_rise)})",
            database,
            size,
            megabytes(rise),
            judged=rise / 1_000_000,
            demand=RISE,
            memory=megabytes(rise),
        ),
        Figure(
            f"{WHAT}: unchanged ({again.status})",
            database,
            size,
            milliseconds(unchanged),
            judged=unchanged * 1000 if again.status == 304 else None,
            demand=UNCHANGED,
        ),
    ]


def _tutorial_alone(run: Run, size: int, database: str) -> Figure:
    site = run.site(size, database)
    taken = run.in_turns({"": visits(site, THEIRS)}, most=3)[""]
    (rise,) = _rises(run, size, database, THEIRS)
    against = f"tutorial {milliseconds(taken)}, {megabytes(rise)}"
    return Figure(WHAT, database, size, "", against)


def _rises(run: Run, size: int, database: str, *paths: str) -> list[int]:
    """Return the bytes by which a process that has shown pages grows at each address.

    One process for all: what the first needed may be used by the next again.
    """
    with run.sites.fresh(run.recipe(size, database)) as fresh:
        for page in (LIST, EVENTS, LIST):
            fresh.call("probes.visit", page)
        return [fresh.call("probes.resident_memory", path)[1] for path in paths]
