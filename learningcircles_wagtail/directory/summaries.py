"""Builds what lists, cards and pages say about circles, in few queries."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory import pictures
from learningcircles_wagtail.directory.circle_summary import (
    CircleSummary,
    MeetingSummary,
)
from learningcircles_wagtail.directory.labels import sign_up_label
from learningcircles_wagtail.directory.pictures import load_renditions
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.domain.rhythm import rhythm_of
from learningcircles_wagtail.domain.ring import ring
from learningcircles_wagtail.domain.seats import (
    SignUpFacts,
    backend_kind,
    sign_up_state,
)
from learningcircles_wagtail.domain.status import (
    MeetingFacts,
    MeetingState,
    Timeline,
)
from learningcircles_wagtail.enums import MeetingState as MeetingStateWords
from learningcircles_wagtail.models import Facilitator, Topic


def summarise(
    page: Any,
    *,
    now: datetime,
    request: HttpRequest | None = None,
    in_short: bool = False,
) -> CircleSummary:
    """Return the summary of one page, published or a draft in preview.

    A public page speaks from its circle's rows; a draft, a preview and a page that
    was never published speak from their own words. `in_short` leaves to whoever asks
    for them topics, facilitators and the pictures of the whole page.
    """
    preview = bool(getattr(request, "is_preview", False))
    if page.circle_id and page.live and not preview:
        _prefetch([page], CARD if in_short else PAGE)
        summary = _build(page, page.circle, now=now, request=request)
        return replace(summary, address=page.get_full_url(request) or "")
    return _build(page, None, now=now, request=request)


def summarise_many(
    pages: Iterable[Any],
    *,
    now: datetime,
    request: HttpRequest | None = None,
    for_cards: bool = False,
) -> list[CircleSummary]:
    """Return the summaries of public pages with a fixed number of queries.

    `for_cards` reads only what a card in a list shows: topics, facilitators, library
    system and the branch's picture are then read one by one by whoever asks for them.
    """
    pages = list(pages)
    _prefetch(pages, CARD if for_cards else PAGE)
    return [_build(page, page.circle, now=now, request=request) for page in pages]


def summarise_facts(
    page: Any, *, now: datetime, request: HttpRequest | None = None
) -> CircleSummary:
    """Return the summary of a public page for a text about it, without pictures.

    Meetings and facilitators are read; branch and course should be there already.
    """
    people = Facilitator.objects.select_related("locale")
    _share_records(page)
    prefetch_related_objects(
        [page],
        "circle__meetings",
        Prefetch("circle__facilitators", queryset=people),
    )
    summary = _build(page, page.circle, now=now, request=request)
    return replace(summary, address=page.get_full_url(request) or "")


CARD = (
    ("circle", "branch", "course__picture", "picture", "locale"),
    ("circle__meetings", "circle__branch", "circle__course__picture"),
)
PAGE = (
    (*CARD[0], "branch__library_system", "branch__picture"),
    (
        *CARD[1],
        "circle__branch__library_system",
        "circle__branch__picture",
    ),
)
"""What is read of pages, then of their rows: most of the latter is then there."""


def _prefetch(pages: list[Any], related: tuple[tuple[str, ...], ...] = PAGE) -> None:
    _prefetch_records(pages, related)
    on_page = related is PAGE
    load_renditions(pair for page in pages for pair in _pictures(page, on_page))


def _prefetch_records(pages: list[Any], related: tuple[tuple[str, ...], ...]) -> None:
    own, facts = related
    prefetch_related_objects(pages, *own)
    for page in pages:
        _share_records(page)
    if related is PAGE:
        topics = Topic.objects.select_related("locale")
        people = Facilitator.objects.select_related("locale", "picture")
        facts = (
            *facts,
            Prefetch("circle__topics", queryset=topics),
            Prefetch("circle__facilitators", queryset=people),
        )
    prefetch_related_objects(pages, *facts)


def prefetch_page(page: Any, others: list[Any]) -> None:
    """Read all that a circle's page shows, and the cards of `others` below it.

    Meetings and pictures of all of them are read together; `summarise` and
    `summarise_many` ask for nothing more afterwards.
    """
    prefetch_related_objects([page, *others], "circle__meetings")
    _prefetch_records([page], PAGE)
    _prefetch_records(others, CARD)
    load_renditions(
        [
            *_pictures(page, True),
            *(pair for other in others for pair in _pictures(other, False)),
        ]
    )


def _pictures(page: Any, on_page: bool) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield the pictures of a page, or of its card, with the sizes that are shown."""
    circle = page.circle
    course = (circle or page).course
    yield page.picture, pictures.HEAD if on_page else pictures.CARD
    if course is not None and page.picture is None:
        yield course.picture, pictures.HEAD[:3] if on_page else pictures.CARD
    if not on_page:
        return
    if course is not None:
        yield course.picture, pictures.COURSE
    if (branch := (circle or page).branch) is not None:
        yield branch.picture, pictures.BRANCH
    for person in circle.facilitators.all() if circle else ():
        yield person.picture, pictures.PERSON


def _share_records(page: Any) -> None:
    """Let page and row hold the same record where they name the same one."""
    for name in ("branch", "course"):
        if page.circle and getattr(page, f"{name}_id") == getattr(
            page.circle, f"{name}_id"
        ):
            setattr(page.circle, name, getattr(page, name))


def _build(
    page: Any, circle: Any, *, now: datetime, request: HttpRequest | None
) -> CircleSummary:
    zone = page.get_time_zone()
    rows: dict[str, int] = {}
    if circle is None:
        facts = page.get_meeting_facts()
        called_off_at = page.get_called_off_at(now=now)
        sign_up_facts = _draft_sign_up_facts(page)
    else:
        zone, called_off_at = circle.time_zone or zone, circle.called_off_at
        announced = [row for row in circle.meetings.all() if row.withdrawn_at is None]
        rows = {row.uid: row.pk for row in announced}
        words = _translated_words(page, circle)
        facts = [
            replace(row.facts, **words.get(row.source_id, {})) for row in announced
        ]
        sign_up_facts = circle.sign_up_facts
    timeline = Timeline.build(facts, called_off_at=called_off_at, now=now)
    state = sign_up_state(sign_up_facts, status=timeline.status, now=now)
    label = sign_up_label(state, sign_up_facts, timeline, zone)
    url = page.get_url(request) or ""
    meetings = [
        _meeting(meeting, number, timeline, zone, rows.get(meeting.uid), url)
        for meeting, number in zip(timeline.meetings, timeline.numbers, strict=True)
    ]
    return CircleSummary(
        page=page,
        circle=circle,
        now=now,
        timeline=timeline,
        time_zone=zone,
        meetings=meetings,
        next_meeting=next((item for item in meetings if item.is_next), None),
        rhythm_facts=rhythm_of(facts, zone),
        ring=ring(timeline),
        sign_up_facts=sign_up_facts,
        sign_up_state=state,
        label=label.words,
        tone=label.tone,
        icon=label.icon,
        url=url,
    )


def _translated_words(page: Any, circle: Any) -> dict[str, dict[str, str]]:
    """Return what a translation calls its meetings, by their identity in the page."""
    if page.locale_id == circle.source_locale_id:
        return {}
    return {
        str(child.id): {
            name: child.value[name]
            for name in ("title", "note")
            if child.value.get(name)
        }
        for child in page.meetings
    }


def _draft_sign_up_facts(page: Any) -> SignUpFacts:
    circle = page.circle if page.circle_id else None
    return SignUpFacts(
        backend=backend_kind(page.get_sign_up_backend()),
        capacity=page.capacity,
        taken=circle.taken if circle else 0,
        waiting_list=page.waiting_list,
        waiting_limit=page.waiting_limit,
        waiting=circle.waiting if circle else 0,
        opens_at=page.sign_up_opens_at,
        closes_at=page.sign_up_closes_at,
    )


def _meeting(
    facts: MeetingFacts,
    number: int | None,
    timeline: Timeline,
    zone: str,
    pk: int | None,
    url: str,
) -> MeetingSummary:
    is_next = facts is timeline.next
    is_past = facts.has_ended(timeline.now)
    called_off = not facts.takes_place(timeline.called_off_at)
    is_now = facts.has_started(timeline.now) and not is_past
    is_moved = facts.state is MeetingState.MOVED
    if called_off:
        words, tone = str(MeetingStateWords.CANCELLED.label), "stop"
    elif is_past:
        words, tone = _("Past"), "past"
    elif is_next or (is_now and timeline.is_over):
        # Of a circle that is called off, what was under way then goes on to its end.
        words, tone = (_("Now") if is_now else _("Next")), "open"
    elif is_moved:
        words, tone = str(MeetingStateWords.MOVED.label), "wait"
    else:
        words, tone = "", ""
    original = facts.original_start
    return MeetingSummary(
        facts=facts,
        number=number,
        start=in_zone(facts.start, zone),
        end=in_zone(facts.end, zone),
        original_start=in_zone(original, zone) if original else None,
        is_past=is_past,
        is_next=is_next,
        is_cancelled=called_off,
        is_moved=is_moved,
        state_label=words,
        tone=tone,
        pk=pk,
        calendar_url=f"{url}meetings/{pk}/ics/"
        if pk and url and not (called_off or is_past or timeline.is_over)
        else "",
    )
