"""Programs are slowed and asked again; nobody behind a shared address is lost."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from learningcircles_wagtail.directory import clients
from learningcircles_wagtail.models import SignUp
from learningcircles_wagtail.sign_ups import stamps
from learningcircles_wagtail.sign_ups.limits import (
    ADDRESS_PAUSE,
    CLIENT_PAUSE,
    seconds_to_wait,
)
from tests.sign_ups.makers import NOW, open_circle
from tests.sign_ups.visits import (
    at,
    hidden_fields,
    later,
    open_form,
    person,
    send,
)

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(peer: str = "192.0.2.1", email: str = "", **headers: str) -> int:
    """Return how long a form of a client has to wait."""
    request = RequestFactory().post("/", headers=headers, REMOTE_ADDR=peer)
    ask.count = getattr(ask, "count", 0) + 1
    return seconds_to_wait(request, email or f"{ask.count}@example.org")


class TestClients:
    def test_a_branch_behind_one_address_is_slowed_and_never_turned_away(
        self, settings
    ) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 3
        with at(NOW):
            at_once = [ask() for _time in range(5)]
        got_in = []
        for number in range(1, 6):
            with at(NOW + number * (CLIENT_PAUSE + 1) * SECOND):
                got_in.append(ask())
                assert ask() == CLIENT_PAUSE

        # The fourth finds the way still free; from then on one every few seconds.
        assert at_once == [0, 0, 0, 0, CLIENT_PAUSE]
        assert got_in == [0] * 5

    def test_another_client_does_not_notice(self, settings) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        for _time in range(5):
            ask("192.0.2.1")

        assert ask("192.0.2.1") == CLIENT_PAUSE
        assert ask("192.0.2.2") == 0

    def test_the_hour_ends(self, settings) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        with at(NOW):
            assert [ask() for _time in range(3)] == [0, 0, CLIENT_PAUSE]
        with at(NOW + timedelta(minutes=61)):
            assert ask() == 0

    def test_whoever_writes_a_header_does_not_become_somebody_else(
        self, settings
    ) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        settings.LEARNINGCIRCLES_TRUSTED_PROXIES = 1
        waits = [
            ask("10.0.0.1", **{"x-forwarded-for": f"198.51.100.{number}, 192.0.2.9"})
            for number in range(4)
        ]
        assert waits == [0, 0, CLIENT_PAUSE, CLIENT_PAUSE]

    def test_visitors_of_one_proxy_are_told_apart(self, settings) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        settings.LEARNINGCIRCLES_TRUSTED_PROXIES = 1
        waits = [
            ask("10.0.0.1", **{"x-forwarded-for": f"198.51.100.{number}"})
            for number in range(6)
        ]
        assert waits == [0] * 6

    def test_a_household_with_many_new_addresses_is_one_client(self, settings) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        waits = [ask(f"2001:db8:1:2::{number}") for number in range(1, 5)]

        assert waits == [0, 0, CLIENT_PAUSE, CLIENT_PAUSE]

    def test_of_whom_nothing_is_known_each_is_let_through(self, settings) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1

        assert [ask("") for _time in range(5)] == [0] * 5


class TestAddresses:
    def test_one_address_sent_from_everywhere_is_slowed(self, settings) -> None:
        settings.LEARNINGCIRCLES_MAILS_PER_HOUR = 2
        waits = [
            ask(
                f"192.0.2.{number}",
                "Ada@Example.org" if number % 2 else "ada@example.org",
            )
            for number in range(1, 6)
        ]
        assert waits == [0, 0, 0, ADDRESS_PAUSE, ADDRESS_PAUSE]

    def test_others_are_not(self, settings) -> None:
        settings.LEARNINGCIRCLES_MAILS_PER_HOUR = 1
        for _time in range(4):
            ask(email="ada@example.org")

        assert ask(email="bo@example.org") == 0


class TestTheCache:
    def test_no_address_lies_in_it(self) -> None:
        ask("192.0.2.77", "canary@example.org")

        keys = " ".join(map(str, cache._cache))
        assert "lc-often-" in keys
        assert "192.0.2.77" not in keys
        assert "canary" not in keys

    def test_a_cache_that_fails_lets_everybody_through(
        self, settings, monkeypatch
    ) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1

        class Broken:
            def add(self, *args: Any) -> bool:
                raise ConnectionError

        monkeypatch.setattr(clients, "cache", Broken())

        assert [ask() for _time in range(4)] == [0] * 4

    def test_a_cache_that_keeps_nothing_lets_everybody_through(self, settings) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        settings.CACHES = {
            "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
        }

        assert [ask() for _time in range(4)] == [0] * 4


@pytest.mark.django_db
class TestForms:
    def test_a_form_that_has_to_wait_comes_back_as_it_was_and_then_goes_through(
        self, client: Client, settings
    ) -> None:
        settings.LEARNINGCIRCLES_SIGN_UPS_PER_HOUR = 1
        circle = open_circle(capacity=9)
        with at(NOW):
            filled = {**open_form(client, circle), **person("ada")}
            others = [{**open_form(client, circle), **person(n)} for n in ("bo", "cy")]
        with later():
            for other in others:
                send(client, circle, other)
            response = send(client, circle, filled)
            again = hidden_fields(response.content.decode())
        assert (response.status_code, response["Retry-After"]) == (429, "5")
        assert 'value="ada@example.org"' in response.content.decode()
        assert not SignUp.objects.filter(name="ada").exists()

        with at(NOW + 30 * SECOND):
            response = send(client, circle, {**again, **person("ada")})

        assert response.status_code == 303
        assert SignUp.objects.filter(name="ada").exists()

    def sent_after(self, client: Client, seconds: float, **fields: str) -> Any:
        circle = open_circle()
        with at(NOW):
            hidden = open_form(client, circle)
        with at(NOW + seconds * SECOND):
            first = send(client, circle, {**hidden, **person(), **fields})
        if first.status_code == 303:
            return first, None
        again = hidden_fields(first.content.decode())
        with at(NOW + (seconds + 4) * SECOND):
            return first, send(client, circle, {**again, **person()})

    def test_who_takes_a_moment_is_in_at_once(self, client: Client) -> None:
        first, _second = self.sent_after(client, 4)

        assert first.status_code == 303

    @pytest.mark.parametrize(
        ("seconds", "fields"),
        [
            (1, {}),
            (60, {"website": "https://spam.example"}),
            (60, {"shown": ""}),
            (60, {"shown": "1.first.1:forged"}),
            (60 * 60 * 30, {}),
            (-60, {}),
        ],
        ids=["quick", "trapped", "without stamp", "forged", "old", "from tomorrow"],
    )
    def test_a_person_who_looks_like_a_program_presses_once_more_and_is_in(
        self, client: Client, seconds: float, fields: dict[str, str]
    ) -> None:
        first, second = self.sent_after(client, seconds, **fields)

        assert first.status_code == 422
        assert "press the button once more" in first.content.decode()
        assert second.status_code == 303
        assert SignUp.objects.get().name == "ada"

    def test_a_program_that_sends_the_same_again_and_again_is_never_in(
        self, client: Client
    ) -> None:
        circle = open_circle()
        with at(NOW):
            hidden = open_form(client, circle)
        trapped = {**hidden, **person(), "website": "https://spam.example"}
        for seconds in (10, 20, 30):
            with at(NOW + seconds * SECOND):
                assert send(client, circle, trapped).status_code == 422

        assert not SignUp.objects.exists()


class TestStamps:
    def test_a_stamp_is_read_as_it_was_written_for_its_circle_alone(self) -> None:
        stamp = stamps.Stamp(7, NOW, is_again=True)

        assert stamps.read_stamp(str(stamp), circle_id=7) == stamp
        assert stamps.read_stamp(str(stamp), circle_id=8) is None

    @pytest.mark.parametrize(
        "text", ["", ":", "7.first.1", "\x00", "\ud800", "x" * 100_000]
    )
    def test_what_is_no_stamp_of_ours_is_none(self, text: str) -> None:
        assert stamps.read_stamp(text, circle_id=7) is None
