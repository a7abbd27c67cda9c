"""Days of a plan in the reader's words."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from learningcircles_wagtail.domain.preparation import Distance, Nearness


def day_words(day: date, *, today: date) -> str:
    """Return a day with its weekday, and its year where that differs from now."""
    if day.year == today.year:
        # Translators: a date format of Django's: a day with its weekday.
        kind = pgettext("date format of a day with its weekday", "l, F j")
    else:
        # Translators: a date format of Django's: a day with weekday and year.
        kind = pgettext("date format of a day with weekday and year", "l, F j, Y")
    return date_format(day, kind)


def nearness_words(nearness: Nearness | None) -> str:
    """Return the word beside a day: "Past", "Today", "Next", or ""."""
    match nearness:
        case Nearness.PAST:
            return _("Past")
        case Nearness.TODAY:
            return pgettext("a day of a plan", "Today")
        case Nearness.NEXT:
            return _("Next")
        case _other:
            return ""


def distance_words(distance: Distance) -> str:
    """Return words such as “6 weeks before”; “On the day” for no distance at all."""
    amount = distance.amount
    if amount is None:
        return ""
    if amount == 0:
        return _("On the day")
    match distance.unit, distance.direction:
        case "days", "after":
            words = ngettext("%(count)d day after", "%(count)d days after", amount)
        case "days", _before:
            words = ngettext("%(count)d day before", "%(count)d days before", amount)
        case _weeks, "after":
            words = ngettext("%(count)d week after", "%(count)d weeks after", amount)
        case _weeks, _before:
            words = ngettext("%(count)d week before", "%(count)d weeks before", amount)
    return words % {"count": amount}
