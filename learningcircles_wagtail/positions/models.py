"""A position that keeps searchable columns beside its text."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.domain.geo import (
    Position,
    PositionError,
    parse_position,
)
from learningcircles_wagtail.positions.fields import POSITION_HELP, PositionField

COLUMNS = frozenset({"latitude", "longitude"})


class PositionMixin(models.Model):
    """A record with a place on the map.

    `position` is what editors give; `latitude` and `longitude` (decimal degrees, both
    None without a position) follow it in `clean` and `save` and are what queries use.
    `bulk_create`, `bulk_update` and `update` call neither: call `follow_position` on
    each object first and write the columns too.
    """

    position = PositionField(
        _("position on the map"),
        blank=True,
        help_text=POSITION_HELP,
    )
    latitude = models.FloatField(null=True, blank=True, editable=False, db_index=True)
    longitude = models.FloatField(null=True, blank=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with columns that follow the text.

        With `update_fields` they are written when, and only when, the text is.
        """
        update_fields = kwargs.get("update_fields")
        # A deferred text has not changed; reading it would cost a query.
        if "position" not in self.get_deferred_fields():
            if update_fields is None:
                self.follow_position()
            else:
                update_fields = set(update_fields)
                if "position" in update_fields:
                    self.follow_position()
                    update_fields |= COLUMNS
                kwargs["update_fields"] = update_fields
        super().save(*args, **kwargs)

    @property
    def coordinates(self) -> Position | None:
        """The position on the globe, or None when there is none that can be read."""
        if not self.position:
            return None
        try:
            return parse_position(self.position)
        except PositionError:
            return None

    def follow_position(self) -> None:
        """Set `latitude` and `longitude` from `position`, or empty both."""
        coordinates = self.coordinates
        self.latitude = coordinates.latitude if coordinates else None
        self.longitude = coordinates.longitude if coordinates else None

    def clean(self) -> None:
        """Let the columns follow the text."""
        super().clean()
        self.follow_position()
