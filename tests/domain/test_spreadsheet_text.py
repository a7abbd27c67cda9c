"""A cell of a spreadsheet is text, whatever somebody typed."""

import pytest

from learningcircles_wagtail.domain.spreadsheet_text import harmless


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 312", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\x00=1", "\uff1d1"],
)
def test_what_might_be_a_formula_begins_with_an_apostrophe(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["", "Ada", "O'Hara, Ada", "a=b", "1-2", "é\nline"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_what_no_file_can_hold_is_left_out() -> None:
    assert harmless("A\x0bd\x00a\ud800") == "Ada"
