"""A dateline is written as the newspapers of its language write it."""

from datetime import date

import pytest
from django.utils.translation import override

from learningcircles_wagtail.directory.dateline import capitals, dateline_words

FIRST, FIFTH = date(2026, 11, 1), date(2026, 11, 5)


@pytest.mark.parametrize(
    ("language", "region", "day", "words"),
    [
        ("en", "Ill.", FIRST, "CHICAGO, Ill., Nov. 1, 2026 –"),
        ("en", "", FIRST, "CHICAGO, Nov. 1, 2026 –"),
        ("en", "Ill.", None, "CHICAGO, Ill. –"),
        ("fr", "Illinois", FIRST, "CHICAGO, Illinois, le 1er novembre 2026 –"),
        ("fr-ca", "Illinois", FIFTH, "CHICAGO, Illinois, le 5 novembre 2026 –"),
        ("es", "Illinois", FIRST, "CHICAGO, Illinois, 1 de noviembre de 2026 –"),
        ("de", "", FIRST, "CHICAGO, 1. November 2026 –"),
    ],
)
def test_place_and_day_follow_the_language(language, region, day, words):
    with override(language):
        assert dateline_words("Chicago", region, day) == words


@pytest.mark.parametrize(
    ("month", "words"), [(3, "March 9"), (7, "July 9"), (9, "Sept. 9"), (12, "Dec. 9")]
)
def test_american_months_are_cut_as_the_associated_press_cuts_them(month, words):
    with override("en"):
        assert f", {words}, 2026 –" in dateline_words("Tampa", "", date(2026, month, 9))


@pytest.mark.parametrize(
    ("language", "city", "words"),
    [
        ("fr", "Montréal", "MONTRÉAL"),
        ("tr", "İzmir ili", "İZMİR İLİ"),
        ("el", "Αθήνα", "ΑΘΗΝΑ"),
        ("en", "Izmir", "IZMIR"),
        ("ar", "القاهرة", "القاهرة"),
    ],
)
def test_capitals_are_those_of_the_language(language, city, words):
    with override(language):
        assert capitals(city) == words


def test_a_day_alone_is_a_dateline_and_nothing_is_none():
    with override("en"):
        assert dateline_words("", "", FIRST) == "Nov. 1, 2026 –"
        assert dateline_words("  ", "", None) == ""
