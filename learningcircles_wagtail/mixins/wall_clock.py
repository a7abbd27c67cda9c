"""An hour that editors type by the clock of another place than their own."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _


class WallClockField(forms.DateTimeField):
    """A date and time as clocks show it: a naive datetime, of no zone yet.

    Django's field would read it by the clock of whoever is logged in.
    """

    def to_python(self, value: Any) -> datetime | None:
        """Return what was typed as a naive datetime, or None."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        text = str(value).strip()
        try:
            parsed = parse_datetime(text)
        except ValueError:
            parsed = None
        if parsed is None:
            parsed = self._by_formats(text)
        if parsed.tzinfo is not None:
            message = _("Give the hour without a time zone: that stands beside it.")
            raise ValidationError(message, code="zone")
        return parsed

    def _by_formats(self, text: str) -> datetime:
        for format_ in self.input_formats:
            try:
                return self.strptime(text, format_)
            except (ValueError, TypeError):
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def instants_of(wall: datetime, zone: str) -> list[datetime]:
    """Return the instants, in UTC, at which clocks in a zone show `wall` (naive).

    None in the hour that clocks skip in spring, two in the one that they repeat in
    autumn (PEP 495), else one.
    """
    info = ZoneInfo(zone)
    found = set()
    for fold in (0, 1):
        local = wall.replace(tzinfo=info, fold=fold)
        try:
            instant = local.astimezone(UTC)
        except OverflowError:
            continue
        if instant.astimezone(info).replace(tzinfo=None) == wall.replace(fold=0):
            found.add(instant)
    return sorted(found)


def instant_of(wall: datetime, zone: str) -> datetime:
    """Return the one instant at which clocks in a zone show `wall`, in UTC.

    Raises ValidationError where there is none, or where there are two: nobody should
    have to guess which of them a newsroom takes.
    """
    found = instants_of(wall, zone)
    if len(found) == 1:
        return found[0]
    if found:
        message = _(
            "Clocks go back that night, so this hour comes twice. "
            "Choose one that comes once."
        )
        raise ValidationError(message, code="ambiguous")
    message = _(
        "Clocks go forward that night, so this hour does not exist. Choose another."
    )
    raise ValidationError(message, code="nonexistent")
