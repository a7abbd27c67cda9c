"""The script that makes the outlines, on a world of two square countries."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "tools" / "make_outlines.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_outlines", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return a TopoJSON file of a western and an eastern country and their land."""
    document = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [-10, 0]},
        # The border, then the coast of the east and that of the west.
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [10, 0], [0, -10], [-10, 0]],
            [[10, 0], [-10, 0], [0, 10], [10, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]]},
                    {"type": "Polygon", "arcs": [[~0, 2]]},
                ]
            },
            "land": {"type": "MultiPolygon", "arcs": [[[1, 2]]]},
        },
    }
    (tmp_path / "countries-50m.json").write_text(json.dumps(document))
    return tmp_path


def test_a_border_is_what_two_countries_share(script: ModuleType, world: Path) -> None:
    land, borders = script.land_and_borders(world)
    assert borders in ([[(0, 0), (0, 10)]], [[(0, 10), (0, 0)]])
    assert land == [[(0, 10), (10, 10), (10, 0), (0, 0), (-10, 0), (-10, 10), (0, 10)]]


def test_an_area_is_that_of_the_globe(script: ModuleType) -> None:
    ring = [(0, 0), (0, 1), (1, 1), (1, 0)]
    assert script.area_km2(ring) == pytest.approx(12_364, rel=0.001)
    assert script.area_km2(ring[::-1]) == pytest.approx(-12_364, rel=0.001)


def test_lines_that_meet_at_a_junction_of_three_stay_apart(script: ModuleType) -> None:
    lines = [[(0, 0), (1, 0)], [(2, 0), (1, 0)], [(2, 0), (2, 2)], [(2, 0), (3, 0)]]
    joined = script.stitch(lines)
    assert sorted(len(line) for line in joined) == [2, 2, 3]


def test_a_thinned_line_keeps_what_is_seen(script: ModuleType) -> None:
    line = [(0, 0), (0.5, 0.001), (1, 0), (1, 1)]
    assert script.simplify(line) == [(0, 0), (1, 0), (1, 1)]


def test_a_packed_line_goes_on_past_the_antimeridian(script: ModuleType) -> None:
    line = [(179.5, 10), (-179.5, 10), (-179.5, 11)]
    assert script.pack(line, closed=False) == [17950, 1000, 100, 0, 0, 100]
