"""The list for anonymous visitors, many at once, from two gunicorn workers."""

from statistics import median
from urllib.request import urlopen

from benchmarks.process import site_environment
from benchmarks.run import BYTES, EVENTS, LIST, Run
from benchmarks.server import CONNECTIONS, WORKERS, Server, missing, requests_a_second
from benchmarks.table import Demand, Figure

WHAT = f"list under load ({CONNECTIONS} connections, {WORKERS} workers)"
COLD = Demand(5, at_least=True)
CACHED = Demand(0.5, at_least=True)
TURNS = 2
SIZE = 1_000


def measure(run: Run) -> list[Figure]:
    """Measure the site of 1,000 circles, and the largest, on SQLite."""
    if words := missing("wrk"):
        run.note(f"Nothing was put under load: {words}.")
        return []
    database = run.databases[0]
    sizes = {run.largest(database, SIZE), run.sizes[database][-1]}
    return [figure for size in sorted(sizes) for figure in _at(run, size, database)]


def _at(run: Run, size: int, database: str) -> list[Figure]:
    recipe = run.recipe(size, database)
    folder, variables = run.sites.build(recipe), run.sites.variables(recipe)
    with (
        Server(site_environment(folder, variables)) as cold,
        Server(site_environment(folder, {**variables, "BENCH_CACHE": "1"})) as cached,
    ):
        addresses = {
            "bytes": cold.address + BYTES,
            "tutorial": cold.address + EVENTS,
            "cold": cold.address + LIST,
            "cached": cached.address + LIST,
        }
        for address in addresses.values():
            for _worker in range(4 * WORKERS):
                urlopen(address, timeout=120).close()
        taken: dict[str, list[float]] = {name: [] for name in addresses}
        for _turn in range(TURNS):
            for name, address in addresses.items():
                seconds = max(run.load_seconds // TURNS, 1)
                taken[name].append(requests_a_second(address, seconds))
    # Nothing in all the time is less than one answer in it.
    least = 1 / run.load_seconds
    rates = {name: max(median(values), least) for name, values in taken.items()}
    return [
        Figure(
            f"{WHAT}, cold",
            database,
            size,
            _rate(rates["cold"]),
            f"tutorial {_rate(rates['tutorial'])}",
            rates["cold"] / rates["tutorial"],
            COLD,
        ),
        Figure(
            f"{WHAT}, site's cache on",
            database,
            size,
            _rate(rates["cached"]),
            f"bytes {_rate(rates['bytes'])}",
            rates["cached"] / rates["bytes"],
            CACHED,
        ),
    ]


def _rate(value: float) -> str:
    return f"{value:,.0f}/s" if value >= 10 else f"{value:.1f}/s"
