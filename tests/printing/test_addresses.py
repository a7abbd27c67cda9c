"""Addresses on paper are short, readable, and never break into markup."""

import pytest

from learningcircles_wagtail.printing.addresses import (
    breakable,
    short_address,
    spoken_address,
)


@pytest.mark.parametrize(
    ("address", "spoken"),
    [
        ("https://www.library.example/circles/knit/", "library.example/circles/knit"),
        ("http://localhost:8000/", "localhost:8000"),
        ("https://library.example/caf%C3%A9/", "library.example/café"),
        ("", ""),
    ],
)
def test_an_address_is_dictated_without_scheme_and_last_slash(address, spoken):
    assert spoken_address(address) == spoken


@pytest.mark.parametrize(
    ("most", "way"),
    [
        (40, "library.example/circles/knit"),
        (24, "library.example/circles"),
        (20, "library.example"),
        (3, "library.example"),
    ],
)
def test_what_is_too_long_gives_way_to_what_stands_above(most, way):
    assert short_address("https://library.example/circles/knit/", most=most) == way


def test_a_page_without_an_address_has_none_on_paper():
    assert short_address("", most=40) == ""


def test_a_line_may_end_after_a_slash_and_nothing_gets_through():
    assert breakable("a.example/<b>") == "a.example/<wbr>&lt;b&gt;"
