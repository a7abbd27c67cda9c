"""Which word somebody may have meant."""

import pytest

from learningcircles_wagtail.domain.spelling import MOST_WORDS, Vocabulary, distance

WORDS = Vocabulary(
    ["Gardening for balconies", "Public speaking", "Écrire un roman", "Gardening"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gardning", "gardening"),
        ("gadrening", "gardening"),
        ("Speeking", "speaking"),
        ("pulbic", "public"),
        ("ecrier", "écrire"),
        ("balkonies", "balconies"),
    ],
)
def test_a_misspelled_word_is_known(typed, meant):
    assert WORDS.nearest(typed) == meant


@pytest.mark.parametrize(
    "typed", ["gardening", "GARDENING", "ecrire", "for", "fro", "zebra", "g" * 5000, ""]
)
def test_what_is_right_too_short_or_unlike_anything_is_left(typed):
    assert WORDS.nearest(typed) is None


def test_of_words_as_near_the_more_frequent_one_is_meant():
    words = Vocabulary(["cooking", "looking looking", "booking"])

    assert words.nearest("xooking") == "looking"
    assert words.nearest("coking") == "cooking"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("abcd", "abcd", 0), ("abcd", "abdc", 1), ("abcd", "bcde", 2), ("ab", "abcde", 3)],
)
def test_distance_counts_swaps_as_one(one, other, apart):
    assert distance(one, other, most=2) == apart
    assert distance(other, one, most=2) == apart


def test_no_more_words_are_kept_than_can_be_compared():
    texts = (
        chr(97 + n % 26) * 4 + bin(n)[2:].translate({48: "x", 49: "y"})
        for n in range(MOST_WORDS + 500)
    )
    words = Vocabulary(texts)

    assert sum(map(len, words._by_length.values())) <= MOST_WORDS
