"""The pack: all that is to be done for a circle, on pages to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from learningcircles_wagtail.directory.words import join_words
from learningcircles_wagtail.domain.blanks import Part
from learningcircles_wagtail.domain.identified import identified
from learningcircles_wagtail.domain.preparation import Distance
from learningcircles_wagtail.toolkit.blanks import filled_parts
from learningcircles_wagtail.toolkit.choices import options
from learningcircles_wagtail.toolkit.chosen import ChosenCircle, chosen
from learningcircles_wagtail.toolkit.guide import choice_context
from learningcircles_wagtail.toolkit.pieces import pieces
from learningcircles_wagtail.toolkit.plan import DueDay, distance_of, due_days
from learningcircles_wagtail.toolkit.words import distance_words

TEMPLATE = "learningcircles_wagtail/toolkit_pack.html"
USUAL_SEATS, MOST_SEATS = 12, 30
"""Lines on the sign-in sheet: as many as there are places, within reason."""
MOST_DATES = 8
"""Columns of the sign-in sheet; a circle with more meetings needs a second print."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What is due at one distance from the first meeting, out of all guides."""

    label: str
    due: DueDay
    tasks: list[str]


@dataclass(frozen=True, slots=True)
class PackList:
    """A checklist, and the guide in which it stands."""

    title: str
    guide: str
    items: list[str]


@dataclass(frozen=True, slots=True)
class PackMessage:
    """A message, filled in, and the guide in which it stands."""

    title: str
    guide: str
    subject: list[Part]
    text: list[Part]


@dataclass(slots=True)
class Gathered:
    """What the guides hold that belongs in a pack, in reading order."""

    rows: dict[int, tuple[Distance, list[str]]] = field(default_factory=dict)
    lists: list[PackList] = field(default_factory=list)
    messages: list[PackMessage] = field(default_factory=list)


def pack_response(
    page: Any, guides: Iterable[Any], request: HttpRequest
) -> TemplateResponse:
    """Answer with the pack of some guides, for the circle that the address chooses.

    Without a circle it is a pack to fill in by hand, with a form to choose one.
    """
    context = pack_context(page, guides, request)
    response = TemplateResponse(request, TEMPLATE, context)
    # A printout is no place to arrive at from a search engine.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def pack_context(
    page: Any, guides: Iterable[Any], request: HttpRequest
) -> dict[str, Any]:
    """Return what `toolkit_pack.html` needs."""
    now = timezone.now()
    choice = chosen(request, now=now)
    circle = choice.circle
    gathered = gather(guides, circle)
    return {
        "page": page,
        **choice_context(choice),
        "circle_options": options(
            request, locale_id=page.locale_id, now=now, circle=circle
        ),
        "plan": plan_rows(gathered, circle),
        "lists": gathered.lists,
        "messages": gathered.messages,
        "meetings": circle.summary.meetings if circle else [],
        "facilitators": names_of_hosts(circle) if circle else "",
        **sheet(circle),
    }


def names_of_hosts(circle: ChosenCircle) -> str:
    """Return who hosts a circle: "Ruth and Noor"."""
    return join_words([person.name for person in circle.summary.facilitators])


def gather(guides: Iterable[Any], circle: ChosenCircle | None) -> Gathered:
    """Return the plans, checklists and messages of some guides."""
    gathered = Gathered()
    for guide in guides:
        for piece in pieces(guide.body):
            match piece.block_type:
                case "timeline":
                    _add_rows(gathered, piece.value)
                case "checklist":
                    _add_list(gathered, piece.value, guide.title)
                case "message_template":
                    _add_message(gathered, piece.value, guide.title, circle)
    return gathered


def _add_rows(gathered: Gathered, value: Any) -> None:
    for row in identified(value.get("rows")):
        distance = distance_of(row.value)
        tasks = [task for task in row.value.get("tasks") or () if task]
        if tasks and distance.days is not None:
            _distance, known = gathered.rows.setdefault(distance.days, (distance, []))
            known += [task for task in tasks if task not in known]


def _add_list(gathered: Gathered, value: Any, guide: str) -> None:
    items = [item for item in value.get("items") or () if item]
    if items:
        gathered.lists.append(PackList(value.get("title") or "", guide, items))


def _add_message(
    gathered: Gathered, value: Any, guide: str, circle: ChosenCircle | None
) -> None:
    text = filled_parts(str(value.get("text") or ""), circle)
    if text:
        subject = filled_parts(str(value.get("subject") or ""), circle)
        title = value.get("title") or ""
        gathered.messages.append(PackMessage(title, guide, subject, text))


def plan_rows(gathered: Gathered, circle: ChosenCircle | None) -> list[PlanRow]:
    """Return all timelines as one list, from the earliest day to the last."""
    rows = [gathered.rows[days] for days in sorted(gathered.rows)]
    due = due_days([distance for distance, _tasks in rows], circle)
    return [
        PlanRow(distance_words(distance), day, tasks)
        for (distance, tasks), day in zip(rows, due, strict=True)
    ]


def sheet(circle: ChosenCircle | None) -> dict[str, Any]:
    """Return the sign-in sheet: `sheet_lines` to write on, and `sheet_dates`.

    Meetings that are cancelled have no column, and past ones none where some are to
    come.
    """
    if circle is None:
        return {"sheet_lines": range(USUAL_SEATS), "sheet_dates": []}
    held = [one for one in circle.summary.meetings if not one.is_cancelled]
    to_come = [one for one in held if not one.is_past]
    seats = circle.summary.sign_up_facts.capacity or USUAL_SEATS
    return {
        "sheet_lines": range(max(1, min(seats, MOST_SEATS))),
        "sheet_dates": (to_come or held)[:MOST_DATES],
    }
