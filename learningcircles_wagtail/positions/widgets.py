"""The position's input in the admin: one labelled text input, improved by a map."""

import json
from typing import Any

from django import forms
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtailgeowidget.widgets import LeafletField

from learningcircles_wagtail.conf import map_tiles
from learningcircles_wagtail.domain.geo import PositionError, parse_position
from learningcircles_wagtail.positions.typed import write_position
from learningcircles_wagtail.positions.views import OUTLINES_URL_NAME

_STATIC = "learningcircles_wagtail"


def outlines_url() -> str | None:
    """Return where the admin serves the world's outlines, or None where it does not."""
    try:
        return reverse(OUTLINES_URL_NAME)
    except NoReverseMatch:
        return None


class PositionWidget(LeafletField):
    """A text input for "latitude, longitude", with a map below it.

    What is submitted is what stands in the input: without JavaScript, Leaflet or
    network it is an ordinary text field. Of `LeafletField` the arguments are kept;
    its hidden input, unlabelled second input and scripts are not.
    """

    input_type = "text"
    template_name = "django/forms/widgets/text.html"

    def format_value(self, value: Any) -> str | None:
        """Return a stored position as it is typed; leave other text as it is."""
        text = super().format_value(value)
        if not text:
            return None
        try:
            return write_position(parse_position(text))
        except PositionError:
            return text

    def get_options(self) -> dict[str, Any]:
        """Override to change what the map is told: tiles, pictures and words."""
        tiles = map_tiles()
        return {
            "tiles": tiles,
            "zoom": self.zoom,
            "marker": static(f"{_STATIC}/admin/position-marker.svg"),
            "outlines": None if tiles else outlines_url(),
            "strings": {
                # Translators: "%s" is a number of degrees, for example 41.8781.
                "north": gettext("%s° north"),
                "south": gettext("%s° south"),
                "east": gettext("%s° east"),
                "west": gettext("%s° west"),
                "unreadable": gettext(
                    "This is not a position yet. Give latitude and longitude, "
                    "for example 41.8781, -87.6298."
                ),
                "clear": gettext("Clear position"),
                "map": gettext(
                    "Map: click where the place is, or press Enter for its middle."
                ),
                "marker": gettext("Place. Move it with the arrow keys."),
                "zoomIn": gettext("Zoom in"),
                "zoomOut": gettext("Zoom out"),
            },
        }

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add what the Stimulus controller needs to draw the map."""
        attrs = {
            "autocomplete": "off",
            "spellcheck": "false",
            # Coordinates run from left to right in every script.
            "dir": "ltr",
            "data-controller": "lc-position",
            "data-lc-position-options-value": json.dumps(self.get_options()),
        }
        return {**attrs, **base_attrs, **(extra_attrs or {})}

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Render the input alone; the map is added in the browser."""
        return forms.TextInput.render(self, name, value, attrs, renderer)

    @property
    def media(self) -> forms.Media:
        """Leaflet from our own static files, and the controller."""
        return forms.Media(
            css={
                "all": (
                    f"{_STATIC}/vendor/leaflet/leaflet.css",
                    f"{_STATIC}/admin/position.css",
                )
            },
            js=(
                f"{_STATIC}/vendor/leaflet/leaflet.js",
                f"{_STATIC}/admin/position-text.js",
                f"{_STATIC}/admin/position-graticule.js",
                f"{_STATIC}/admin/position-outlines.js",
                f"{_STATIC}/admin/position-map.js",
                f"{_STATIC}/admin/position.js",
            ),
        )


# The adapter of `LeafletField` would fill empty positions with its default place;
# Wagtail's plain one fits, because Stimulus finds the input wherever it appears.
register(WidgetAdapter(), PositionWidget)
