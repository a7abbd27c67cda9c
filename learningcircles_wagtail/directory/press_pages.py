"""Press releases that the public may see."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from learningcircles_wagtail.directory.pages import page_model, page_models
from learningcircles_wagtail.enums import ReleaseTiming


def embargoed_q(now: datetime) -> Q:
    """Releases that nobody may see yet at `now` (aware); no hour given holds."""
    return Q(timing=ReleaseTiming.EMBARGO) & (
        Q(embargo_until__isnull=True) | Q(embargo_until__gt=now)
    )


def under_embargo(model: Any, *, now: datetime) -> Q:
    """Rows of a page model, a base page's included, that are releases nobody may see.

    Asks for nothing where the model has no releases among its rows.
    """
    found = Q(pk__in=())
    for release in page_models("press_release_page"):
        if issubclass(release, model):
            held = release.objects.filter(embargoed_q(now)).order_by()
            found |= Q(pk__in=held.values("pk"))
    return found


def releases_below(index_page: Any, *, now: datetime) -> QuerySet:
    """Return the public releases below a press room, newest first."""
    model = page_model("press_release_page", index_page)
    # UTC, because MariaDB knows other zones only where its tables were loaded.
    published_on = TruncDate("first_published_at", tzinfo=UTC)
    return (
        model.objects.live()
        .public()
        .descendant_of(index_page)
        .exclude(embargoed_q(now))
        .annotate(lc_day=Coalesce(F("dateline_date"), published_on))
        .select_related("picture", "locale")
        .order_by(F("lc_day").desc(nulls_last=True), "-pk")
    )
