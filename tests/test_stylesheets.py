"""The public styles stay inside `.lc-*`, mirror for right to left, and stay small."""

import gzip
import re
from pathlib import Path

import pytest

import learningcircles_wagtail

PACKAGE = Path(learningcircles_wagtail.__file__).parent
FOLDER = PACKAGE / "static" / "learningcircles_wagtail" / "css"
TEMPLATES = PACKAGE / "templates" / "learningcircles_wagtail"
INCLUDE = TEMPLATES / "components" / "stylesheets.html"
SHEETS = sorted(FOLDER.glob("*.css"))
LINK = re.compile(r"css/([\w-]+\.css)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOT_TOKENS = ":where(:root)"
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:(?:margin|padding|border)-)?(?:left|right)\s*:"
    r"|(?:float|text-align)\s*:\s*(?:left|right))"
)


def selectors(css: str) -> list[str]:
    """Return the selectors of a style sheet, its lists taken apart."""
    plain = re.sub(r"@[\w-]+[^{;]*[{;]", "", COMMENT.sub("", css))
    found = []
    for head in re.findall(r"([^{}]+)\{", plain):
        depth, part = 0, ""
        for letter in head + ",":
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if letter == "," and not depth:
                found.append(part.strip())
                part = ""
            else:
                part += letter
    return [selector for selector in found if selector]


def strays(css: str) -> list[str]:
    """Return the selectors that could reach a site's own elements."""
    return [
        selector
        for selector in selectors(css)
        if ".lc" not in selector and selector != ROOT_TOKENS
    ]


class TestNothingOutsideIsStyled:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
    def test_every_selector_names_a_class_of_ours(self, sheet):
        assert strays(sheet.read_text()) == []

    def test_a_reset_of_the_site_would_be_noticed(self):
        assert strays("body { margin: 0 } .lc h1, h2 { color: red }") == ["body", "h2"]

    def test_selectors_without_a_class_of_their_own_only_hold_tokens(self):
        css = COMMENT.sub("", (FOLDER / "tokens.css").read_text())
        for body in re.findall(re.escape(ROOT_TOKENS) + r"\s*\{([^}]*)\}", css):
            names = re.findall(r"(?:^|;)\s*([\w-]+)\s*:", body)
            assert names
            assert [name for name in names if not name.startswith("--lc-")] == []


class TestRightToLeft:
    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
    def test_no_side_is_called_left_or_right(self, sheet):
        assert PHYSICAL.findall(COMMENT.sub("", sheet.read_text())) == []

    def test_a_physical_side_would_be_noticed(self):
        assert PHYSICAL.findall(".lc-a { margin-left: 1em; text-align: left }")


class TestDelivery:
    def test_every_sheet_is_linked_by_all_pages_or_by_the_view_that_needs_it(self):
        everywhere = LINK.findall(INCLUDE.read_text())
        by_views = {
            name
            for template in (PACKAGE / "templates").rglob("*.html")
            if template != INCLUDE
            for name in LINK.findall(template.read_text())
        }
        assert sorted({*everywhere, *by_views}) == [sheet.name for sheet in SHEETS]

    def test_the_sheets_of_every_page_weigh_less_than_twelve_kilobytes(self):
        names = LINK.findall(INCLUDE.read_text())
        together = b"".join((FOLDER / name).read_bytes() for name in names)
        assert len(gzip.compress(together)) < 12_000
