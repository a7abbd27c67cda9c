"""Pages fit every width and direction, paper, a keyboard, and life without scripts."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.browser import looking
from tests.browser.public_site import few

pytestmark = pytest.mark.browser

WIDTHS = (320, 375, 768, 1440)
PAPER = {"width": 718, "height": 1000}
ZOOMED = {"width": 320, "height": 256}
TURN = "() => { document.documentElement.dir = 'rtl'; }"


def too_wide(page: Any, addresses: Mapping[str, str]) -> dict[str, list[str]]:
    """Return by page, width and direction what does not fit the screen."""
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        for direction in ("ltr", "rtl"):
            if direction == "rtl":
                page.evaluate(TURN)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if faults := looking.wider_than_the_screen(page):
                    found[f"{name}, {width}, {direction}"] = faults
    return found


def addresses_of(site: str, paths: Mapping[str, str]) -> dict[str, str]:
    return {name: site + path for name, path in paths.items()}


class TestWidth:
    def test_no_page_of_the_demonstration_scrolls_sideways(
        self, demo_site: str, samples: dict[str, str], page: Any
    ) -> None:
        assert too_wide(page, addresses_of(demo_site, samples)) == {}

    @pytest.mark.django_db(transaction=True)
    def test_no_bare_page_and_no_block_scrolls_sideways(
        self, made_pages: dict[str, str], page: Any
    ) -> None:
        assert too_wide(page, made_pages) == {}

    def test_no_page_scrolls_sideways_at_four_times_its_size(
        self, demo_site: str, samples: dict[str, str], new_context: Callable[..., Any]
    ) -> None:
        page = new_context(viewport=ZOOMED, device_scale_factor=4).new_page()
        found = {}
        for name, path in few(samples).items():
            page.goto(demo_site + path)
            if faults := looking.wider_than_the_screen(page):
                found[name] = faults

        assert found == {}

    @pytest.mark.parametrize("direction", ["ltr", "rtl"])
    def test_what_sticks_out_is_noticed(self, page: Any, direction: str) -> None:
        page.set_viewport_size({"width": 375, "height": 800})
        page.set_content(
            f"<!doctype html><html dir={direction}><p style='width: 400px'>Wide</p>"
        )

        faults = looking.wider_than_the_screen(page)

        assert faults[0].endswith("of 375")
        assert "Wide" in faults[-1]


class TestWithoutScripts:
    def test_every_page_says_the_same(
        self, demo_site: str, samples: dict[str, str], new_context: Callable[..., Any]
    ) -> None:
        scripted = new_context().new_page()
        plain = new_context(java_script_enabled=False).new_page()
        different = {}
        for name, path in samples.items():
            texts = []
            for page in (scripted, plain):
                page.goto(demo_site + path)
                texts.append(looking.words(page))
            if texts[0] != texts[1] or not texts[0]:
                different[name] = texts

        assert different == {}

    def test_words_of_a_script_would_be_noticed(
        self, new_context: Callable[..., Any]
    ) -> None:
        html = "<p>One</p><script>document.body.append('Two')</script>"
        texts = []
        for works in (True, False):
            page = new_context(java_script_enabled=works).new_page()
            page.goto(f"data:text/html,{html}")
            texts.append(looking.words(page))

        assert texts == ["One Two", "One"]


class TestPaper:
    def test_every_fact_of_the_screen_is_on_paper_and_nothing_is_cut_off(
        self, demo_site: str, samples: dict[str, str], page: Any
    ) -> None:
        page.set_viewport_size(PAPER)
        faults = {}
        for name, path in samples.items():
            page.emulate_media(media="screen")
            page.goto(demo_site + path)
            on_screen = looking.facts(page)
            page.emulate_media(media="print")
            missing = set(on_screen) - set(looking.facts(page))
            found = (
                [f"missing: {fact}" for fact in sorted(missing)]
                + [f"too wide: {what}" for what in looking.wider_than_the_screen(page)]
                + [f"cut off: {what}" for what in looking.cut_off(page)]
                + [f"closed: {what}" for what in looking.closed_answers(page)]
            )
            if found or not on_screen:
                faults[name] = found

        assert faults == {}

    def test_what_paper_hides_is_noticed(self, page: Any) -> None:
        page.set_content(
            "<style>@media print { dd { display: none }"
            " p { height: 1em; overflow: hidden } }</style>"
            "<main><h1>One</h1><dl><dt>When</dt><dd>At six</dd></dl>"
            "<p>Two<br>Three</p>"
            "<details><summary>Q</summary><div>Answer</div></details></main>"
        )
        on_screen = looking.facts(page)
        page.emulate_media(media="print")

        assert set(on_screen) - set(looking.facts(page)) == {"At six"}
        assert "Three" in looking.cut_off(page)[0]
        assert len(looking.closed_answers(page)) == 1


class TestKeyboard:
    @pytest.mark.parametrize("width", [375, 1280])
    def test_everything_is_reached_seen_and_outlined(
        self, demo_site: str, samples: dict[str, str], page: Any, width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 700})
        faults = {}
        for name, path in few(samples).items():
            page.goto(demo_site + path)
            stops, missed = looking.tab_through(page)
            found = [f"{s['faults']} {s['html']}" for s in stops if s["faults"]]
            found += [f"never reached: {html}" for html in missed]
            if not stops or not stops[0]["isSkipLink"]:
                found.append("the skip link is not first")
            if found:
                faults[name] = found

        assert faults == {}

    def test_the_skip_link_leads_to_the_content(
        self, demo_site: str, page: Any
    ) -> None:
        page.goto(f"{demo_site}/circles/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('main')")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')")

    def test_a_stop_that_cannot_be_seen_is_noticed(self, page: Any) -> None:
        page.set_content(
            "<style>a { outline: none }</style><p><a href='#1'>One</a></p>"
            "<p><a href='#2' style='position: fixed; left: -99px'>Two</a></p>"
            "<p><a href='#3' tabindex='-1'>Three</a></p>"
        )

        stops, missed = looking.tab_through(page)

        assert [stop["faults"] for stop in stops] == [
            ["no outline"],
            ["no outline", "not in view"],
        ]
        assert len(missed) == 1


class TestStructure:
    def test_headings_and_landmarks_of_the_demonstration(
        self, demo_site: str, samples: dict[str, str], page: Any
    ) -> None:
        assert self.faults(page, addresses_of(demo_site, samples)) == {}

    @pytest.mark.django_db(transaction=True)
    def test_headings_and_landmarks_of_bare_pages_and_of_every_block(
        self, made_pages: dict[str, str], page: Any
    ) -> None:
        assert self.faults(page, made_pages) == {}

    def test_a_jump_of_levels_and_a_second_main_are_noticed(self, page: Any) -> None:
        page.set_content(
            "<header>A</header><main><h1>B</h1><h3>C</h3></main><main>D</main>"
            "<nav>E</nav>"
        )

        assert looking.faults_of_structure(looking.structure(page)) == [
            "level 3 follows level 1",
            "2 × main",
            "0 × footer",
            "navigations named ['']",
        ]

    def faults(self, page: Any, addresses: Mapping[str, str]) -> dict[str, list[str]]:
        """Return by page what is wrong with its headings and landmarks."""
        found = {}
        for name, address in addresses.items():
            page.goto(address)
            if faults := looking.faults_of_structure(looking.structure(page)):
                found[name] = faults
        return found
