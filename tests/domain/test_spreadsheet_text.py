"""A cell of a spreadsheet is text, whatever somebody typed."""

import csv
from io import StringIO

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


@pytest.mark.parametrize(
    "text",
    [
        "Ada;=1+1",
        "Ada; =1+1",
        "Ada;\uff1d1",
        'Ada";=1+1',
        'Ada";"=1+1',
        "Ada\n=1+1",
        "Ada\r\n@SUM(A1)",
        "Ada\t+1",
        ";;-1",
    ],
)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_no_cell_is_a_formula_wherever_a_spreadsheet_cuts(text: str, mark: str) -> None:
    """A comma-separated file, opened where cells end at another mark."""
    written = StringIO()
    csv.writer(written).writerow(["1", harmless(text), "x"])

    for line in csv.reader(StringIO(written.getvalue(), newline=""), delimiter=mark):
        for cell in line:
            assert not cell.strip(' "').startswith(("=", "+", "-", "@", "\uff1d"))
