"""Sending through a real socket: each message once, whatever the mail server does."""

import logging
import socket
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from typing import Any

import pytest

from learningcircles_wagtail.domain.mail_retries import DELAYS
from learningcircles_wagtail.enums import MailKind, MailStatus, SignUpStatus
from learningcircles_wagtail.models import Circle, CirclePage, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import claiming, sending
from learningcircles_wagtail.sign_ups.mail import learners
from learningcircles_wagtail.sign_ups.outbox import enqueue
from learningcircles_wagtail.sign_ups.sending import Tally, send_due
from tests.factories import publish
from tests.sign_ups.mail_server import (
    DROPS,
    HANGS,
    MailServer,
    running_mail_server,
    send_by_smtp,
)
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db

ADA, BO, CY = (f"{name}@example.org" for name in ("Ada", "Bo", "Cy"))


@pytest.fixture
def server(settings: Any) -> Generator[MailServer]:
    """Return a mail server to which the site sends."""
    with running_mail_server() as server:
        send_by_smtp(settings, server.host, server.port)
        yield server


@pytest.fixture
def circle() -> Circle:
    """Return a circle in which Ada, Bo and Cy have just got a place."""
    circle = open_circle(capacity=None)
    for name in ("Ada", "Bo", "Cy"):
        join(circle, name)
    return circle


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def send(moment: datetime = NOW, **options: Any) -> dict[str, int]:
    """Send what is due at a moment; return the counts."""
    return dict(send_due(clock=at(moment), **options).counts)


def mail_to(address: str) -> OutboxMail:
    return OutboxMail.objects.get(sign_up__email=address)


def test_each_message_goes_to_one_reader_over_one_connection(
    server: MailServer, circle: Circle
) -> None:
    assert send() == {"sent": 3}

    assert sorted(server.addresses) == [ADA, BO, CY]
    assert server.connections == 1
    assert all(message["To"] in {ADA, BO, CY} for message in server.messages)
    assert not any(message["Cc"] or message["Bcc"] for message in server.messages)
    rows = OutboxMail.objects.all()
    assert {(row.status, row.sent_at, row.claim) for row in rows} == {
        (MailStatus.SENT, NOW, None)
    }


def test_what_was_sent_is_not_sent_again(server: MailServer, circle: Circle) -> None:
    send()

    assert send(NOW + timedelta(days=9)) == {}
    assert len(server.taken) == 3


def test_a_limit_is_kept(server: MailServer, circle: Circle) -> None:
    assert send(limit=2) == {"sent": 2}
    assert send(limit=2) == {"sent": 1}


@pytest.mark.parametrize(
    ("where", "answer", "reason"),
    [
        ("recipients", f"450 4.2.0 <{BO}>: greylisted", "450 4.2.0"),
        ("recipients", f"451 {BO} later", "451"),
        ("recipients", f"421 4.3.2 {BO} closing", "421 4.3.2"),
        ("contents", f"452 4.3.1 no room for {BO}", "452 4.3.1"),
        ("contents", HANGS, "connection lost"),
        ("contents", DROPS, "connection lost"),
    ],
)
def test_what_passes_is_tried_again_later_and_stops_nobody_else(
    server: MailServer, circle: Circle, where: str, answer: str, reason: str
) -> None:
    getattr(server, where)[BO] = answer

    assert send() == {"sent": 2, "later": 1}

    row = mail_to(BO)
    assert (row.status, row.attempts, row.last_error) == ("pending", 1, reason)
    assert row.claim is None
    assert DELAYS[0] <= row.due_at - NOW <= 1.25 * DELAYS[0]
    assert {ADA, CY} <= set(server.addresses)
    # What may have been taken is not handed over again at once.
    assert server.addresses.count(BO) == (1 if answer == DROPS else 0)
    getattr(server, where).clear()
    assert send(NOW + timedelta(minutes=1)) in ({}, {"sent": 1})
    send(NOW + timedelta(minutes=2))
    assert mail_to(BO).status == MailStatus.SENT
    assert mail_to(BO).attempts == 2


@pytest.mark.parametrize(
    ("where", "answer", "reason"),
    [
        ("recipients", f"550 5.1.1 <{BO}>: no such user", "550 5.1.1"),
        ("recipients", f"553 {BO}", "553"),
        ("contents", f"554 5.7.1 {BO} thinks this is spam", "554 5.7.1"),
    ],
)
def test_what_is_refused_for_good_is_marked_and_stops_nobody_else(
    server: MailServer, circle: Circle, where: str, answer: str, reason: str
) -> None:
    getattr(server, where)[BO] = answer

    assert send() == {"sent": 2, "failed": 1}

    row = mail_to(BO)
    assert (row.status, row.last_error) == (MailStatus.FAILED, reason)
    assert send(NOW + timedelta(days=9)) == {}


def test_a_server_that_drops_after_the_message_gets_it_again_under_the_same_name(
    server: MailServer,
) -> None:
    join(open_circle(), "Bo")
    server.contents[BO] = [DROPS]

    assert send() == {"later": 1}
    assert send(NOW + timedelta(minutes=2)) == {"sent": 1}

    first, second = (message["Message-ID"] for message in server.messages)
    assert first == second == f"<{mail_to(BO).message_key}@localhost>"


def test_a_process_that_dies_after_acceptance_costs_one_duplicate_of_the_same_name(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(open_circle(), "Bo")

    def die(*args: Any, **options: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(sending, "settle_as_sent", die)
        send()
    # Until the clock gives it back, it is the dead process's.
    assert send(NOW + timedelta(minutes=5)) == {}
    assert send(NOW + claiming.HELD_FOR) == {"sent": 1}
    assert send(NOW + timedelta(hours=5)) == {}

    assert server.addresses == [BO, BO]
    assert len({message["Message-ID"] for message in server.messages}) == 1


def test_a_server_that_wants_a_new_connection_gets_one_at_once(
    server: MailServer, circle: Circle
) -> None:
    server.messages_a_connection = 1

    assert send() == {"sent": 3}
    assert server.connections == 3
    assert len(server.taken) == 3


def test_a_server_that_is_away_uses_up_no_more_than_some_attempts(
    settings: Any, circle: Circle
) -> None:
    for name in range(10):
        join(circle, name)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        send_by_smtp(settings, *nobody.getsockname())
        tally: Tally = send_due(clock=at(NOW))

    assert tally.is_unreachable
    assert tally.counts == {"later": sending.CALLS_IN_VAIN}
    tried = OutboxMail.objects.filter(attempts__gt=0)
    assert set(tried.values_list("last_error", flat=True)) == {"connection refused"}
    assert not OutboxMail.objects.filter(claim__isnull=False).exists()


def test_a_message_is_given_up_after_the_last_attempt(server: MailServer) -> None:
    join(open_circle(), "Bo")
    server.recipients[BO] = "450 4.2.0 not now"
    moment, waited = NOW, []
    for _attempt in range(len(DELAYS)):
        assert send(moment) == {"later": 1}
        waited.append(mail_to(BO).due_at - moment)
        moment = mail_to(BO).due_at

    assert send(moment) == {"failed": 1}
    assert mail_to(BO).attempts == len(DELAYS) + 1
    assert waited[0] < waited[2] < waited[4] < waited[6]


def test_an_address_gets_no_more_than_its_share_of_an_hour(
    server: MailServer, settings: Any
) -> None:
    settings.LEARNINGCIRCLES_MAILS_PER_HOUR = 2
    for _time in range(3):
        join(open_circle(), "Bo")
    join(open_circle(), "Ada")
    join(open_circle(), "bo-2", email="BO@example.org")

    assert send() == {"sent": 3, "rationed": 2}
    assert send(NOW + timedelta(minutes=59)) == {}
    assert send(NOW + timedelta(minutes=60)) == {"sent": 2}
    assert OutboxMail.objects.filter(attempts__gt=1).count() == 0


def test_what_another_sender_has_in_hand_counts_as_well(
    server: MailServer, settings: Any
) -> None:
    settings.LEARNINGCIRCLES_MAILS_PER_HOUR = 1
    for _time in range(2):
        join(open_circle(), "Bo")
    first = OutboxMail.objects.order_by("pk").first()
    assert claiming.claim(first.pk, now=NOW)

    assert send() == {"rationed": 1}
    assert server.taken == []


@pytest.mark.parametrize("away", ["cancelled", "anonymised", "no address", "deleted"])
def test_who_is_gone_is_sent_nothing(server: MailServer, away: str) -> None:
    join(open_circle(), "Bo")
    people = SignUp.objects.all()
    match away:
        case "cancelled":
            people.update(status=SignUpStatus.CANCELLED, active_email_hash=None)
        case "anonymised":
            people.update(
                status=SignUpStatus.ANONYMISED, active_email_hash=None, email=""
            )
        case "no address":
            people.update(email="")
        case "deleted":
            people.delete()

    assert send() == ({} if away == "deleted" else {"dropped": 1})
    assert server.taken == []


def test_what_is_of_no_use_any_more_is_dropped(server: MailServer) -> None:
    person = join(open_circle(), "Bo").sign_up
    OutboxMail.objects.all().delete()
    enqueue(MailKind.LINK, person, now=NOW, expires_at=NOW + timedelta(hours=1))

    assert send(NOW + timedelta(hours=1)) == {"dropped": 1}
    assert mail_to(BO).last_error == "stale"
    assert server.taken == []


def test_a_hidden_page_keeps_its_messages_until_it_is_back(
    server: MailServer,
) -> None:
    circle = open_circle()
    join(circle, "Bo")
    page = CirclePage.objects.get(circle=circle)
    page.unpublish()

    assert send() == {"later": 1}
    assert mail_to(BO).last_error == "no public page"
    publish(page)
    assert send(NOW + timedelta(minutes=2)) == {"sent": 1}


def test_a_message_that_cannot_be_written_stops_no_other_and_is_told_without_names(
    server: MailServer,
    circle: Circle,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    write = learners.compose

    def compose(mail: OutboxMail, **options: Any) -> Any:
        if mail.sign_up.email == BO:
            raise RuntimeError(f"Nobody can write to {mail.sign_up.email}")
        return write(mail, **options)

    monkeypatch.setattr(learners, "compose", compose)

    assert send() == {"sent": 2, "later": 1}
    assert mail_to(BO).last_error == "RuntimeError"
    assert "RuntimeError" in caplog.text
    assert "@example.org" not in caplog.text


def test_nothing_personal_is_logged_or_kept(
    server: MailServer, circle: Circle, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="learningcircles_wagtail")
    server.recipients[ADA] = f"550 5.1.1 <{ADA}> unknown"
    server.recipients[BO] = f"450 <{BO}> busy"

    send()

    ours = [r.getMessage() for r in caplog.records if "learningcircles" in r.name]
    assert ours
    kept = [f"{row.last_error} {row.data}" for row in OutboxMail.objects.all()]
    for personal in ("Ada", "Bo", "example.org"):
        assert not [text for text in ours + kept if personal in text]


def test_a_domain_beyond_ascii_is_written_to_in_its_ascii_form(
    server: MailServer,
) -> None:
    circle = open_circle(capacity=None)
    join(circle, "ada", email="ada@bücher.example")
    join(circle, "ada", email="ada@xn--bcher-kva.example")

    send()

    assert SignUp.objects.count() == 1
    assert set(server.addresses) == {"ada@xn--bcher-kva.example"}
    assert SignUp.objects.get().email == "ada@bücher.example"


def test_who_is_asked_for_their_address_again_and_again_still_gets_a_reminder(
    server: MailServer, settings: Any
) -> None:
    settings.LEARNINGCIRCLES_MAILS_PER_HOUR = 4
    circle = open_circle(capacity=None)
    join(circle, "Ada")
    ada = SignUp.objects.get()
    OutboxMail.objects.all().delete()
    for _ in range(6):
        enqueue(MailKind.LINK, ada, now=NOW)
    assert send() == {"sent": 2, "rationed": 4}

    enqueue(MailKind.CONFIRMED, ada, now=NOW)
    enqueue(MailKind.CONFIRMED, ada, now=NOW)
    enqueue(MailKind.CONFIRMED, ada, now=NOW)

    assert send(NOW + timedelta(minutes=1)) == {"sent": 2, "rationed": 1}
    # In all no more than before.
    assert len(server.addresses) == 4
