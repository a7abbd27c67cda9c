"""Distances in the reader's words."""

import pytest

from learningcircles_wagtail.directory.distances import distance_words


@pytest.mark.parametrize(
    ("km", "miles", "words"),
    [
        (0, True, "less than 0.1 miles"),
        (0.07, True, "less than 0.1 miles"),
        (0.2, True, "0.1 miles"),
        (0, False, "less than 0.1 km"),
        (0.06, False, "0.1 km"),
        (1.609344, True, "1 mile"),
        (12.4, False, "12 km"),
    ],
)
def test_nobody_is_no_distance_away(km, miles, words):
    assert distance_words(km, miles=miles) == words
