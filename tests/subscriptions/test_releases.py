"""Subscribers of a press room hear of each release once, never before its hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from learningcircles_wagtail.enums import MailKind, MailStatus, ReleaseTiming
from learningcircles_wagtail.models import OutboxMail, PressReleasePage, Subscription
from learningcircles_wagtail.subscriptions.actions import confirm, subscribe
from learningcircles_wagtail.subscriptions.releases import NEWS_FOR, forget, tell
from learningcircles_wagtail.subscriptions.wishes import wish_for_releases
from tests.factories import make_press_index, make_release

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def room() -> Any:
    return make_press_index()


def reader(room: Any, name: str = "ada", *, confirmed: datetime | None = NOW) -> None:
    subscribe(
        room, wish_for_releases(), f"{name}@example.org", language="en", now=NOW - HOUR
    )
    if confirmed:
        confirm(Subscription.objects.latest("pk"), now=confirmed)


def release(room: Any, *, out: datetime = NOW + HOUR, **values: Any) -> Any:
    page = make_release(room, **values)
    PressReleasePage.objects.filter(pk=page.pk).update(first_published_at=out)
    return page


def told() -> list[int]:
    mails = OutboxMail.objects.filter(kind=MailKind.RELEASE)
    return [data["page"] for data in mails.values_list("data", flat=True)]


def test_a_new_release_is_told_to_everybody_once(room: Any) -> None:
    reader(room)
    reader(room, "bob")
    reader(room, "eve", confirmed=None)
    page = release(room)

    assert tell(now=NOW + 2 * HOUR) == 2
    assert tell(now=NOW + 3 * HOUR) == 0
    assert told() == [page.pk, page.pk]


def test_what_was_out_before_is_no_news(room: Any) -> None:
    reader(room)
    release(room, out=NOW - HOUR)

    assert tell(now=NOW + HOUR) == 0


def test_a_release_under_embargo_waits_for_its_hour(room: Any) -> None:
    reader(room)
    until = NOW + 10 * HOUR
    # Published, its hour in the future: as where a page is made live by hand.
    page = release(room, timing=ReleaseTiming.EMBARGO, embargo_until=until)

    assert tell(now=until - timedelta(seconds=1)) == 0
    assert tell(now=until) == 1
    assert told() == [page.pk]


def test_an_hour_after_the_subscription_counts_not_the_day_of_the_page(
    room: Any,
) -> None:
    reader(room)
    release(
        room,
        out=NOW - 5 * HOUR,
        timing=ReleaseTiming.EMBARGO,
        embargo_until=NOW + HOUR,
    )

    assert tell(now=NOW + HOUR) == 1


def test_a_backlog_sends_nothing_old(room: Any) -> None:
    reader(room)
    release(room)

    assert tell(now=NOW + HOUR + NEWS_FOR) == 0


def test_another_room_is_not_told(room: Any) -> None:
    reader(room)
    release(make_press_index(title="Other", slug="other"))

    assert tell(now=NOW + 2 * HOUR) == 0


def test_a_message_that_was_held_back_is_written_again(room: Any) -> None:
    reader(room)
    release(room)
    tell(now=NOW + HOUR)
    OutboxMail.objects.filter(kind=MailKind.RELEASE).update(status=MailStatus.DROPPED)

    forget(now=NOW + 2 * HOUR)
    assert tell(now=NOW + 2 * HOUR) == 1


def test_messages_of_old_releases_that_could_not_be_sent_are_deleted(room: Any) -> None:
    reader(room)
    release(room)
    tell(now=NOW + HOUR)
    forget(now=NOW + 9 * HOUR + NEWS_FOR)
    assert told(), "one that was not sent stays until the sender has dealt with it"

    OutboxMail.objects.filter(kind=MailKind.RELEASE).update(status=MailStatus.FAILED)
    forget(now=NOW + 9 * HOUR + NEWS_FOR)
    assert not told()


def test_a_release_that_gets_another_hour_later_is_told_to_nobody_twice(
    room: Any,
) -> None:
    reader(room)
    page = release(room)
    assert tell(now=NOW + 2 * HOUR) == 1
    OutboxMail.objects.update(status=MailStatus.SENT, sent_at=NOW + 2 * HOUR)
    later = NOW + NEWS_FOR + 24 * HOUR
    forget(now=later)

    reader(room, "bob", confirmed=later)
    PressReleasePage.objects.filter(pk=page.pk).update(
        timing=ReleaseTiming.EMBARGO, embargo_until=later + HOUR
    )

    # Who came between the two hours has not heard of it.
    assert tell(now=later + 2 * HOUR) == 1
    assert OutboxMail.objects.filter(kind=MailKind.RELEASE).count() == 2
