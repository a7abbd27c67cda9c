"""The last message of a circle, and the certificate of taking part."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail as django_mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from learningcircles_wagtail.models import (
    Attendance,
    Branch,
    Circle,
    CirclePage,
    LearningCirclesSettings,
    Meeting,
    OutboxMail,
    SignUp,
)
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.sending import send_due
from learningcircles_wagtail.sign_ups.thanks import WITHIN, write_thanks
from learningcircles_wagtail.sign_ups.tokens import token_of
from tests.factories import change_meeting, make_course, publish
from tests.sign_ups.makers import NOW, join, open_circle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def circle() -> Circle:
    """A circle in which Ada has the one place, and Bo waits for it."""
    circle = open_circle(
        capacity=1, waiting_list=True, title="Speaking", course=make_course()
    )
    for name in ("Ada", "Bo"):
        join(circle, name)
    OutboxMail.objects.all().delete()
    circle.refresh_from_db()
    return circle


def preferences(**values: Any) -> None:
    site = Site.objects.get(is_default_site=True)
    found = LearningCirclesSettings.for_site(site)
    for name, value in values.items():
        setattr(found, name, value)
    found.save()


def send(moment: Any) -> dict[str, int]:
    """Do what the command does at a moment."""
    write_thanks(now=moment)
    with time_machine.travel(moment, tick=False):
        return dict(send_due(clock=lambda: moment).counts)


class TestThanks:
    def test_who_had_a_place_is_thanked_once_when_the_circle_is_over(
        self, circle: Circle
    ) -> None:
        end = circle.last_meeting_at
        assert send(end - timedelta(minutes=1)) == {}
        assert send(end + timedelta(minutes=1)) == {"sent": 1}
        assert send(end + timedelta(days=2)) == {}

        [message] = django_mail.outbox
        assert message.to == ["Ada@example.org"]
        assert message.subject == "Thank you for taking part: Speaking"
        assert "/circles/\n" in message.body
        assert "certificate" not in message.body

    def test_thanks_that_would_come_late_are_not_sent(self, circle: Circle) -> None:
        assert send(circle.last_meeting_at + WITHIN) == {}

        write_thanks(now=circle.last_meeting_at + timedelta(days=1))
        assert send(circle.last_meeting_at + WITHIN) == {"dropped": 1}
        assert django_mail.outbox == []

    def test_a_further_meeting_is_no_reason_to_thank_again(
        self, circle: Circle
    ) -> None:
        first_end = circle.last_meeting_at
        assert send(first_end) == {"sent": 1}
        page = CirclePage.objects.get(circle=circle)
        change_meeting(page, 5, date=(first_end + timedelta(days=7)).date())
        publish(page)
        circle.refresh_from_db()
        assert circle.last_meeting_at > first_end

        assert send(circle.last_meeting_at) == {}

    def test_a_library_may_do_without(self, circle: Circle) -> None:
        preferences(thank_learners=False)

        assert send(circle.last_meeting_at) == {}

    def test_a_circle_that_was_called_off_thanks_nobody(self, circle: Circle) -> None:
        write_thanks(now=circle.last_meeting_at)
        page = CirclePage.objects.get(circle=circle)
        page.cancelled = True
        publish(page)

        assert send(circle.last_meeting_at) == {"dropped": 1}
        OutboxMail.objects.all().delete()
        assert write_thanks(now=circle.last_meeting_at) == 0

    def test_thanks_bring_the_certificate_where_the_library_gives_one(
        self, circle: Circle
    ) -> None:
        preferences(certificates=True)
        send(circle.last_meeting_at)

        [message] = django_mail.outbox
        [found] = re.findall(r"https?://\S+/certificate/", message.body)
        assert found in message.alternatives[0][0]
        path = re.sub(r"^https?://[^/]+", "", found)
        with time_machine.travel(circle.last_meeting_at, tick=False):
            assert Client().get(path).status_code == 200


class TestCertificate:
    @pytest.fixture
    def over(self, circle: Circle, clock: time_machine.Traveller) -> Circle:
        """The circle when it is over, at a library that gives certificates."""
        preferences(certificates=True, organisation="Riverbend Library")
        clock.move_to(circle.last_meeting_at + timedelta(hours=1), tick=False)
        return circle

    def address(self, circle: Circle, name: str = "Ada") -> str:
        row = circle.sign_ups.get(name=name)
        page = CirclePage.objects.get(circle=circle)
        return f"{page.url}sign-ups/{token_of(row)}/certificate/"

    def test_it_tells_who_took_part_in_what_when_and_where(self, over: Circle) -> None:
        response = Client().get(self.address(over))

        html = response.content.decode()
        text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
        for words in (
            "Riverbend Library",
            "Ada",
            "Speaking",
            "Introduction to Public Speaking",
            "University of Washington",
            "Meetings 6",
            "Nov. 4, 2026",
            "Dec. 9, 2026",
            "Central Library, Riverbend",
        ):
            assert words in text, words
        assert response["Cache-Control"] == "no-store, private"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"

    def test_the_learner_s_own_page_leads_to_it(self, over: Circle) -> None:
        own = self.address(over).removesuffix("certificate/")

        assert f'href="{self.address(over)}"' in Client().get(own).content.decode()
        assert f'href="{own}"' in Client().get(self.address(over)).content.decode()

    def test_a_cancelled_meeting_does_not_count(
        self, over: Circle, clock: time_machine.Traveller
    ) -> None:
        page = CirclePage.objects.get(circle=over)
        change_meeting(page, 1, state="cancelled")
        publish(page)

        html = Client().get(self.address(over)).content.decode()
        assert "<dd>5</dd>" in html

    def test_attendance_counts_once_it_is_noted_for_every_meeting(
        self, over: Circle
    ) -> None:
        ada = over.sign_ups.get(name="Ada")
        meetings = list(over.meetings.order_by("start"))
        for meeting in meetings[:5]:
            self.note(ada, meeting, "absent")
        assert "<dd>6</dd>" in Client().get(self.address(over)).content.decode()

        self.note(ada, meetings[5], "present")
        assert "<dd>1 of 6</dd>" in Client().get(self.address(over)).content.decode()

        ada.attendance.filter(status="present").update(status="absent")
        assert Client().get(self.address(over)).status_code == 404

    def test_what_was_noted_of_a_meeting_that_was_cancelled_does_not_count(
        self, over: Circle
    ) -> None:
        ada = over.sign_ups.get(name="Ada")
        for meeting in over.meetings.order_by("start")[:5]:
            self.note(ada, meeting, "present")
        page = CirclePage.objects.get(circle=over)
        change_meeting(page, 1, state="cancelled")
        publish(page)

        # Of five that were held four are noted.
        assert "<dd>5</dd>" in Client().get(self.address(over)).content.decode()
        self.note(ada, over.meetings.latest("start"), "present")
        assert "<dd>5 of 5</dd>" in Client().get(self.address(over)).content.decode()

    def note(self, row: SignUp, meeting: Meeting, status: str) -> None:
        Attendance.objects.create(
            sign_up=row, meeting=meeting, status=status, noted_at=meeting.end
        )

    def test_there_is_none_for_others(
        self, over: Circle, clock: time_machine.Traveller
    ) -> None:
        there = self.address(over)
        assert Client().get(there).status_code == 200
        assert Client().post(there).status_code == 405
        assert Client().get(self.address(over, "Bo")).status_code == 404
        for token in ("x", "a" * 43):
            wrong = re.sub(r"sign-ups/[^/]+/", f"sign-ups/{token}/", there)
            assert Client().get(wrong).status_code == 404

        clock.move_to(over.last_meeting_at - timedelta(hours=1), tick=False)
        assert Client().get(there).status_code == 404

    def test_there_is_none_where_the_library_gives_none(self, over: Circle) -> None:
        preferences(certificates=False)

        assert Client().get(self.address(over)).status_code == 404

    def test_who_left_or_was_forgotten_has_none(self, over: Circle) -> None:
        there = self.address(over)
        row = over.sign_ups.get(name="Ada")
        cancel(row, now=over.last_meeting_at)
        assert Client().get(there).status_code == 404

        forget(row, now=over.last_meeting_at)
        assert Client().get(there).status_code == 404

    @pytest.mark.parametrize("happens", ["private", "unpublished", "draft branch"])
    def test_it_opens_as_the_learner_s_own_page_does_whatever_became_of_the_circle_s(
        self, over: Circle, happens: str
    ) -> None:
        there = self.address(over)
        own = there.removesuffix("certificate/")
        page = CirclePage.objects.get(circle=over)
        match happens:
            case "private":
                PageViewRestriction.objects.create(
                    page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
                )
            case "unpublished":
                page.unpublish()
            case "draft branch":
                Branch.objects.update(live=False)
        # What is written into a page that is not public, is not told.
        CirclePage.objects.filter(pk=page.pk).update(title="Hidden words")

        shown = Client().get(own).content.decode()
        assert f'href="{there}"' in shown
        assert "You had a place" in shown
        answer = Client().get(there)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "no-store, private"
        html = answer.content.decode()
        assert "Ada" in html
        assert "Dec. 9, 2026" in html
        assert over.title in html
        assert "Hidden words" not in html
        assert ("Central Library" in html) == (happens != "draft branch")

        for token in ("x", "a" * 43):
            wrong = re.sub(r"sign-ups/[^/]+/", f"sign-ups/{token}/", there)
            assert Client().get(wrong).status_code == 404

    def test_one_answer_counts_attendance_once(self, over: Circle) -> None:
        ada = over.sign_ups.get(name="Ada")
        for meeting in over.meetings.all():
            self.note(ada, meeting, "present")
        with CaptureQueriesContext(connection) as queries:
            html = Client().get(self.address(over)).content.decode()

        assert "<dd>6 of 6</dd>" in html
        table = Attendance._meta.db_table
        counted = [one for one in queries if table in one["sql"]]
        assert len(counted) == 2
