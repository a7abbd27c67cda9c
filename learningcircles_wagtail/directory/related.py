"""Which circles a circle's page leads on to: the same topic, near, later.

Candidates come from small slices of indexes, so that it costs the same with a hundred
circles and with a hundred thousand; they are then judged in one query.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)
from wagtail.coreutils import get_content_languages
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.directory.querysets import at_public_branch_q
from learningcircles_wagtail.domain.geo import Position, PositionError, bounding_boxes
from learningcircles_wagtail.models import Circle, Topic
from learningcircles_wagtail.models.querysets import running_q

NEAR_KM = 25
SLICE = 150
"""How many circles of each kind are looked at: of a topic, near, next to begin."""
TOPICS = 3
SHOWN = (
    "circle__branch",
    "circle__course",
    "branch",
    "course__picture",
    "picture",
    "locale",
)
"""What cards show of records."""


class PagesBeside(NamedTuple):
    """The pages that a circle's page names beside itself."""

    translations: list[Any]
    related: list[Any]


def pages_beside(page: Any, *, now: datetime, limit: int = 3) -> PagesBeside:
    """Return the public translations of a circle's page and its related circles.

    One query for both, as they are rows of the same table (on MariaDB two).
    """
    most = limit + len(get_content_languages())
    found = list(_beside(page, now=now, translations=True)[:most])
    key = page.translation_key
    translations = [other for other in found if other.translation_key == key]
    related = [other for other in found if other.translation_key != key]
    return PagesBeside(translations, related[:limit])


def related_circle_pages(page: Any, *, now: datetime, limit: int = 3) -> QuerySet:
    """Return running circles of the same language that a reader may like as well.

    First those of the same topic that are near, then of the same topic, then near,
    then the next to begin; of each those that have not begun come first. The page
    itself and its translations are left out.
    """
    return _beside(page, now=now, translations=False)[:limit]


def _beside(page: Any, *, now: datetime, translations: bool) -> QuerySet:
    circle = page.circle
    if circle:
        # With all that the page shows of them, so that they are read once.
        named = Topic.objects.select_related("locale")
        prefetch_related_objects([circle], Prefetch("topics", queryset=named))
    topics = [topic.pk for topic in (circle or page).topics.all()]
    near = _near_q(circle or page)
    wanted = (
        running_q(now, "circle__")
        & at_public_branch_q()
        & Q(locale_id=page.locale_id)
        & ~Q(translation_key=page.translation_key)
    )
    slices = list(_slices(topics, near, now=now))
    if circle:
        wanted &= ~Q(circle_id=circle.pk)
    if translations:
        wanted |= Q(translation_key=page.translation_key) & ~Q(pk=page.pk)
        slices += (
            [Circle.objects.filter(pk=circle.pk).values_list("pk")] if circle else []
        )
    return (
        type(page)
        .objects.live()
        .filter(~in_private_section(), wanted, circle_id__in=_either(slices))
        .annotate(**_order(topics, near, now=now, key=page.translation_key))
        .order_by(
            "lc_closeness",
            "lc_begun",
            F("circle__first_meeting_at").asc(nulls_last=True),
            "pk",
        )
        .select_related(*SHOWN)
        .defer("body", "skipped_dates")
    )


def in_private_section() -> Exists:
    """Pages that have a view restriction, or stand below one that has.

    The same as Wagtail's `private_q`, without reading all restrictions beforehand.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(
        PageViewRestriction.objects.alias(lc_path=path).filter(
            lc_path__startswith=F("page__path")
        )
    )


def _near_q(facts: Any) -> list[Q]:
    """Conditions on circles, each with an index: the same branch, near it, its city."""
    branch = facts.branch
    if branch is None:
        return []
    same = Q(branch_id=branch.pk)
    try:
        centre = Position(branch.latitude, branch.longitude)
    except PositionError:
        return [same, Q(city=branch.city)] if branch.city else [same]
    return [
        same,
        *(
            Q(
                latitude__range=(box.south, box.north),
                longitude__range=(box.west, box.east),
            )
            for box in bounding_boxes(centre, NEAR_KM)
        ),
    ]


def _slices(topics: list[int], near: list[Q], *, now: datetime) -> Iterator[QuerySet]:
    """Yield what is looked at, each a walk of `SLICE` steps along one index."""
    through = Circle.topics.through.objects
    for topic in topics[:TOPICS]:
        newest = through.filter(topic_id=topic).order_by("-pk")
        yield newest.values_list("circle_id")[:SLICE]
    for condition in near:
        yield Circle.objects.filter(condition).order_by().values_list("pk")[:SLICE]
    coming = Circle.objects.filter(first_meeting_at__gt=now, cancelled=False)
    yield coming.order_by("first_meeting_at").values_list("pk")[:SLICE]


def _order(
    topics: list[int], near: list[Q], *, now: datetime, key: Any
) -> dict[str, Any]:
    """Return the annotations by which related circles are ordered, least first."""
    alike = Exists(
        Circle.topics.through.objects.filter(
            circle_id=OuterRef("circle_id"), topic_id__in=topics
        )
    )
    close = reduce(or_, (_on_pages(condition) for condition in near), Q(pk__in=[]))
    closeness = Case(
        When(translation_key=key, then=Value(0)),
        When(Q(alike) & close, then=Value(1)),
        When(alike, then=Value(2)),
        When(close, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    begun = Case(
        When(circle__first_meeting_at__lte=now, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return {"lc_closeness": closeness, "lc_begun": begun}


def _on_pages(condition: Q) -> Q:
    """Return a condition on circles as one on their pages."""
    return Q(*((f"circle__{name}", value) for name, value in condition.children))


def _either(slices: list[QuerySet]) -> Any:
    """Return what is in any of several slices of circles, as a subquery of ids."""
    features = connections[slices[0].db].features
    if not features.allow_sliced_subqueries_with_in:
        # MariaDB allows no LIMIT below IN.
        return {pk for (pk,) in slices[0].union(*slices[1:], all=True)}
    # SQLite allows no LIMIT in a part of a UNION.
    circles = Circle.objects.order_by().values("pk")
    parts = [circles.filter(pk__in=part) for part in slices]
    return parts[0].union(*parts[1:], all=True)
