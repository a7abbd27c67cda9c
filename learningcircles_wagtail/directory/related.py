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
    Exists,
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
from django.db.models.expressions import Combinable
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.domain.geo import Position, PositionError, bounding_boxes
from learningcircles_wagtail.models import Circle, Topic
from learningcircles_wagtail.models.querysets import running_q

NEAR_KM = 25
SLICE = 60
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

    Related are running circles of the same site and language that may please as well:
    first those of the same topic that are near, then of the same topic, then near,
    then the next to begin; of each those that have not begun come first. One query for
    both, as they are rows of the same table (on MariaDB two).
    """
    # Some may show a circle a second time, as aliases do.
    most = 2 * limit + len(get_content_languages())
    found = list(_beside(page, now=now)[:most])
    key = page.translation_key
    translations = [other for other in found if other.translation_key == key]
    related: dict[int, Any] = {}
    for other in found:
        if other.translation_key != key:
            related.setdefault(other.circle_id, other)
    return PagesBeside(translations, list(related.values())[:limit])


def _beside(page: Any, *, now: datetime) -> QuerySet:
    """Return the translations of a page, then what is related, the closest first."""
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
        & _same_site_q(page)
        & ~Q(translation_key=page.translation_key)
    )
    if circle:
        wanted &= ~Q(circle_id=circle.pk)
    slices = list(_slices(topics, near, now=now))
    cases = [When(wanted, then=_distance(topics, near))]
    if circle:
        key = page.translation_key
        cases.append(When(Q(translation_key=key) & ~Q(pk=page.pk), then=Value(0)))
        slices.append(Circle.objects.filter(pk=circle.pk).values_list("pk"))
    begun = Q(circle__first_meeting_at__lte=now)
    return (
        type(page)
        .objects.live()
        .filter(~in_private_section(), circle_id__in=_either(slices))
        # Within CASE, so that the database begins with the few candidates: given it as
        # a condition, SQLite reads every page of the language first.
        .annotate(lc_closeness=Case(*cases, output_field=IntegerField()))
        .filter(lc_closeness__isnull=False)
        .order_by(
            "lc_closeness",
            _unless(~begun, 1),
            F("circle__first_meeting_at").asc(nulls_last=True),
            "pk",
        )
        .select_related(*SHOWN)
        .defer("body", "skipped_dates")
    )


def _distance(topics: list[int], near: list[Q]) -> Combinable:
    """Return how far related a page's circle is: 1 for the same topic and near.

    2 for the same topic elsewhere, 3 for another topic near, 4 for any other.
    """
    alike = Exists(
        Circle.topics.through.objects.filter(
            circle_id=OuterRef("circle_id"), topic_id__in=topics
        )
    )
    close = reduce(or_, (_on_pages(condition) for condition in near), Q(pk__in=[]))
    return Value(1) + _unless(Q(alike), 2) + _unless(close, 1)


def _unless(condition: Q, number: int) -> Case:
    return Case(
        When(condition, then=Value(0)),
        default=Value(number),
        output_field=IntegerField(),
    )


def _same_site_q(page: Any) -> Q:
    """Pages of the site on which a page stands; several sites may share a database."""
    roots = (root.root_path for root in Site.get_site_root_paths())
    # Wagtail lists them so that the first that fits is the page's own.
    own = next((root for root in roots if page.url_path.startswith(root)), None)
    return Q(pk__in=[]) if own is None else Q(url_path__startswith=own)


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
