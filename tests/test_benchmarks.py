"""The benchmarks still run, on a site so small that its figures mean nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.measuring import in_turns
from benchmarks.rows import ROWS
from benchmarks.run import Run
from benchmarks.sites import HERE, Sites, fingerprint
from benchmarks.table import BEGIN, END, NOT_THERE, Demand, Figure, report, write

TINY = 30
SERVED = {"load", "weight"}
"""Rows that need a server and a browser for seconds."""


@pytest.fixture
def run(tmp_path: Path, db: None) -> Iterator[Run]:
    """A run with one tiny site, on the tables that the tests have migrated already."""
    tables = None
    if connection.vendor == "sqlite":
        tables = tmp_path / "tables.sqlite3"
        # By a connection of its own: the test's has begun to write, and would wait for
        # itself for ever.
        source = sqlite3.connect(connection.settings_dict["NAME"])
        with closing(source), closing(sqlite3.connect(tables)) as copy:
            source.backup(copy)
    said: list[str] = []
    options = {"cache": tmp_path / "sites", "bare": True, "say": said.append}
    with Sites(start_from=tables, **options) as sites:
        yield Run(sites, {"sqlite": [TINY]}, most=1, branches=5, say=said.append)


def test_every_row_that_needs_no_server_is_measured(run: Run) -> None:
    figures = {name: rows(run) for name, rows in ROWS.items() if name not in SERVED}
    assert all(figures.values())
    assert [
        f.what for rows in figures.values() for f in rows if f.circles != TINY
    ] == []
    there = {
        name: [figure for figure in rows if NOT_THERE not in figure.ours]
        for name, rows in figures.items()
    }
    assert {"list", "filters", "search", "circle"} <= {n for n in there if there[n]}
    first, *_more = there["list"]
    assert first.judged > 0
    assert int(first.queries) > 5
    assert first.memory.endswith(" MB")
    assert len(there["filters"]) > 12
    text = report([figure for rows in figures.values() for figure in rows], {}, [])
    assert "demands are met" in text


def test_turns_are_taken_and_the_middle_one_counts() -> None:
    order: list[str] = []
    values = {"a": iter([9.0, 1.0, 5.0, 2.0]), "b": iter([9.0, 7.0, 8.0, 6.0])}

    def sample(name: str) -> float:
        order.append(name)
        return next(values[name])

    samples = {name: lambda name=name: sample(name) for name in values}
    assert in_turns(samples, most=3, warm_up=1) == {"a": 2.0, "b": 7.0}
    assert "".join(order) == "ab" + "ababab"


def test_what_takes_long_is_measured_three_times_only() -> None:
    calls = []

    def slow() -> float:
        calls.append(1)
        return 0.0

    in_turns({"slow": slow}, most=20, warm_up=0, patience=-1)
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("demand", "figure", "reached"),
    [
        (Demand(3, at_least=True), 3.0, True),
        (Demand(3, at_least=True), 2.9, False),
        (Demand(1.5), 1.5, True),
        (Demand(1.5), 1.6, False),
        (Demand(1.5), None, False),
        (None, 99.0, None),
    ],
)
def test_a_demand_is_met_or_not(
    demand: Demand | None, figure: float | None, reached: bool | None
) -> None:
    assert Figure("x", "sqlite", 1, "", "y", figure, demand).reached is reached


def test_figures_replace_the_old_ones_in_a_readme(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write(file, "new")
    assert file.read_text() == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    file.write_text("no marks")
    with pytest.raises(ValueError, match="no place for the figures"):
        write(file, "new")


def test_the_readme_has_a_place_for_the_figures() -> None:
    text = (HERE / "README.md").read_text()
    assert text.index(BEGIN) < text.index(END)


def test_sites_are_built_anew_when_their_sources_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loader.py").write_text("one")
    monkeypatch.setattr("benchmarks.sites.ROOT", tmp_path)
    monkeypatch.setattr("benchmarks.sites.SOURCES", ("loader.py",))
    before = fingerprint()
    assert fingerprint() == before
    (tmp_path / "loader.py").write_text("two")
    assert fingerprint() != before
