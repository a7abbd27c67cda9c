"""How long a text takes to read, by its words."""

import pytest

from learningcircles_wagtail.domain.reading import (
    count_words,
    reading_minutes,
    sentences_of,
)


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 0), (-3, 0), (1, 1), (200, 1), (201, 2), (1000, 5)]
)
def test_every_two_hundred_words_take_a_minute(words, minutes):
    assert reading_minutes(words) == minutes


def test_tags_are_no_words_and_signs_without_spaces_are_some():
    assert count_words(['<p class="a b">One two</p>', "three"]) == 3
    assert count_words(["学" * 25]) == 10


def test_ids_kinds_and_addresses_are_not_read():
    stream = [
        {
            "type": "paragraph",
            "id": "7d2b",
            "value": {"link": "https://a.example/", "items": ["Two words", 5, None]},
        }
    ]

    assert list(sentences_of(stream)) == ["Two words"]
