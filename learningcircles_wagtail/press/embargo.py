"""Releases whose hour has come: the next request publishes them, without cron.

A release under embargo is not live, so that no surface knows it, those of other
applications included. It waits as a scheduled revision of Wagtail's. Every few seconds
the first request to a process looks whether one is due (`learningcircles_wagtail.
signals` calls `look`), and publishes it before the request is answered.
"""

import logging
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from wagtail.models import Revision

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.domain.watch import Watch

logger = logging.getLogger("learningcircles_wagtail")


watch = Watch()


def look(*, now: datetime) -> None:
    """Publish what is due, unless this process has looked a moment ago.

    Called at the beginning of every request, so it raises nothing: where the database
    is busy, the next look tries again.
    """
    seconds = settings.EMBARGO_CHECK_SECONDS
    if seconds is None or not watch.is_due(now, seconds):
        return
    watch.looked_at = now
    try:
        watch.next_hour = publish_due(now=now)
    except DatabaseError:
        logger.exception("Releases under embargo could not be looked through.")


def scheduled_revisions() -> QuerySet[Revision]:
    """Return the revisions of releases that wait for their hour, the first one first.

    Among them are releases without an embargo that an editor has scheduled.
    """
    kinds = ContentType.objects.get_for_models(
        *page_models("press_release_page"), for_concrete_models=False
    )
    return Revision.objects.filter(
        content_type__in=kinds.values(), approved_go_live_at__isnull=False
    ).order_by("approved_go_live_at", "pk")


def publish_due(*, now: datetime) -> datetime | None:
    """Publish every release whose hour has come; return the hour of the next one.

    One query where none is due. A release that cannot be published is logged, and
    keeps no other waiting.
    """
    waiting = scheduled_revisions().values_list("pk", "approved_go_live_at")
    coming = None
    for pk, hour in waiting:
        if hour > now:
            coming = hour
            break
        try:
            publish_once(pk, hour)
        except Exception:
            logger.exception("The scheduled revision %s could not be published.", pk)
    return coming


def publish_once(pk: int, hour: datetime) -> bool:
    """Publish one scheduled revision, unless somebody else does; say whether we did.

    The guarded UPDATE is the first statement, so of several processes one alone goes
    on, on every database; where publishing fails, the schedule is as it was.
    """
    with transaction.atomic():
        waiting = Revision.objects.filter(pk=pk, approved_go_live_at=hour)
        if not waiting.update(approved_go_live_at=None):
            return False
        revision = Revision.objects.get(pk=pk)
        revision.publish(log_action="wagtail.publish.scheduled")
    return True


def early_edition(page: Any) -> Any:
    """Return a release as it will be published, or None where nothing is scheduled.

    It is made of the scheduled revision, never of a later draft.
    """
    revision = page.scheduled_revision
    return revision.as_object() if revision is not None else None
