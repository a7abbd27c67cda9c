"""One release in several languages: the latest embargo of them all holds."""

from datetime import datetime
from typing import Any

from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.directory.press_pages import embargoed_q


def held_in_others(page: Any, *, now: datetime) -> list[Any]:
    """Return the other languages of a release that are under embargo at `now`.

    One that is public keeps no other from being so, whatever its fields say.
    """
    if page.translation_key is None:
        return []
    return [
        other
        for model in page_models("press_release_page")
        for other in model.objects.filter(
            embargoed_q(now), translation_key=page.translation_key, live=False
        )
        .exclude(pk=page.pk)
        .select_related("locale")
        .defer_streamfields()
    ]


def latest_hour(page: Any, *, now: datetime) -> datetime | None:
    """Return until when other languages hold a release back, None where none does."""
    hours = [other.embargo_until for other in held_in_others(page, now=now)]
    return max((hour for hour in hours if hour is not None), default=None)
