"""The month in the calendar, with many circles against few."""

from benchmarks.run import EVENTS, LIST, Run, absent, costs, this_month, visits
from benchmarks.table import Demand, Figure, milliseconds

WHAT = "month"
DEMAND = Demand(1.5)


def measure(run: Run) -> list[Figure]:
    """Measure the smallest against the largest site, on every database."""
    return [figure for database in run.databases for figure in _on(run, database)]


def _on(run: Run, database: str) -> list[Figure]:
    small, large = run.sizes[database][0], run.sizes[database][-1]
    few, many = run.site(small, database), run.site(large, database)
    ours, theirs = f"{LIST}calendar/{this_month()}", f"{EVENTS}month/{this_month()}"
    figures = []
    if words := absent(many, ours):
        figures.append(Figure(WHAT, database, large, words, demand=DEMAND))
    else:
        samples = {"few": visits(few, ours), "many": visits(many, ours)}
        taken = run.in_turns(samples)
        figures.append(
            Figure(
                WHAT,
                database,
                large,
                milliseconds(taken["many"]),
                f"{small:,} circles {milliseconds(taken['few'])}",
                taken["many"] / taken["few"],
                DEMAND,
                **costs(many, ours),
            )
        )
    for size in run.sizes[database]:
        site = run.site(size, database)
        here = not absent(site, ours)
        samples = {"tutorial": visits(site, theirs)}
        if here:
            samples["ours"] = visits(site, ours)
        taken = run.in_turns(samples, most=5)
        figures.append(
            Figure(
                WHAT,
                database,
                size,
                milliseconds(taken["ours"]) if here else "not there",
                f"tutorial {milliseconds(taken['tutorial'])}",
                taken["tutorial"] / taken["ours"] if here else None,
            )
        )
    return figures
