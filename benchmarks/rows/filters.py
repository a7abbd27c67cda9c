"""The list's last page, each filter and each order, against its first page."""

from benchmarks.run import EVENTS, LIST, Run, absent, count_queries, visits
from benchmarks.table import Demand, Figure, milliseconds

DEMAND = Demand(1.5)
PAST_THE_END = "99999"
"""A page of which the baseline makes its last; in our list it is not found."""


def measure(run: Run) -> list[Figure]:
    """Measure the largest site on every database."""
    return [figure for database in run.databases for figure in _on(run, database)]


def _on(run: Run, database: str) -> list[Figure]:
    size = run.sizes[database][-1]
    site = run.site(size, database)
    if words := absent(site, LIST):
        return [Figure("list, filters", database, size, words, demand=DEMAND)]
    queries = site.call("probes.some_filters")
    searched = queries["q="]
    last = site.call("probes.last_page", LIST)
    last_found = site.call("probes.last_page", f"{LIST}?{searched}")
    queries["last page"] = f"page={last}"
    queries["q= last page"] = f"{searched}&page={last_found}"
    paths = {name: f"{LIST}?{query}" for name, query in queries.items()}
    samples = {name: visits(site, path) for name, path in paths.items()}
    samples["first page"] = visits(site, LIST)
    taken = run.in_turns(samples, most=11)
    first = taken.pop("first page")
    figures = [
        Figure(
            f"list, {name}",
            database,
            size,
            milliseconds(seconds),
            f"first page {milliseconds(first)}",
            seconds / first,
            DEMAND,
            queries=count_queries(site, paths[name]),
        )
        for name, seconds in taken.items()
    ]
    tutorial = run.in_turns(
        {"": visits(site, f"{EVENTS}?page={PAST_THE_END}")}, most=3
    )[""]
    ours = taken["last page"]
    figures.append(
        Figure(
            "list, last page, against the baseline",
            database,
            size,
            milliseconds(ours),
            f"tutorial {milliseconds(tutorial)}",
            tutorial / ours,
        )
    )
    return figures
