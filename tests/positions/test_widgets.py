"""Tests of the position's input: its markup, its files, and whom they ask."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.management import call_command
from wagtail.admin.telepath import JSContext
from wagtailgeowidget.widgets import LeafletField

from learningcircles_wagtail.conf import map_tiles
from learningcircles_wagtail.positions.views import outlines
from learningcircles_wagtail.positions.widgets import PositionWidget

CHICAGO = "SRID=4326;POINT(-87.6298 41.8781)"
ELSEWHERE = re.compile(r"(?:https?:)?//[\w{]")
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
VENDORED = "learningcircles_wagtail/vendor/leaflet/"


class Inputs(HTMLParser):
    """Collects the attributes of every input in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an input's attributes."""
        if tag == "input":
            self.found.append(dict(attrs))


def render(widget: forms.Widget, value: str | None = CHICAGO) -> str:
    """Return a widget's HTML as a form would ask for it."""
    return widget.render("position", value, attrs={"id": "id_position"})


def everything(widget: forms.Widget) -> str:
    """Return what a widget puts into a page: markup, files, packed constructor."""
    context = JSContext()
    packed = context.pack(widget)
    return f"{render(widget)} {widget.media} {json.dumps(packed)} {context.media}"


def test_the_only_input_is_the_one_that_the_label_names() -> None:
    (attributes,) = Inputs(render(PositionWidget())).found

    assert attributes["type"] == "text"
    assert attributes["id"] == "id_position"
    assert attributes["name"] == "position"
    assert attributes["value"] == "41.8781, -87.6298"


def test_the_stock_widget_has_an_input_that_no_label_names() -> None:
    ids = [found["id"] for found in Inputs(render(LeafletField())).found]

    assert ids == ["id_position", "id_position_latlng"]


@pytest.mark.parametrize("value", [None, ""])
def test_without_a_position_the_input_is_empty(value: str | None) -> None:
    (attributes,) = Inputs(render(PositionWidget(), value)).found

    assert "value" not in attributes


def test_neither_markup_nor_files_name_another_host() -> None:
    assert ELSEWHERE.search(everything(PositionWidget())) is None


def test_markup_and_files_of_the_stock_widget_name_another_host() -> None:
    assert ELSEWHERE.search(everything(LeafletField())) is not None


def test_no_file_of_the_widget_loads_from_another_host() -> None:
    own = [n for n in own_files(PositionWidget()) if not n.startswith(VENDORED)]

    assert len(own) == 6
    for name in own:
        assert ELSEWHERE.findall(Path(finders.find(name)).read_text()) == []


def test_nothing_in_the_markup_is_an_inline_script_or_style() -> None:
    html = render(PositionWidget())

    assert re.search(r"<script|<style|\bstyle=|\bon\w+=", html) is None


def own_files(widget: forms.Widget) -> list[str]:
    """Return the static names of a widget's files."""
    return re.findall(r'(?:src|href)="/static/([^"]+)"', str(widget.media))


def test_every_file_of_the_widget_is_shipped() -> None:
    names = own_files(PositionWidget())

    assert len(names) == 8
    assert [name for name in names if finders.find(name) is None] == []


def test_leaflet_is_the_stated_version_with_its_licence_and_no_source_map() -> None:
    script = Path(finders.find(f"{VENDORED}leaflet.js")).read_text()

    assert 'version="1.9.4"' in script
    assert "sourceMappingURL" not in script
    assert finders.find(f"{VENDORED}LICENSE")


def options(widget: PositionWidget) -> dict[str, Any]:
    """Return what the map in the browser is told."""
    (attributes,) = Inputs(render(widget)).found
    return json.loads(attributes["data-lc-position-options-value"] or "")


def test_no_tiles_are_asked_for_unless_the_library_says_so(settings: Any) -> None:
    assert map_tiles() is None
    assert options(PositionWidget())["tiles"] is None

    settings.LEARNINGCIRCLES_MAP_TILES = TILES

    told = options(PositionWidget())
    assert told["tiles"] == {"url": TILES, "attribution": "", "maxZoom": 19}
    assert told["outlines"] is None


def test_tiles_may_come_with_attribution_and_highest_zoom(settings: Any) -> None:
    settings.LEARNINGCIRCLES_MAP_TILES = {
        "url": TILES,
        "attribution": "© A map maker",
        "max_zoom": 17,
    }

    assert map_tiles() == {
        "url": TILES,
        "attribution": "© A map maker",
        "maxZoom": 17,
    }


def test_the_outlines_that_the_map_asks_for_are_the_shipped_ones(rf: Any) -> None:
    answer = outlines(rf.get("/"))

    assert answer.status_code == 200
    assert set(json.loads(answer.content)) >= {"steps_per_degree", "land"}


def test_collecting_static_files_with_hashed_names_succeeds(
    settings: Any, tmp_path: Path
) -> None:
    names = own_files(PositionWidget())
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        },
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    hashed = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert {*names} <= hashed.keys()
    assert hashed[f"{VENDORED}leaflet.js"] != f"{VENDORED}leaflet.js"
    assert re.search(r"position-marker\.\w+\.svg", render(PositionWidget()))
