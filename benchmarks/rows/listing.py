"""The first page of the list, against the baseline, the floor and itself when small."""

from benchmarks.run import BYTES, EVENTS, LIST, Run, absent, costs, visits
from benchmarks.table import Demand, Figure, milliseconds

WHAT = "list, first page"
FASTER = {1_000: Demand(3, at_least=True), 100_000: Demand(10, at_least=True)}
GROWTH = Demand(1.5)
MOST_QUERIES = Demand(16)
SMALL = 100


def measure(run: Run) -> list[Figure]:
    """Measure every size on every database."""
    return [figure for database in run.databases for figure in _on(run, database)]


def _on(run: Run, database: str) -> list[Figure]:
    sizes = run.sizes[database]
    sites = {size: run.site(size, database) for size in sizes}
    if words := absent(sites[sizes[0]], LIST):
        return [Figure(WHAT, database, sizes[0], words, demand=GROWTH)]
    samples = {}
    for size, site in sites.items():
        samples[f"ours {size}"] = visits(site, LIST)
        samples[f"tutorial {size}"] = visits(site, EVENTS)
        samples[f"bytes {size}"] = visits(site, BYTES)
    taken = run.in_turns(samples)
    figures, queries = [], {}
    for size, site in sites.items():
        ours, tutorial = taken[f"ours {size}"], taken[f"tutorial {size}"]
        spent, theirs = costs(site, LIST), costs(site, EVENTS)
        queries[size] = int(spent["queries"])
        against = f"tutorial {milliseconds(tutorial)}, {theirs['queries']} queries"
        figures.append(
            Figure(
                WHAT,
                database,
                size,
                milliseconds(ours),
                against,
                tutorial / ours,
                FASTER.get(size),
                **spent,
            )
        )
    small, large = sizes[0], sizes[-1]
    floor = taken[f"bytes {large}"]
    ours = taken[f"ours {large}"]
    figures.append(
        Figure(
            WHAT,
            database,
            large,
            milliseconds(ours),
            f"bytes {milliseconds(floor)}",
            ours / floor,
        )
    )
    if large > small:
        before = taken[f"ours {small}"]
        figures.append(
            Figure(
                f"{WHAT}: growth",
                database,
                large,
                milliseconds(ours),
                f"{small:,} circles {milliseconds(before)}",
                ours / before,
                GROWTH,
            )
        )
    figures += _queries(queries, database)
    figures += _cold(run, large, database)
    return figures


def _queries(queries: dict[int, int], database: str) -> list[Figure]:
    most = max(queries.values())
    largest = max(queries)
    more = most - queries[min(queries)]
    return [
        Figure(
            f"{WHAT}: queries",
            database,
            largest,
            f"{most}",
            judged=most,
            demand=MOST_QUERIES,
        ),
        Figure(
            f"{WHAT}: more queries than with the fewest circles",
            database,
            largest,
            f"{more}",
            judged=more,
            demand=Demand(0),
        ),
    ]


def _cold(run: Run, size: int, database: str) -> list[Figure]:
    """Return what the first visitors pay: of a process, and after a change."""
    with run.sites.fresh(run.recipe(size, database)) as fresh:
        fresh.call("probes.visit", BYTES)
        fresh.call("probes.visit", EVENTS)
        first = fresh.call("probes.visit", LIST).seconds
        before, rise = fresh.call("probes.resident_memory", LIST)
        run.note(
            f"After its first visits a process with {size:,} circles on {database} "
            f"holds {(before + rise) / 1_000_000:.0f} MB."
        )
        fresh.call("probes.publish_circle")
        published = fresh.call("probes.visit", LIST).seconds
        fresh.call("probes.note_change")
        changed = fresh.call("probes.visit", LIST).seconds
    return [
        Figure(f"{WHAT} of a new process", database, size, milliseconds(first)),
        Figure(f"{WHAT} after a circle", database, size, milliseconds(published)),
        Figure(f"{WHAT} after a change", database, size, milliseconds(changed)),
    ]
