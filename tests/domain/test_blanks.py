"""Blanks in messages."""

import pytest

from learningcircles_wagtail.domain.blanks import Part, fill, name_of, open_blanks

KNOWN = {"topic": "Chess", "date": "Monday"}


def words(parts: list[Part]) -> str:
    return "".join(part.text for part in parts)


@pytest.mark.parametrize(
    "blank", ["[First date]", "[ first  date ]", "[first-date]", "[FIRST DATE]"]
)
def test_a_name_is_the_same_however_it_is_written(blank: str) -> None:
    assert name_of(blank) == "first date"


def test_what_is_known_is_filled_in_and_the_rest_stays_a_blank() -> None:
    parts = fill("Learn [topic] with [name].", KNOWN)

    assert words(parts) == "Learn Chess with [name]."
    assert [part.text for part in parts if part.is_filled] == ["Chess"]
    assert open_blanks(parts) == 1


def test_a_vague_name_that_stands_twice_means_two_things() -> None:
    assert words(fill("On [date].", KNOWN, vague={"date"})) == "On Monday."
    twice = "From [date] to [Date]."
    assert words(fill(twice, KNOWN, vague={"date"})) == twice
    assert words(fill(twice, KNOWN)) == "From Monday to Monday."


def test_what_is_filled_in_is_not_read_again() -> None:
    assert words(fill("[a]", {"a": "[b]", "b": "c"})) == "[b]"
