"""A guide in a browser: ticking, filling in, copying, answering, printing."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from learningcircles_wagtail.models import GuideAnswer, GuideNote
from tests import factories
from tests.browser.going import next_page
from tests.browser.looking import (
    faults_of_structure,
    structure,
    tab_through,
    wider_than_the_screen,
)
from tests.browser.public_site import read
from tests.toolkit.guides import STEPS, TIMELINE, make_circle, make_guide, make_toolkit

pytestmark = pytest.mark.browser

TEXT = ("paragraph", "<p>A facilitator opens the door.</p>")
WORDS = (
    "glossary",
    {"title": "Words", "terms": [{"term": "Facilitator", "definition": "The host."}]},
)
AGENDA = ("agenda", {"rows": [{"minutes": 15, "title": "Tea"}]})
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'"
LISTEN = """window.breaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`));"""


@pytest.fixture
def site(transactional_db: None, live_server: Any) -> SimpleNamespace:
    """A toolkit of two guides and a circle to come, with their addresses."""
    index = make_toolkit()
    guide = make_guide(index, [TEXT, TIMELINE, STEPS, AGENDA, WORDS], title="Prepare")
    make_guide(index, [TIMELINE], title="Afterwards")
    circle = make_circle(
        title="Speaking up", facilitators=[factories.make_facilitator(name="Ana Ruiz")]
    )
    address = live_server.url + guide.url
    return SimpleNamespace(
        guide=address,
        chosen=f"{address}?circle={circle.pk}",
        pack=f"{live_server.url}{index.url}pack/?circle={circle.pk}",
        index=live_server.url + index.url,
    )


def checklist(page: Any) -> Any:
    return page.locator(".lc-checklist")


class TestChecklist:
    def test_a_tick_is_there_after_a_reload_and_on_this_list_alone(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.guide)
        checklist(page).get_by_label("Sockets").check()
        assert checklist(page).get_by_text("1 of 2 done").is_visible()
        page.reload()

        assert checklist(page).get_by_label("Sockets").is_checked()
        assert not checklist(page).get_by_label("A screen").is_checked()
        assert checklist(page).get_by_text("1 of 2 done").is_visible()
        assert page.locator("input:checked").count() == 1
        checklist(page).get_by_label("A screen").check()
        assert checklist(page).get_by_text("All 2 done").is_visible()

    def test_starting_over_unticks_all_and_keeps_the_focus(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.guide)
        reset = checklist(page).get_by_role("button", name="Start over")
        assert not reset.is_visible()
        checklist(page).get_by_label("Sockets").check()
        reset.click()

        assert page.evaluate("document.activeElement.type") == "checkbox"
        assert checklist(page).get_by_text("0 of 2 done").is_visible()
        page.reload()
        assert page.locator("input:checked").count() == 0

    def test_each_circle_has_ticks_of_its_own(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.chosen)
        checklist(page).get_by_label("Sockets").check()
        page.goto(site.guide)
        assert page.locator("input:checked").count() == 0
        page.goto(site.chosen)
        assert page.locator("input:checked").count() == 1

    def test_a_browser_that_keeps_nothing_says_so_and_ticks_all_the_same(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.add_init_script(
            "Storage.prototype.setItem = () => { throw new Error('full'); };"
        )
        page.goto(site.guide)
        checklist(page).get_by_label("Sockets").check()

        assert checklist(page).get_by_text("does not keep your ticks").is_visible()
        assert checklist(page).get_by_text("1 of 2 done").is_visible()

    def test_what_somebody_else_put_into_the_storage_breaks_nothing(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.guide)
        checklist(page).get_by_label("Sockets").check()
        for value in ("{", "7", '{"a": 1}', "[[]]", "null"):
            page.evaluate(
                "value => Object.keys(localStorage).forEach("
                "(key) => localStorage.setItem(key, value))",
                value,
            )
            page.reload()
            assert checklist(page).get_by_text("0 of 2 done").is_visible()

    def test_without_a_script_it_is_a_plain_list(
        self, site: SimpleNamespace, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(site.guide)

        assert page.locator("input[type=checkbox]").count() == 0
        assert checklist(page).get_by_role("listitem").count() == 2
        assert not page.get_by_text("of 2 done").is_visible()


class TestMessages:
    def test_a_message_is_filled_in_for_a_circle_and_copied(
        self, site: SimpleNamespace, new_context: Callable[..., Any]
    ) -> None:
        context = new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(site.guide)
        page.get_by_label("Circle", exact=True).select_option(index=1)
        with next_page(page):
            page.get_by_role("button", name="Show its dates").click()
        page.get_by_role("button", name="Copy message").click()
        page.get_by_role("status").filter(has_text="Copied, with 1 blank").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")

        assert page.url == site.chosen
        assert "Your host is Ana Ruiz. Dear [name], it takes 6 weeks." in copied
        assert page.locator("mark").all_inner_texts() == ["[name]"]

    def test_without_a_script_a_circle_can_be_chosen_all_the_same(
        self, site: SimpleNamespace, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(site.guide)
        page.get_by_label("Circle", exact=True).select_option(index=1)
        with next_page(page):
            page.get_by_role("button", name="Show its dates").click()

        assert page.get_by_role("heading", name="For “Speaking up”").is_visible()
        assert page.locator(".lc-timeline time").count() == 5


class TestWords:
    def test_a_word_shows_its_meaning_and_escape_takes_it_away(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.guide)
        word = page.get_by_role("button", name="facilitator", exact=True)
        word.focus()
        page.keyboard.press("Enter")
        note = page.get_by_role("note")
        assert note.get_by_text("The host.").is_visible()
        assert word.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "In the glossary"
        page.keyboard.press("Escape")

        assert not page.get_by_text("In the glossary").is_visible()
        assert word.evaluate("element => element === document.activeElement")

    def test_without_a_script_it_is_a_link_to_the_glossary(
        self, site: SimpleNamespace, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(site.guide)
        page.get_by_role("link", name="facilitator", exact=True).click()

        page.wait_for_url("**#lc-term-facilitator")
        assert page.locator("dt:target").inner_text() == "Facilitator"


class TestAnswer:
    @pytest.mark.parametrize("scripts", [True, False])
    def test_one_press_answers_without_a_cookie(
        self, site: SimpleNamespace, new_context: Callable[..., Any], scripts: bool
    ) -> None:
        context = new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(site.chosen)
        page.get_by_text("Add a note").click()
        page.get_by_label("What helped").fill("More about tea")
        with next_page(page):
            page.get_by_role("button", name="No", exact=True).click()

        assert page.get_by_text("Thank you.").is_visible()
        assert "answered=1" in page.url
        assert "circle=" in page.url
        assert context.cookies() == []
        assert GuideAnswer.objects.get().unhelpful == 1
        assert GuideNote.objects.get().text == "More about tea"


class TestForEverybody:
    @pytest.mark.parametrize("name", ["guide", "chosen", "pack"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_and_nothing_is_too_wide(
        self,
        site: SimpleNamespace,
        new_context: Callable[..., Any],
        axe: Callable[..., list[str]],
        name: str,
        scheme: str,
    ) -> None:
        page = new_context(
            viewport={"width": 320, "height": 700}, color_scheme=scheme
        ).new_page()
        page.goto(getattr(site, name))
        for summary in page.locator("details > summary").all():
            summary.click()
        if name != "pack":
            page.locator("button.lc-term").click()

        assert wider_than_the_screen(page) == []
        assert axe(page) == []

    @pytest.mark.parametrize("name", ["guide", "chosen", "pack"])
    def test_everything_can_be_reached_and_seen_with_the_keyboard(
        self, site: SimpleNamespace, page: Any, name: str
    ) -> None:
        page.goto(getattr(site, name))
        stops, missed = tab_through(page)

        assert missed == []
        assert [stop for stop in stops if stop["faults"]] == []

    def test_a_strict_policy_finds_no_breach(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        def guarded(route: Any) -> None:
            answer = route.fetch()
            headers = {**answer.headers, "content-security-policy": POLICY}
            route.fulfill(response=answer, headers=headers)

        page.add_init_script(LISTEN)
        page.route(lambda address: address == site.chosen, guarded)
        page.goto(site.chosen)
        page.locator("button.lc-term").click()
        checklist(page).get_by_label("Sockets").check()

        assert page.evaluate("window.breaches") == []

    @pytest.mark.parametrize("name", ["guide", "chosen", "pack"])
    def test_headings_and_landmarks_are_in_order(
        self, site: SimpleNamespace, page: Any, name: str
    ) -> None:
        page.goto(getattr(site, name))
        found = structure(page)
        if name == "pack":
            # A document of its own, without the site's frame.
            found["footer"] = 1

        assert faults_of_structure(found) == []

    def test_on_paper_there_is_the_text_and_no_tool(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.chosen)
        page.emulate_media(media="print")

        for tool in (".lc-choose__form", ".lc-helpful", ".lc-checks-foot", ".lc-take"):
            assert not page.locator(tool).first.is_visible()
        assert page.get_by_role("heading", name="For “Speaking up”").is_visible()
        assert page.get_by_text("Wednesday, January 13").first.is_visible()

    def test_a_pack_prints_on_a4_and_letter_with_the_sheet_on_a_page_of_its_own(
        self, site: SimpleNamespace, page: Any
    ) -> None:
        page.goto(site.pack)
        for paper in ("A4", "Letter"):
            sheets = page.pdf(format=paper, print_background=True)
            assert sheets.count(b"/Type /Page\n") >= 2
        page.emulate_media(media="print")
        assert not page.locator(".lc-pack-bar").is_visible()
        assert wider_than_the_screen(page) == []

    def test_the_html_checker_finds_no_error(
        self, site: SimpleNamespace, nu_html_checker: Callable[..., list[str]]
    ) -> None:
        addresses = {
            "guide": site.guide,
            "chosen": site.chosen,
            "unknown": f"{site.guide}?circle=x&find=zzz",
            "answered": f"{site.chosen}&answered=1",
            "pack": site.pack,
            "empty pack": site.pack.partition("?")[0],
            "index": site.index,
        }
        pages = {name: read(address)[2] for name, address in addresses.items()}

        assert nu_html_checker(pages) == []
