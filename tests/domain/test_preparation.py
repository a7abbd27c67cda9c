"""Days that count from a first meeting."""

from datetime import date

import pytest

from learningcircles_wagtail.domain.preparation import (
    Distance,
    Nearness,
    due_day,
    nearness,
)

FIRST = date(2027, 1, 13)


@pytest.mark.parametrize(
    ("amount", "unit", "direction", "day"),
    [
        (2, "weeks", "before", date(2026, 12, 30)),
        (1, "weeks", "after", date(2027, 1, 20)),
        (3, "days", "before", date(2027, 1, 10)),
        (1, "days", "after", date(2027, 1, 14)),
        (0, "weeks", "before", FIRST),
        (None, "weeks", "before", None),
        (10**9, "weeks", "before", None),
        (10**30, "days", "after", None),
    ],
)
def test_a_distance_leads_to_a_day_or_out_of_the_calendar(
    amount: int | None, unit: str, direction: str, day: date | None
) -> None:
    assert due_day(FIRST, Distance(amount, unit, direction)) == day


def test_the_first_day_after_today_is_the_next_whatever_the_order() -> None:
    days = [date(2027, 1, 9), date(2027, 1, 2), date(2027, 1, 1), None, FIRST]

    assert nearness(days, today=date(2027, 1, 2)) == [
        Nearness.NEXT,
        Nearness.TODAY,
        Nearness.PAST,
        None,
        Nearness.LATER,
    ]


def test_nothing_is_next_when_all_is_past() -> None:
    assert nearness([FIRST], today=date(2028, 1, 1)) == [Nearness.PAST]
