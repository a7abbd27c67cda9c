"""Several facilitators note one meeting at once: nobody undoes another unseen.

Whoever is told that a change stands must find it standing when all have finished. The
twin, in which the statement that writes does not compare, must break that.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import ModelLogEntry

from learningcircles_wagtail.enums import AttendanceStatus
from learningcircles_wagtail.models import Attendance, DropIns, Meeting
from learningcircles_wagtail.sign_ups import noting
from learningcircles_wagtail.sign_ups.noting import NOTED, Change, Noted, note
from tests.sign_ups.crowd import Database
from tests.sign_ups.makers import NOW, join, open_circle

PEOPLE, CLIENTS = 6, 8
NOTHING = Change(None, None)
PRESENT, ABSENT, EXCUSED = AttendanceStatus.values


@pytest.fixture
def meeting(database: Database) -> Meeting:
    """The first meeting of a circle in which six people have a place."""
    circle = open_circle(capacity=PEOPLE)
    for number in range(PEOPLE):
        join(circle, number)
    return circle.meetings.order_by("start").first()


def stands(meeting: Meeting) -> dict[int, str]:
    rows = Attendance.objects.filter(meeting=meeting)
    return dict(rows.values_list("sign_up_id", "status"))


def note_at_once(
    database: Database,
    meeting: Meeting,
    wishes: Iterable[Mapping[int, str]],
    drop_ins: Iterable[Change] | None = None,
) -> list[Noted]:
    """Have each client save a form that was loaded before any of them saved."""
    user = get_user_model().objects.get_or_create(username="staff")[0]
    loaded = stands(meeting)
    forms = [
        {key: Change(loaded.get(key, ""), chosen) for key, chosen in wish.items()}
        for wish in wishes
    ]
    numbers = list(drop_ins or [NOTHING] * len(forms))

    def save(number: int) -> Noted:
        circle = meeting.circle
        return note(circle, meeting, forms[number], numbers[number], now=NOW, user=user)

    results = database.crowd(save, range(len(forms)), clients=CLIENTS)
    assert [one for one in results if isinstance(one, Exception)] == []
    return results


def wishes_of(meeting: Meeting, choices: str | list[str]) -> list[dict[int, str]]:
    """Return what clients choose for everybody: one thing each, in turn."""
    keys = list(meeting.circle.sign_ups.values_list("pk", flat=True))
    return [
        dict.fromkeys(keys, choices[number % len(choices)]) for number in range(CLIENTS)
    ]


def undone(
    meeting: Meeting,
    loaded: dict[int, str],
    wishes: list[dict[int, str]],
    results: list[Noted],
) -> list[Any]:
    """Return what clients changed, and were told to stand, and does not.

    Who chose what their form was loaded with has changed nothing.
    """
    standing = stands(meeting)
    return [
        (number, key)
        for number, (wish, result) in enumerate(zip(wishes, results, strict=True))
        for key, chosen in wish.items()
        if chosen != loaded.get(key, "")
        and key not in result.clashes
        and standing.get(key, "") != chosen
    ]


ONE_AFTER_THE_OTHER = [
    [PRESENT, ABSENT, EXCUSED],
    [ABSENT, EXCUSED, PRESENT],
    ["", PRESENT],
    [EXCUSED, ABSENT],
]
"""What is chosen in each round: of nothing, of something, taken back, and anew."""


def test_what_somebody_was_told_to_stand_stands(
    database: Database, meeting: Meeting
) -> None:
    clashes = 0
    for choices in ONE_AFTER_THE_OTHER:
        loaded, wishes = stands(meeting), wishes_of(meeting, choices)
        results = note_at_once(database, meeting, wishes)

        assert undone(meeting, loaded, wishes, results) == []
        assert any(result.written for result in results)
        clashes += sum(len(result.clashes) for result in results)
    # Somebody was in somebody's way, or nothing was tried.
    assert clashes
    rows = Counter(Attendance.objects.values_list("meeting_id", "sign_up_id"))
    assert set(rows.values()) <= {1}


def test_each_save_that_wrote_stands_in_the_log_once(
    database: Database, meeting: Meeting
) -> None:
    results = note_at_once(
        database, meeting, wishes_of(meeting, [PRESENT, ABSENT, EXCUSED])
    )

    wrote = sorted(result.written for result in results if result.written)
    entries = ModelLogEntry.objects.filter(action=NOTED)
    assert sorted(entry.data["changes"] for entry in entries) == wrote


def test_of_several_numbers_of_people_one_stands(
    database: Database, meeting: Meeting
) -> None:
    was = None
    for least in (10, 20):
        numbers = [Change(was, least + number) for number in range(CLIENTS)]
        results = note_at_once(
            database, meeting, [{} for _client in range(CLIENTS)], numbers
        )

        told = [
            one.chosen
            for one, result in zip(numbers, results, strict=True)
            if not result.drop_ins_clash
        ]
        was = DropIns.objects.get().number
        assert told == [was]


def write_without_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write what was chosen, whatever the database says by now."""
    names_keys = connection.features.supports_update_conflicts_with_target

    def write(meeting: Meeting, changed: Any, *, now: Any, user: Any) -> None:
        Attendance.objects.bulk_create(
            [
                Attendance(
                    meeting=meeting,
                    sign_up_id=key,
                    status=one.chosen,
                    noted_at=now,
                    noted_by=user,
                )
                for key, one in changed.items()
            ],
            update_conflicts=True,
            # MariaDB looks at every unique key, and wants none to be named.
            unique_fields=["meeting", "sign_up"] if names_keys else None,
            update_fields=["status"],
        )

    monkeypatch.setattr(noting, "_write", write)


def test_without_the_comparison_somebody_is_undone_unseen(
    database: Database, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_without_a_look(monkeypatch)
    wishes = wishes_of(meeting, [PRESENT, ABSENT, EXCUSED])

    results = note_at_once(database, meeting, wishes)

    assert undone(meeting, {}, wishes, results)
