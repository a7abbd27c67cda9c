"""Which circles a release can be about: those that the public may see, and meet yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import find
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import at_public_branch_q
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.models.querysets import running_q

MOST_CIRCLES = 50
"""How many circles one release names; a newsroom reads no longer list."""

MOST_ASKED = 500
"""How many keys of circles one request may name."""

MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A circle that no release can be about now, and why, in words."""

    title: str
    reason: str


@dataclass(slots=True)
class Subjects:
    """What a release is about: pages in the order of their first meeting.

    `more` is how many were found beyond `MOST_CIRCLES`.
    """

    pages: list[Any] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    more: int = 0


def subjects_of(
    keys: Iterable[int], *, now: datetime, may_know: Callable[[Any], bool]
) -> Subjects:
    """Return the circles of some page keys, and why the others are left out.

    Keys that no circle has are passed over, and so are pages that are not public and of
    which whoever asks `may_know` nothing.
    """
    found = Subjects()
    wanted = set(keys)
    for model in circle_page_models():
        asked = model.objects.filter(pk__in=wanted).select_related("circle")
        asked = asked.prefetch_related("circle__meetings")
        pages = [page for page in asked if page.specific_class is model]
        public = set(
            model.objects.live()
            .public()
            .filter(at_public_branch_q(), circle__isnull=False)
            .filter(pk__in=[page.pk for page in pages])
            .values_list("pk", flat=True)
        )
        for page in pages:
            is_public = page.pk in public
            if not is_public and not may_know(page):
                continue
            if reason := _reason(page, is_public=is_public, now=now):
                found.left_out.append(LeftOut(page.get_admin_display_title(), reason))
            else:
                found.pages.append(page)
    return _cut(found)


def _reason(page: Any, *, is_public: bool, now: datetime) -> str:
    """Return why a release cannot be about a circle, "" where it can."""
    if not page.live:
        return _("It is not published yet.")
    if not is_public:
        return _("Visitors cannot see its page or its branch.")
    match page.circle.timeline(now=now).status:
        case CircleStatus.CANCELLED:
            return _("It is cancelled.")
        case CircleStatus.COMPLETED:
            return _("It is over.")
    return ""


def subjects_below(
    index_page: Any, criteria: Criteria, *, now: datetime, weeks: int | None = None
) -> Subjects:
    """Return the circles of a list that fit what a visitor may ask for.

    Those that are cancelled or over are not asked for. With `weeks`, only those that
    begin from `now` on within so many weeks: a new term.
    """
    pages = index_page.get_circles(now=now).filter(running_q(now, "circle__"))
    if weeks is not None:
        until = now + timedelta(weeks=min(max(weeks, 1), MOST_WEEKS))
        begins = "circle__first_meeting_at"
        pages = pages.filter(**{f"{begins}__gte": now, f"{begins}__lte": until})
    keys = pages.order_by("circle__first_meeting_at", "pk").values_list("pk", flat=True)
    if criteria.is_filtered:
        wanted = set(find(index_page, criteria, now=now).ids())
        fitting = [key for key in keys if key in wanted]
        chosen, count = fitting[:MOST_CIRCLES], len(fitting)
    else:
        chosen, count = list(keys[:MOST_CIRCLES]), keys.count()
    read = {page.pk: page for page in pages.filter(pk__in=chosen)}
    return Subjects([read[key] for key in chosen], more=count - len(chosen))


def _cut(found: Subjects) -> Subjects:
    """Order by first meeting, and leave what is too many."""
    late = datetime.max.replace(tzinfo=UTC)

    def begins(page: Any) -> tuple[datetime, int]:
        return page.circle.first_meeting_at or late, page.pk

    found.pages.sort(key=begins)
    found.more = max(0, len(found.pages) - MOST_CIRCLES)
    del found.pages[MOST_CIRCLES:]
    return found


def in_language(pages: Iterable[Any], locale_id: int) -> list[Any]:
    """Return each page's public translation into a language, else the page itself.

    One query for each model. Pages that are translations of one another stand once.
    """
    pages = list(pages)
    wanted = {page.translation_key for page in pages if page.locale_id != locale_id}
    translated: dict[Any, Any] = {}
    for model in circle_page_models() if wanted else ():
        others = model.objects.live().public().filter(at_public_branch_q())
        others = others.select_related("circle")
        others = others.filter(
            locale_id=locale_id, translation_key__in=wanted, circle__isnull=False
        )
        translated.update({page.translation_key: page for page in others})
    chosen: dict[Any, Any] = {}
    for page in pages:
        chosen.setdefault(
            page.translation_key, translated.get(page.translation_key, page)
        )
    return list(chosen.values())
