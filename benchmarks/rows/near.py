"""Circles near a place, found in memory, against the bare bounding box in SQL."""

from benchmarks.run import Run
from benchmarks.sites import PLACES, Recipe
from benchmarks.table import Demand, Figure, milliseconds

WHAT = "near me"
DEMAND = Demand(5)
LARGE = 10_000


def measure(run: Run) -> list[Figure]:
    """Measure the largest site, with ten circles at each branch, on every database."""
    figures = []
    for database in run.databases:
        size = run.sizes[database][-1]
        branches = PLACES if size >= LARGE else run.branches
        site = run.sites.site(Recipe(size, branches, database))
        found = site.call("probes_near.measure", run.most)
        what = f"{WHAT}, {branches:,} places"
        figures.append(
            Figure(
                f"{what} ({found['found']} found)",
                database,
                size,
                milliseconds(found["ours"]),
                f"box {milliseconds(found['box'])} ({found['in_box']} found)",
                found["ours"] / found["box"],
                DEMAND,
                queries="0",
            )
        )
    return figures
