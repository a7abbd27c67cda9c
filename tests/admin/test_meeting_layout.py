"""Tests of laying meetings out again: which rows stay, move, come and go."""

from datetime import date, timedelta

from learningcircles_wagtail.admin.meeting_layout import (
    Layout,
    PlacedRow,
    Row,
    lay_out,
)

FIRST = date(2026, 11, 4)
BEFORE = FIRST - timedelta(days=30)


def weeks(count: int, first: date = FIRST) -> list[date]:
    return [first + timedelta(weeks=week) for week in range(count)]


def planned(*days: date | None, **more: bool) -> list[Row]:
    return [Row(day, **more) for day in days]


def days_of(layout: Layout) -> list[date | None]:
    return [row.day for row in layout.rows]


def test_without_meetings_every_date_becomes_a_new_one() -> None:
    layout = lay_out([], weeks(3), today=BEFORE)

    assert layout.rows == tuple(PlacedRow(day, None) for day in weeks(3))
    assert (layout.added, layout.changes_anything) == (3, True)


def test_the_same_pattern_changes_nothing() -> None:
    layout = lay_out(planned(*weeks(3)), weeks(3), today=BEFORE)

    assert (layout.same, layout.changes_anything) == (3, False)


def test_a_later_start_moves_each_planned_meeting_and_keeps_their_order() -> None:
    later = weeks(3, FIRST + timedelta(weeks=1))

    layout = lay_out(planned(*weeks(3)), later, today=BEFORE)

    assert layout.rows == tuple(PlacedRow(day, n) for n, day in enumerate(later))
    assert (layout.redated, layout.added, layout.removed) == (3, 0, 0)


def test_rows_out_of_order_are_put_in_order_of_their_dates() -> None:
    first, second = weeks(2)

    layout = lay_out(planned(second, first), weeks(2), today=BEFORE)

    assert layout.rows == (PlacedRow(first, 1), PlacedRow(second, 0))
    assert not layout.changes_anything


def test_a_cancelled_meeting_stays_and_takes_its_date_of_the_pattern() -> None:
    rows = planned(*weeks(3))
    rows[1] = Row(rows[1].day, is_planned=False)

    layout = lay_out(rows, weeks(3), today=BEFORE)

    assert days_of(layout) == weeks(3)
    assert (layout.kept, layout.same, layout.changes_anything) == (1, 2, False)


def test_a_cancelled_meeting_off_the_pattern_stays_beside_all_its_dates() -> None:
    cancelled = Row(date(2026, 11, 7), is_planned=False)

    layout = lay_out([cancelled], weeks(3), today=BEFORE)

    assert days_of(layout) == sorted([*weeks(3), date(2026, 11, 7)])
    assert (layout.kept, layout.added) == (1, 3)


def test_a_moved_meeting_takes_the_date_it_was_moved_from() -> None:
    rows = planned(*weeks(3))
    new_day = FIRST + timedelta(days=9)
    rows[1] = Row(new_day, is_planned=False, moved_from=rows[1].day)

    layout = lay_out(rows, weeks(3), today=BEFORE)

    assert days_of(layout) == [FIRST, new_day, weeks(3)[2]]
    assert not layout.changes_anything


def test_a_moved_meeting_still_counts_when_the_pattern_leaves_its_weekday() -> None:
    rows = planned(*weeks(3))
    rows[1] = Row(date(2026, 11, 14), is_planned=False, moved_from=rows[1].day)
    thursdays = weeks(3, FIRST + timedelta(days=1))

    layout = lay_out(rows, thursdays, today=BEFORE)

    assert days_of(layout) == [thursdays[0], thursdays[1], date(2026, 11, 14)]
    assert (layout.kept, layout.redated, layout.added) == (1, 2, 0)


def test_fewer_meetings_take_the_last_ones_away_except_those_with_words() -> None:
    rows = [*planned(*weeks(3)), *planned(*weeks(5)[3:], has_words=True)]

    layout = lay_out(rows, weeks(2), today=BEFORE)

    assert [row.source for row in layout.rows] == [0, 1, 3, 4]
    assert (layout.removed, layout.spared) == (1, 2)


def test_more_meetings_are_added_at_the_end() -> None:
    layout = lay_out(planned(*weeks(2)), weeks(4), today=BEFORE)

    assert [row.source for row in layout.rows] == [0, 1, None, None]
    assert days_of(layout) == weeks(4)


def test_a_meeting_that_was_held_is_not_put_on_another_day_of_the_past() -> None:
    today = weeks(3)[2]
    thursdays = weeks(4, FIRST + timedelta(days=1))

    layout = lay_out(planned(*weeks(4)), thursdays, today=today)

    assert days_of(layout) == [*weeks(2), *thursdays[2:]]


def test_a_copy_for_the_next_term_gets_its_new_dates() -> None:
    next_term = weeks(3, date(2027, 2, 3))

    layout = lay_out(planned(*weeks(3)), next_term, today=date(2027, 1, 1))

    assert days_of(layout) == next_term
    assert layout.redated == 3


def test_a_row_without_a_date_gets_one_after_the_others() -> None:
    layout = lay_out(planned(None, FIRST), weeks(2), today=BEFORE)

    assert layout.rows == (PlacedRow(weeks(2)[0], 1), PlacedRow(weeks(2)[1], 0))


def test_a_spared_row_without_a_date_comes_last() -> None:
    layout = lay_out(planned(None, has_words=True), [], today=BEFORE)

    assert layout.rows == (PlacedRow(None, 0),)
