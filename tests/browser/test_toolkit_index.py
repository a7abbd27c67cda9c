"""The demonstration's toolkit in a browser: found by filters, and printed whole."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any
from urllib.request import urlopen

import pytest
from pypdf import PdfReader

from learningcircles_wagtail.printing.pdf import can_make_pdf, pdf_of
from tests.browser.going import next_page
from tests.browser.looking import (
    faults_of_structure,
    structure,
    tab_through,
    wider_than_the_screen,
)

pytestmark = pytest.mark.browser

TITLES = ".lc-guide-card__title, .lc-card__title"
BAR = ".lc-flyer-bar"


def guides(page: Any) -> list[str]:
    """Return the titles of the guides that are listed, in their order."""
    return page.locator("main").locator(TITLES).all_inner_texts()


def found(page: Any) -> str:
    return page.get_by_role("status").first.inner_text()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def index(request: Any, new_context: Any, demo_site: str) -> Any:
    """The toolkit's index, open in a browser with and without scripts."""
    page = new_context(java_script_enabled=request.param).new_page()
    page.goto(f"{demo_site}/toolkit/")
    return page


class TestFinding:
    def test_a_role_and_a_stage_narrow_the_guides_and_stand_in_the_address(
        self, index: Any
    ) -> None:
        everything = guides(index)
        assert len(everything) >= 12
        index.get_by_label("For", exact=True).select_option("promoter")
        index.get_by_label("Stage").select_option("promote")
        with next_page(index):
            index.get_by_role("button", name="Show guides").click()
        few = guides(index)

        assert 0 < len(few) < len(everything)
        assert set(few) < set(everything)
        assert found(index) == f"{len(few)} of {len(everything)} guides"
        assert "role=promoter" in index.url
        assert "stage=promote" in index.url
        assert index.get_by_label("For", exact=True).input_value() == "promoter"

    def test_a_word_finds_and_nonsense_leads_back_to_all(self, index: Any) -> None:
        total = len(guides(index))
        search = index.get_by_label("What do you need?")
        search.fill("poster")
        with next_page(index):
            search.press("Enter")
        assert 0 < len(guides(index)) < total

        index.get_by_label("What do you need?").fill("qqqqqqq")
        with next_page(index):
            index.get_by_role("button", name="Show guides").click()
        assert found(index) == f"0 of {total} guides"
        with next_page(index):
            index.get_by_role("link", name="Show all guides").first.click()
        assert len(guides(index)) == total


@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("path", ["toolkit/?stage=run", "toolkit/?q=qqqqqqq"])
def test_no_state_of_the_index_is_too_wide(
    demo_site: str, new_context: Any, path: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{demo_site}/{path}")

    assert wider_than_the_screen(page) == []


class TestPrinting:
    @pytest.fixture
    def whole(self, demo_site: str, page: Any) -> Any:
        page.goto(f"{demo_site}/toolkit/print/")
        return page

    def test_every_guide_is_on_paper_with_the_number_of_its_page(
        self, demo_site: str, whole: Any
    ) -> None:
        contents = whole.locator(".lc-paper-contents li li").all_inner_texts()
        assert len(contents) >= 12
        document = PdfReader(BytesIO(whole.pdf(prefer_css_page_size=True)))
        pages = [sheet.extract_text() for sheet in document.pages]

        assert len(pages) > len(contents)
        for title in contents:
            # In the list of contents, and where the guide begins.
            sheets = [
                number for number, text in enumerate(pages) if flat(title) in flat(text)
            ]
            assert len(sheets) >= 2, title
        assert "Download as PDF" not in "".join(pages)

    def test_the_tools_are_not_printed_and_lead_back(self, whole: Any) -> None:
        assert whole.locator(BAR).is_visible()
        whole.emulate_media(media="print")
        assert not whole.locator(BAR).is_visible()
        assert wider_than_the_screen(whole) == []
        whole.emulate_media(media="screen")
        with next_page(whole):
            whole.get_by_role("link", name="Back to the toolkit").click()
        assert whole.url.endswith("/toolkit/")

    def test_a_sheet_is_chosen_by_keyboard(self, whole: Any) -> None:
        _stops, faults = tab_through(whole)
        assert faults == []
        whole.get_by_role("link", name="US Letter").focus()
        with next_page(whole):
            whole.keyboard.press("Enter")
        assert whole.url.endswith("/print/?paper=letter")
        width = (
            PdfReader(BytesIO(whole.pdf(prefer_css_page_size=True)))
            .pages[0]
            .mediabox.width
        )

        # 8.5 inches in points.
        assert float(width) == pytest.approx(612, abs=1)

    def test_headings_and_landmarks_are_in_order(self, whole: Any) -> None:
        assert faults_of_structure(structure(whole)) == []


@pytest.mark.skipif(
    not can_make_pdf(), reason="WeasyPrint, or Pango below it, is not installed."
)
def test_the_demo_toolkit_is_a_file_in_less_than_ten_seconds(
    demo_site: str,
) -> None:
    address = f"{demo_site}/toolkit/print/"
    html = urlopen(address).read().decode()  # noqa: S310
    # Processor time: what other processes do at the same time counts for nothing.
    start = time.process_time()
    octets = pdf_of(html, base_url=address)
    taken = time.process_time() - start

    assert len(PdfReader(BytesIO(octets)).pages) > 25
    assert taken < 10


def flat(text: str) -> str:
    """Return text without its spaces, which a PDF need not keep."""
    return "".join(text.split())
