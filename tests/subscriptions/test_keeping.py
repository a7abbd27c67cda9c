"""An address is kept for as long as it is of use, and no longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from learningcircles_wagtail.enums import MailKind, MailStatus
from learningcircles_wagtail.models import OutboxMail, Subscription
from learningcircles_wagtail.subscriptions import keeping
from learningcircles_wagtail.subscriptions.actions import confirm, subscribe
from learningcircles_wagtail.subscriptions.telling import forget_told
from learningcircles_wagtail.subscriptions.tokens import token_of
from learningcircles_wagtail.subscriptions.wishes import (
    Wish,
    wish_for_any_circle,
    wish_for_releases,
)
from tests.factories import make_circle_index, make_press_index
from tests.support.dumps import dump

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
YEAR = timedelta(days=365)


def reader(page: Any, wish: Wish, name: str = "canary-reader") -> Subscription:
    """Return the subscription of somebody who confirmed it at NOW."""
    subscribe(page, wish, f"{name}@example.org", language="en", now=NOW)
    row = Subscription.objects.latest("pk")
    confirm(row, now=NOW)
    return row


def message(row: Subscription, status: str, answer: str = "", **values: Any) -> None:
    """Write what became of a message about a release."""
    OutboxMail.objects.create(
        kind=MailKind.RELEASE,
        subscription=row,
        status=status,
        last_error=answer,
        created_at=NOW,
        due_at=NOW,
        **values,
    )


def refuse(row: Subscription, times: int, answer: str = "550 5.1.1") -> None:
    for _time in range(times):
        message(row, MailStatus.FAILED, answer)


class TestWishes:
    def test_one_that_nothing_ever_fits_is_forgotten_after_a_year(self) -> None:
        reader(make_circle_index(), wish_for_any_circle())
        OutboxMail.objects.update(status=MailStatus.SENT)
        assert "canary-reader" in dump()

        assert keeping.forget(now=NOW + YEAR - MOMENT) == 0
        assert keeping.count(now=NOW + YEAR) == 1
        assert keeping.forget(now=NOW + YEAR) == 1

        assert "canary-reader" not in dump()
        assert not OutboxMail.objects.exists()

    def test_for_how_long_is_a_setting(self, settings: Any) -> None:
        settings.LEARNINGCIRCLES_WISH_DAYS = 30
        row = reader(make_circle_index(), wish_for_any_circle())

        assert keeping.kept_until(row) == NOW + timedelta(days=30)
        assert keeping.forget(now=NOW + timedelta(days=30) - MOMENT) == 0
        assert keeping.forget(now=NOW + timedelta(days=30)) == 1

    def test_whose_message_is_under_way_is_left_to_it(self) -> None:
        row = reader(make_circle_index(), wish_for_any_circle())
        Subscription.objects.filter(pk=row.pk).update(told_at=NOW + YEAR - MOMENT)

        assert keeping.forget(now=NOW + YEAR) == 0

    def test_the_form_and_the_own_page_say_so(self, client: Any) -> None:
        index = make_circle_index()
        with time_machine.travel(NOW, tick=False):
            form = client.get(f"{index.url}tell-me/").content.decode()
            assert "within 365 days, it is deleted all the same" in form
            row = reader(index, wish_for_any_circle())
            own = client.get(f"{index.url}tell-me/{token_of(row)}/").content.decode()
            assert "If there is none until Sept. 1, 2027," in own

            room = make_press_index()
            form = client.get(f"{room.url}subscribe/").content.decode()
            assert "all the same" not in form
            row = reader(room, wish_for_releases())
            own = client.get(f"{room.url}subscribe/{token_of(row)}/").content.decode()
            assert "all the same" not in own


class TestReleases:
    def test_an_address_that_refuses_three_times_running_is_forgotten(self) -> None:
        row = reader(make_press_index(), wish_for_releases())
        refuse(row, keeping.REFUSALS - 1)
        assert keeping.forget(now=NOW + YEAR) == 0

        refuse(row, 1)
        assert keeping.count(now=NOW) == 1
        assert keeping.forget(now=NOW) == 1
        assert "canary-reader" not in dump()

    def test_a_message_that_was_taken_begins_the_count_anew(self) -> None:
        row = reader(make_press_index(), wish_for_releases())
        refuse(row, 2)
        message(row, MailStatus.SENT)
        refuse(row, 2)
        assert keeping.forget(now=NOW) == 0

        refuse(row, 1)
        assert keeping.forget(now=NOW) == 1

    def test_a_server_that_was_away_costs_nobody_the_subscription(self) -> None:
        row = reader(make_press_index(), wish_for_releases())
        refuse(row, 9, answer="450 4.2.2")
        refuse(row, 9, answer="timeout")

        assert keeping.forget(now=NOW) == 0

    def test_others_stay(self) -> None:
        room = make_press_index()
        gone = reader(room, wish_for_releases())
        stays = reader(room, wish_for_releases(), "bob")
        refuse(gone, 3)

        assert keeping.forget(now=NOW + 10 * YEAR) == 1
        assert Subscription.objects.get() == stays

    def test_refusals_are_counted_though_the_releases_are_no_news_any_more(
        self,
    ) -> None:
        row = reader(make_press_index(), wish_for_releases())
        for months in (1, 2, 3):
            message(
                row,
                MailStatus.FAILED,
                "550 5.1.1",
                expires_at=NOW + timedelta(days=30 * months),
            )
            forget_told(now=NOW + timedelta(days=30 * months + 1))

        assert not Subscription.objects.exists()


def test_the_command_says_how_many_and_deletes_them(capsys: Any) -> None:
    reader(make_circle_index(), wish_for_any_circle())
    with time_machine.travel(NOW + YEAR, tick=False):
        call_command("purge_sign_ups", "--dry-run")
        assert Subscription.objects.count() == 1
        call_command("purge_sign_ups")
        call_command("purge_sign_ups")

    first, second, third = capsys.readouterr().out.splitlines()
    assert first.endswith("1 addresses of subscribers would be deleted.")
    assert second.endswith("1 addresses of subscribers were deleted.")
    assert third.endswith("0 addresses of subscribers were deleted.")
    assert not Subscription.objects.exists()
