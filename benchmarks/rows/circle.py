"""The page of one circle, against its own template with everything in memory."""

from benchmarks.run import Run, absent, costs
from benchmarks.table import Demand, Figure, milliseconds

WHAT = "circle's page"
DEMAND = Demand(6)
MOST_QUERIES = Demand(12)


def measure(run: Run) -> list[Figure]:
    """Measure a circle of the largest site, on every database."""
    figures = []
    for database in run.databases:
        size = run.sizes[database][-1]
        site = run.site(size, database)
        path = site.call("probes_circle.typical")
        if words := absent(site, path):
            figures.append(Figure(WHAT, database, size, words, demand=DEMAND))
            continue
        found = site.call("probes_circle.measure", path, run.most)
        spent = costs(site, path)
        figures += [
            Figure(
                WHAT,
                database,
                size,
                milliseconds(found["page"]),
                f"template {milliseconds(found['template'])}, "
                f"{found['template_queries']} queries",
                found["page"] / found["template"],
                DEMAND,
                **spent,
            ),
            Figure(
                f"{WHAT}: queries",
                database,
                size,
                spent["queries"],
                judged=float(spent["queries"]),
                demand=MOST_QUERIES,
            ),
        ]
    return figures
