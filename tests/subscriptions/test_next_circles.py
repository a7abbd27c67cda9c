"""Who left an address hears of the next circle that fits, once, and is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, PageViewRestriction

from learningcircles_wagtail.enums import MailKind, MailStatus
from learningcircles_wagtail.models import Circle, CirclePage, OutboxMail, Subscription
from learningcircles_wagtail.subscriptions import keeping
from learningcircles_wagtail.subscriptions.actions import (
    AGAIN_AFTER,
    confirm,
    end,
    subscribe,
)
from learningcircles_wagtail.subscriptions.keeping import UNCONFIRMED
from learningcircles_wagtail.subscriptions.next_circles import (
    forget,
    new_circles,
    tell,
)
from learningcircles_wagtail.subscriptions.tokens import find_subscription, token_of
from learningcircles_wagtail.subscriptions.wishes import (
    wish_for_any_circle,
    wish_of_circle,
    wish_of_topic,
)
from tests.factories import (
    make_circle,
    make_circle_index,
    make_course,
    make_library,
    make_topic,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def index() -> Any:
    return make_circle_index()


def ask(page: Any, wish: Any, *, now: datetime = NOW, name: str = "ada") -> None:
    subscribe(page, wish, f"{name}@example.org", language="en", now=now)


def waiting(page: Any, wish: Any, **options: Any) -> Subscription:
    """Return the subscription of somebody who confirmed it."""
    ask(page, wish, **options)
    row = Subscription.objects.latest("pk")
    confirm(row, now=NOW)
    return row


def new_circle(index: Any, *, created: datetime = LATER, **values: Any) -> Circle:
    """Publish a circle below the list, as if at `created`."""
    page = make_circle(index, **values)
    Circle.objects.filter(pk=page.circle_id).update(created_at=created)
    CirclePage.objects.filter(pk=page.pk).update(first_published_at=created)
    return Circle.objects.get(pk=page.circle_id)


def told() -> list[int]:
    mails = OutboxMail.objects.filter(kind=MailKind.NEXT_CIRCLE)
    return list(mails.values_list("circle_id", flat=True))


class TestAsking:
    def test_an_address_waits_until_its_owner_confirms_it(self, index: Any) -> None:
        ask(index, wish_for_any_circle())
        circle = new_circle(index)

        assert OutboxMail.objects.get().kind == MailKind.ADDRESS
        assert tell(now=LATER) == 0
        confirm(Subscription.objects.get(), now=LATER)
        assert tell(now=LATER) == 1
        assert told() == [circle.pk]

    def test_asking_again_sends_the_link_again_once_an_hour(self, index: Any) -> None:
        for minutes in (0, 1, 59):
            ask(index, wish_for_any_circle(), now=NOW + timedelta(minutes=minutes))
        assert OutboxMail.objects.count() == 1

        ask(index, wish_for_any_circle(), now=NOW + AGAIN_AFTER)
        assert OutboxMail.objects.count() == 2
        assert Subscription.objects.count() == 1

    def test_capital_letters_make_no_other_reader(self, index: Any) -> None:
        ask(index, wish_for_any_circle())
        ask(index, wish_for_any_circle(), name="ADA")

        assert Subscription.objects.count() == 1

    @pytest.mark.parametrize(
        "address", ["", "ada", "a@b.org\r\nBcc: c@d.org", "a@b.org%0aBcc:c@d.org"]
    )
    def test_what_is_no_address_is_refused(self, index: Any, address: str) -> None:
        with pytest.raises(ValidationError):
            subscribe(index, wish_for_any_circle(), address, language="en", now=NOW)
        assert not Subscription.objects.exists()

    def test_nobody_confirmed_for_long_is_forgotten(self, index: Any) -> None:
        ask(index, wish_for_any_circle())

        assert keeping.forget(now=NOW + UNCONFIRMED - timedelta(seconds=1)) == 0
        assert keeping.forget(now=NOW + UNCONFIRMED) == 1
        assert not Subscription.objects.exists()
        assert not OutboxMail.objects.exists()

    def test_ending_it_forgets_address_and_messages(self, index: Any) -> None:
        row = waiting(index, wish_for_any_circle())
        end(row)

        assert not Subscription.objects.exists()
        assert not OutboxMail.objects.exists()


class TestTokens:
    def test_a_token_opens_its_own_subscription_alone(self, index: Any) -> None:
        row = waiting(index, wish_for_any_circle())
        token = token_of(row)

        assert find_subscription(token) == row
        assert find_subscription("x" * len(token)) is None
        assert find_subscription("") is None

    def test_a_new_key_of_the_site_makes_a_new_token(
        self, index: Any, settings: Any
    ) -> None:
        row = waiting(index, wish_for_any_circle())
        old = token_of(row)
        settings.SECRET_KEY = "another"

        new = token_of(row)
        assert new != old
        assert find_subscription(new) == row
        assert find_subscription(old) is None


class TestFitting:
    def test_a_circle_of_the_same_course_or_topic_fits_and_no_other(
        self, index: Any
    ) -> None:
        health, music = make_topic("Health"), make_topic("Music")
        course = make_course(title="Eat well")
        full = new_circle(index, created=NOW, course=course, topics=[health])
        waiting(index, wish_of_circle(full, "Eat well"))

        new_circle(index, course=make_course(title="Chords"), topics=[music])
        assert tell(now=LATER) == 0
        fitting = new_circle(index, course=make_course(title="Run"), topics=[health])
        assert tell(now=LATER) == 1
        assert told() == [fitting.pk]

    def test_another_library_does_not_fit(self, index: Any) -> None:
        course = make_course()
        full = new_circle(index, created=NOW, course=course)
        here = full.library_system_id or make_library().pk
        Circle.objects.filter(pk=full.pk).update(library_system_id=here)
        full.refresh_from_db()
        waiting(index, wish_of_circle(full, "Eat well"))
        far = new_circle(index, course=course)
        Circle.objects.filter(pk=far.pk).update(
            library_system_id=make_library(name="Far", slug="far").pk
        )

        assert tell(now=LATER) == 0
        Circle.objects.filter(pk=far.pk).update(library_system_id=here)
        assert tell(now=LATER) == 1

    def test_a_circle_that_was_there_before_is_no_news(self, index: Any) -> None:
        new_circle(index, created=NOW - timedelta(seconds=1))
        waiting(index, wish_for_any_circle())

        assert tell(now=LATER) == 0

    def test_what_the_public_may_not_see_is_not_told(self, index: Any) -> None:
        waiting(index, wish_for_any_circle())
        new_circle(index)
        page = index.get_children().get()
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        assert tell(now=LATER) == 0

        restriction.delete()
        page.specific.unpublish()
        assert tell(now=LATER) == 0

        page.specific.save_revision().publish()
        assert tell(now=LATER) == 1

    @pytest.mark.parametrize("what", ["cancelled", "begun"])
    def test_a_circle_that_nobody_can_begin_is_not_told(
        self, index: Any, what: str
    ) -> None:
        waiting(index, wish_for_any_circle())
        circle = new_circle(index)
        at = LATER
        if what == "cancelled":
            Circle.objects.filter(pk=circle.pk).update(cancelled=True)
        else:
            at = circle.first_meeting_at + timedelta(minutes=1)

        assert tell(now=at) == 0

    def test_a_topic_fits_in_every_library(self, index: Any) -> None:
        topic = make_topic("Health")
        waiting(index, wish_of_topic(topic))
        new_circle(index, topics=[topic])

        assert tell(now=LATER) == 1

    def test_a_topic_is_the_same_in_every_language(self, index: Any) -> None:
        topic = make_topic("Wellness")
        french = topic.copy_for_translation(Locale.objects.create(language_code="fr"))
        french.name = "Bien-être"
        french.save()
        waiting(index, wish_of_topic(french))
        new_circle(index, topics=[topic])

        assert tell(now=LATER) == 1

    def test_who_waited_for_what_is_gone_does_not_wait_for_everything(
        self, index: Any
    ) -> None:
        topic = make_topic("Health")
        waiting(index, wish_of_topic(topic))
        topic.delete()
        new_circle(index)

        assert tell(now=LATER) == 0

    def test_what_is_new_costs_the_same_queries_for_many(
        self, index: Any, django_assert_num_queries: Any
    ) -> None:
        topics = [make_topic(name) for name in ("Health", "Music", "Law")]
        for _number in range(4):
            new_circle(index, topics=topics)
        # The third reads which pages are private.
        with django_assert_num_queries(3):
            found = new_circles(index, since=NOW, now=LATER)
        assert [len(one.topics) for one in found] == [3, 3, 3, 3]


class TestOnce:
    def test_everybody_is_told_once_of_the_first_to_begin(self, index: Any) -> None:
        for name in ("ada", "bob"):
            waiting(index, wish_for_any_circle(), name=name)
        first = new_circle(index)
        new_circle(index)

        assert tell(now=LATER) == 2
        assert tell(now=LATER) == 0
        assert told() == [first.pk, first.pk]

    @pytest.mark.parametrize("status", [MailStatus.SENT, MailStatus.FAILED])
    def test_who_was_told_is_forgotten(self, index: Any, status: str) -> None:
        waiting(index, wish_for_any_circle())
        new_circle(index)
        tell(now=LATER)
        assert forget(now=LATER) == 0

        OutboxMail.objects.filter(kind=MailKind.NEXT_CIRCLE).update(status=status)
        assert forget(now=LATER) == 1
        assert not Subscription.objects.exists()
        assert not OutboxMail.objects.exists()

    def test_whose_message_came_to_nothing_hears_of_the_next(self, index: Any) -> None:
        waiting(index, wish_for_any_circle())
        first = new_circle(index)
        tell(now=LATER)
        Circle.objects.filter(pk=first.pk).update(cancelled=True)
        OutboxMail.objects.filter(kind=MailKind.NEXT_CIRCLE).update(
            status=MailStatus.DROPPED
        )
        forget(now=LATER)
        second = new_circle(index)

        assert tell(now=LATER) == 1
        assert told() == [second.pk]
