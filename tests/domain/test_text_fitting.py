"""A headline fits into its box, whatever it is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.text_fitting import (
    ELLIPSIS,
    balanced,
    fit,
    shortened,
    wrap,
)


def measure(text: str, size: int = 1) -> float:
    """Return a width as if every letter were as wide as its size."""
    return len(text) * size


def test_lines_break_between_words():
    assert wrap("one two three", measure, width=7) == ["one two", "three"]


def test_a_word_wider_than_a_line_is_broken_inside():
    assert wrap("abcdefgh ij", measure, width=3) == ["abc", "def", "gh", "ij"]


def test_lines_are_made_even():
    lines = wrap("aaa bbb ccc ddd", measure, width=11)
    assert lines == ["aaa bbb ccc", "ddd"]
    assert balanced(lines, measure, width=11) == ["aaa bbb", "ccc ddd"]


def test_the_largest_size_that_fits_is_taken():
    setting = fit("aaa bbb", measure, width=14, height=10, sizes=(4, 2, 1))

    assert (setting.size, setting.lines) == (4, ("aaa", "bbb"))


def test_what_fits_in_no_size_is_cut_after_a_word():
    setting = fit("aaaa bbbb cccc dddd", measure, width=12, height=1.2, sizes=(2, 1))

    assert setting.size == 1
    assert setting.lines == (f"aaaa bbbb{ELLIPSIS}",)


def test_nothing_fits_everywhere():
    assert fit("", measure, width=5, height=5, sizes=(3,)).lines == ()


@pytest.mark.parametrize("width", [1, 2, 7])
def test_an_ellipsis_is_within_the_width(width):
    assert len(shortened("abcdef ghi", len, width=width)) <= max(width, 1)


@given(st.text(max_size=60), st.integers(1, 20), st.integers(1, 30))
def test_no_line_is_wider_than_the_box_and_there_are_no_more_than_fit(
    text, width, height
):
    setting = fit(text, measure, width=width, height=height, sizes=(3, 2, 1))

    most = max(int(height / (setting.size * 1.16)), 1)
    assert len(setting.lines) <= most
    assert all(len(line) <= max(width / setting.size, 1) for line in setting.lines)


@given(st.lists(st.text("abc", min_size=1, max_size=5), max_size=9))
def test_no_letter_is_lost_where_all_fit(words):
    setting = fit(" ".join(words), measure, width=6, height=99, sizes=(1,))

    assert "".join(setting.lines).replace(" ", "") == "".join(words)
