"""The rules on a release before publication: each finds its fault, and only that."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from learningcircles_wagtail.models import (
    Boilerplate,
    PressContact,
    PressReleasePage,
)
from learningcircles_wagtail.press.content_checks import Severity, check_release
from learningcircles_wagtail.press.link_words import says_nothing
from learningcircles_wagtail.press.placeholders import has_placeholder
from tests.factories import make_circle, make_press_index

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 28, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    """Late October 2026: the circles of the factory begin a week later."""
    with time_machine.travel(NOW, tick=False):
        yield


def body(*blocks: tuple[str, Any]) -> object:
    stream = PressReleasePage._meta.get_field("body").stream_block
    return stream.to_python(
        [
            {"type": kind, "value": value, "id": f"block-{number}"}
            for number, (kind, value) in enumerate(blocks)
        ]
    )


def draft(*blocks: tuple[str, Any], **values: Any) -> PressReleasePage:
    """Return an unsaved release in which nothing is to be found but what is given."""
    fields = {
        "title": "Circles for everybody",
        "dateline_city": "Springfield",
        "dateline_date": NOW.date(),
        "lead": "They begin in November.",
        "live": False,
        "body": body(*blocks),
    }
    release = PressReleasePage(**{**fields, **values})
    if "contacts" not in values:
        release.contacts = [
            PressContact.objects.create(
                name="Ada Vale", phone="+1 555 0100", locale=Locale.get_default()
            )
        ]
    return release


def codes(release: PressReleasePage) -> list[str]:
    return [finding.code for finding in check_release(release, now=NOW)]


def image(**values: Any) -> Any:
    return get_image_model().objects.create(
        title="Table", file=get_test_image_file(), **values
    )


def quote(**values: str) -> tuple[str, dict[str, str]]:
    return "quote", {"quote": "Come!", "name": "Ada Vale", **values}


def test_a_release_in_order_has_no_findings() -> None:
    release = draft(
        quote(),
        ("paragraph", '<p>See <a href="https://x.example/">our circles</a> here.</p>'),
        ("circle_facts", {"title": "", "circles": [make_circle().pk]}),
        picture=image(description="Six people at a table"),
        picture_credit="Photo: the library",
    )

    assert codes(release) == []


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": "x" * 81}, "long_headline", "title"),
        ({"dateline_city": ""}, "no_dateline", "dateline_city"),
        ({"dateline_date": None}, "no_dateline", "dateline_date"),
        ({"dateline_date": date(2026, 10, 20)}, "old_dateline", "dateline_date"),
        ({"contacts": []}, "no_contact", "contacts"),
        ({"funder": '<p><a href="/x/">Here</a></p>'}, "link_text", "funder"),
        (
            {"timing": "embargo", "embargo_until": NOW - timedelta(hours=1)},
            "past_embargo",
            "embargo_until",
        ),
        ({"lead": "[Who and what]"}, "placeholder", "lead"),
    ],
)
def test_a_fault_of_a_field_is_found_there(
    values: dict[str, Any], code: str, field: str
) -> None:
    (finding,) = check_release(draft(**values), now=NOW)

    assert (finding.code, finding.field) == (code, field)


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (quote(name=""), "quote_without_name"),
        (quote(name="  "), "quote_without_name"),
        (quote(quote="[Quote of the facilitator]"), "placeholder"),
        (quote(quote="She says: [Quote of the facilitator]"), "placeholder"),
        (("paragraph", '<p><a href="/x/">Click here!</a></p>'), "link_text"),
        (
            (
                "call_to_action",
                {"button_text": "Read more", "link": "https://x.example/"},
            ),
            "link_text",
        ),
        (
            (
                "faq",
                {
                    "title": "",
                    "items": [
                        {"question": "?", "answer": '<p><a href="/x/">ici</a></p>'}
                    ],
                },
            ),
            "link_text",
        ),
    ],
)
def test_a_fault_of_a_block_is_found_at_the_block(block: Any, code: str) -> None:
    (finding,) = check_release(draft(quote(), block), now=NOW)

    assert (finding.code, finding.block_id) == (code, "block-1")


def test_a_placeholder_alone_is_an_error_and_stands_first() -> None:
    release = draft(quote(quote="[…]"), title="x" * 90, contacts=[])

    found = check_release(release, now=NOW)

    assert [one.severity for one in found] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.WARNING,
    ]


def test_what_is_to_be_written_is_named_so_that_two_places_are_told_apart() -> None:
    body = (
        quote(
            quote="She: [Quote of the facilitator]", name="[Name of the facilitator]"
        ),
        quote(quote=" [Who\n said it?] "),
    )
    said = [one.message for one in check_release(draft(*body), now=NOW)]

    assert said[0].endswith("[Quote of the facilitator] [Name of the facilitator]")
    assert said[1].endswith(": [Who said it?]")


def test_the_placeholder_is_known_in_every_language_of_the_site() -> None:
    assert has_placeholder("a [Quote of the facilitator] b")
    assert not has_placeholder("He said [sic] so")


def test_pictures_need_alt_text_and_credit_unless_they_are_decoration() -> None:
    found = image()
    block = {"picture": {"image": found.pk, "decorative": False, "alt_text": ""}}
    quiet = {"picture": {"image": found.pk, "decorative": True, "alt_text": ""}}

    assert codes(draft(picture=found)) == ["no_alt_text", "no_credit"]
    assert codes(draft(("picture", block))) == ["no_alt_text", "no_credit"]
    assert codes(draft(("picture", {**quiet, "credit": "A. Vale"}))) == []


def cards(**values: Any) -> tuple[str, Any]:
    return "cards", {"cards": [{"title": "A circle", **values}]}


def test_portraits_cards_and_logos_need_words_and_credits_too() -> None:
    found = image()
    shown = {"image": found.pk, "decorative": False, "alt_text": ""}
    told = {"image": found.pk, "decorative": False, "alt_text": "Six at a table"}
    logos = [{"picture": found.pk, "name": ""}]

    assert codes(draft(quote(picture=found.pk))) == ["no_credit"]
    assert codes(draft(quote(picture=found.pk, picture_credit="A. Vale"))) == []
    assert codes(draft(cards(picture=shown))) == ["no_alt_text", "no_credit"]
    assert codes(draft(cards(picture=told, credit="A. Vale"))) == []
    assert codes(draft(("logos", {"logos": logos}))) == ["no_alt_text"]
    logos[0]["name"] = "A foundation"
    assert codes(draft(("logos", {"logos": logos}))) == []


def test_a_portrait_beside_no_name_needs_alt_text() -> None:
    block = quote(name="", role="Learner", picture=image().pk, picture_credit="A. V.")
    assert codes(draft(block)) == ["quote_without_name", "no_alt_text"]


def test_what_the_image_says_itself_is_a_credit_of_a_portrait() -> None:
    told = image(description="Ada at the desk. Photo: Ida Roe")
    assert codes(draft(quote(picture=told.pk))) == []


def test_an_image_that_was_deleted_needs_nothing() -> None:
    gone = image()
    blocks = (quote(picture=gone.pk), ("logos", {"logos": [{"picture": gone.pk}]}))
    gone.delete()

    assert codes(draft(*blocks)) == []


@pytest.mark.parametrize("field", ["picture_caption", "picture_credit"])
def test_words_in_brackets_beside_the_picture_are_found(field: str) -> None:
    (finding,) = check_release(draft(**{field: "[Who took the picture]"}), now=NOW)
    assert (finding.code, finding.field, finding.is_error) == (
        "placeholder",
        field,
        True,
    )


def corrections(**values: Any) -> Any:
    return [{"type": "correction", "id": "c1", "value": values}]


def coverage(**values: Any) -> Any:
    return [{"type": "article", "id": "a1", "value": {"outlet": "Herald", **values}}]


@pytest.mark.parametrize(
    ("field", "rows", "code"),
    [
        ("corrections", corrections(date="2026-10-29", text="Wrong."), "odd_date"),
        ("corrections", corrections(date="2026-10-20", text="Wrong."), "odd_date"),
        ("corrections", corrections(date="2026-10-28", text="Wrong."), None),
        ("corrections", corrections(date="2026-10-28", text="[…]"), "placeholder"),
        ("coverage", coverage(title="Circles", date="2027-01-01"), "odd_date"),
        ("coverage", coverage(title="Circles", date="2025-01-01"), "odd_date"),
        ("coverage", coverage(title="Circles", date=None), None),
        ("coverage", coverage(title="Here", link="https://x.example/"), "link_text"),
        ("coverage", coverage(title="[Title]"), "placeholder"),
    ],
)
def test_corrections_and_coverage_are_looked_through(
    field: str, rows: Any, code: str | None
) -> None:
    stream = PressReleasePage._meta.get_field(field).stream_block
    found = check_release(draft(**{field: stream.to_python(rows)}), now=NOW)

    places = [(one.code, one.field, one.block_id) for one in found]
    assert places == ([(code, field, rows[0]["id"])] if code else [])


def test_the_words_of_boilerplates_are_looked_through() -> None:
    def about(text: str, *, live: bool = True) -> Boilerplate:
        return Boilerplate.objects.create(
            title="About", text=text, live=live, locale=Locale.get_default()
        )

    link = about('<p><a href="/x/">Click here</a></p>')
    hidden = about('<p><a href="/x/">Click here</a></p>', live=False)
    release = draft()
    release.boilerplates = [about("<p>[About us]</p>"), link, hidden]
    found = check_release(release, now=NOW)

    assert sorted(one.code for one in found) == ["link_text", "placeholder"]
    assert {one.field for one in found} == {"boilerplates"}
    # The record is public with these words anyway: the release may be.
    assert not any(one.is_error for one in found)
    (finding,) = check_release(
        draft(("boilerplate", {"boilerplate": link.pk})), now=NOW
    )
    assert (finding.code, finding.block_id) == ("link_text", "block-0")


@pytest.mark.parametrize(
    ("values", "code"),
    [({"cancelled": True}, "circle_cancelled"), ({"live": False}, "circle_hidden")],
)
def test_a_circle_to_which_a_link_leads_is_looked_at(
    values: dict[str, Any], code: str
) -> None:
    page = make_circle(**values)
    link = f'<p>Come to <a linktype="page" id="{page.pk}">the circle</a>.</p>'

    (finding,) = check_release(draft(quote(), ("paragraph", link)), now=NOW)
    assert (finding.code, finding.block_id) == (code, "block-1")
    (finding,) = check_release(draft(funder=link), now=NOW)
    assert (finding.code, finding.field) == (code, "funder")
    no_page = '<p><a linktype="page" id="987654">x y</a> <a linktype="page">y z</a></p>'
    assert codes(draft(("paragraph", no_page))) == []


def test_a_contact_without_telephone_and_address_is_none() -> None:
    nobody = PressContact.objects.create(name="X", locale=Locale.get_default())
    release = draft(contacts=[])
    release.contacts = [nobody]

    assert codes(release) == ["no_contact"]


def test_a_contact_in_the_text_will_do() -> None:
    contact = PressContact.objects.create(
        name="X", email="x@example.org", locale=Locale.get_default()
    )
    assert codes(draft(("media_contact", {"contact": contact.pk}), contacts=[])) == []


@pytest.mark.parametrize("block", ["circle_facts", "circle_card"])
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"cancelled": True}, "circle_cancelled"),
        ({"live": False}, "circle_hidden"),
        ({"first_date": date(2026, 1, 7)}, "circle_over"),
    ],
)
def test_a_circle_that_does_not_take_place_is_found(
    block: str, values: dict[str, Any], code: str
) -> None:
    page = make_circle(**values)
    value = {"circles": [page.pk]} if block == "circle_facts" else {"circle": page.pk}

    (finding,) = check_release(draft((block, value)), now=NOW)

    assert (finding.code, finding.block_id) == (code, "block-0")


def test_a_public_release_is_a_record_whose_dates_may_be_past() -> None:
    page = make_circle(first_date=date(2026, 1, 7))
    facts = ("circle_facts", {"circles": [page.pk]})
    release = draft(facts, live=True, dateline_date=date(2026, 1, 1))

    assert codes(release) == []


def test_deleted_circles_pictures_and_empty_blocks_break_nothing() -> None:
    release = draft(
        ("circle_facts", {"circles": [987654]}),
        ("circle_card", {"circle": 987654}),
        ("picture", {"picture": None}),
        ("media_contact", {"contact": 987654}),
        ("quote", {}),
    )

    assert codes(release) == ["quote_without_name"]


def test_the_number_of_queries_does_not_grow_with_the_circles() -> None:
    make_press_index()

    def queries(*pages: Any) -> int:
        facts = ("circle_facts", {"circles": [page.pk for page in pages]})
        release = draft(facts)
        list(release.body)
        with CaptureQueriesContext(connection) as captured:
            check_release(release, now=NOW)
        return len(captured)

    pages = [make_circle() for _number in range(5)]
    assert queries(*pages) == queries(*pages[:2])


@pytest.mark.parametrize(
    "text", ["Click here", "HERE", " here. ", "»Read  more«", "aquí", "plus d’infos…"]
)
def test_a_link_that_says_nothing_is_known(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["", "Here is the list", "Read more about chess"])
def test_a_link_that_says_where_it_leads_is_left_alone(text: str) -> None:
    assert not says_nothing(text)
