"""What visitors may not see appears in no block: drafts, private pages, records."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction

from learningcircles_wagtail.blocks.cards import CardsBlock
from learningcircles_wagtail.blocks.circles import (
    CircleCardBlock,
    CircleFactsBlock,
    UpcomingCirclesBlock,
)
from learningcircles_wagtail.blocks.links import live_records, public_pages
from learningcircles_wagtail.blocks.press import (
    BoilerplateBlock,
    LibraryListBlock,
    MediaContactBlock,
)
from learningcircles_wagtail.blocks.resources import ToolkitSectionBlock
from learningcircles_wagtail.blocks.text import CallToActionBlock


def make_private(page: Any) -> None:
    """Let only those who are logged in see a page."""
    PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
    )


def reveal(block: Any, value: Any) -> str:
    """Render a block as a page does, with a request."""
    request = RequestFactory().get("/")
    return block.render(block.normalize(value), context={"request": request})


@pytest.fixture
def pages(home: Page) -> dict[str, Page]:
    """A public page, a draft and a private page."""
    found = {}
    for name in ("public", "draft", "private"):
        page = Page(title=f"The {name} page", slug=name, live=name != "draft")
        found[name] = home.add_child(instance=page)
    make_private(found["private"])
    return found


def test_only_public_pages_count_as_targets(pages: dict[str, Page]) -> None:
    found = public_pages([*pages.values(), None])

    assert found == {pages["public"].pk: pages["public"]}


def test_a_button_to_a_hidden_page_is_not_shown(pages: dict[str, Page]) -> None:
    block = CallToActionBlock()

    shown = {
        name: "lc-button" in reveal(block, {"button_text": "Go", "page": page})
        for name, page in pages.items()
    }

    assert shown == {"public": True, "draft": False, "private": False}


def test_a_card_to_a_hidden_page_is_no_link(pages: dict[str, Page]) -> None:
    cards = [{"title": name, "page": page} for name, page in pages.items()]

    html = reveal(CardsBlock(), {"cards": cards})

    assert html.count("<a ") == 1
    assert 'href="/public/"' in html


@pytest.mark.django_db
def test_many_cards_to_pages_cost_as_many_queries_as_one(
    home: Page, django_assert_num_queries: Callable[..., Any]
) -> None:
    children = [
        home.add_child(instance=Page(title=f"Page {number}", slug=f"p{number}"))
        for number in range(6)
    ]
    request = RequestFactory().get("/")
    block = CardsBlock()

    def render(targets: list[Page]) -> str:
        cards = [{"title": "Card", "page": page} for page in targets]
        return block.render(block.normalize({"cards": cards}), {"request": request})

    render(children[:1])
    with django_assert_num_queries(1):
        render(children[:1])
    with django_assert_num_queries(1):
        render(children)


def test_a_hidden_circle_is_on_no_card_and_in_no_list(
    make_circle: Callable[..., Any],
) -> None:
    public = make_circle("Public circle")
    draft = make_circle("Draft circle", live=False)
    private = make_circle("Private circle")
    make_private(private)
    circles = [public, draft, private]

    cards = "".join(reveal(CircleCardBlock(), {"circle": page}) for page in circles)
    facts = reveal(CircleFactsBlock(), {"title": "All", "circles": circles})
    upcoming = reveal(UpcomingCirclesBlock(), {"title": "Soon", "count": 12})

    for html in (cards, facts, upcoming):
        assert "Public circle" in html
        assert "Draft circle" not in html
        assert "Private circle" not in html


def test_upcoming_circles_can_be_chosen_by_topic_branch_and_format(
    make_circle: Callable[..., Any], topic: Any, branch: Any, library: Any
) -> None:
    make_circle("About health", topics=[topic])
    make_circle("On the screen", branch=None, format="online")
    block = UpcomingCirclesBlock()

    def found(**criteria: Any) -> set[str]:
        html = reveal(block, {"title": "Soon", "count": 12, **criteria})
        return {word for word in ("About health", "On the screen") if word in html}

    assert found() == {"About health", "On the screen"}
    assert found(topic=topic) == {"About health"}
    assert found(branch=branch) == {"About health"}
    assert found(library=library) == {"About health"}
    assert found(format="online") == {"On the screen"}


def test_no_more_circles_are_shown_than_were_asked_for(
    make_circle: Callable[..., Any],
) -> None:
    for number in range(4):
        make_circle(f"Circle {number}")

    html = reveal(UpcomingCirclesBlock(), {"title": "Soon", "count": 2})

    assert html.count("<article") == 2


def test_facts_name_branch_address_course_dates_and_times(
    make_circle: Callable[..., Any],
) -> None:
    html = reveal(CircleFactsBlock(), {"circles": [make_circle("Speaking up")]})

    for term in ("Branch", "Address", "Dates", "Times"):
        assert f"<dt>{term}</dt>" in html
    assert "Central Library" in html
    assert "12 River Street, Riverbend, Iowa" in html


def test_a_draft_guide_is_in_no_section(make_guide: Callable[..., Any]) -> None:
    guides = [make_guide("Public guide"), make_guide("Draft guide", live=False)]

    html = reveal(ToolkitSectionBlock(), {"title": "Plan", "pages": guides})

    assert "Public guide" in html
    assert "Draft guide" not in html


@pytest.mark.parametrize("live", [True, False])
def test_a_record_is_shown_only_once_it_is_published(
    contact: Any, boilerplate: Any, library: Any, live: bool
) -> None:
    for record in (contact, boilerplate, library):
        record.live = live

    shown = [
        ">riverbend.example<" in reveal(MediaContactBlock(), {"contact": contact}),
        "Founded" in reveal(BoilerplateBlock(), {"boilerplate": boilerplate}),
        "Riverbend Public" in reveal(LibraryListBlock(), {"libraries": [library]}),
    ]

    assert shown == [live, live, live]


def test_holes_and_drafts_are_left_out_of_records(library: Any) -> None:
    assert live_records([None, library]) == [library]
    library.live = False
    assert live_records([None, library]) == []
