"""An editor's mistakes get a message at the child; a draft with holes is saved."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from learningcircles_wagtail.blocks import streams
from learningcircles_wagtail.blocks.cards import CardsBlock
from learningcircles_wagtail.blocks.circles import MeetingBlock, UpcomingCirclesBlock
from learningcircles_wagtail.blocks.maps import MapBlock
from learningcircles_wagtail.blocks.resources import ResourcesBlock
from learningcircles_wagtail.blocks.text import CallToActionBlock, HeadingBlock
from learningcircles_wagtail.blocks.toolkit import (
    ActivityBlock,
    AgendaBlock,
    TimelineBlock,
)
from tests.blocks.catalogue import emptied

pytestmark = pytest.mark.django_db

LINK = "https://www.example.org/"


def faults(error: ValidationError, path: str = "") -> list[str]:
    """Return the paths of the children that an error of a block blames."""
    inner = getattr(error, "block_errors", None)
    if not inner:
        return [path]
    return [
        found
        for key, fault in inner.items()
        for found in faults(fault, f"{path}.{key}".lstrip("."))
    ]


def faults_of(block: Any, value: Any) -> list[str]:
    """Return the children that publishing `value` blames; none if it is fine."""
    try:
        block.clean(block.normalize(value))
    except ValidationError as error:
        return faults(error)
    return []


@pytest.mark.parametrize("name", streams.__all__)
def test_a_draft_full_of_holes_can_be_saved(name: str) -> None:
    stream = getattr(streams, name)()

    assert len(stream.clean_deferred(emptied(stream))) == len(stream.child_blocks)


@pytest.mark.parametrize("name", streams.__all__)
def test_a_page_full_of_holes_cannot_be_published(name: str) -> None:
    stream = getattr(streams, name)()

    with pytest.raises(ValidationError):
        stream.clean(emptied(stream))


def test_a_button_asks_for_a_page_or_an_address(home: Any) -> None:
    block = CallToActionBlock()
    words = {"button_text": "Go", "page": None, "link": ""}

    assert faults_of(block, words) == ["page"]
    assert faults_of(block, {**words, "link": LINK}) == []
    assert faults_of(block, {**words, "page": home}) == []
    assert faults_of(block, {**words, "page": home, "link": LINK}) == ["page", "link"]


def test_a_draft_may_hold_a_button_that_leads_to_two_places(home: Any) -> None:
    block = CallToActionBlock()
    value = block.normalize({"button_text": "Go", "page": home, "link": LINK})

    assert block.clean_deferred(value)["link"] == LINK


def test_a_card_may_lead_nowhere_but_not_to_two_places(home: Any) -> None:
    block = CardsBlock()

    def cards(**target: Any) -> dict[str, Any]:
        return {"title": "", "cards": [{"title": "One", **target}]}

    assert faults_of(block, cards()) == []
    assert faults_of(block, cards(page=home, link=LINK)) == [
        "cards.0.page",
        "cards.0.link",
    ]


def test_a_resource_leads_to_exactly_one_place(home: Any, document: Any) -> None:
    block = ResourcesBlock()

    def cards(**target: Any) -> dict[str, Any]:
        return {"title": "", "cards": [{"kind": "guide", "title": "One", **target}]}

    assert faults_of(block, cards()) == ["cards.0.page"]
    assert faults_of(block, cards(document=document)) == []
    assert faults_of(block, cards(document=document, link=LINK)) == [
        "cards.0.document",
        "cards.0.link",
    ]


@pytest.mark.parametrize("anchor", ["", "opening-hours", "öffnungszeiten", "part_2"])
def test_an_anchor_is_made_of_letters_digits_and_hyphens(anchor: str) -> None:
    assert faults_of(HeadingBlock(), {"text": "Hours", "anchor": anchor}) == []


@pytest.mark.parametrize("anchor", ["opening hours", "#hours", "a/b", '"'])
def test_an_anchor_of_anything_else_is_refused(anchor: str) -> None:
    block = HeadingBlock()

    assert faults_of(block, {"text": "Hours", "anchor": anchor}) == ["anchor"]


def test_the_second_heading_with_an_anchor_is_refused() -> None:
    stream = streams.CircleBodyBlock()
    headings = [
        ("heading", {"text": "One", "anchor": "hours"}),
        ("heading", {"text": "Two", "anchor": ""}),
        ("heading", {"text": "Three", "anchor": ""}),
        ("heading", {"text": "Four", "anchor": "hours"}),
    ]

    assert faults_of(stream, headings) == ["3.anchor"]
    assert faults_of(stream, headings[:3]) == []


@pytest.mark.parametrize("count", [0, -1, 13])
def test_a_number_of_circles_that_makes_no_sense_is_refused(count: int) -> None:
    block = UpcomingCirclesBlock()

    assert faults_of(block, {"title": "", "count": count}) == ["count"]


def test_minutes_that_make_no_sense_are_refused() -> None:
    activity = {"title": "News", "mode": "both", "instructions": "<p>Talk.</p>"}

    assert faults_of(ActivityBlock(), {**activity, "minutes": -5}) == ["minutes"]
    assert faults_of(ActivityBlock(), {**activity, "minutes": 10}) == []
    assert faults_of(
        AgendaBlock(), {"title": "", "rows": [{"minutes": 0, "title": "Tea"}]}
    ) == ["rows.0.minutes"]


def test_a_timeline_does_not_count_below_zero() -> None:
    row = {"unit": "weeks", "direction": "before", "tasks": ["Book"]}

    def fault(amount: int) -> list[str]:
        rows = [{**row, "amount": amount}]
        return faults_of(TimelineBlock(), {"title": "", "rows": rows})

    assert fault(-1) == ["rows.0.amount"]
    assert fault(0) == []


def test_a_map_asks_for_a_place(library: Any) -> None:
    block = MapBlock()
    empty = {"title": "", "libraries": [], "branches": [], "caption": ""}

    assert faults_of(block, empty) == ["libraries"]
    assert faults_of(block, {**empty, "libraries": [library]}) == []


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({}, []),
        ({"date": None}, ["date"]),
        ({"length_minutes": 4}, ["length_minutes"]),
        ({"length_minutes": 5}, []),
        ({"length_minutes": 600}, []),
        ({"length_minutes": 601}, ["length_minutes"]),
        ({"state": "postponed"}, ["state"]),
        ({"moved_from": date(2026, 11, 17)}, ["moved_from"]),
        ({"moved_from": date(2026, 11, 17), "state": "moved"}, []),
        ({"moved_from": date(2026, 11, 17), "state": "cancelled"}, []),
    ],
)
def test_a_meeting_is_checked_child_by_child(
    change: dict[str, Any], blamed: list[str]
) -> None:
    meeting = {
        "date": date(2026, 11, 18),
        "start_time": time(18),
        "length_minutes": 90,
        "state": "planned",
        "moved_from": None,
        **change,
    }

    assert faults_of(MeetingBlock(), meeting) == blamed


def test_two_meetings_at_the_same_time_are_refused_at_the_second() -> None:
    stream = streams.MeetingsBlock()
    first = {"date": date(2026, 11, 18), "state": "planned"}

    assert faults_of(stream, [("meeting", first), ("meeting", first)]) == ["1.date"]
    assert (
        faults_of(
            stream, [("meeting", {**first, "state": "cancelled"}), ("meeting", first)]
        )
        == []
    )
    assert (
        faults_of(
            stream, [("meeting", first), ("meeting", {**first, "start_time": time(9)})]
        )
        == []
    )


def test_more_meetings_than_a_circle_can_have_are_refused() -> None:
    stream = streams.MeetingsBlock()
    meetings = [
        ("meeting", {"date": date.fromordinal(740000 + day), "state": "planned"})
        for day in range(61)
    ]

    assert faults_of(stream, meetings) == [""]
    assert faults_of(stream, meetings[:60]) == []
