"""Full-text search together with filters, against the baseline's search."""

from benchmarks.run import EVENTS, LIST, Run, absent, costs, visits
from benchmarks.table import Demand, Figure, milliseconds

WHAT = "search with filters"
WORDS = "speaking"
DEMAND = Demand(800 / 60, at_least=True)
MOST = 10_000
"""Larger sites have no search index."""


def measure(run: Run) -> list[Figure]:
    """Measure the largest site that has a search index, on every database."""
    figures = []
    for database in run.databases:
        size = run.largest(database, MOST)
        site = run.site(size, database)
        ours = f"{LIST}?q={WORDS}&weekday=2&time=evening"
        theirs = f"{EVENTS}search/?q={WORDS}"
        if words := absent(site, ours) or absent(site, theirs):
            figures.append(Figure(WHAT, database, size, words, demand=DEMAND))
            continue
        samples = {"ours": visits(site, ours), "tutorial": visits(site, theirs)}
        taken = run.in_turns(samples)
        figures.append(
            Figure(
                WHAT,
                database,
                size,
                milliseconds(taken["ours"]),
                f"tutorial {milliseconds(taken['tutorial'])}",
                taken["tutorial"] / taken["ours"],
                DEMAND if size == MOST else None,
                **costs(site, ours),
            )
        )
    return figures
