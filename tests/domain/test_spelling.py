"""Which word somebody may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain import spelling
from learningcircles_wagtail.domain.spelling import (
    MOST_WORDS,
    Vocabulary,
    distance,
)

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


HEARD = Vocabulary(
    ["Photography", "Psychology at work", "Philosophy", "Ortografía", "Chemistry"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fotography", "photography"),
        ("Fotografy", "photography"),
        ("fotogrphy", "photography"),
        ("photografie", "photography"),
        ("fhotography", "photography"),
        ("hpotography", "photography"),
        ("potography", "photography"),
        ("totography", "photography"),
        ("sychology", "psychology"),
        ("sikology", "psychology"),
        ("filosofy", "philosophy"),
        ("ortographia", "ortografía"),
        ("kemistry", "chemistry"),
    ],
)
def test_who_writes_by_ear_or_errs_in_the_first_letters_is_understood(typed, meant):
    assert HEARD.nearest(typed) == meant


@pytest.mark.parametrize("typed", ["fotos", "topography map", "sociology", "filling"])
def test_what_neither_sounds_nor_looks_alike_is_left(typed):
    assert HEARD.nearest(typed) is None


def test_a_word_that_sounds_the_same_comes_before_one_that_looks_alike():
    words = Vocabulary(["knitting", "fitting", "fitting", "phitting"])

    assert words.nearest("fiting") == "fitting"
    assert words.nearest("nitting") == "knitting"


def test_however_many_words_look_alike_only_so_many_are_compared(monkeypatch):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    texts = [
        "".join(alphabet[(number * prime) % 26] for prime in (3, 5, 7, 11, 13))
        + bin(number)[2:].translate({48: "e", 49: "y"})
        for number in range(MOST_WORDS)
    ]
    words = Vocabulary(texts)
    compared = []

    def counting(one, other, *, most):
        compared.append(other)
        return distance(one, other, most=most)

    monkeypatch.setattr(spelling, "distance", counting)
    words.nearest(f"qqq{texts[-9][2:]}")
    assert len(compared) > 200

    compared.clear()
    monkeypatch.setattr(spelling, "MOST_COMPARED", 100)
    words.nearest(f"qqq{texts[-9][2:]}")
    # By their letters, and by their sounds.
    assert 100 <= len(compared) <= 200


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


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(1, 3))
def test_distance_is_that_of_the_whole_table(one, other, most):
    assert distance(one, other, most=most) == min(whole(one, other), most + 1)


def whole(one: str, other: str) -> int:
    """Return the distance as the definition has it, without leaving anything out."""
    table = {(i, 0): i for i in range(len(one) + 1)}
    table |= {(0, j): j for j in range(len(other) + 1)}
    for i, letter in enumerate(one, 1):
        for j, facing in enumerate(other, 1):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (letter != facing),
            )
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], facing):
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]


def test_no_more_words_are_kept_than_can_be_compared():
    texts = (
        chr(97 + n % 26) * 4 + bin(n)[2:].translate({48: "x", 49: "y"})
        for n in range(MOST_WORDS + 500)
    )
    words = Vocabulary(texts)

    assert sum(map(len, words._by_length.values())) <= MOST_WORDS
