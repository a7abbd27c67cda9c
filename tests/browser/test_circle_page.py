"""What a visitor does on a circle's page: with keys, without scripts, on a phone."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser

PATH = "/circles/speaking-up/"
POINTS_OF_HEADING = 24
"""As print.css has it."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_the_address_is_copied_with_keys_and_the_answer_is_said(
    demo_site: str, new_context: Callable[..., Any]
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(demo_site + PATH)
    mail = page.get_by_role("link", name="Send by e-mail")
    assert mail.get_attribute("href").startswith("mailto:?subject=")
    mail.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Copy the link"
    page.keyboard.press("Enter")

    page.get_by_role("status").get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(PATH)
    assert copied.startswith("http://")


def test_without_scripts_everything_but_copying_is_there(
    demo_site: str, new_context: Callable[..., Any]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(demo_site + PATH)

    assert page.get_by_role("button", name="Copy the link").count() == 0
    for name in ("Send by e-mail", "Print the flyer", "Add to my calendar"):
        assert page.get_by_role("link", name=name, exact=True).is_visible()
    assert page.locator(".lc-meeting").count() > 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_is_printed_in_its_own_size(
    demo_site: str, new_context: Callable[..., Any], paper: str
) -> None:
    page = new_context().new_page()
    page.goto(demo_site + PATH)
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "0.4in")
    document = PdfReader(BytesIO(page.pdf(format=paper, margin=margin)))
    sizes: list[float] = []

    def see(text: str, around: Any, _within: Any, _font: Any, size: float) -> None:
        if "Speaking" in text:
            sizes.append(round(around[0] * size))

    document.pages[0].extract_text(visitor_text=see)
    # Chromium makes all smaller where a piece that must not be parted is too high.
    assert sizes == [POINTS_OF_HEADING]


@pytest.mark.parametrize("width", [320, 375])
def test_on_a_phone_the_facts_stand_right_below_the_heading(
    demo_site: str, new_context: Callable[..., Any], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    page.goto(demo_site + PATH)
    facts = page.get_by_role("complementary", name="At a glance").bounding_box()
    header = page.locator(".lc-head").bounding_box()
    band = page.locator(".lc-next").bounding_box()

    assert page.evaluate(OVERFLOW) <= 0
    assert header["y"] + header["height"] <= facts["y"] + 1
    assert facts["y"] + facts["height"] <= band["y"]


def test_the_facts_tell_when_to_come_before_all_else(
    demo_site: str, new_context: Callable[..., Any]
) -> None:
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(demo_site + PATH)
    terms = page.locator(".lc-facts dt").all_inner_texts()

    assert [term.strip() for term in terms] == [
        "Next meeting",
        "When",
        "Where",
        "How long",
        "Cost",
        "Language",
        "Access",
    ]
    # Beside the heading, so that nobody scrolls for the one button.
    add = page.get_by_role("link", name="Add to my calendar", exact=True).bounding_box()
    assert add["y"] + add["height"] < 900


def sheets(page: Any) -> list[str]:
    """Return which of the drawings of the branch's map are seen."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".lc-vicinity svg.lc-map__sheet")]
          .filter((one) => one.checkVisibility())
          .map((one) => one.classList[1].split("--")[1])"""
    )


class TestMap:
    """The map of the branch, among its neighbours."""

    def test_it_fits_every_width_in_both_directions(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context().new_page()
        page.goto(demo_site + PATH)
        for direction in ("ltr", "rtl"):
            page.evaluate("to => { document.documentElement.dir = to; }", direction)
            for width, sheet in ((320, "narrow"), (375, "narrow"), (1440, "wide")):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(OVERFLOW) == 0
                assert sheets(page) == [sheet]

    def test_it_is_there_without_scripts_and_on_paper(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(demo_site + PATH)
        page.emulate_media(media="print")
        drawing = page.get_by_role("img", name="Map: Central Library and 3 other")

        assert drawing.count() == 1
        assert page.get_by_text("south-west of Eastside Branch").is_visible()

    def test_no_name_on_it_is_cut_off(
        self, demo_site: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context().new_page()
        page.goto(demo_site + PATH)
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            outside = page.evaluate(
                """() => [...document.querySelectorAll(".lc-vicinity svg")]
                  .filter((sheet) => sheet.checkVisibility())
                  .flatMap((sheet) => {
                    const frame = sheet.getBoundingClientRect();
                    return [...sheet.querySelectorAll("text")].filter((text) => {
                      const box = text.getBoundingClientRect();
                      return box.left < frame.left || box.right > frame.right
                        || box.top < frame.top || box.bottom > frame.bottom;
                    });
                  }).map((text) => text.textContent)"""
            )
            assert outside == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(
        self,
        demo_site: str,
        new_context: Callable[..., Any],
        axe: Callable[..., list[str]],
        scheme: str,
    ) -> None:
        page = new_context(color_scheme=scheme, reduced_motion="reduce").new_page()
        page.goto(demo_site + PATH)
        for width in (375, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert axe(page) == []
