"""The text of calendar files keeps to RFC 5545, whatever is in it."""

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.calendar_text import (
    clean,
    escape,
    fold,
    instant,
    list_line,
    optional_line,
    position,
    raw_line,
    text_line,
    unfold,
)

ANYTHING = st.text(st.characters(codec=None), max_size=400)
ONE_LINE = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400
)


def unescape(value: str) -> str:
    """Read a TEXT value as RFC 5545, 3.3.11 says, apart from our own code."""
    meant = {"n": "\n", "N": "\n"}
    return re.sub(r"\\(.)", lambda match: meant.get(match[1], match[1]), value)


@given(ONE_LINE)
def test_what_is_unfolded_is_what_was_folded(line: str) -> None:
    assert unfold(fold(line)) == line


@given(ONE_LINE)
def test_every_piece_is_short_and_holds_whole_characters(line: str) -> None:
    for piece in fold(line).encode().split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode()


@given(ONE_LINE)
def test_every_piece_but_the_first_begins_with_one_space_of_its_own(line: str) -> None:
    first, *others = fold(line).split("\r\n")

    assert all(piece.startswith(" ") for piece in others)
    assert first + "".join(piece[1:] for piece in others) == line


@pytest.mark.parametrize("length", [0, 74, 75, 76, 149, 150, 223, 224])
@pytest.mark.parametrize("letter", ["a", "é", "漢", "𝄞"])
def test_lines_are_folded_only_where_they_have_to_be(length: int, letter: str) -> None:
    line = letter * length
    octets = len(line.encode())

    pieces = fold(line).split("\r\n")

    assert (len(pieces) == 1) is (octets <= 75)
    assert len(pieces) <= 1 + octets // 70


@given(ANYTHING)
def test_an_escaped_text_is_read_as_it_was_but_for_what_cannot_be_printed(
    text: str,
) -> None:
    assert unescape(escape(text)) == clean(text)


@given(ANYTHING)
def test_a_text_begins_no_line_of_its_own(text: str) -> None:
    line = text_line("SUMMARY", text)

    assert unfold(line).splitlines() == [unfold(line).removesuffix("\r\n")]
    line.encode()


@given(ANYTHING)
def test_an_address_begins_no_line_of_its_own(text: str) -> None:
    line = raw_line("URL", f"https://library.example/{text}")

    assert len(unfold(line).splitlines()) == 1
    line.encode()


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_signs_with_a_meaning_are_escaped():
    assert escape("a\\b;c,d\ne\r\nf\rg") == "a\\\\b\\;c\\,d\\ne\\nf\\ng"


def test_control_characters_are_removed_and_tabs_stay():
    assert clean("a\x00b\x07c\td\x1be\x7ff\ufffeg\ud800h") == "abc\tdefgh"


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_in_some_reader_is_a_line_feed(end: str) -> None:
    assert clean(f"a{end}b") == "a\nb"


def test_a_list_escapes_each_text():
    assert list_line("CATEGORIES", ["Health, body", "Work"]) == (
        "CATEGORIES:Health\\, body,Work\r\n"
    )
    assert list_line("CATEGORIES", []) == ""


def test_nothing_to_say_is_no_line():
    assert optional_line("DESCRIPTION", "") == ""
    assert optional_line("DESCRIPTION", "Six evenings.") == (
        "DESCRIPTION:Six evenings.\r\n"
    )


def test_an_instant_is_written_in_utc():
    chicago = timezone(timedelta(hours=-6))

    assert instant(datetime(2026, 11, 4, 18, tzinfo=chicago)) == "20261105T000000Z"
    assert instant(datetime(2026, 11, 5, tzinfo=UTC)) == "20261105T000000Z"
    assert instant(datetime(33, 1, 2, 3, 4, 5, 678, tzinfo=UTC)) == "00330102T030405Z"


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(None, 1.0), (1.0, None), (float("nan"), 1.0), (1.0, float("inf")), (91.0, 0.0)],
)
def test_what_is_no_position_is_not_written(latitude, longitude):
    assert position(latitude, longitude) == ""


def test_a_position_is_latitude_and_longitude():
    assert position(41.5236, -90.5776) == "GEO:41.523600;-90.577600\r\n"
    assert position(0.0, 0.0) == "GEO:0.000000;0.000000\r\n"
