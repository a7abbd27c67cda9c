"""The map position as a model field and as a form field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.domain.geo import PositionError, parse_position
from learningcircles_wagtail.positions.typed import (
    TypedPositionError,
    read_position,
    write_position,
)

POSITION_HELP = _(
    "Latitude and longitude in decimal degrees, for example 41.8781, -87.6298. Click "
    "on the map, or copy the two numbers from any map on the web."
)
MESSAGES = {
    "invalid": _(
        "Give a latitude between -90 and 90 and a longitude between -180 and 180, "
        "for example 41.8781, -87.6298."
    ),
    "swapped": _(
        "The latitude comes first and lies between -90 and 90. "
        "Did you mean %(suggestion)s?"
    ),
}


def validate_position(text: str) -> None:
    """Raise `ValidationError` unless `text` is a stored position on the globe."""
    try:
        parse_position(text)
    except PositionError as error:
        raise ValidationError(MESSAGES["invalid"], code="invalid") from error


class PositionFormField(forms.CharField):
    """One text input for "latitude, longitude" in decimal degrees.

    Takes what `typed.read_position` understands, and cleans to the stored form
    "SRID=4326;POINT(lng lat)", or to "" when it is left empty.
    """

    default_error_messages = MESSAGES

    def to_python(self, value: Any) -> str:
        """Return the stored form of what was typed; raise `ValidationError`."""
        text = super().to_python(value)
        if text in self.empty_values:
            return ""
        try:
            return read_position(text).as_ewkt()
        except TypedPositionError as error:
            if error.suggestion is None:
                raise ValidationError(
                    self.error_messages["invalid"], code="invalid"
                ) from error
            raise ValidationError(
                self.error_messages["swapped"],
                code="swapped",
                params={"suggestion": write_position(error.suggestion)},
            ) from error


class PositionField(models.CharField):
    """A position on the map, stored as the text "SRID=4326;POINT(lng lat)".

    The value is that text, or "" without a position. `blank=True` allows none. It is
    the form that `wagtailgeowidget` stores; no GeoDjango is needed. Labels and help
    texts stay out of migrations.
    """

    default_validators = [validate_position]
    description = _("Position on the map")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave out what only people read: it is no matter for a migration."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("verbose_name", None)
        kwargs.pop("help_text", None)
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return the text input with its map, unless `kwargs` ask for another."""
        # Imported late: the widget needs the admin, a model must not.
        from learningcircles_wagtail.positions.widgets import PositionWidget

        defaults = {"form_class": PositionFormField, "widget": PositionWidget}
        return super().formfield(**{**defaults, **kwargs})
