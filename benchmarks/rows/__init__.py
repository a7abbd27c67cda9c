"""The rows of the table, by subject; `--only` takes the names."""

from benchmarks.rows import (
    circle,
    filters,
    ical,
    listing,
    load,
    month,
    near,
    pages,
    search,
    weight,
)
from benchmarks.run import Rows

ROWS: dict[str, Rows] = {
    "list": listing.measure,
    "filters": filters.measure,
    "search": search.measure,
    "near": near.measure,
    "month": month.measure,
    "circle": circle.measure,
    "pages": pages.measure,
    "ical": ical.measure,
    "load": load.measure,
    "weight": weight.measure,
}
