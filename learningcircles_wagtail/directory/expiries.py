"""Pages whose time is over: the next request takes them down, without cron.

A page with an expiry date stays live for Wagtail until `publish_scheduled` has run. So
the first request after the hour does for pages of ours what that command does for all
(`learningcircles_wagtail.signals` calls `look`): no list, feed, search or API of the
site shows them from then on, whoever asks the database.
"""

import logging
from datetime import datetime
from typing import Any

import swapper
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.domain.watch import Watch

logger = logging.getLogger("learningcircles_wagtail")

KINDS = (
    "circle_index_page",
    "circle_page",
    "toolkit_index_page",
    "toolkit_page",
    "press_index_page",
    "press_release_page",
)

LEAST_SECONDS = 60
"""Between two looks of a process. Wagtail has no index of expiry dates, so that each
reads the table of pages; the hour that it finds is kept to the second."""

AT_ONCE = 100
"""How many pages one request takes down at most; the next request goes on."""

watch = Watch()


def look(*, now: datetime) -> None:
    """Take down what has expired, unless this process has looked a moment ago.

    Called at the beginning of every request, so it raises nothing: where the database
    is busy, the next look tries again.
    """
    seconds = settings.EMBARGO_CHECK_SECONDS
    if seconds is None or not watch.is_due(now, max(seconds, LEAST_SECONDS)):
        return
    watch.looked_at = now
    try:
        watch.next_hour = take_down_expired(now=now)
    except DatabaseError:
        logger.exception("Pages that have expired could not be looked through.")


def live_with_an_end() -> QuerySet:
    """Return the live pages of ours that have an expiry date, the first one first."""
    page_model = swapper.load_model("wagtailcore", "Page")
    models = [model for kind in KINDS for model in page_models(kind)]
    kinds = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    return page_model.objects.filter(
        live=True, expire_at__isnull=False, content_type__in=kinds.values()
    ).order_by("expire_at", "pk")


def take_down_expired(*, now: datetime) -> datetime | None:
    """Unpublish every page whose hour has come; return the hour of the next one.

    One query where none is due. A page that cannot be unpublished is logged, and keeps
    no other waiting.
    """
    pages = live_with_an_end().values_list("pk", "expire_at")
    waiting = list(pages[: AT_ONCE + 1])
    for pk, hour in waiting[:AT_ONCE]:
        if hour > now:
            return hour
        try:
            take_down_once(pk, hour)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("The page %s has expired, but stays.", pk)
    return waiting[AT_ONCE][1] if len(waiting) > AT_ONCE else None


def take_down_once(pk: int, hour: datetime) -> bool:
    """Unpublish one page, unless somebody else does; say whether we did.

    The guarded UPDATE is the first statement, so of several processes one alone goes
    on, on every database; where unpublishing fails, the page is as it was.
    """
    page_model = swapper.load_model("wagtailcore", "Page")
    page: Any = page_model.objects.get(pk=pk).specific
    with transaction.atomic():
        waiting = page_model.objects.filter(pk=pk, live=True, expire_at=hour)
        if not waiting.update(live=False):
            return False
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
