"""A learner's own page: what it tells, what it does, and to whom it opens."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import (
    Circle,
    OutboxMail,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import learner_page, staff
from learningcircles_wagtail.sign_ups.attendance import excuse
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.tokens import renew_token, token_of
from tests.factories import change_meeting, make_circle_index, publish
from tests.sign_ups.makers import NOW, join, names, open_circle
from tests.sign_ups.visits import at, page_of

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING
ROOM = "https://video.example.org/canary-room"


@pytest.fixture(autouse=True)
def before_the_first_meeting():
    with at(NOW):
        yield
        assert check(now=NOW) == []


@pytest.fixture
def browser() -> Client:
    """A browser that has no token of Django's, and says nothing of where it was."""
    return Client(enforce_csrf_checks=True, headers={"origin": "null"})


def own_address(row: SignUp) -> str:
    return f"{page_of(row.circle).url}sign-ups/{token_of(row)}/"


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def rows() -> list[Any]:
    return [
        *SignUp.objects.values(),
        *Circle.objects.values(),
        *OutboxMail.objects.values(),
    ]


class TestWhatItTells:
    def test_who_has_a_place_sees_it_and_what_comes_next(self, browser: Client) -> None:
        row = join(open_circle(), "ada", accommodation="A ramp").sign_up
        told = words(browser.get(own_address(row)))

        for fact in (
            "You have a place",
            "First meeting Wednesday, November 4, 6 p.m.",
            "Wednesdays, 6 – 7:30 p.m.",
            "Central Library",
            "Add all to my calendar",
            "Give up my place",
            "ada@example.org",
            "A ramp",
        ):
            assert fact in told

    def test_who_waits_sees_the_place_in_line_as_it_is_now(self, browser) -> None:
        circle = open_circle(capacity=0, waiting_list=True)
        ada, bo = (join(circle, name).sign_up for name in ("ada", "bo"))
        assert "You are number 2 on the waiting list" in words(
            browser.get(own_address(bo))
        )

        browser.post(own_address(ada), {"step": "cancel"})

        assert "You are number 1 on the waiting list" in words(
            browser.get(own_address(bo))
        )

    def test_the_online_link_is_told_to_who_has_a_place_alone(self, browser) -> None:
        circle = open_circle(
            capacity=1,
            waiting_list=True,
            format="online",
            online_link=ROOM,
            branch=None,
        )
        ada, bo = (join(circle, name).sign_up for name in ("ada", "bo"))

        assert ROOM in browser.get(own_address(ada)).content.decode()
        assert ROOM not in browser.get(own_address(bo)).content.decode()
        assert ROOM not in browser.get(page_of(circle).url).content.decode()

    @pytest.mark.parametrize("when", ["cancelled", "over"])
    def test_the_online_link_ends_with_the_circle(self, browser, when: str) -> None:
        circle = open_circle(format="online", online_link=ROOM, branch=None)
        row = join(circle, "ada").sign_up
        if when == "cancelled":
            page = page_of(circle)
            page.cancelled = True
            publish(page)
        later = NOW + timedelta(days=0 if when == "cancelled" else 365)
        with at(later):
            html = browser.get(own_address(row)).content.decode()

        assert ROOM not in html
        assert "You had a place" in html

    def test_who_waited_in_vain_is_not_told_to_wait_on(self, browser) -> None:
        row = join(open_circle(capacity=0, waiting_list=True), "ada").sign_up
        with at(NOW + timedelta(days=365)):
            told = words(browser.get(own_address(row)))

        assert "You were on the waiting list" in told
        assert "You are number" not in told
        assert "Leave the waiting list" not in told

    @pytest.mark.parametrize("when", ["cancelled", "over"])
    def test_a_place_in_a_circle_that_is_over_is_not_to_be_given_up(
        self, browser, when: str
    ) -> None:
        row = join(open_circle(), "ada").sign_up
        assert "Give up my place" in words(browser.get(own_address(row)))
        if when == "cancelled":
            page = page_of(row.circle)
            page.cancelled = True
            publish(page)
        with at(NOW + timedelta(days=0 if when == "cancelled" else 365)):
            told = words(browser.get(own_address(row)))

        assert "Give up my place" not in told
        assert "Delete what you know of me" in told

    def test_who_was_removed_is_told_so(self, browser, django_user_model) -> None:
        row = join(open_circle(), "ada").sign_up
        staff.remove(row, now=NOW, user=django_user_model.objects.create_user("staff"))

        assert "Your place was taken back" in words(browser.get(own_address(row)))

    def test_what_a_learner_wrote_stays_text(self, browser: Client) -> None:
        row = join(open_circle(), "ada", accommodation="<script>alert(1)</script>")

        html = browser.get(own_address(row.sign_up)).content.decode()

        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


class TestButtons:
    def test_who_gives_up_a_place_makes_room_and_is_shown_so(self, browser) -> None:
        circle = open_circle(capacity=1, waiting_list=True)
        ada, _bo = (join(circle, name).sign_up for name in ("ada", "bo"))
        address = own_address(ada)

        response = browser.post(address, {"step": "cancel"})

        assert (response.status_code, response["Location"]) == (303, address)
        assert "You have given up your place" in words(browser.get(address))
        assert names(circle, CONFIRMED) == ["bo"]

    def test_cancelling_twice_is_cancelling_once(self, browser: Client) -> None:
        row = join(open_circle(), "ada").sign_up
        for _time in range(2):
            assert browser.post(own_address(row), {"step": "cancel"}).status_code == 303

        kinds = OutboxMail.objects.order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["confirmed", "cancelled"]

    def test_who_is_forgotten_is_told_once_and_the_address_ends(self, browser) -> None:
        circle = open_circle(capacity=1, waiting_list=True)
        ada, _bo = (join(circle, name).sign_up for name in ("ada", "bo"))
        address = own_address(ada)

        response = browser.post(address, {"step": "forget"})

        assert response.status_code == 200
        assert "We have forgotten you" in words(response)
        assert "ada@example.org" not in response.content.decode()
        for visit in (browser.get, browser.post):
            assert visit(address).status_code == 404
        assert names(circle, CONFIRMED) == ["bo"]
        assert SignUp.objects.get(pk=ada.pk).email == ""

    @pytest.mark.parametrize("step", ["", "x", "CANCEL", "remove"])
    def test_a_button_that_there_is_not_changes_nothing(self, browser, step) -> None:
        row = join(open_circle(), "ada").sign_up
        address = own_address(row)
        before = rows()

        assert browser.post(address, {"step": step}).status_code == 303
        assert rows() == before

    def test_a_database_that_lets_nobody_through_asks_to_press_again(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = join(open_circle(), "ada").sign_up

        def busy(*args: Any, **options: Any) -> None:
            raise TooBusyError

        monkeypatch.setattr(learner_page, "cancel", busy)
        response = browser.post(own_address(row), {"step": "cancel"})

        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert "press the button again" in words(response)

    def test_looking_changes_nothing(self, browser: Client) -> None:
        row = join(open_circle(), "ada").sign_up
        page, address = page_of(row.circle).url, own_address(row)
        before = rows()
        for method in ("get", "head", "options"):
            for query in ("", "?step=cancel", "?step=forget"):
                getattr(browser, method)(address + query)
        for path in (page, f"{page}sign-up/", f"{page}sign-up/?email=a@example.org"):
            browser.get(path)
            browser.head(path)

        assert rows() == before


class TestWhoGetsIn:
    def test_every_other_token_is_answered_alike(self, browser: Client) -> None:
        here, there = open_circle(), open_circle()
        ada, bo = join(here, "ada").sign_up, join(there, "bo").sign_up
        address = own_address(ada)
        old = token_of(ada)
        renew_token(ada)
        gone = join(here, "cy").sign_up
        gone_token = token_of(gone)
        forget(gone, now=NOW)

        answers = [
            (response.status_code, response.content.replace(token.encode(), b""))
            for token in ("zzzzqqqq", "a" * 32, old, token_of(bo), gone_token)
            for visit in (browser.get, browser.post)
            for response in [visit(address.replace(old, token), {"step": "cancel"})]
        ]

        assert {status for status, _body in answers} == {404}
        assert len({body for _status, body in answers}) == 1
        assert names(there, CONFIRMED) == ["bo"]
        assert browser.get(address.replace(old, token_of(ada))).status_code == 200

    def test_the_address_is_kept_from_everybody_else(self, browser: Client) -> None:
        response = browser.get(own_address(join(open_circle(), "ada").sign_up))

        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store, private"
        assert "noindex" in response["X-Robots-Tag"]
        assert "default-src 'self'" in response["Content-Security-Policy"]
        html = response.content.decode()
        assert '<meta name="robots" content="noindex' in html
        # What a browser would load; links are followed by people.
        loaded = re.findall(
            r"<(?:script|img|link|iframe)[^>]+(?:src|href)=\"([^\"]+)", html
        )
        assert [one for one in loaded if not one.startswith("/")] == []
        assert response.cookies == {}

    def test_static_files_of_another_host_may_be_loaded(
        self, browser, settings
    ) -> None:
        settings.STATIC_URL = "https://static.example.org/s/"
        response = browser.get(own_address(join(open_circle(), "ada").sign_up))

        policy = response["Content-Security-Policy"]
        assert "style-src 'self' https://static.example.org 'unsafe-inline'" in policy

    def test_no_other_address_loses_its_token(self, browser: Client) -> None:
        circle = open_circle()

        response = browser.post(f"{page_of(circle).url}sign-up/", {"name": "Ada"})

        assert response.status_code == 403

    def test_a_page_of_another_kind_keeps_its_token_at_such_an_address(
        self, browser: Client
    ) -> None:
        index = page_of(open_circle()).get_parent()
        index.slug = "sign-ups"
        index.specific.save()
        child = index.get_children()[0]

        assert browser.post(child.get_url()).status_code == 403
        assert browser.get(child.get_url()).status_code == 200


def unpublished(circle: Circle) -> None:
    page_of(circle).unpublish()


def private(circle: Circle) -> None:
    PageViewRestriction.objects.create(
        page=page_of(circle), restriction_type=PageViewRestriction.LOGIN
    )


def behind_a_password(circle: Circle) -> None:
    PageViewRestriction.objects.create(
        page=page_of(circle).get_parent(),
        restriction_type=PageViewRestriction.PASSWORD,
        password="x",
    )


def at_a_draft_branch(circle: Circle) -> None:
    circle.branch.live = False
    circle.branch.save()


class TestWhereThePageIsNotPublic:
    @pytest.mark.parametrize(
        "change", [unpublished, private, behind_a_password, at_a_draft_branch]
    )
    def test_a_learner_can_leave_and_sees_no_more_than_the_title(
        self, browser: Client, change: Any
    ) -> None:
        circle = open_circle(title="By video", format="hybrid", online_link=ROOM)
        row = join(circle, "ada").sign_up
        address = own_address(row)
        change(circle)

        response = browser.get(address)
        assert response.status_code == 200
        told = words(response)
        assert "By video" in told
        assert "is not public at the moment" in told
        assert ROOM not in response.content.decode()
        assert "November" not in told

        assert browser.post(address, {"step": "cancel"}).status_code == 303
        assert names(circle, CONFIRMED) == []
        assert browser.post(address, {"step": "forget"}).status_code == 200

    def test_everything_else_below_the_page_stays_closed(self, browser) -> None:
        circle = open_circle()
        row = join(circle, "ada").sign_up
        page = page_of(circle).url
        unpublished(circle)

        for path in ("", "ics/", "flyer/", "sign-up/", "sign-ups/", "sign-ups/x/"):
            assert browser.get(page + path).status_code == 404
        assert browser.get(f"{page}sign-ups/{token_of(row)}/x/").status_code == 404


@pytest.mark.parametrize("happens", ["renamed", "moved", "renamed and hidden"])
def test_the_address_in_a_message_opens_wherever_the_circle_s_page_is_now(
    browser: Client, happens: str
) -> None:
    circle = open_circle(title="By video")
    row = join(circle, "ada").sign_up
    address, page = own_address(row), page_of(circle)
    if happens == "moved":
        page.move(make_circle_index(title="Other", slug="other"), pos="last-child")
    else:
        page.slug = "another-slug"
        page.save_revision().publish()
    if "hidden" in happens:
        unpublished(circle)
    assert browser.get(page.url).status_code in {301, 404}

    response = browser.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert "By video" in words(response)
    wrong = address.replace(token_of(row), "a" * 32)
    assert browser.get(wrong).status_code == 404
    assert browser.post(wrong, {"step": "cancel"}).status_code in {403, 404}
    assert names(circle, CONFIRMED) == ["ada"]

    assert browser.post(address, {"step": "cancel"}).status_code == 303
    assert names(circle, CONFIRMED) == []


def test_old_messages_lead_who_was_moved_to_their_place_in_the_other_circle(
    browser: Client, django_user_model: Any
) -> None:
    here, there, third = (open_circle(title=f"Circle {n}") for n in "ABC")
    row, other = (join(here, name).sign_up for name in ("ada", "bo"))
    address, token = own_address(row), token_of(row)
    staffer = django_user_model.objects.create_user("staff")
    for circle in (there, third):
        staff.move(row, circle, now=NOW, user=staffer)

    response = browser.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert "Circle C" in words(response)
    never = own_address(other).replace(token_of(other), token)
    assert never == address
    elsewhere = f"{page_of(open_circle(title='D')).url}sign-ups/{token}/"
    assert browser.get(elsewhere).status_code == 404

    assert browser.post(address, {"step": "cancel"}).status_code == 303
    assert names(third, CONFIRMED) == []


def test_the_page_opens_in_every_language_of_the_circle(browser, settings) -> None:
    circle = open_circle()
    french = Locale.objects.create(language_code="fr")
    page = page_of(circle)
    translated = page.copy_for_translation(french, copy_parents=True)
    translated.title = "Parler en public"
    publish(translated)
    row = join(circle, "ada").sign_up
    address = f"{translated.get_url()}sign-ups/{token_of(row)}/"

    assert "Parler en public" in words(browser.get(address))
    assert browser.post(address, {"step": "cancel"}).status_code == 303
    assert names(circle, CONFIRMED) == []


def test_answers_stand_in_the_words_in_which_the_page_is_read(browser) -> None:
    french = Locale.objects.create(language_code="fr")
    form = SignUpForm(name="Usual", locale=Locale.get_default())
    form.questions = [
        SignUpQuestion(key="how", label="How?", kind="choice", choices="Bus\nBike"),
        SignUpQuestion(key="why", label="Why?", kind="text"),
    ]
    form.save()
    other = form.copy_for_translation(french)
    how, why = other.questions.all()
    how.label, how.choices, why.label = "Comment ?", "Autobus\nVélo", "Pourquoi ?"
    other.questions = [how, why]
    other.save()
    circle = open_circle(sign_up_form=form)
    translated = publish(
        page_of(circle).copy_for_translation(french, copy_parents=True)
    )
    row = join(circle, "ada", answers={"how": "Bike", "why": "So"}).sign_up

    told = words(browser.get(own_address(row)))
    assert "How? Bike" in told
    assert "Why? So" in told
    told = words(browser.get(f"{translated.get_url()}sign-ups/{token_of(row)}/"))
    assert "Comment ? Vélo" in told
    assert "Pourquoi ? So" in told

    # What is asked otherwise now, or was taken back, stays as it was answered.
    SignUpQuestion.objects.filter(label="Why?").update(kind="yes_no")
    assert "Why? So" in words(browser.get(own_address(row)))
    SignUpQuestion.objects.filter(label="Why?").update(kind="text")
    SignUp.objects.filter(pk=row.pk).update(answers={"how": "Bike", "why": False})
    assert "Why? No" in words(browser.get(own_address(row)))
    SignUpQuestion.objects.filter(label="How?").update(choices="Bus\nOn foot")
    form.unpublish()
    assert "How? Bike" in words(browser.get(own_address(row)))


class TestMissingOneMeeting:
    def marks(self, row: SignUp) -> list[tuple[int, str]]:
        return list(row.attendance.values_list("meeting_id", "status"))

    def test_it_is_said_and_taken_back_and_the_place_stays(
        self, browser: Client
    ) -> None:
        row = join(open_circle(), "ada").sign_up
        address, meeting = own_address(row), row.circle.meetings.order_by("start")[0]
        assert words(browser.get(address)).count("I can’t come to this one") == 6
        browser.get(address, {"step": "excuse", "meeting": meeting.pk})
        assert self.marks(row) == []

        for _twice in range(2):
            sent = browser.post(address, {"step": "excuse", "meeting": meeting.pk})
            assert sent.status_code == 303
        assert self.marks(row) == [(meeting.pk, "excused")]
        assert words(browser.get(address)).count("I can come after all") == 1
        row.refresh_from_db()
        assert row.status == CONFIRMED

        browser.post(address, {"step": "come", "meeting": meeting.pk})
        assert self.marks(row) == []

    @pytest.mark.parametrize("moved_to", [date(2026, 11, 4), date(2026, 11, 6)])
    def test_it_is_said_of_the_day_and_not_of_another(self, moved_to: date) -> None:
        row = join(open_circle(), "ada").sign_up
        first, second, *_others = row.circle.meetings.order_by("start")
        for meeting in (first, second):
            excuse(row, meeting, now=NOW)
        page = page_of(row.circle)
        change_meeting(
            page, 0, state="moved", date=moved_to, start_time=time(19), room="Attic"
        )
        publish(page)

        still = [(second.pk, "excused")]
        if moved_to.day == 4:
            still.insert(0, (first.pk, "excused"))
        assert sorted(self.marks(row)) == still

    def test_what_staff_noted_is_not_undone(self, browser: Client) -> None:
        row = join(open_circle(), "ada").sign_up
        meeting = row.circle.meetings.order_by("start")[0]
        row.attendance.create(meeting=meeting, status="absent", noted_at=NOW)

        for step in ("excuse", "come"):
            browser.post(own_address(row), {"step": step, "meeting": meeting.pk})
        assert self.marks(row) == [(meeting.pk, "absent")]

    def test_a_meeting_that_is_none_of_theirs_is_refused(self, browser: Client) -> None:
        row = join(open_circle(), "ada").sign_up
        other = open_circle().meetings.order_by("start")[0].pk
        first, second, third = row.circle.meetings.order_by("start")[:3]
        row.circle.meetings.filter(pk=first.pk).update(start=NOW - timedelta(hours=1))
        row.circle.meetings.filter(pk=second.pk).update(state="cancelled")
        for key in (other, first.pk, second.pk, "", "\0", "²", "-1", "9" * 90, "x"):
            answer = browser.post(own_address(row), {"step": "excuse", "meeting": key})
            assert answer.status_code == 409, key
            assert "Nothing was changed" in words(answer)
        assert self.marks(row) == []
        # The same with a meeting of theirs is taken.
        browser.post(own_address(row), {"step": "excuse", "meeting": third.pk})
        assert self.marks(row) == [(third.pk, "excused")]

    def test_who_waits_has_nothing_to_miss(self, browser: Client) -> None:
        circle = open_circle(capacity=1, waiting_list=True)
        join(circle, "ada")
        row = join(circle, "bo").sign_up
        key = row.circle.meetings.order_by("start")[0].pk
        answer = browser.post(own_address(row), {"step": "excuse", "meeting": key})

        assert answer.status_code == 409
        assert self.marks(row) == []
