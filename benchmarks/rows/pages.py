"""The pages of the toolkit and the press room, against the floor and a plain page."""

from benchmarks.run import BYTES, Run, costs, visits
from benchmarks.table import NOT_THERE, Demand, Figure, milliseconds

CACHED = Demand(3)
SIZE = 1_000


def measure(run: Run) -> list[Figure]:
    """Measure the demonstration's pages beside 1,000 circles, on every database."""
    return [figure for database in run.databases for figure in _on(run, database)]


def _on(run: Run, database: str) -> list[Figure]:
    size = run.largest(database, SIZE)
    site = run.site(size, database)
    pages = site.call("probes_pages.addresses")
    if not pages:
        return [Figure("toolkit and press room", database, size, NOT_THERE)]
    plain = site.call("probes_pages.event")
    with run.sites.fresh(run.recipe(size, database), BENCH_CACHE="1") as cached:
        samples = {"bytes": visits(site, BYTES), "plain": visits(site, plain)}
        for name, path in pages.items():
            samples[name] = visits(site, path)
            samples[f"cached {name}"] = visits(cached, path)
        taken = run.in_turns(samples)
    floor, least = taken["bytes"], taken["plain"]
    figures = [
        Figure(
            "the tutorial's page of one event",
            database,
            size,
            milliseconds(least),
            f"bytes {milliseconds(floor)}",
            least / floor,
            **costs(site, plain),
        )
    ]
    for name, path in pages.items():
        figures += [
            Figure(
                name,
                database,
                size,
                milliseconds(taken[name]),
                f"one event {milliseconds(least)}",
                taken[name] / least,
                **costs(site, path),
            ),
            Figure(
                f"{name}, site's cache on",
                database,
                size,
                milliseconds(taken[f"cached {name}"]),
                f"bytes {milliseconds(floor)}",
                taken[f"cached {name}"] / floor,
                CACHED,
            ),
        ]
    return figures
