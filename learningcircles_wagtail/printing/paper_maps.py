"""Maps of places on paper: as on the page, in colours that spare a printer ink."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

INK, SEA, LAND, LINE, PIN = "#1c2530", "#e4eef0", "#ffffff", "#b9c2c9", "#0b3d45"
LABEL = {"fill": INK, "font-family": "sans-serif", "font-weight": "600"}
LOOKS: dict[str, dict[str, str]] = {
    "lc-map__sea": {"fill": SEA},
    "lc-map__water": {"fill": SEA},
    "lc-map__lake": {"fill": SEA, "stroke": LINE, "stroke-width": "0.5"},
    "lc-map__land": {"fill": LAND, "stroke": LINE, "stroke-width": "0.8"},
    "lc-map__graticule": {"fill": "none", "stroke": "#d3dde0", "stroke-width": "0.5"},
    "lc-map__region": {"fill": "none", "stroke": LINE, "stroke-width": "0.6"},
    "lc-map__border": {"fill": "none", "stroke": "#6a7682", "stroke-width": "1"},
    "lc-map__edge": {"fill": "none", "stroke": "#6a7682", "stroke-width": "1"},
    "lc-map__leader": {"stroke": PIN, "stroke-width": "1.2"},
    "lc-map__place": {"fill": PIN},
    "lc-map__dot": {"fill": PIN},
    "lc-map__marker": {"fill": PIN, "stroke": LAND, "stroke-width": "2"},
    "lc-map__title": {**LABEL, "font-size": "13"},
    "lc-map__name": {**LABEL, "font-size": "13"},
    "lc-map__name--middle": {"text-anchor": "middle"},
    "lc-map__name--end": {"text-anchor": "end"},
    "lc-map__measure": {**LABEL, "font-size": "12", "font-weight": "400"},
    "lc-map__scale": {"fill": "none", "stroke": INK, "stroke-width": "1.25"},
}
"""How what a class names looks: WeasyPrint knows no style sheet within a drawing."""

PIN_DISC = {"fill": PIN, "stroke": LAND, "stroke-width": "1.5"}
PIN_NUMBER = {
    "fill": "#ffffff",
    "font-family": "sans-serif",
    "font-weight": "700",
    "text-anchor": "middle",
}
MAP = ".lc-map > svg"
NUMBER = ".lc-places__number"


class KeptMaps:
    """The maps of a text, out of the way while what is no text is left out of it."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._places: list[tuple[Tag, Tag]] = []
        for drawing in soup.select(MAP):
            classes = drawing.get("class") or []
            if "lc-map__sheet--narrow" in classes and drawing.find_previous_sibling():
                # The wide one stands before it: one drawing is enough for a sheet.
                continue
            place = soup.new_tag("span")
            drawing.replace_with(place)
            self._places.append((place, drawing))
        for number in soup.select(NUMBER):
            # On the page they are read with the map alone; on paper they belong to it.
            del number["data-lc-no-text"]

    def put_back(self) -> None:
        """Draw the maps where they stood."""
        for place, drawing in self._places:
            place.replace_with(drawing)
            _paint(drawing)


def _paint(drawing: Tag) -> None:
    for element in drawing.select("[class]"):
        for name in element.get("class") or []:
            element.attrs.update(LOOKS.get(name, {}))
    for disc in drawing.select(".lc-map__pin > circle"):
        disc.attrs.update(PIN_DISC)
    for number in drawing.select(".lc-map__pin > text"):
        number.attrs.update(PIN_NUMBER)
