"""A place's country, or its language, says on which paper it prints."""

import pytest

from learningcircles_wagtail.domain.paper import Paper, paper_of


@pytest.mark.parametrize(
    ("places", "paper"),
    [
        (("US",), Paper.LETTER),
        (("CA", "FR"), Paper.LETTER),
        (("MX",), Paper.LETTER),
        (("PH",), Paper.LETTER),
        (("CO",), Paper.LETTER),
        (("FR", "US"), Paper.A4),
        (("", "", "en-us"), Paper.LETTER),
        (("", "en_CA"), Paper.LETTER),
        (("", "en-gb", "en-us"), Paper.A4),
        (("", "en", "en-us"), Paper.LETTER),
        (("zh-Hant-TW",), Paper.A4),
        (("ca",), Paper.A4),
        (("", "es"), Paper.A4),
        ((), Paper.A4),
    ],
)
def test_the_first_place_that_names_a_country_decides(places, paper):
    assert paper_of(*places) is paper
