"""One release in several languages: the latest embargo of them all holds."""

from datetime import datetime
from typing import Any

from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.directory.press_pages import embargoed_q


def held_in_others(page: Any, *, now: datetime) -> list[Any]:
    """Return the other languages of a release that are under embargo at `now`.

    One that is public keeps no other from being so, whatever its fields say; nor is one
    that is public held any more by what is written of it later.
    """
    if page.translation_key is None:
        return []
    others = [
        other
        for model in page_models("press_release_page")
        for other in model.objects.filter(
            embargoed_q(now), translation_key=page.translation_key, live=False
        )
        .exclude(pk=page.pk)
        .select_related("locale")
        .defer_streamfields()
    ]
    if others and type(page).objects.filter(pk=page.pk, live=True).exists():
        return []
    return others


def latest_hour(page: Any, *, now: datetime) -> datetime | None:
    """Return until when other languages hold a release back, None where none does."""
    hours = [other.embargo_until for other in held_in_others(page, now=now)]
    return max((hour for hour in hours if hour is not None), default=None)
