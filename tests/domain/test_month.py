"""A month's weeks, neighbours and limits, and how an address writes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.month import Month, MonthLimits, weekdays_from

MONTHS = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))
TODAY = date(2026, 11, 26)


def limits(first: date | None, last: date | None, today: date = TODAY) -> MonthLimits:
    return MonthLimits.around(
        today, first_day=first, last_day=last, years_back=10, years_ahead=5
    )


class TestParse:
    @given(MONTHS)
    def test_every_month_is_read_as_it_is_written(self, month: Month) -> None:
        assert Month.parse(f"{month.year:04}", f"{month.number:02}") == month

    @pytest.mark.parametrize(
        ("year", "number"),
        [
            ("0000", "01"),
            ("2026", "00"),
            ("2026", "13"),
            ("2026", "1"),
            ("26", "01"),
            ("2026", "001"),
            ("9" * 30, "01"),
            ("2026", "9" * 5000),
            ("2026", "²"),
            ("٢٠٢٦", "11"),
            ("2026\n", "11"),
            ("2026", "11\n"),
            ("-026", "11"),
            ("2026", "\x00"),
            ("\ud800", "11"),
            ("", ""),
        ],
    )
    def test_what_is_no_month_is_refused(self, year: str, number: str) -> None:
        with pytest.raises(ValueError, match="month"):
            Month.parse(year, number)

    @given(st.text(), st.text())
    def test_any_text_is_a_month_or_a_value_error(self, year: str, number: str) -> None:
        try:
            month = Month.parse(year, number)
        except ValueError:
            return
        assert f"{month.year:04}/{month.number:02}" == f"{year}/{number}"


class TestWeeks:
    def test_a_month_that_begins_on_a_sunday_fills_the_first_american_week(
        self,
    ) -> None:
        weeks = Month(2026, 11).weeks(6)

        assert weeks[0] == [date(2026, 11, day) for day in range(1, 8)]
        assert weeks[-1] == [date(2026, 11, 29), date(2026, 11, 30), *[None] * 5]

    def test_the_same_month_begins_at_the_end_of_the_first_french_week(self) -> None:
        weeks = Month(2026, 11).weeks(0)

        assert weeks[0] == [*[None] * 6, date(2026, 11, 1)]
        assert len(weeks) == 6

    @given(MONTHS, st.integers(0, 6))
    def test_weeks_hold_each_day_once_below_its_weekday(
        self, month: Month, first: int
    ) -> None:
        weeks = month.weeks(first)

        assert [day for week in weeks for day in week if day] == month.days()
        assert {len(week) for week in weeks} == {7}
        assert all(any(week) for week in weeks)
        order = weekdays_from(first)
        for week in weeks:
            for place, day in enumerate(week):
                assert day is None or day.weekday() == order[place]

    @given(MONTHS)
    def test_a_month_has_the_days_between_its_first_and_its_last(
        self, month: Month
    ) -> None:
        days = month.days()

        assert (days[0], days[-1]) == (month.first, month.last)
        assert days[-1] - days[0] == timedelta(days=month.length - 1)

    def test_an_order_of_weekdays_begins_where_it_is_told(self) -> None:
        assert weekdays_from(6) == [6, 0, 1, 2, 3, 4, 5]
        assert weekdays_from(0) == [0, 1, 2, 3, 4, 5, 6]


class TestDay:
    @pytest.mark.parametrize(
        ("text", "day"),
        [("1", 1), ("01", 1), ("9", 9), ("17", 17), ("30", 30)],
    )
    def test_a_day_is_read(self, text: str, day: int) -> None:
        assert Month(2026, 11).read_day(text) == day

    @pytest.mark.parametrize(
        "text", ["31", "0", "00", "32", "-1", "1.0", "²", "٣", " 1", "1\n", "9" * 5000]
    )
    def test_what_is_no_day_of_november_is_none(self, text: str) -> None:
        assert Month(2026, 11).read_day(text) is None

    def test_a_leap_year_has_a_day_more(self) -> None:
        assert Month(2028, 2).read_day("29") == 29
        assert Month(2027, 2).read_day("29") is None


class TestNeighbours:
    @pytest.mark.parametrize(
        ("months", "expected"),
        [(1, Month(2026, 12)), (2, Month(2027, 1)), (-11, Month(2025, 12))],
    )
    def test_months_are_counted_over_the_turn_of_the_year(
        self, months: int, expected: Month
    ) -> None:
        assert Month(2026, 11).shifted(months) == expected

    @pytest.mark.parametrize(
        ("month", "step"), [(Month(1, 1), -1), (Month(9999, 12), 1)]
    )
    def test_the_calendar_has_ends(self, month: Month, step: int) -> None:
        with pytest.raises(ValueError, match="no month"):
            month.shifted(step)

    @given(MONTHS, MONTHS)
    def test_months_are_in_the_order_of_their_days(
        self, one: Month, other: Month
    ) -> None:
        assert (one < other) == (one.first < other.first)


class TestLimits:
    def test_they_reach_from_the_first_to_the_last_meeting(self) -> None:
        found = limits(date(2026, 3, 31), date(2027, 2, 1))

        assert (found.first, found.last) == (Month(2026, 3), Month(2027, 2))

    def test_nothing_leaves_the_present_month(self) -> None:
        found = limits(None, None)

        assert found.first == found.last == Month(2026, 11)
        assert found.neighbour(Month(2026, 11), 1) is None
        assert found.neighbour(Month(2026, 11), -1) is None

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (date(2026, 1, 1), date(2026, 6, 1)),
            (date(2027, 1, 1), date(2027, 6, 1)),
        ],
    )
    def test_the_present_month_belongs_to_them_before_and_after_all_meetings(
        self, first: date, last: date
    ) -> None:
        assert Month.of(TODAY) in limits(first, last)

    def test_a_meeting_far_away_leads_no_farther_than_some_years(self) -> None:
        found = limits(date(1, 1, 1), date(9999, 12, 31))

        assert (found.first, found.last) == (Month(2016, 11), Month(2031, 11))

    @pytest.mark.parametrize("today", [date.min, date.max])
    def test_the_ends_of_the_calendar_are_no_error(self, today: date) -> None:
        assert Month.of(today) in limits(date.min, date.max, today)

    @given(MONTHS)
    def test_neighbours_are_within_them_or_none(self, month: Month) -> None:
        found = limits(date(2026, 3, 31), date(2027, 2, 1))
        for step in (-1, 1):
            neighbour = found.neighbour(month, step)
            assert neighbour is None or (
                neighbour in found and neighbour == month.shifted(step)
            )
