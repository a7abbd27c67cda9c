"""Regions as newspapers write them."""

import pytest

from learningcircles_wagtail.domain.newspaper_regions import (
    STATES,
    newspaper_region,
)


@pytest.mark.parametrize(
    ("region", "country", "words"),
    [
        ("IL", "US", "Ill."),
        (" ia ", "us", "Iowa"),
        ("ON", "CA", "Ontario"),
        ("Illinois", "US", "Illinois"),
        ("Ill.", "US", "Ill."),
        ("", "US", ""),
        ("IL", "", "IL"),
        ("WA", "AU", "WA"),
    ],
)
def test_codes_of_the_post_become_what_newspapers_write(region, country, words):
    assert newspaper_region(region, country) == words


def test_the_fifty_states_and_the_capital_have_one_each():
    assert len(STATES) == len(set(STATES.values())) == 51
