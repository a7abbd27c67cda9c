"""The StreamField block for a position on the map."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtailgeowidget.blocks import LeafletBlock

from learningcircles_wagtail.domain.geo import (
    Position,
    PositionError,
    parse_position,
)
from learningcircles_wagtail.positions.fields import (
    POSITION_HELP,
    PositionFormField,
)
from learningcircles_wagtail.positions.typed import write_position
from learningcircles_wagtail.positions.widgets import PositionWidget


class PositionBlock(LeafletBlock):
    """A position, validated.

    The value is a `domain.geo.Position` with `latitude` and `longitude` in decimal
    degrees, or None. While a form holds text that is no position the value is that
    text, so that the editor finds it again; such a value never passes `clean`.
    """

    class Meta:
        icon = "site"
        description = _("One place, as latitude and longitude.")

    def __init__(
        self, required: bool = True, help_text: Any = POSITION_HELP, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        # LeafletBlock takes these two and forgets them.
        self.field_options = {"required": required, "help_text": help_text}

    @cached_property
    def field(self) -> PositionFormField:
        """The form field that reads and checks what is typed."""
        return PositionFormField(widget=PositionWidget(), **self.field_options)

    def to_python(self, value: Any) -> Position | None:
        """Return the position that was stored, by us or by `LeafletBlock`."""
        if isinstance(value, Position) or not value:
            return value or None
        try:
            if isinstance(value, dict):
                return Position(float(value["lat"]), float(value["lng"]))
            return parse_position(value)
        except (PositionError, KeyError, TypeError, ValueError):
            return None

    def normalize(self, value: Any) -> Position | str | None:
        """Return a position; text that is none stays, since forms pass through here."""
        if isinstance(value, str):
            return self.value_from_form(value)
        return self.to_python(value)

    def value_from_form(self, value: Any) -> Position | str | None:
        """Return a position, or the text that is none, from the form's text."""
        if not value:
            return None
        try:
            return parse_position(value)
        except PositionError:
            return value

    def value_for_form(self, value: Position | str | None) -> str:
        """Return the stored text of a position, and any other text as it is."""
        return value.as_ewkt() if isinstance(value, Position) else value or ""

    def get_prep_value(self, value: Position | str | None) -> str:
        """Return what is stored: "SRID=4326;POINT(lng lat)", or ""."""
        return self.value_for_form(value)

    def get_api_representation(
        self, value: Position | str | None, context: Any = None
    ) -> dict[str, float] | None:
        """Return latitude and longitude in decimal degrees, or None."""
        if not isinstance(value, Position):
            return None
        return {"latitude": value.latitude, "longitude": value.longitude}

    def render_basic(self, value: Position | str | None, context: Any = None) -> str:
        """Return "latitude, longitude" as text."""
        return escape(write_position(value)) if isinstance(value, Position) else ""
