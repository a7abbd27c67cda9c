"""The calendar as people meet it: sheet and list, keyboard, ears, paper, no scripts."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.browser import looking
from tests.browser.going import next_page
from tests.browser.public_site import read
from tests.browser.test_responsive import too_wide

pytestmark = pytest.mark.browser

NARROW = {"width": 375, "height": 800}
WIDE = {"width": 1440, "height": 900}
MONTH = "/circles/calendar/"
RESULTS = ".lc-directory__results > :not(.lc-toolbar)"
PART = '[data-lc-part="results"]'
FRAME = 'id="lc-result"'
COLUMNS = """() => {
  const days = [...document.querySelectorAll(".lc-day")]
    .filter((day) => day.checkVisibility());
  return new Set(days.map((day) => Math.round(day.getBoundingClientRect().left))).size;
}"""


@pytest.fixture(scope="module")
def views(demo_site: str) -> dict[str, str]:
    """Addresses of the present month, the next, a full day, and what was no day."""
    month = read(demo_site + MONTH)[2]
    following = re.search(r'href="([^"]+)" rel="next"', month)
    path = following[1] if following else MONTH
    text = month + read(demo_site + path)[2]
    more = re.search(r'class="lc-day__more"[^>]* href="([^"]+)"', text)
    assert following, "the demonstration has no next month"
    assert more, "no day of the demonstration overflows"
    return {
        "present month": demo_site + MONTH,
        "next month": demo_site + path,
        "full day": demo_site + more[1].replace("&amp;", "&"),
        "no day": f"{demo_site}{path}?day=99",
        "nothing fits": f"{demo_site}{MONTH}?format=online&weekday=6",
        "French month": f"{demo_site}/fr{MONTH}",
    }


class TestLayout:
    def test_nothing_scrolls_sideways(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        assert too_wide(page, views) == {}

    def test_a_wide_month_has_seven_columns_and_a_narrow_one_a_single_one(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        page.goto(views["present month"])
        page.set_viewport_size(WIDE)
        assert page.evaluate(COLUMNS) == 7
        assert page.locator(".lc-month__weekdays").is_visible()
        page.set_viewport_size(NARROW)
        assert page.evaluate(COLUMNS) == 1
        assert not page.locator(".lc-month__weekdays").is_visible()
        assert (
            page.locator(".lc-day--empty:visible, .lc-day--blank:visible").count() == 0
        )

    def test_days_stand_below_their_weekdays(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        page.set_viewport_size(WIDE)
        for name, first in (("present month", "Sun"), ("French month", "Lun")):
            page.goto(views[name])
            heads = page.locator(".lc-month__weekdays span").all_inner_texts()
            assert heads[0].startswith(first)
            lefts = page.locator(".lc-month__weekdays > li").evaluate_all(
                "all => all.map((one) => Math.round(one.getBoundingClientRect().left))"
            )
            days = page.locator(".lc-day__name").evaluate_all(
                "all => all.map((one) => [one.querySelector('.lc-day__words')"
                ".innerText, Math.round(one.closest('.lc-day')"
                ".getBoundingClientRect().left)])"
            )
            assert days
            for words, left in days:
                place = min(range(7), key=lambda one: abs(lefts[one] - left))
                assert words.startswith(heads[place])

    def test_the_whole_month_is_on_paper(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        page.set_viewport_size({"width": 718, "height": 1000})
        page.goto(views["next month"])
        facts = page.locator(".lc-month :is(h3, time, a, span)")
        on_screen = {*facts.filter(visible=True).all_inner_texts()}
        page.emulate_media(media="print")

        assert on_screen
        assert on_screen <= {*facts.filter(visible=True).all_inner_texts()}
        assert looking.wider_than_the_screen(page) == []
        assert looking.cut_off(page) == []


class TestEars:
    def test_a_screen_reader_is_told_the_same_days_on_every_screen(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        page.goto(views["present month"])
        told = []
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            told.append(page.locator(".lc-month").aria_snapshot())

        assert told[0] == told[1]
        headings = re.findall(r'heading "([^"]+)" \[level=3\]', told[0])
        assert len(headings) > 3
        for heading in headings:
            assert re.match(r"\w+day, \w+ \d+( Today)?$", heading)
        assert sum(heading.endswith(" Today") for heading in headings) == 1

    def test_headings_and_landmarks_are_in_order(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        found = {}
        for name, address in views.items():
            page.goto(address)
            if faults := looking.faults_of_structure(looking.structure(page)):
                found[name] = faults

        assert found == {}

    @pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(
        self,
        views: Mapping[str, str],
        new_context: Callable[..., Any],
        axe: Callable[..., list[str]],
        size: dict[str, int],
        scheme: str,
    ) -> None:
        page = new_context(viewport=size, color_scheme=scheme).new_page()
        found = {}
        for name, address in views.items():
            page.goto(address)
            # The order of headings is told by the whole page, in the test above.
            if faults := axe(page, RESULTS, disable=("heading-order",)):
                found[name] = faults

        assert found == {}

    def test_a_number_says_which_day_it_leads_to(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        page.goto(views["next month"])
        link = page.locator(".lc-day__more").first
        name = " ".join(link.inner_text().split())

        assert re.fullmatch(r"\d+ more on \w+day, \w+ \d+", name)
        with next_page(page):
            link.click()
        day = page.locator("#lc-result").inner_text()
        assert day.startswith(name.partition(" on ")[2])


class TestHands:
    @pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
    def test_everything_is_reached_seen_and_outlined(
        self, views: Mapping[str, str], page: Any, size: dict[str, int]
    ) -> None:
        page.set_viewport_size(size)
        faults = {}
        for name, address in views.items():
            page.goto(address)
            stops, missed = looking.tab_through(page)
            found = [
                f"{stop['faults']} {stop['html']}" for stop in stops if stop["faults"]
            ]
            # Tab reaches one of a group of radio buttons, arrows the others.
            missed = [html for html in missed if 'type="radio"' not in html]
            found += [f"never reached: {html}" for html in missed]
            if found or not stops:
                faults[name] = found

        assert faults == {}

    def test_a_keyboard_goes_to_the_next_month_a_full_day_and_a_circle(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        page.goto(views["present month"])
        with next_page(page):
            page.locator('.lc-month-links a[rel="next"]').press("Enter")
        assert page.url == views["next month"]
        page.goto(views["full day"])
        line = page.locator(".lc-day-list .lc-line__title").first
        title = line.inner_text()
        with next_page(page):
            line.press("Enter")
        assert page.get_by_role("heading", level=1, name=title).is_visible()

    def test_today_is_one_step_away(self, views: Mapping[str, str], page: Any) -> None:
        page.set_viewport_size(NARROW)
        page.goto(views["next month"])
        with next_page(page):
            page.get_by_role("link", name="Today", exact=True).click()

        assert page.url == f"{views['present month']}#lc-today"
        box = page.locator("#lc-today").bounding_box()
        assert 0 <= box["y"] < NARROW["height"]

    def test_what_can_be_touched_is_large_enough(
        self, views: Mapping[str, str], page: Any
    ) -> None:
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            page.goto(views["next month"])
            heights = page.locator(".lc-day__more, .lc-month-links a").evaluate_all(
                "all => all.map((one) => one.getBoundingClientRect().height)"
            )
            assert heights
            # WCAG 2.5.8, Target Size (Minimum), is 24 pixels.
            assert min(heights) >= 24


class TestWithoutScripts:
    def test_it_says_the_same(
        self, views: Mapping[str, str], new_context: Callable[..., Any]
    ) -> None:
        scripted = new_context().new_page()
        plain = new_context(java_script_enabled=False).new_page()
        for address in views.values():
            texts = []
            for page in (scripted, plain):
                page.goto(address)
                texts.append(page.locator(PART).inner_text())
            assert texts[0] == texts[1] != ""


def test_the_html_is_valid(
    views: Mapping[str, str],
    nu_html_checker: Callable[[Mapping[str, str]], list[str]],
) -> None:
    errors = nu_html_checker({name: read(url)[2] for name, url in views.items()})

    assert [error for error in errors if FRAME not in error] == []
