"""Words are cut where a sheet ends, between words, and never longer than asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.printing.fitting import shortened, step_of, width_of


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("knit", 4, "knit"),
        ("knit and purl", 10, "knit and…"),
        ("knit, and purl", 7, "knit…"),
        ("unbreakable", 6, "unbre…"),
        ("", 5, ""),
    ],
)
def test_a_text_ends_between_words_where_it_can(text, most, short):
    assert shortened(text, most) == short


@given(st.text(max_size=500), st.integers(min_value=2, max_value=300))
def test_no_text_is_wider_than_its_room(text, most):
    assert width_of(shortened(text, most)) <= most


def test_capitals_and_chinese_take_more_room():
    assert width_of("ABC") > width_of("abc")
    assert width_of("学習圈") > width_of("ABC")
    assert width_of("e\u0301") == width_of("e")


def test_a_longer_text_is_set_smaller():
    steps = ((5, "big"), (10, "small"))

    assert [step_of("x" * n, steps) for n in (5, 6, 11)] == ["big", "small", "least"]


def test_widths_add_up_exactly():
    text = "0" * 61 + "A" * 14 + "Ŋ0"

    assert width_of(shortened(text, 83)) <= 83
    assert width_of("A" * 15) == 21
