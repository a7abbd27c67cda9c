"""What a process keeps of a month: keys, a few months, nothing from before a change."""

from threading import Barrier, Thread
from types import SimpleNamespace

import pytest

from learningcircles_wagtail.directory import month_days as month_days_module
from learningcircles_wagtail.directory.month_days import Kept, month_days
from learningcircles_wagtail.directory.snapshot_shelf import LONGEST_SECONDS
from learningcircles_wagtail.domain.month import Month
from learningcircles_wagtail.models import DirectoryChange, Meeting
from tests.factories import make_circle, make_circle_index

NOVEMBER = Month(2026, 11)


class TestKept:
    def test_a_value_is_made_once_for_each_key_and_fingerprint(self):
        kept, made = Kept(3), []

        def ask(fingerprint, key):
            return kept.get(fingerprint, key, lambda: made.append(key) or len(made))

        assert [ask("a", 1), ask("a", 1), ask("a", 2), ask("b", 1)] == [1, 1, 2, 3]
        assert ask("b", 1) == 3
        assert made == [1, 2, 1]

    def test_nothing_of_another_fingerprint_is_kept(self):
        kept = Kept(3)
        kept.get("a", 1, lambda: "old")

        assert kept.get("b", 1, lambda: "new") == "new"
        assert kept.get("a", 1, lambda: "again") == "again"

    def test_the_one_not_asked_for_longest_makes_room(self):
        kept, made = Kept(2), []
        for key in (1, 2, 1, 3, 1, 2):
            kept.get("a", key, lambda key=key: made.append(key))

        assert made == [1, 2, 3, 2]
        assert len(kept._values) == 2

    def test_nothing_is_kept_for_longer_than_a_picture_of_a_list(self, monkeypatch):
        kept, clock = Kept(3), SimpleNamespace(monotonic=lambda: 0)
        monkeypatch.setattr(month_days_module, "time", clock)
        kept.get("a", 1, lambda: "old")
        clock.monotonic = lambda: LONGEST_SECONDS - 1
        assert kept.get("a", 1, lambda: "new") == "old"
        clock.monotonic = lambda: LONGEST_SECONDS

        assert kept.get("a", 1, lambda: "new") == "new"

    def test_many_threads_get_what_belongs_to_their_fingerprint(self):
        kept, wrong, start = Kept(3), [], Barrier(8)

        def visit(number):
            start.wait()
            for turn in range(400):
                fingerprint, key = str((turn + number) % 3), turn % 5
                value = kept.get(fingerprint, key, lambda: (fingerprint, key))  # noqa: B023
                if value != (fingerprint, key):
                    wrong.append(value)

        threads = [Thread(target=visit, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert wrong == []
        assert len(kept._values) <= 3


@pytest.mark.django_db
class TestMonthDays:
    def test_a_month_that_is_kept_asks_nothing(self, django_assert_num_queries):
        make_circle(make_circle_index())
        state = DirectoryChange.objects.state().fingerprint

        with django_assert_num_queries(2):
            days = month_days(NOVEMBER, fingerprint=state)
        with django_assert_num_queries(0):
            assert month_days(NOVEMBER, fingerprint=state) is days

    def test_every_day_has_its_span(self):
        page = make_circle(make_circle_index())
        state = DirectoryChange.objects.state().fingerprint
        days = month_days(NOVEMBER, fingerprint=state)
        found = {
            day.day: list(days.meetings[slice(*days.span(day.day))])
            for day in NOVEMBER.days()
        }

        assert {day: len(keys) for day, keys in found.items() if keys} == {
            4: 1,
            11: 1,
            18: 1,
            25: 1,
        }
        rows = {row.pk: row.day.day for row in Meeting.objects.all()}
        assert all(rows[key] == day for day, keys in found.items() for key in keys)
        assert set(days.circles) == {page.circle_id}
        assert list(days.owners) == [0] * 4

    def test_what_was_taken_away_is_not_kept(self):
        make_circle(make_circle_index())
        row = Meeting.objects.get(day=NOVEMBER.day(4))
        row.withdrawn_at = row.created_at
        row.save()
        state = DirectoryChange.objects.state().fingerprint
        days = month_days(NOVEMBER, fingerprint=state)

        assert days.span(4) == (0, 0)
        assert len(days.meetings) == 3
