"""Which circles a circle's page leads on to: the same topic, near, later.

Candidates come from small slices of indexes, so that it costs the same with a hundred
circles and with a hundred thousand; they are then judged in one query.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache, reduce
from itertools import count
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

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
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages
from wagtail.models import Site

from learningcircles_wagtail.directory.named_records import (
    journal_state,
    name_records,
)
from learningcircles_wagtail.directory.prepared import Prepared, as_parameter, instant
from learningcircles_wagtail.directory.querysets import (
    at_public_branch_q,
    in_private_section,
)
from learningcircles_wagtail.directory.remembered import Piece, Remembered
from learningcircles_wagtail.domain.geo import Position, PositionError, bounding_boxes
from learningcircles_wagtail.models import Circle, Topic
from learningcircles_wagtail.models.querysets import running_q

NEAR_KM = 25
SLICE = 60
"""How many circles of each kind are looked at: of a topic, near, next to begin."""
TOPICS = 3

SHOWN_FOR = timedelta(seconds=20)
"""How old the related circles below a refusal may be: what they say of free places and
of the hour. When many want one place, many are refused at once."""

kept = Remembered(1_000)


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
    found = _beside(page, now=now, most=most)
    for other in found:
        if other.locale_id == page.locale_id:
            other.locale = page.locale
    name_records(found, journal_state(page), for_cards=True)
    key = page.translation_key
    translations = [other for other in found if other.translation_key == key]
    related: dict[int, Any] = {}
    for other in found:
        if other.translation_key != key:
            related.setdefault(other.circle_id, other)
    return PagesBeside(translations, list(related.values())[:limit])


def remembered_beside(
    page: Any, request: HttpRequest, *, now: datetime
) -> Piece | None:
    """Return the related circles as HTML, drawn at most `SHOWN_FOR` ago.

    Whatever is published, cancelled, hidden or taken down since is not remembered. None
    where the journal's state is unknown.
    """
    state = journal_state(page)
    if not state:
        return None
    site = Site.find_for_request(request)
    where = (site.pk if site else None, get_language())
    key = (type(page), page.pk, state, where)
    return Piece(kept, key, now=now, until=lambda: now + SHOWN_FOR)


class _Beside(NamedTuple):
    """What is looked for beside a page.

    `root` is the `url_path` of the page's site, None for no site; `near` are lookups of
    circles with an index, each with its value or the two ends of its range. `own` are
    the keys of the page and of its circle, None before it has one.
    """

    now: Any
    translation_key: Any
    locale: int
    own: tuple[int, int] | None
    topics: tuple[int, ...]
    near: tuple[dict[str, Any], ...]
    root: str | None

    @property
    def shape(self) -> tuple[Any, ...]:
        """What the SQL depends on; all else are parameters."""
        near = tuple(tuple(lookups) for lookups in self.near)
        return (self.own is None, len(self.topics), near, self.root)

    def values(self, model: Any, using: str) -> list[Any]:
        """Return the parameters, as the database takes them."""
        key = model._meta.get_field("translation_key")
        return [
            instant(self.now, using),
            as_parameter(key, self.translation_key, using),
            self.locale,
            *(self.own or ()),
            *self.topics,
            *(
                value
                for lookups in self.near
                for given in lookups.values()
                for value in (given if isinstance(given, tuple) else (given,))
            ),
        ]


def _beside(page: Any, *, now: datetime, most: int) -> list[Any]:
    """Return the translations of a page, then what is related, the closest first."""
    circle, model = page.circle, type(page)
    if circle:
        # With all that the page shows of them, so that they are read once.
        named = Topic.objects.select_related("locale")
        prefetch_related_objects([circle], Prefetch("topics", queryset=named))
    facts = circle or page
    asked = _Beside(
        now=now,
        translation_key=page.translation_key,
        locale=page.locale_id,
        own=(page.pk, circle.pk) if circle else None,
        topics=tuple(topic.pk for topic in facts.topics.all()),
        near=_near(facts),
        root=_site_root(page),
    )
    using = model.objects.db
    if asked.root is None or not _has_slices(using):
        return list(_query(model, using, asked, most))
    return _prepared(model, using, asked.shape, most).instances(
        asked.values(model, using)
    )


@lru_cache(maxsize=128)
def _prepared(model: Any, using: str, shape: tuple[Any, ...], most: int) -> Prepared:
    """Return the query for pages of a shape, whose SQL takes long to write."""
    is_draft, topics, near, root = shape
    numbers = count(-1_000, -1)

    def marker(lookup: str) -> Any:
        if lookup == "city":
            return f"city {next(numbers)}"
        if lookup.endswith("__range"):
            return (next(numbers), next(numbers))
        return next(numbers)

    marked = _Beside(
        now=datetime(1970, 1, 1, tzinfo=UTC),
        translation_key=UUID(int=1),
        locale=next(numbers),
        own=None if is_draft else (next(numbers), next(numbers)),
        topics=tuple(next(numbers) for _topic in range(topics)),
        near=tuple({name: marker(name) for name in lookups} for lookups in near),
        root=root,
    )
    return Prepared(_query(model, using, marked, most), marked.values(model, using))


def _query(model: Any, using: str, asked: _Beside, most: int) -> QuerySet:
    now, near = asked.now, [Q(**lookups) for lookups in asked.near]
    wanted = (
        running_q(now, "circle__")
        & at_public_branch_q()
        & Q(locale_id=asked.locale)
        & ~Q(translation_key=asked.translation_key)
    )
    root = asked.root
    wanted &= Q(pk__in=[]) if root is None else Q(url_path__startswith=root)
    slices = list(_slices(using, asked.topics, near, now=now))
    cases = []
    if asked.own:
        pk, circle = asked.own
        wanted &= ~Q(circle_id=circle)
        translates = Q(translation_key=asked.translation_key) & ~Q(pk=pk)
        cases.append(When(translates, then=Value(0)))
        slices.append(Circle.objects.using(using).filter(pk=circle).values_list("pk"))
    cases.insert(0, When(wanted, then=_distance(asked.topics, near)))
    begun = Q(circle__first_meeting_at__lte=now)
    return (
        model.objects.using(using)
        .live()
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
        .select_related("circle__branch")
        .defer("body", "skipped_dates")[:most]
    )


def _distance(topics: Sequence[int], near: list[Q]) -> Combinable:
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


def _site_root(page: Any) -> str | None:
    """Return the `url_path` of the site on which a page stands, None for no site.

    Several sites may share a database.
    """
    roots = (root.root_path for root in Site.get_site_root_paths())
    # Wagtail lists them so that the first that fits is the page's own.
    return next((root for root in roots if page.url_path.startswith(root)), None)


def _near(facts: Any) -> tuple[dict[str, Any], ...]:
    """Return lookups of circles, each with an index: the branch, near it, its city."""
    branch = facts.branch
    if branch is None:
        return ()
    same = {"branch_id": branch.pk}
    try:
        centre = Position(branch.latitude, branch.longitude)
    except PositionError:
        return (same, {"city": branch.city}) if branch.city else (same,)
    return (
        same,
        *(
            {
                "latitude__range": (box.south, box.north),
                "longitude__range": (box.west, box.east),
            }
            for box in bounding_boxes(centre, NEAR_KM)
        ),
    )


def _slices(
    using: str, topics: Sequence[int], near: list[Q], *, now: datetime
) -> Iterator[QuerySet]:
    """Yield what is looked at, each a walk of `SLICE` steps along one index."""
    through, circles = (
        model.objects.using(using) for model in (Circle.topics.through, Circle)
    )
    for topic in topics[:TOPICS]:
        newest = through.filter(topic_id=topic).order_by("-pk")
        yield newest.values_list("circle_id")[:SLICE]
    for condition in near:
        yield circles.filter(condition).order_by().values_list("pk")[:SLICE]
    coming = circles.filter(first_meeting_at__gt=now, cancelled=False)
    yield coming.order_by("first_meeting_at").values_list("pk")[:SLICE]


def _on_pages(condition: Q) -> Q:
    """Return a condition on circles as one on their pages."""
    return Q(*((f"circle__{name}", value) for name, value in condition.children))


def _has_slices(using: str) -> bool:
    """Return whether a database allows LIMIT below IN; MariaDB does not."""
    return connections[using].features.allow_sliced_subqueries_with_in


def _either(slices: list[QuerySet]) -> Any:
    """Return what is in any of several slices of circles, as a subquery of ids."""
    using = slices[0].db
    if not _has_slices(using):
        return {pk for (pk,) in slices[0].union(*slices[1:], all=True)}
    if not connections[using].features.supports_parentheses_in_compound:
        # SQLite allows no LIMIT in a part of a UNION.
        circles = Circle.objects.using(using).order_by().values("pk")
        slices = [circles.filter(pk__in=part) for part in slices]
    return slices[0].union(*slices[1:], all=True)
