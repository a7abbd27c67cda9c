"""Leaving an address, confirming it, ending it: over HTTP and through the outbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.models import (
    Circle,
    OutboxMail,
    PressReleasePage,
    Subscription,
)
from learningcircles_wagtail.subscriptions.telling import write_notices
from tests.factories import (
    make_circle,
    make_circle_index,
    make_press_index,
    make_release,
    make_topic,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands long before the circles of the factories begin."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def index(clock: Any) -> Any:
    return make_circle_index()


def leave(
    client: Client, clock: Any, url: str, email: str = "ada@example.org", **more: str
) -> Any:
    """Look at a form, think for a minute, and send it."""
    page = client.get(url)
    assert page.status_code == 200, url
    shown = re.search(r'name="shown" value="([^"]+)"', page.content.decode())
    assert shown
    clock.shift(MINUTE)
    return client.post(url, {"email": email, "shown": shown[1], **more})


def send() -> list[Any]:
    """Send what is due; return the messages of this run."""
    outbox.outbox.clear()
    call_command("send_circle_mail", verbosity=0)
    return list(outbox.outbox)


def link_in(message: Any) -> str:
    """Return the path of the reader's own page in a message."""
    found = re.search(r"https?://[^/\s]+(/\S+/[A-Za-z0-9_-]{32}/)", message.body)
    assert found, message.body
    return found[1]


def subscribed(client: Client, clock: Any, url: str, **options: Any) -> str:
    """Leave an address and confirm it; return the path of the own page."""
    assert leave(client, clock, url, **options).status_code == 303
    (message,) = send()
    own = link_in(message)
    assert client.post(own, {"step": "confirm"}).status_code == 303
    return own


class TestTellMe:
    def test_from_a_full_circle_to_the_message_of_the_next(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        topic = make_topic("Health")
        full = make_circle(
            index,
            topics=[topic],
            sign_up_backend="database",
            capacity=0,
            waiting_list=False,
            title="Eat",
        )
        page = client.get(full.url).content.decode()
        found = re.search(r'href="([^"]*tell-me/\?circle=\d+)"', page)
        assert found

        subscribed(client, clock, found[1])
        assert Subscription.objects.get().topics.get() == topic
        assert send() == []
        clock.shift(MINUTE)
        new = make_circle(index, topics=[topic], title="Run")
        (message,) = send()

        assert message.to == ["ada@example.org"]
        assert message.subject == "A learning circle for you: Run"
        assert new.get_full_url() in message.body
        assert new.get_full_url() in message.alternatives[0][0]
        assert not Subscription.objects.exists()
        assert not OutboxMail.objects.exists()
        assert send() == []

    def test_the_page_of_a_circle_with_places_does_not_offer_it(
        self, client: Client, index: Any
    ) -> None:
        circle = make_circle(index, sign_up_backend="database", capacity=3)
        assert "tell-me/" not in client.get(circle.url).content.decode()

    def test_where_nothing_is_found_the_topic_goes_with_the_link(
        self, client: Client, index: Any
    ) -> None:
        topic = make_topic("Health")
        page = client.get(f"{index.url}?topic={topic.slug}").content.decode()
        assert f'href="{index.url}tell-me/?topic={topic.slug}"' in page

    def test_a_hidden_circle_is_not_named(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        secret = make_circle(index, title="Secret")
        PageViewRestriction.objects.create(
            page_id=secret.pk, restriction_type=PageViewRestriction.LOGIN
        )
        url = f"{index.url}tell-me/?circle={secret.circle_id}"

        assert "Secret" not in client.get(url).content.decode()
        leave(client, clock, url)
        assert Subscription.objects.get().course_id is None
        (message,) = send()
        assert "Secret" not in message.body

    @pytest.mark.parametrize(
        "query",
        ["circle=x", "circle=²", "circle=" + "9" * 5000, "topic=%00", "topic=nothing"],
    )
    def test_a_bad_query_asks_for_any_circle(
        self, client: Client, clock: Any, index: Any, query: str
    ) -> None:
        assert leave(client, clock, f"{index.url}tell-me/?{query}").status_code == 303
        assert Subscription.objects.get().kind == SubscriptionKind.CIRCLE


class TestForm:
    def test_an_address_that_is_known_gets_the_same_answer(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        url = f"{index.url}tell-me/"
        subscribed(client, clock, url)

        known = leave(client, clock, url)
        other = leave(client, clock, url, email="bob@example.org")

        assert (known.status_code, known.url) == (other.status_code, other.url)
        assert client.get(known.url).status_code == 200

    @pytest.mark.parametrize(
        "email", ["", "ada", "a@b.org\r\nBcc: c@d.org", "\0@x.org"]
    )
    def test_what_is_no_address_comes_back_with_the_reason(
        self, client: Client, clock: Any, index: Any, email: str
    ) -> None:
        response = leave(client, clock, f"{index.url}tell-me/", email=email)

        assert response.status_code == 422
        assert 'href="#lc-email"' in response.content.decode()
        assert not Subscription.objects.exists()

    def test_a_form_that_is_sent_at_once_asks_once_more(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        url = f"{index.url}tell-me/"
        page = client.get(url).content.decode()
        shown = re.search(r'name="shown" value="([^"]+)"', page)[1]

        response = client.post(url, {"email": "ada@example.org", "shown": shown})
        assert response.status_code == 422
        assert 'value="ada@example.org"' in response.content.decode()
        assert not Subscription.objects.exists()

    def test_no_cache_keeps_it_and_the_pages_that_lead_to_it_set_no_cookie(
        self, client: Client, index: Any
    ) -> None:
        response = client.get(f"{index.url}tell-me/")
        assert "no-store" in response["Cache-Control"]
        assert not Client().get(index.url).cookies

    def test_a_post_from_elsewhere_is_refused(self, index: Any) -> None:
        strict = Client(enforce_csrf_checks=True)
        data = {"email": "ada@example.org"}
        assert strict.post(f"{index.url}tell-me/", data).status_code == 403


class TestOwnPage:
    def test_looking_changes_nothing_and_pressing_does(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        leave(client, clock, f"{index.url}tell-me/")
        own = link_in(send()[0])
        for method in (client.get, client.head):
            response = method(own)
            assert response.status_code == 200
            assert Subscription.objects.get().confirmed_at is None
        assert response["Referrer-Policy"] == "no-referrer"
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]

        client.post(own, {"step": "confirm"})
        assert Subscription.objects.get().confirmed_at is not None
        assert "ada@example.org" in client.get(own).content.decode()

    def test_ending_it_forgets_the_address(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        own = subscribed(client, clock, f"{index.url}tell-me/")

        response = client.post(own, {"step": "end"})
        assert response.status_code == 200
        assert "ada@example.org" not in response.content.decode()
        assert not Subscription.objects.exists()
        assert client.get(own).status_code == 404
        assert client.post(own, {"step": "end"}).status_code == 404

    def test_a_mail_program_ends_it_with_one_click_and_no_token(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        leave(client, clock, f"{index.url}tell-me/")
        (message,) = send()
        headers = message.message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        own = link_in(message)
        assert headers["List-Unsubscribe"].endswith(f"{own}>")

        stranger = Client(enforce_csrf_checks=True)
        response = stranger.post(own, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert not Subscription.objects.exists()

    def test_tokens_of_elsewhere_lead_nowhere(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        own = subscribed(client, clock, f"{index.url}tell-me/")
        token = own.rstrip("/").rpartition("/")[2]
        room = make_press_index()

        for url in (
            f"{room.url}subscribe/{token}/",
            f"{index.url}tell-me/{token[:-1]}/",
            f"{index.url}tell-me/{token.swapcase()}/",
        ):
            assert client.get(url).status_code == 404, url
            assert client.post(url, {"step": "end"}).status_code == 404
        assert Subscription.objects.count() == 1


def take_back(page: Any) -> None:
    page.unpublish()


def make_private(page: Any) -> None:
    PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
    )


def take_parent_back(page: Any) -> None:
    parent = section()
    page.move(parent, pos="last-child")
    parent.unpublish()


def move(page: Any) -> None:
    page.move(section(), pos="last-child")


def move_and_replace(page: Any) -> None:
    old = page.slug
    move(page)
    make_circle_index(title="New", slug=old)


def rename(page: Any) -> None:
    page.slug = "renamed"
    page.save_revision().publish()


def section() -> Any:
    """Return another page below the site's root, to which pages can be moved."""
    return make_circle_index(title="Section", slug="section")


HIDDEN = [take_back, make_private, take_parent_back]


class TestWhateverBecomesOfThePage:
    """A message is kept for longer than the page at which the address was left."""

    @pytest.mark.parametrize(
        "happens",
        [*HIDDEN, move, move_and_replace, rename],
        ids=lambda one: one.__name__,
    )
    @pytest.mark.parametrize("kind", ["circle", "releases"])
    def test_the_address_in_a_message_ends_the_subscription(
        self, client: Client, clock: Any, kind: str, happens: Any
    ) -> None:
        page, segment = (
            (make_circle_index(title="Secret list"), "tell-me")
            if kind == "circle"
            else (make_press_index(title="Secret list"), "subscribe")
        )
        own = subscribed(client, clock, f"{page.url}{segment}/")
        happens(type(page).objects.get(pk=page.pk))

        stranger = Client(enforce_csrf_checks=True)
        response = stranger.get(own)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        shown = response.content.decode()
        assert "ada@example.org" in shown
        if happens in HIDDEN and happens is not take_parent_back:
            assert "Secret list" not in shown
            assert page.url not in shown.replace(own, "")
        assert Subscription.objects.count() == 1

        response = stranger.post(own, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "ada@example.org" not in response.content.decode()
        assert not Subscription.objects.exists()
        assert stranger.get(own).status_code == 404

    def test_it_can_be_confirmed_as_well(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        leave(client, clock, f"{index.url}tell-me/")
        own = link_in(send()[0])
        make_private(index)

        assert client.post(own, {"step": "confirm"}).status_code == 303
        assert Subscription.objects.get().confirmed_at is not None

    def test_with_the_page_its_subscriptions_are_deleted(
        self, client: Client, clock: Any, index: Any
    ) -> None:
        own = subscribed(client, clock, f"{index.url}tell-me/")
        index.delete()

        assert not Subscription.objects.exists()
        assert client.get(own).status_code == 404

    def test_a_page_that_has_such_an_address_by_chance_is_served_with_its_checks(
        self, client: Client, index: Any
    ) -> None:
        make_private(index)
        strict = Client(enforce_csrf_checks=True)
        token = "a" * 32

        assert client.get(f"{index.url}tell-me/{token}/").status_code == 404
        assert strict.post(f"/nowhere/tell-me/{token}/").status_code in {403, 404}


class TestReleases:
    def test_a_release_is_told_once_with_the_way_out(
        self, client: Client, clock: Any
    ) -> None:
        room = make_press_index()
        assert f'href="{room.url}subscribe/"' in client.get(room.url).content.decode()
        own = subscribed(client, clock, f"{room.url}subscribe/")
        clock.shift(MINUTE)
        release = make_release(room, title="News", subheadline="More")
        now = NOW + timedelta(minutes=5)
        clock.move_to(now, tick=False)
        PressReleasePage.objects.filter(pk=release.pk).update(first_published_at=now)

        (message,) = send()
        assert message.subject == "News"
        assert release.get_full_url() in message.body
        assert "More" in message.body
        assert own in message.body
        assert send() == []

        client.post(own, {"step": "end"})
        assert not OutboxMail.objects.exists()

    def test_nothing_is_sent_before_the_hour_though_it_was_written(
        self, client: Client, clock: Any
    ) -> None:
        room = make_press_index()
        subscribed(client, clock, f"{room.url}subscribe/")
        clock.shift(MINUTE)
        release = make_release(room, title="News")
        out = NOW + timedelta(minutes=4)
        clock.move_to(out, tick=False)
        rows = PressReleasePage.objects.filter(pk=release.pk)
        rows.update(first_published_at=out)
        assert write_notices(now=out) == 1
        # Taken back by an embargo between writing and sending.
        hour = out + timedelta(hours=2)
        rows.update(timing="embargo", embargo_until=hour)
        assert send() == []
        clock.move_to(hour, tick=False)
        assert [message.subject for message in send()] == ["News"]


def test_a_circle_that_was_called_off_before_its_turn_is_not_told(
    client: Client, clock: Any, index: Any
) -> None:
    subscribed(client, clock, f"{index.url}tell-me/")
    clock.shift(MINUTE)
    circle = make_circle(index)
    assert write_notices(now=timezone.now()) == 1
    Circle.objects.filter(pk=circle.circle_id).update(cancelled=True)
    assert send() == []
    assert Subscription.objects.get().told_at is None
