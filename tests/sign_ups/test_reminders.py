"""Reminders: each once, for who has a place, never when it is too late."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.management import CommandError, call_command

from learningcircles_wagtail.enums import MailKind, MailStatus
from learningcircles_wagtail.models import Circle, Meeting, OutboxMail
from learningcircles_wagtail.sign_ups import announcing
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.attendance import excuse, take_back
from learningcircles_wagtail.sign_ups.reminders import write_reminders
from learningcircles_wagtail.sign_ups.sending import send_due
from tests.sign_ups.mail_server import send_by_smtp
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 5, 0, tzinfo=UTC)
"""Of the first meeting: 6 p.m. in Chicago on 4 November."""

DUE = START - timedelta(hours=48)


@pytest.fixture
def circle() -> Circle:
    """Return a circle in which Ada has a place and Bo waits, since long ago."""
    circle = open_circle(capacity=1, waiting_list=True)
    join(circle, "Ada")
    join(circle, "Bo")
    send_due(clock=lambda: NOW)
    django_mail.outbox.clear()
    return circle


def reminders() -> Any:
    return OutboxMail.objects.filter(kind=MailKind.REMINDER)


def first_meeting(circle: Circle) -> Meeting:
    return circle.meetings.order_by("start").first()


def send(moment: datetime) -> dict[str, int]:
    return dict(send_due(clock=lambda: moment).counts)


def test_who_has_a_place_is_reminded_once(circle: Circle) -> None:
    assert write_reminders(now=DUE - timedelta(seconds=1)) == 0
    assert write_reminders(now=DUE) == 1
    assert write_reminders(now=DUE) == 0
    assert write_reminders(now=DUE + timedelta(hours=40)) == 0

    assert send(DUE) == {"sent": 1}
    [message] = django_mail.outbox
    assert message.to == ["Ada@example.org"]
    assert message.subject.startswith("Wednesday, November 4, 6 – 7:30 p.m.: Circle")
    assert reminders().get().expires_at == START


def test_each_meeting_has_a_reminder_of_its_own(circle: Circle) -> None:
    write_reminders(now=DUE)

    assert write_reminders(now=DUE + timedelta(days=7)) == 1
    assert reminders().count() == 2


def in_two_shapes(message: Any) -> tuple[str, str]:
    """Return the plain text and the HTML as a mail program reads them."""
    read = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    plain, html = (read.get_body([kind]).get_content() for kind in ("plain", "html"))
    return plain.replace("\xa0", " "), html.replace("\xa0", " ")


@pytest.mark.parametrize("apart", [timedelta(hours=20), timedelta(hours=3)])
def test_of_two_meetings_that_are_near_each_reminder_names_its_own(
    circle: Circle, apart: timedelta
) -> None:
    first, second, *_rest = circle.meetings.order_by("start")
    Meeting.objects.filter(pk=second.pk).update(
        start=first.start + apart, end=first.end + apart
    )
    moment = first.start - timedelta(hours=1)

    assert write_reminders(now=moment) == 2
    assert send(moment) == {"sent": 2}

    told = {message.subject: in_two_shapes(message) for message in django_mail.outbox}
    assert len(told) == 2
    days = ["Wednesday, November 4, 6 –"]
    days.append(
        "Thursday, November 5, 2 –"
        if apart > timedelta(hours=6)
        else "Wednesday, November 4, 9 –"
    )
    for number, (row, day) in enumerate(zip((first, second), days, strict=True), 1):
        [subject] = [one for one in told if one.startswith(day)]
        others = [one for one in days if one != day]
        for shape in told[subject]:
            assert f"Meeting {number} of 6" in shape
            assert f"Meeting {3 - number} of 6" not in shape
            assert f"#lc-coming-{row.pk}" in shape
            assert not any(other in shape for other in others)
    [drawn_first, drawn_second] = [
        html.count("border:4px solid") for _plain, html in told.values()
    ]
    assert (drawn_first, drawn_second) == (1, 1)


def test_of_two_that_were_late_the_one_that_has_begun_is_not_sent(
    circle: Circle,
) -> None:
    first, second, *_rest = circle.meetings.order_by("start")
    apart = timedelta(hours=20)
    Meeting.objects.filter(pk=second.pk).update(
        start=first.start + apart, end=first.end + apart
    )
    write_reminders(now=DUE + apart)

    assert send(first.start) == {"dropped": 1, "sent": 1}
    [message] = django_mail.outbox
    assert message.subject.startswith("Thursday, November 5, 2 –")
    plain, _html = in_two_shapes(message)
    assert "Meeting 2 of 6" in plain


def test_the_link_of_a_reminder_leads_to_the_button_of_its_meeting(
    circle: Circle, client: Any
) -> None:
    write_reminders(now=DUE)
    send(DUE)
    [message] = django_mail.outbox
    plain, _html = in_two_shapes(message)
    address = re.search(r"https?://[^/]+(\S+)#(\S+)", plain)

    with time_machine.travel(DUE, tick=False):
        page = client.get(address[1]).content.decode()

    assert f'id="{address[2]}"' in page


def test_how_early_is_a_setting(circle: Circle, settings: Any) -> None:
    settings.LEARNINGCIRCLES_REMINDER_HOURS = 2
    assert write_reminders(now=START - timedelta(hours=3)) == 0
    assert write_reminders(now=START - timedelta(hours=2)) == 1


def test_no_hours_mean_no_reminders(circle: Circle, settings: Any) -> None:
    settings.LEARNINGCIRCLES_REMINDER_HOURS = 0
    for moment in (DUE, START - timedelta(seconds=1), START):
        assert write_reminders(now=moment) == 0


def test_who_got_a_place_after_the_reminder_was_due_needs_none(circle: Circle) -> None:
    late = DUE + timedelta(minutes=1)
    circle.sign_ups.filter(name="Ada").update(confirmed_at=late)

    assert write_reminders(now=late) == 0
    assert write_reminders(now=DUE + timedelta(days=7)) == 1


@pytest.mark.parametrize(
    "change",
    ["cancelled", "withdrawn", "circle", "elsewhere"],
)
def test_what_does_not_take_place_here_is_not_reminded_of(
    circle: Circle, change: str
) -> None:
    meeting = Meeting.objects.filter(pk=first_meeting(circle).pk)
    rows = Circle.objects.filter(pk=circle.pk)
    match change:
        case "cancelled":
            meeting.update(state="cancelled")
        case "withdrawn":
            meeting.update(withdrawn_at=NOW)
        case "circle":
            rows.update(cancelled=True)
        case "elsewhere":
            rows.update(sign_up_backend="none")

    assert write_reminders(now=DUE) == 0


def test_after_a_backlog_nothing_stale_is_written_or_sent(circle: Circle) -> None:
    write_reminders(now=DUE)

    # The job did not run for days: the first meeting has begun.
    assert send(START) == {"dropped": 1}
    assert write_reminders(now=START + timedelta(days=4)) == 0
    assert django_mail.outbox == []
    assert reminders().get().status == MailStatus.DROPPED


def test_a_reminder_that_waited_is_sent_up_to_the_last_moment(circle: Circle) -> None:
    write_reminders(now=DUE)

    assert send(START - timedelta(seconds=1)) == {"sent": 1}


@pytest.mark.parametrize("later", [timedelta(hours=1), timedelta(days=3)])
def test_a_meeting_that_is_moved_is_reminded_of_at_its_new_hour(
    circle: Circle, later: timedelta
) -> None:
    write_reminders(now=DUE)
    meeting = first_meeting(circle)
    Meeting.objects.filter(pk=meeting.pk).update(
        start=meeting.start + later, end=meeting.end + later, state="moved"
    )

    # The old one was not sent yet, and says what is not true any more.
    assert send(DUE + timedelta(minutes=1)) == {"dropped": 1}
    moment = DUE + max(later, timedelta(minutes=5))
    assert write_reminders(now=moment) == 1
    assert send(moment) == {"sent": 1}
    assert reminders().get(status=MailStatus.SENT).expires_at == START + later


def test_who_gives_up_the_place_is_not_reminded(circle: Circle) -> None:
    write_reminders(now=DUE)
    ada = circle.sign_ups.get(name="Ada")
    cancel(ada, now=DUE)

    send(DUE)

    told = {(message.to[0], message.subject[:9]) for message in django_mail.outbox}
    assert told == {("Ada@example.org", "You gave "), ("Bo@example.org", "A place b")}


def test_changed_meetings_are_told_to_who_has_a_place_in_one_message(
    circle: Circle,
) -> None:
    first, second, *_rest = circle.meetings.order_by("start")
    for row in (first, second):
        row.state, row.sequence = "cancelled", row.sequence + 1
        row.save()

    assert announcing.announce_changes(circle, [first, second], now=NOW) == 1
    assert announcing.announce_changes(circle, [second, first], now=NOW) == 0
    assert send(NOW) == {"sent": 1}

    [message] = django_mail.outbox
    assert message.to == ["Ada@example.org"]
    assert message.body.count("does not take place") == 2

    first.state, first.sequence = "planned", first.sequence + 1
    first.save()
    assert announcing.announce_changes(circle, [first], now=NOW) == 1


def test_meetings_that_are_over_or_anothers_are_not_told(circle: Circle) -> None:
    first = first_meeting(circle)
    other = first_meeting(open_circle())

    assert announcing.announce_changes(circle, [first], now=first.end) == 0
    assert announcing.announce_changes(circle, [other], now=NOW) == 0


def test_that_a_circle_is_called_off_is_told_to_all_who_hold_a_place(
    circle: Circle,
) -> None:
    assert announcing.announce_calling_off(circle, now=NOW) == 0
    circle.cancelled = True
    circle.save()

    assert announcing.announce_calling_off(circle, now=NOW) == 2
    assert announcing.announce_calling_off(circle, now=NOW) == 0
    assert announcing.announce_changes(circle, [first_meeting(circle)], now=NOW) == 0
    assert send(NOW) == {"sent": 2}
    assert {message.to[0] for message in django_mail.outbox} == {
        "Ada@example.org",
        "Bo@example.org",
    }


def test_a_circle_that_takes_place_after_all_is_not_called_off(circle: Circle) -> None:
    circle.cancelled = True
    circle.save()
    announcing.announce_calling_off(circle, now=NOW)
    circle.cancelled = False
    circle.save()

    assert send(NOW) == {"dropped": 2}


class TestCommand:
    def run(self, *args: str) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        code = 0
        try:
            call_command("send_circle_mail", *args, stdout=out, stderr=err)
        except SystemExit as end:
            code = end.code
        return code, out.getvalue(), err.getvalue()

    def test_it_reminds_and_sends_and_says_so_in_numbers(self, circle: Circle) -> None:
        with time_machine.travel(DUE, tick=False):
            assert self.run() == (0, "1 sent, 1 reminders written.\n", "")
            assert self.run() == (0, "Nothing to send.\n", "")
            assert self.run("--verbosity=0") == (0, "", "")

    def test_it_stops_at_its_limit(self, circle: Circle) -> None:
        for name in "cde":
            join(open_circle(), name)
        with time_machine.travel(NOW, tick=False):
            assert self.run("--limit=2") == (0, "2 sent.\n", "")
        with pytest.raises(CommandError, match="at least 1"):
            self.run("--limit=0")

    def test_a_server_that_is_away_ends_it_with_one(
        self, circle: Circle, settings: Any
    ) -> None:
        send_by_smtp(settings, "127.0.0.1", 1)
        for name in "cdef":
            join(open_circle(), name)
        with time_machine.travel(NOW, tick=False):
            code, out, err = self.run()

        assert (code, out) == (1, "3 to be tried again.\n")
        assert "cannot be reached" in err
        assert "@" not in out + err


def test_who_said_not_to_come_is_not_reminded_of_that_meeting(circle: Circle) -> None:
    ada = circle.sign_ups.get(name="Ada")
    first, second = circle.meetings.order_by("start")[:2]
    excuse(ada, first, now=NOW)

    assert write_reminders(now=DUE) == 0
    assert write_reminders(now=second.start - timedelta(hours=48)) == 1

    take_back(ada, first)
    assert write_reminders(now=DUE) == 1


def test_a_reminder_that_is_written_already_is_dropped(circle: Circle) -> None:
    write_reminders(now=DUE)
    ada, meeting = circle.sign_ups.get(name="Ada"), first_meeting(circle)
    excuse(ada, meeting, now=DUE)

    assert send(DUE).get("sent", 0) == 0
    assert reminders().get().status == MailStatus.DROPPED
    assert django_mail.outbox == []
