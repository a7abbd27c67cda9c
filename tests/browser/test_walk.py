"""A visitor walks over the site; an editor publishes one page of each kind."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.browser.editing import (
    add_child_page,
    add_paragraph,
    amid,
    choose,
    log_in,
    publish,
)
from tests.browser.going import next_page

pytestmark = pytest.mark.browser

PARAGRAPH = "Bring a pen and somebody who has a question."


def heading(page: Any) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def go_by_menu(page: Any, name: str) -> None:
    with next_page(page):
        menu = page.get_by_role("navigation", name="Main")
        menu.get_by_role("link", name=name).click()


def follow(page: Any, link: Any) -> None:
    """Follow a link to a page that is called like it."""
    words = link.inner_text()
    with next_page(page):
        link.click()
    assert heading(page) == words


def test_a_visitor_walks_from_the_home_page_to_a_release(
    demo_site: str, page: Any
) -> None:
    page.goto(demo_site)
    with next_page(page):
        page.get_by_role("link", name="See all circles").click()
    assert heading(page) == "Learning circles"

    follow(page, page.locator(".lc-card__title a").first)
    for fact in ("When", "Where", "Cost"):
        assert page.get_by_role("complementary").get_by_text(fact).is_visible()
    assert page.locator(".lc-meeting").count() > 1

    go_by_menu(page, "Toolkit")
    assert heading(page) == "Toolkit"
    follow(page, page.locator(".lc-guide-card__title a").first)
    assert page.get_by_role("navigation", name="On this page").is_visible()

    go_by_menu(page, "Press room")
    follow(page, page.locator(".lc-release-row__title a").first)
    assert page.get_by_text("For immediate release").is_visible()


class TestPublishing:
    def test_a_circle_with_six_meetings_from_a_pattern_is_found_in_the_list(
        self, demo_site: str, page: Any
    ) -> None:
        title = "Sourdough, slowly"
        first = timezone.localdate() + timedelta(days=1)
        log_in(page, demo_site)
        add_child_page(page, demo_site, "CircleIndexPage")
        page.locator("#id_title").fill(title)
        page.locator("#id_summary").fill("Six evenings and one loaf each.")
        choose(page, "branch", "Eastside Branch")
        page.locator("#id_first_date").fill(first.isoformat())
        page.locator("#id_start_time").fill("18:00")
        page.locator("#id_length_minutes").fill("90")
        page.locator("#id_meeting_count").fill("6")
        page.locator("#id_meeting_count").blur()
        rows = page.locator("[data-contentpath=meetings] [data-streamfield-child]")
        assert rows.count() == 0
        amid(page.get_by_role("button", name="Lay out the meetings")).click()
        page.get_by_role("status").filter(has_text=re.compile(r"\w")).wait_for()
        answer = page.locator(".lc-pattern__message").inner_text()
        assert answer == "6 meetings stand below."
        assert rows.count() == 6
        add_paragraph(page, PARAGRAPH)
        path = publish(page)

        page.goto(demo_site + path)
        assert heading(page) == title
        assert page.get_by_text(PARAGRAPH).is_visible()
        days = page.locator(".lc-meeting time").evaluate_all(
            "times => times.map((time) => time.dateTime.slice(0, 10))"
        )
        expected = [first + timedelta(weeks=week) for week in range(6)]
        assert sorted(set(days)) == [day.isoformat() for day in expected]

        page.goto(f"{demo_site}/circles/")
        card = page.locator(".lc-card", has=page.get_by_role("link", name=title))
        assert "6 meetings" in card.inner_text()
        assert "Eastside Branch" in card.inner_text()
        follow(page, page.get_by_role("link", name=title))

    def test_a_toolkit_page_is_found_in_the_toolkit(
        self, demo_site: str, page: Any
    ) -> None:
        title = "Ask for a second room"
        log_in(page, demo_site)
        add_child_page(page, demo_site, "ToolkitIndexPage")
        page.locator("#id_title").fill(title)
        page.locator("#id_summary").fill("What to say to whom, and when.")
        add_paragraph(page, PARAGRAPH)
        publish(page)

        page.goto(f"{demo_site}/toolkit/")
        # It stands in its section, and among what changed lately.
        follow(page, page.get_by_role("link", name=title).first)
        assert page.get_by_text(PARAGRAPH).is_visible()

    def test_a_release_is_found_in_the_press_room(
        self, demo_site: str, page: Any
    ) -> None:
        title = "Riverbend bakes together"
        log_in(page, demo_site)
        add_child_page(page, demo_site, "PressIndexPage")
        page.locator("#id_title").fill(title)
        page.locator("#id_lead").fill("Six neighbours learn to bake at Eastside.")
        page.locator("#id_dateline_city").fill("Riverbend")
        add_paragraph(page, PARAGRAPH)
        publish(page)

        page.goto(f"{demo_site}/press/")
        follow(page, page.get_by_role("link", name=title))
        assert "RIVERBEND" in page.locator(".lc-release__opening").inner_text()
        assert page.get_by_text(PARAGRAPH).is_visible()

    def test_a_mistake_is_named_at_its_field_and_nothing_is_published(
        self, demo_site: str, page: Any
    ) -> None:
        log_in(page, demo_site)
        add_child_page(page, demo_site, "CircleIndexPage")
        page.locator("#id_title").fill("Five hundred evenings")
        page.locator("#id_first_date").fill(timezone.localdate().isoformat())
        page.locator("#id_start_time").fill("18:00")
        page.locator("#id_meeting_count").fill("500")
        page.locator("#id_meeting_count").blur()
        amid(page.get_by_role("button", name="Lay out the meetings")).click()

        field = page.locator(".w-field", has=page.locator("#id_meeting_count"))
        field.get_by_text("60").first.wait_for()
        page.goto(f"{demo_site}/circles/")
        assert page.get_by_role("link", name="Five hundred evenings").count() == 0
