"""Many people at once: nobody too many, nobody refused by a fault, no seat empty."""

import pytest

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.sign_ups.results import SignUpResult
from tests.sign_ups import unguarded
from tests.sign_ups.crowd import Database
from tests.sign_ups.makers import join, names, open_circle

CROWD = 60


def faults(results: list[object]) -> list[object]:
    """Return what is no answer."""
    return [result for result in results if isinstance(result, Exception)]


def statuses(results: list[SignUpResult]) -> list[str | None]:
    return [result.status for result in results]


def test_a_crowd_takes_every_seat_and_not_one_more(database: Database) -> None:
    circle = open_circle(capacity=7)

    results = database.crowd(lambda number: join(circle, number), range(CROWD))

    assert faults(results) == []
    assert statuses(results).count("confirmed") == 7
    assert len(names(circle, SignUpStatus.CONFIRMED)) == 7
    circle.refresh_from_db()
    assert (circle.taken, circle.waiting) == (7, CROWD - 7)


def test_counting_first_and_writing_later_oversells(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded.count_then_write(monkeypatch)
    circle = open_circle(capacity=7)

    database.crowd(lambda number: join(circle, number), range(CROWD))

    assert len(names(circle, SignUpStatus.CONFIRMED)) > 7
