"""The grid of attendance: who may note, what is written, what is refused."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry

from learningcircles_wagtail.admin.attendance_circles import URL_NAME as MY_CIRCLES
from learningcircles_wagtail.admin.attendance_rows import columns
from learningcircles_wagtail.admin.sign_up_pages import ATTENDANCE
from learningcircles_wagtail.enums import MeetingState, SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import (
    Attendance,
    Branch,
    Circle,
    CircleIndexPage,
    CirclePage,
    DropIns,
    Facilitator,
    GroupAttendancePermission,
    Meeting,
    SignUp,
)
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.attendance import (
    excuse,
    meetings_attended,
    meetings_noted,
)
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.holdings import held_on
from learningcircles_wagtail.sign_ups.noting import NOTED, Change, note
from tests.admin.makers import reader
from tests.factories import change_meeting, publish
from tests.sign_ups.makers import join

pytestmark = pytest.mark.django_db
SHEET = f"{ATTENDANCE}_sheet"


@pytest.fixture
def page(add_circle: Any) -> CirclePage:
    """A circle whose first two meetings are over, with Ada, Bo and, waiting, Cy."""
    page = add_circle(
        "Sewing",
        in_days=-10,
        sign_up_backend="database",
        capacity=2,
        waiting_list=True,
    )
    circle = Circle.objects.get(pk=page.circle_id)
    for name in ("Ada", "Bo", "Cy"):
        join(circle, name, now=timezone.now(), accommodation="A canary wish")
    return page


def learner(name: str) -> SignUp:
    return SignUp.objects.get(name=name)


def meetings(page: CirclePage) -> list[Meeting]:
    return list(Meeting.objects.filter(circle=page.circle_id).order_by("start"))


def grid(page: CirclePage, number: int = 0) -> str:
    key = meetings(page)[number].pk
    return reverse(f"{ATTENDANCE}_meeting", args=[page.pk, key])


def choose(was: dict[str, str] | None = None, **chosen: str) -> dict[str, str]:
    """Return a form: names with what was chosen, `was` what they were loaded with."""
    data = {}
    for name, value in chosen.items():
        key = learner(name).pk
        data |= {f"is-{key}": value, f"was-{key}": (was or {}).get(name, "")}
    return data


def marks(page: CirclePage, number: int = 0) -> dict[str, str]:
    rows = Attendance.objects.filter(meeting=meetings(page)[number])
    return dict(rows.values_list("sign_up__name", "status"))


def somebody(name: str = "fay") -> Any:
    """Return somebody who may log in to the admin, and nothing else."""
    return reader(None, name=name)


def facilitator(page: CirclePage, user: Any, *, live: bool = True) -> Facilitator:
    row = Facilitator.objects.create(name="Fay", user=user, live=live)
    page.circle.facilitators.add(row)
    return row


class TestWhoMayNote:
    def test_a_facilitator_notes_their_own_circle_and_no_other(
        self, client, page, add_circle
    ):
        other = add_circle("Chess", in_days=-10)
        user = somebody()
        facilitator(page, user)
        client.force_login(user)

        assert client.post(grid(page), choose(Ada="present")).status_code == 303
        assert marks(page) == {"Ada": "present"}
        for address in (grid(other), reverse(SHEET, args=[other.pk])):
            assert client.get(address).status_code == 302
        assert client.post(grid(other), {"drop-ins": "3"}).status_code == 302
        assert not DropIns.objects.exists()

    def test_a_facilitator_whose_record_is_no_longer_published_notes_nothing(
        self, client, page
    ):
        user = somebody()
        facilitator(page, user, live=False)
        client.force_login(user)

        assert client.post(grid(page), choose(Ada="present")).status_code == 302
        assert marks(page) == {}

    @pytest.mark.parametrize("target", ["page", "branch"])
    def test_a_group_notes_where_it_was_given_the_right(
        self, client, page, circles, branch, home, target
    ):
        user = somebody()
        client.force_login(user)
        other = {
            "page": home.add_child(instance=CircleIndexPage(title="N", slug="n")),
            "branch": Branch.objects.create(name="Northside"),
        }[target]
        right = GroupAttendancePermission.objects.create(
            group=user.groups.get(), **{target: other}
        )

        assert client.get(grid(page)).status_code == 302

        given = {"page": circles, "branch": branch}[target]
        setattr(right, target, given)
        right.save()
        assert client.post(grid(page), choose(Ada="present")).status_code == 303
        assert marks(page) == {"Ada": "present"}

    def test_djangos_permission_counts_everywhere(self, client, page):
        user = somebody()
        user.user_permissions.add(Permission.objects.get(codename="note_attendance"))
        client.force_login(user)

        assert client.get(grid(page)).status_code == 200

    def test_who_may_edit_sees_counts_and_no_name(self, client, page, circles):
        user = somebody()
        GroupPagePermission.objects.create(
            group=user.groups.get(), page=circles, permission_type="change"
        )
        client.force_login(user)
        note_one(page, "Ada", "present")

        text = client.get(grid(page)).text
        assert "You see how many people came" in text
        assert "Ada" not in text
        assert client.post(grid(page), choose(Bo="present")).status_code == 302
        assert client.get(reverse(SHEET, args=[page.pk])).status_code == 302
        assert marks(page) == {"Ada": "present"}

    def test_nothing_but_names_is_shown(self, client, page):
        user = somebody()
        facilitator(page, user)
        client.force_login(user)

        for address in (grid(page), reverse(SHEET, args=[page.pk])):
            text = client.get(address).text
            assert "Ada" in text
            for secret in ("example.org", "canary", "Cy"):
                assert secret not in text.replace("fay@example.org", "")

    def test_a_right_names_a_page_or_a_branch_and_not_both(self, circles, branch):
        group = Group.objects.create(name="Both")
        for values in ({}, {"page": circles, "branch": branch}):
            with pytest.raises(IntegrityError), transaction.atomic():
                GroupAttendancePermission.objects.create(group=group, **values)

    def test_my_circles_are_in_the_menu_of_those_who_have_some(
        self, client, page, add_circle
    ):
        add_circle("Chess")
        user = somebody()
        client.force_login(user)
        home = reverse("wagtailadmin_home")
        assert reverse(MY_CIRCLES) not in client.get(home).text
        assert "no circle here" in client.get(reverse(MY_CIRCLES)).text

        facilitator(page, user)
        assert reverse(MY_CIRCLES) in client.get(home).text
        text = client.get(reverse(MY_CIRCLES)).text
        assert reverse(ATTENDANCE, args=[page.pk]) in text
        assert "Chess" not in text


def note_one(page: CirclePage, name: str, chosen: str, was: str = "") -> Any:
    return note(
        page.circle,
        meetings(page)[0],
        {learner(name).pk: Change(was, chosen)},
        Change(None, None),
        now=timezone.now(),
        user=get_user_model().objects.first(),
    )


class TestNoting:
    def test_what_was_chosen_is_noted_and_taken_back(self, editor, page):
        data = choose(Ada="present", Bo="absent")
        editor.post(grid(page), data | {"drop-ins": "3", "had-drop-ins": ""})

        assert marks(page) == {"Ada": "present", "Bo": "absent"}
        assert DropIns.objects.get().number == 3
        assert meetings_attended(learner("Ada")) == 1
        assert meetings_attended(learner("Bo")) == 0
        assert meetings_noted(page.circle) == 1

        data = choose({"Ada": "present", "Bo": "absent"}, Ada="", Bo="excused")
        editor.post(grid(page), data | {"drop-ins": "", "had-drop-ins": "3"})
        assert marks(page) == {"Bo": "excused"}
        assert not DropIns.objects.exists()
        assert meetings_noted(page.circle) == 0

    def test_a_save_stands_in_the_log_once_and_names_nobody(self, editor, page):
        editor.post(grid(page), choose(Ada="present", Bo="absent"))
        editor.post(grid(page), choose({"Ada": "present"}, Ada="present"))

        [entry] = ModelLogEntry.objects.filter(action=NOTED)
        assert entry.data["changes"] == 2
        assert "Ada" not in f"{entry.label} {entry.data}"

    def test_what_nobody_touched_is_not_undone(self, editor, page):
        """Loaded empty, posted later: meanwhile somebody else noted Ada."""
        stale = choose(Ada="", Bo="present")
        note_one(page, "Ada", "present")

        assert editor.post(grid(page), stale).status_code == 303
        assert marks(page) == {"Ada": "present", "Bo": "present"}

    @pytest.mark.parametrize(
        ("before", "meanwhile", "chosen"),
        [
            ("", "present", "absent"),
            ("present", "absent", "excused"),
            ("present", "absent", ""),
        ],
    )
    def test_what_both_changed_stays_and_is_said(
        self, editor, page, before, meanwhile, chosen
    ):
        if before:
            note_one(page, "Ada", before)
        stale = choose({"Ada": before}, Ada=chosen, Bo="present")
        note_one(page, "Ada", meanwhile, before)

        answer = editor.post(grid(page), stale)
        assert "Somebody else has noted" in answer.text
        assert marks(page) == {"Ada": meanwhile, "Bo": "present"}

    def test_two_numbers_at_once_do_not_overwrite_each_other(self, editor, page):
        editor.post(grid(page), {"drop-ins": "3", "had-drop-ins": ""})
        answer = editor.post(grid(page), {"drop-ins": "5", "had-drop-ins": ""})

        assert "Somebody else has noted" in answer.text
        assert DropIns.objects.get().number == 3

    def test_a_meeting_to_come_takes_excuses_alone(self, editor, page):
        last = grid(page, 5)
        assert editor.post(last, choose(Ada="present")).status_code == 400
        assert editor.post(last, {"drop-ins": "2"}).status_code == 200
        assert marks(page, 5) == {}
        assert not DropIns.objects.exists()

        assert editor.post(last, choose(Ada="excused")).status_code == 303
        assert marks(page, 5) == {"Ada": "excused"}

    def test_meetings_have_the_numbers_that_visitors_read(self, editor, page):
        change_meeting(page, 1, state="cancelled")
        page = publish(page)
        shown = columns(page.circle, now=timezone.now())
        timeline = page.circle.timeline(now=timezone.now())

        assert [one.number for one in shown] == list(timeline.numbers)
        assert None in timeline.numbers
        assert '<b aria-hidden="true">–</b>' in editor.get(grid(page)).text

    def test_a_cancelled_meeting_takes_nothing(self, editor, page):
        Meeting.objects.filter(pk=meetings(page)[0].pk).update(
            state=MeetingState.CANCELLED
        )
        assert editor.post(grid(page), choose(Ada="present")).status_code == 409
        assert marks(page) == {}

    def test_of_a_circle_that_was_called_off_the_held_meetings_are_noted(
        self, editor, page
    ):
        """The first two have been; the third was to come when it was called off."""
        page.cancelled = True
        publish(page)
        later = timezone.now() + timedelta(days=30)

        with time_machine.travel(later, tick=False):
            editor.force_login(get_user_model().objects.get(username="editor"))
            for number in (0, 1):
                data = choose(Ada="present") | {"drop-ins": "2"}
                assert editor.post(grid(page, number), data).status_code == 303
                assert marks(page, number) == {"Ada": "present"}
            for number in (2, 3, 5):
                # In the past by now, too, but nobody met.
                answer = editor.post(grid(page, number), choose(Ada="present"))
                assert answer.status_code == 409
                assert marks(page, number) == {}
            assert "There is nothing to note" in editor.get(grid(page, 2)).text
            sheet = editor.get(reverse(SHEET, args=[page.pk])).context
            assert len(sheet["meetings"]) == 2
        assert DropIns.objects.count() == 2

    @pytest.mark.parametrize("everywhere", [False, True])
    def test_a_later_edit_does_not_make_a_meeting_held(self, editor, page, everywhere):
        page.cancelled = True
        page = publish(page)
        later = timezone.now() + timedelta(days=30)
        with time_machine.travel(later, tick=False):
            change_meeting(page, 2, note="We are sorry.")
            if everywhere:
                page.room = "Another room"
            publish(page)
            editor.force_login(get_user_model().objects.get(username="editor"))
            answer = editor.post(grid(page, 2), choose(Ada="present"))

        assert answer.status_code == 409
        changed = [row.modified_at == later for row in meetings(page)]
        assert changed == [everywhere or number == 2 for number in range(6)]

    def test_of_a_circle_that_was_called_off_before_it_began_nothing_is_noted(
        self, editor, add_circle
    ):
        page = add_circle("Chess", in_days=3, sign_up_backend="database", capacity=2)
        join(Circle.objects.get(pk=page.circle_id), "Dot", now=timezone.now())
        page.cancelled = True
        publish(page)

        with time_machine.travel(timezone.now() + timedelta(days=90), tick=False):
            editor.force_login(get_user_model().objects.get(username="editor"))
            answer = editor.post(grid(page), choose(Dot="present"))
        assert answer.status_code == 409
        assert not Attendance.objects.exists()

    def test_tampered_forms_write_nothing(self, editor, page, add_circle):
        other = add_circle("Chess", sign_up_backend="database", capacity=2)
        stranger = join(
            Circle.objects.get(pk=other.circle_id), "Eve", now=timezone.now()
        ).sign_up
        for name in (
            f"is-{stranger.pk}",
            f"is-{learner('Cy').pk}",
            "is-",
            "is-\0",
            "is-" + "9" * 400,
            "is--1",
            "is-²",
        ):
            data = choose(Bo="present") | {name: "present"}
            assert editor.post(grid(page), data).status_code == 400, name
        for value in ("late", "\0", "present\0", "x" * 10_000):
            assert editor.post(grid(page), choose(Ada=value)).status_code == 400
        for number in ("-1", "501", "9" * 400, "\0", "²", "1.5", "many"):
            answer = editor.post(
                grid(page), choose(Ada="absent") | {"drop-ins": number}
            )
            assert answer.status_code == 200
            assert "is no number" in answer.text
        assert not Attendance.objects.exists()
        assert not DropIns.objects.exists()

    def test_addresses_that_lead_nowhere_are_not_found(self, editor, page, add_circle):
        other = meetings(add_circle("Chess"))[0].pk
        for key in (other, 10**17, 10**30):
            address = reverse(f"{ATTENDANCE}_meeting", args=[page.pk, key])
            assert editor.get(address).status_code == 404
        address = reverse(ATTENDANCE, args=[10**30])
        assert editor.get(address).status_code == 404
        for query in ("p=²", "p=" + "9" * 90, "p=%00", "meeting=²&paper=%00"):
            assert editor.get(f"{grid(page)}?{query}").status_code == 200
            sheet = reverse(SHEET, args=[page.pk])
            assert editor.get(f"{sheet}?{query}").status_code == 200

    def test_who_left_is_listed_only_where_they_came(self, editor, page):
        note_one(page, "Ada", "present")
        SignUp.objects.filter(name__in=["Ada", "Bo"]).update(
            status=SignUpStatus.CANCELLED, active_email_hash=None
        )
        text = editor.get(grid(page)).text
        assert "Ada" in text
        assert "Has left the circle" in text
        assert ">Bo<" not in text

    @pytest.mark.parametrize("step", ["cancel", "move", "forget"])
    def test_excuses_of_who_left_are_not_counted(self, editor, page, add_circle, step):
        row, meeting = learner("Ada"), meetings(page)[0]
        excuse(row, meeting, now=timezone.now())
        excuse(learner("Bo"), meeting, now=timezone.now())
        if step == "cancel":
            cancel(row, now=timezone.now())
        elif step == "forget":
            forget(row, now=timezone.now())
        else:
            there = add_circle("There", sign_up_backend=SignUpBackend.DATABASE)
            staff.move(row, there.circle, now=timezone.now(), user=None)

        assert columns(page.circle, now=timezone.now())[0].excused == 1

    def test_counts_stay_when_a_learner_is_forgotten(self, editor, page):
        note_one(page, "Ada", "present")
        row = learner("Ada")
        forget(row, now=timezone.now())

        assert Attendance.objects.filter(status="present").count() == 1
        assert "Ada" not in editor.get(grid(page)).text
        assert meetings_attended(row) == 1

    def test_many_learners_cost_no_more_queries(self, editor, page):
        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert editor.get(grid(page)).status_code == 200
            return len(found)

        def saved(rows: list[SignUp]) -> int:
            data = {f"is-{row.pk}": "present" for row in rows}
            with CaptureQueriesContext(connection) as found:
                assert editor.post(grid(page), data).status_code == 303
            return len(found)

        queries()
        few = queries()
        cost = saved([learner("Ada")])
        now = timezone.now()
        many = SignUp.objects.bulk_create(
            SignUp(
                circle_id=page.circle_id,
                status=SignUpStatus.CONFIRMED,
                name=f"Many {number}",
                created_at=now,
                queued_at=now,
            )
            for number in range(80)
        )
        assert queries() <= few
        assert saved(many) <= cost


class TestTheSheet:
    def test_it_has_names_boxes_and_blank_lines(self, editor, page):
        answer = editor.get(reverse(SHEET, args=[page.pk]))
        text = answer.text

        assert text.count('class="lc-sheet__box"') == 6
        assert text.count("lc-sheet__tick") == 6 * (2 + 10)
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]

    def test_it_is_of_one_meeting_and_on_the_paper_that_is_asked_for(
        self, editor, page
    ):
        key = meetings(page)[1].pk
        sheet = reverse(SHEET, args=[page.pk])
        text = editor.get(f"{sheet}?meeting={key}&paper=letter").text

        assert text.count('class="lc-sheet__box"') == 1
        assert "paper-letter.css" in text
        assert "paper-a4.css" in editor.get(f"{sheet}?paper=a4").text


def test_a_groups_form_gives_the_right_and_takes_it_back(
    editor, circles, branch, django_user_model
):
    from tests.admin.test_sign_up_rights import group_form

    group = Group.objects.create(name="Facilitators")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    prefix = "attendance_permissions"

    def send(*rows: dict[str, str], initial: int = 0) -> Any:
        data = group_form(group) | {
            f"{prefix}-TOTAL_FORMS": str(len(rows)),
            f"{prefix}-INITIAL_FORMS": str(initial),
        }
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        return editor.post(address, data)

    given = GroupAttendancePermission.objects.filter(group=group)
    both = {"page": str(circles.pk), "branch": str(branch.pk)}
    assert "either a page or a branch" in send(both).text
    assert not given.exists()
    row = {"branch": str(branch.pk)}
    assert "only once" in send(row, row).text
    assert not given.exists()

    send({"page": str(circles.pk)}, row)
    assert {(one.page_id, one.branch_id) for one in given} == {
        (circles.pk, None),
        (None, branch.pk),
    }
    assert "who came" in editor.get(address).text
    send({"page": str(circles.pk), "DELETE": "on"}, row, initial=2)
    assert [one.branch_id for one in given.all()] == [branch.pk]


def test_an_hour_before_it_begins_people_can_be_here(editor, page):
    now = timezone.now()
    for minutes, status in ((70, 400), (50, 303)):
        Meeting.objects.filter(pk=meetings(page)[0].pk).update(
            start=now + timedelta(minutes=minutes), end=now + timedelta(minutes=170)
        )
        key = Meeting.objects.get(start=now + timedelta(minutes=minutes)).pk
        address = reverse(f"{ATTENDANCE}_meeting", args=[page.pk, key])
        assert editor.post(address, choose(Ada="present")).status_code == status


def test_what_is_held_on_an_address_tells_where_somebody_came(page):
    note_one(page, "Ada", "present")

    [held] = held_on("Ada@example.org")["sign_ups"]
    assert held["attendance"] == {meetings(page)[0].start.isoformat(): "present"}
    [other] = held_on("Bo@example.org")["sign_ups"]
    assert other["attendance"] == {}


def test_the_export_says_to_how_many_meetings_each_came(editor, page):
    note_one(page, "Ada", "present")
    address = reverse("learningcircles_wagtail_sign_ups_csv", args=[page.pk])
    text = b"".join(editor.get(address).streaming_content).decode("utf-8-sig")

    rows = {row["Name"]: row for row in csv.DictReader(StringIO(text))}
    for name, came in (("Ada", "1"), ("Bo", "0")):
        assert rows[name]["Meetings that they came to"] == came
        assert rows[name]["Meetings with attendance noted"] == "1"
