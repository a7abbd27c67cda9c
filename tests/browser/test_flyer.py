"""A flyer is one sheet, whatever stands on it; on a screen, a page like any other."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from learningcircles_wagtail.printing.flyer import STRIPS
from tests.browser import flyers
from tests.browser.going import next_page
from tests.browser.looking import (
    faults_of_structure,
    structure,
    tab_through,
    wider_than_the_screen,
)
from tests.browser.public_site import CIRCLE, read

pytestmark = pytest.mark.browser

A4, LETTER = (210, 297), (215.9, 279.4)
KINDS = (
    "?paper=a4",
    "?paper=letter",
    "?paper=a4&size=large",
    "?paper=letter&size=large",
)
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'"
LISTEN = """window.breaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`));"""


@pytest.fixture
def made_flyers(transactional_db: None, live_server: Any) -> dict[str, str]:
    """Addresses of the flyers that are hard to fit, by name."""
    paths = flyers.make_circles()
    assert set(paths) == set(flyers.CIRCLES)
    return {name: f"{live_server.url}{path}flyer/" for name, path in paths.items()}


@pytest.fixture
def demo_flyers(demo_site: str, demo_pages: dict[str, str]) -> list[str]:
    """Addresses of the flyers of all circles of the demonstration."""
    found = [
        f"{demo_site}{path}flyer/" for path in demo_pages if CIRCLE.fullmatch(path)
    ]
    assert len(found) > 20
    return found


class TestPaper:
    @pytest.mark.parametrize("direction", ["ltr", "rtl"])
    def test_a_line_to_cut_along_stands_between_any_two_slips_and_nowhere_else(
        self, demo_site: str, page: Any, direction: str
    ) -> None:
        page.goto(f"{demo_site}/circles/start-a-story/flyer/")
        page.evaluate("direction => { document.dir = direction; }", direction)
        lines = page.locator(".lc-flyer__strip").evaluate_all(
            """(slips) => slips.sort((one, other) => one.offsetLeft - other.offsetLeft)
              .map((slip) => getComputedStyle(slip))
              .map((style) => [style.borderLeftWidth, style.borderRightWidth]
                .map((width) => parseFloat(width) > 0))"""
        )

        assert len(lines) > 4
        assert (lines[0][0], lines[-1][1]) == (False, False)
        for (_left, right), (left, _right) in pairwise(lines):
            assert left != right

    @pytest.mark.parametrize("paper", KINDS[:2])
    def test_a_slip_is_read_at_arm_s_length_and_holds_all_of_its_words(
        self, made_flyers: dict[str, str], demo_site: str, page: Any, paper: str
    ) -> None:
        page.emulate_media(media="print")
        usual = f"{demo_site}/circles/first-steps-in-computer-science/flyer/"
        for address in (usual, made_flyers["usual"], made_flyers["long title"]):
            page.goto(address + paper)

            assert flyers.smaller_than(page, 9) == []
            assert flyers.cut_slips(page) == []
        large = ".lc-flyer__slip > * { font-size: 20pt !important; }"
        page.add_style_tag(content=large)
        assert flyers.cut_slips(page) != []

    def test_scissors_stand_on_every_line_to_cut_along(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.emulate_media(media="print")
        for paper in KINDS[:2]:
            page.goto(made_flyers["usual"] + paper)
            apart = page.locator(".lc-flyer__scissors").evaluate_all(
                """(all) => all.map((sign) => {
                  const box = sign.getBoundingClientRect();
                  const slip = sign.parentElement.getBoundingClientRect();
                  return Math.abs(box.left + box.width / 2 - slip.left);
                })"""
            )

            assert len(apart) == STRIPS - 1
            assert max(apart) < 2

    def test_every_circle_of_the_demonstration_is_one_sheet(
        self, demo_flyers: list[str], page: Any
    ) -> None:
        page.emulate_media(media="print")
        faults = {}
        for address in demo_flyers:
            page.goto(address)
            number, _size = flyers.print_sheet(page)
            found = (number, flyers.cut_through(page))
            if found != (1, []):
                faults[address] = found

        assert faults == {}

    @pytest.mark.parametrize("query", KINDS)
    def test_no_circle_is_too_long_for_one_sheet(
        self, made_flyers: dict[str, str], page: Any, query: str
    ) -> None:
        page.emulate_media(media="print")
        faults = {}
        for name, address in made_flyers.items():
            page.goto(address + query)
            number, size = flyers.print_sheet(page)
            found = (number, flyers.cut_through(page))
            if found != (1, []):
                faults[name] = found
            assert size == pytest.approx(A4 if "a4" in query else LETTER, abs=0.3)
            assert flyers.shown(page, "h1") == 1
            assert flyers.shown(page, ".lc-qr") == 1

        assert faults == {}

    def test_what_can_be_torn_off_is_there(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.emulate_media(media="print")
        strips = {}
        for name, address in made_flyers.items():
            for paper in KINDS[:2]:
                page.goto(address + paper)
                strips[name, paper] = flyers.shown(page, ".lc-flyer__strip")

        without = {"one word of capitals", "cancelled, with a long note"}
        assert {
            name for (name, _paper), number in strips.items() if number != STRIPS
        } <= (without)
        assert strips["cancelled, with a long note", KINDS[0]] == 0

    def test_large_print_is_nowhere_smaller_than_18_points(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.emulate_media(media="print")
        small = {}
        for name, address in made_flyers.items():
            page.goto(f"{address}?size=large")
            if found := flyers.smaller_than(page, 18):
                small[name] = found
            assert flyers.shown(page, ".lc-flyer__access") == int(name == "usual")

        assert small == {}
        page.goto(f"{address}?paper=a4")
        assert flyers.smaller_than(page, 18) != []

    def test_the_code_is_large_enough_for_a_telephone(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.emulate_media(media="print")
        widths = {}
        for name, address in made_flyers.items():
            for query in KINDS:
                page.goto(address + query)
                widths[name, query] = flyers.code_width(page)

        assert {key: width for key, width in widths.items() if width < 2.5} == {}

    def test_the_tools_are_not_printed(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.goto(made_flyers["usual"])
        tools = page.locator(".lc-flyer-bar")
        assert tools.is_visible()

        page.emulate_media(media="print")
        assert not tools.is_visible()

    def test_it_holds_in_the_other_direction(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.emulate_media(media="print")
        for address in (made_flyers["usual"], made_flyers["everything at its longest"]):
            page.goto(address)
            page.evaluate("document.documentElement.dir = 'rtl'")

            assert flyers.print_sheet(page)[0] == 1
            assert flyers.cut_through(page) == []
            assert flyers.shown(page, ".lc-flyer__strip") == STRIPS

    def test_two_sheets_and_cut_words_would_be_noticed(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.goto(made_flyers["usual"])
        page.emulate_media(media="print")
        page.evaluate(
            """() => {
              const lead = document.querySelector(".lc-flyer__lead");
              lead.textContent += " more".repeat(999);
              document.body.append(document.querySelector("main").cloneNode(true));
            }"""
        )

        assert flyers.print_sheet(page)[0] == 2
        assert flyers.cut_through(page) != []


class TestScreen:
    def test_nothing_sticks_out_on_any_screen(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        wide = {}
        for name, address in made_flyers.items():
            for query in KINDS[1:3]:
                page.goto(address + query)
                for width in (320, 375, 768, 1440):
                    page.set_viewport_size({"width": width, "height": 800})
                    if found := wider_than_the_screen(page):
                        wide[name, query, width] = found

        assert wide == {}

    def test_axe_finds_nothing(
        self,
        made_flyers: dict[str, str],
        new_context: Callable[..., Any],
        axe: Callable[..., list[str]],
    ) -> None:
        page = new_context(reduced_motion="reduce").new_page()
        found = {}
        for name in ("usual", "cancelled, with a long note"):
            for query, width, scheme in (
                ("", 1440, "light"),
                ("", 375, "dark"),
                ("?size=large", 1440, "dark"),
                ("?size=large", 375, "light"),
            ):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                page.goto(made_flyers[name] + query)
                if faults := axe(page):
                    found[name, query, width, scheme] = faults

        assert found == {}

    def test_headings_and_landmarks_are_in_order(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.goto(made_flyers["usual"])

        assert faults_of_structure(structure(page)) == []

    def test_everything_is_reached_by_keyboard(
        self, made_flyers: dict[str, str], page: Any
    ) -> None:
        page.goto(made_flyers["usual"])
        stops, missed = tab_through(page)

        assert [stop["faults"] for stop in stops if stop["faults"]] == []
        assert missed == []
        assert len(stops) == 6

    def test_the_button_prints(self, made_flyers: dict[str, str], page: Any) -> None:
        page.add_init_script("window.print = () => { window.printed = true; };")
        page.goto(made_flyers["usual"])
        page.get_by_role("button", name="Print").click()

        assert page.evaluate("window.printed")

    def test_without_scripts_there_is_no_button_and_nothing_is_missing(
        self, made_flyers: dict[str, str], new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(made_flyers["usual"])

        assert page.get_by_role("button", name="Print").count() == 0
        with next_page(page):
            page.get_by_role("link", name="Large print").click()
        assert page.locator(".lc-flyer--large").is_visible()
        with next_page(page):
            page.get_by_role("link", name="A4").click()
        assert page.url.endswith("?paper=a4&size=large")
        with next_page(page):
            page.get_by_role("link", name="Back to the circle").click()
        assert page.locator("h1").inner_text().startswith("Speaking up")

    def test_a_strict_policy_is_not_breached(
        self, made_flyers: dict[str, str], new_context: Callable[..., Any]
    ) -> None:
        context = new_context()
        context.add_init_script(LISTEN)
        page = context.new_page()

        def add_policy(route: Any) -> None:
            response = route.fetch()
            headers = {**response.headers, "content-security-policy": POLICY}
            route.fulfill(response=response, headers=headers)

        page.route("**/flyer/*", add_policy)
        for address in made_flyers.values():
            for query in KINDS:
                page.goto(address + query)
                assert page.evaluate("window.breaches") == []


def test_the_html_is_valid(
    made_flyers: dict[str, str], nu_html_checker: Callable[..., list[str]]
) -> None:
    documents = {
        f"{name} {query}": read(address + query)[2]
        for name, address in made_flyers.items()
        for query in KINDS[1:3]
    }

    assert nu_html_checker(documents) == []
