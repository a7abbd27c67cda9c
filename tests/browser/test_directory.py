"""Finding a circle as people do: by keyboard, on a phone, with and without scripts."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.browser import looking
from tests.browser.going import next_page
from tests.browser.test_accessible import look

pytestmark = pytest.mark.browser

LIST = "/circles/"
NARROW = {"width": 375, "height": 800}
STATES = {
    "filtered": "?topic=health&weekday=2&near=41.5236,-90.5776&within=10",
    "nothing found": "?format=online&weekday=6&q=spreadsheets",
    "something ignored": "?format=by-post&page=0",
    "last page": "?page=2",
}
COUNT = "#lc-result"
ABOUT = """() => [...document.head.querySelectorAll(
  "link:is([rel=alternate], [rel=canonical], [rel=prev], [rel=next]), "
  + "meta:is([name=robots], [property='og:url'])"
)].map((one) => one.outerHTML)"""
"""What the head says of where the page is, its feeds, and whether to keep it."""


@pytest.fixture
def phone(new_context: Callable[..., Any]) -> Any:
    """A page of a phone's size."""
    return new_context(viewport=NARROW).new_page()


def choose(page: Any, words: str) -> None:
    """Tick a choice of a filter, by its words."""
    page.locator(".lc-facet label", has_text=words).first.click()


def search(page: Any, words: str) -> None:
    """Ask for words, and wait for the answer."""
    page.fill("#lc-q", words)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**q={words}*")
    page.locator("[data-lc-part=results]:not([aria-busy])").wait_for()


def note(asked: list[str]) -> Callable[[Any], None]:
    """Return a listener that notes every request but that of the page's icon."""

    def listen(request: Any) -> None:
        if not request.url.endswith("icon.svg"):
            asked.append(request.url)

    return listen


class TestWithoutScripts:
    def test_the_form_finds_and_the_address_says_what(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(demo_site + LIST)
        choose(page, "Health")
        with next_page(page):
            page.get_by_role("button", name="Apply filters").click()

        assert "topic=health" in page.url
        assert page.url.endswith("?topic=health")
        assert page.locator(COUNT).inner_text().startswith("4 learning circles")
        assert page.locator(".lc-card").count() == 4
        with next_page(page):
            page.get_by_role("link", name="Remove: Health").click()
        assert page.locator(".lc-chips").count() == 0

    def test_nothing_offers_itself_that_would_need_one(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(demo_site + LIST)

        assert not page.get_by_text("Use where I am").is_visible()

    def test_on_a_phone_the_filters_open_from_one_disclosure(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        context = new_context(java_script_enabled=False, viewport=NARROW)
        page = context.new_page()
        page.goto(demo_site + LIST)
        assert not page.get_by_label("Health").is_visible()

        page.locator(".lc-filters__summary").click()

        assert page.get_by_role("checkbox", name="Health").is_visible()


class TestWithScripts:
    def test_applying_filters_swaps_the_list_and_keeps_the_focus(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        page.evaluate("window.lcSame = true")
        choose(page, "Health")
        button = page.get_by_role("button", name="Apply filters")
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "document.querySelector('#lc-result').innerText.startsWith('4 ')"
        )

        assert page.evaluate("window.lcSame") is True
        assert page.url.endswith("?topic=health")
        assert page.evaluate("document.activeElement.id") == "lc-filters-go"
        assert page.locator(".lc-card").count() == 4

    def test_nothing_is_sent_before_the_button_is_pressed(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        asked: list[str] = []
        page.on("request", note(asked))

        choose(page, "Health")
        page.fill("#lc-near", "Central")
        page.wait_for_timeout(300)

        assert asked == []
        assert page.url == demo_site + LIST

    def test_the_way_back_brings_the_list_and_the_form_of_before(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        before = page.locator(COUNT).inner_text()
        page.fill("#lc-q", "speaking")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=speaking")
        page.locator(".lc-chips").wait_for()

        page.go_back()
        page.locator(".lc-chips").wait_for(state="detached")

        assert page.locator(COUNT).inner_text() == before
        assert page.input_value("#lc-q") == ""

    def test_a_chip_and_a_page_lead_to_the_results_heading(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        page.locator(".lc-pages a[rel=next]").click()
        page.wait_for_url("**/?page=2")
        page.wait_for_function("document.activeElement.id === 'lc-result'")

        assert "page 2 of 2" in page.locator(COUNT).inner_text()

    def test_the_number_found_changes_within_the_element_that_says_it(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        page.evaluate("window.lcStatus = document.getElementById('lc-found')")
        search(page, "speaking")

        assert page.evaluate("lcStatus === document.getElementById('lc-found')")
        assert page.evaluate("lcStatus.role || lcStatus.getAttribute('role')") == (
            "status"
        )
        assert page.evaluate("lcStatus.closest('[aria-busy]')") is None

    def test_what_is_entered_while_the_server_works_stays(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        held: list[Any] = []
        page.route("**/circles/?*", lambda route: held.append(route))
        page.fill("#lc-q", "speak")
        page.keyboard.press("Enter")
        page.locator("[data-lc-part=results][aria-busy=true]").wait_for()
        page.keyboard.type("ing")
        choose(page, "Health")
        held[0].continue_()
        page.wait_for_url("**/?q=speak")
        page.locator(".lc-chips").wait_for()

        assert page.input_value("#lc-q") == "speaking"
        assert page.get_by_role("checkbox", name="Health").is_checked()
        assert page.evaluate("document.activeElement.name") == "topic"

    def test_the_head_is_that_of_the_address_after_a_swap_and_on_the_way_back(
        self, demo_site: str, page: Any, new_context: Callable[..., Any]
    ) -> None:
        page.goto(demo_site + LIST)
        before = page.evaluate(ABOUT)
        search(page, "speaking")
        swapped, fresh = page.evaluate(ABOUT), new_context().new_page()
        fresh.goto(page.url)

        assert swapped == fresh.evaluate(ABOUT) != before
        page.go_back()
        page.locator(".lc-chips").wait_for(state="detached")
        assert page.evaluate(ABOUT) == before

    def test_the_same_question_twice_is_one_step_back(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        before = page.evaluate("history.length")
        search(page, "speaking")
        with page.expect_response("**/?q=speaking"):
            page.keyboard.press("Enter")
        page.locator("[data-lc-part=results]:not([aria-busy])").wait_for()

        assert page.evaluate("history.length") == before + 1

    def test_a_link_within_the_page_asks_the_server_for_nothing(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST + "map/")
        asked: list[str] = []
        page.on("request", note(asked))
        page.locator(".lc-map__pin--link:visible").first.click()
        page.wait_for_timeout(300)

        assert "#" in page.url
        assert asked == []
        assert page.locator(".lc-map-place:target").count() == 1

    def test_a_filter_that_was_closed_stays_closed(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST + "?topic=health")
        topics = page.locator("[data-lc-facet=topic]")
        topics.locator("summary").click()
        search(page, "eat")

        assert topics.get_attribute("open") is None

    def test_the_button_comes_near_while_a_choice_is_not_applied(
        self, demo_site: str, page: Any
    ) -> None:
        page.set_viewport_size({"width": 1280, "height": 600})
        page.goto(demo_site + LIST)
        button = page.get_by_role("button", name="Apply filters")
        top = "button => button.getBoundingClientRect().top"
        assert button.evaluate(top) > 600

        choose(page, "Health")
        assert button.evaluate(top) < 600
        button.click()
        page.locator(".lc-chips").wait_for()

        assert page.locator("[data-lc-changed]").count() == 0

    @pytest.mark.parametrize("size", [NARROW, {"width": 1440, "height": 700}])
    def test_whoever_applies_filters_far_below_sees_what_came_of_it(
        self, demo_site: str, new_context: Callable[..., Any], size: dict[str, int]
    ) -> None:
        page = new_context(viewport=size).new_page()
        page.goto(demo_site + LIST)
        summary = page.locator(".lc-filters__summary")
        if summary.is_visible():
            summary.click()
        choose(page, "Health")
        page.get_by_role("button", name="Apply filters").click()
        page.locator(".lc-chips").wait_for()

        top = page.evaluate(
            "document.querySelector('#lc-result').getBoundingClientRect().top"
        )
        assert 0 <= top < size["height"]
        expected = "lc-result" if size is NARROW else "lc-filters-go"
        assert page.evaluate("document.activeElement.id") == expected

    def test_an_answer_that_fails_is_asked_for_as_a_page(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(demo_site + LIST)
        page.evaluate("window.lcSame = true")
        answers = iter([lambda route: route.fulfill(status=500)])
        page.route(
            "**/circles/?*",
            lambda route: next(answers, lambda other: other.fallback())(route),
        )
        page.fill("#lc-q", "speaking")
        page.keyboard.press("Enter")
        page.locator(".lc-chips").wait_for()

        assert page.evaluate("window.lcSame") is None
        assert page.url.endswith("?q=speaking")

    def test_where_i_am_becomes_a_place_of_the_list(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        context = new_context(
            geolocation={"latitude": 41.53, "longitude": -90.57},
            permissions=["geolocation"],
        )
        page = context.new_page()
        page.goto(demo_site + LIST)
        page.get_by_role("button", name="Use where I am").click()
        page.wait_for_url("**/?near=41.530,-90.570")
        page.locator(".lc-chips").wait_for()

        assert "Near where you are" in page.locator(".lc-chips").inner_text()
        assert "mile" in page.locator(".lc-card").first.inner_text()

    def test_a_browser_that_does_not_tell_is_taken_at_its_word(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(permissions=[]).new_page()
        page.goto(demo_site + LIST)
        page.evaluate(
            "void (navigator.geolocation.getCurrentPosition ="
            " (good, bad) => bad({code: 1}))"
        )
        page.get_by_role("button", name="Use where I am").click()

        assert "did not tell" in page.locator("[data-lc-said]").inner_text()
        assert page.url == demo_site + LIST


def test_everything_is_reached_by_keyboard(demo_site: str, page: Any) -> None:
    page.goto(demo_site + LIST + "?topic=health")

    stops, missed = looking.tab_through(page)

    assert [stop["html"] for stop in stops if stop["faults"]] == []
    assert missed == []


@pytest.mark.parametrize("width", [320, 375, 768, 1440])
def test_no_state_of_the_list_scrolls_sideways(
    demo_site: str, new_context: Callable[..., Any], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    for state in STATES.values():
        page.goto(demo_site + LIST + state)
        page.evaluate("document.querySelector('.lc-filters').open = true")
        assert looking.wider_than_the_screen(page) == [], state


def test_axe_finds_nothing_in_any_state(
    demo_site: str, new_context: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    addresses: Mapping[str, str] = {
        name: demo_site + LIST + query for name, query in STATES.items()
    }

    assert look(new_context, axe, addresses) == {}


def test_the_filters_open_on_a_phone_have_no_violation(
    demo_site: str, phone: Any, axe: Callable[..., list[str]]
) -> None:
    phone.goto(demo_site + LIST)
    phone.locator(".lc-filters__summary").click()
    for name in phone.locator("[data-lc-facet]").evaluate_all(
        "facets => facets.filter(one => !one.open).map(one => one.dataset.lcFacet)"
    ):
        phone.locator(f"[data-lc-facet={name}] > summary").click()

    assert axe(phone) == []
