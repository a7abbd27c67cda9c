"""The reports about guides: what is to be reviewed, and what readers say."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from learningcircles_wagtail.models import GuideAnswer, GuideNote
from learningcircles_wagtail.toolkit.answers import record
from learningcircles_wagtail.toolkit.reviews import ReviewState, state_of, state_q
from tests.toolkit.guides import make_guide, make_toolkit

pytestmark = pytest.mark.django_db

REVIEWS = "learningcircles_wagtail_guide_reviews"
ANSWERS = "learningcircles_wagtail_guide_answers"
NOTES = "learningcircles_wagtail_guide_notes"
DELETE = "learningcircles_wagtail_delete_guide_note"


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def guides() -> dict[str, Any]:
    """A guide in each state, and a draft that is in none."""
    index = make_toolkit()
    dates = {
        "Overdue": (days(-400), days(-1)),
        "Due today": (days(-400), days(0)),
        "Never": (None, None),
        "Never, but planned": (None, days(90)),
        "Never, and late": (None, days(-3)),
        "Soon": (days(-300), days(30)),
        "Later": (days(-3), days(31)),
        "Without a date": (days(-3), None),
    }
    made = {
        title: make_guide(
            index, (), title=title, last_reviewed_on=last, review_due_on=due
        )
        for title, (last, due) in dates.items()
    }
    make_guide(index, (), title="Draft").unpublish()
    return made


@pytest.fixture
def stranger(client: Client) -> Client:
    """A browser of somebody who may enter the admin and touch no page."""
    user = get_user_model().objects.create_user("stranger")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


def titles(client: Client, query: str = "") -> list[str]:
    response = client.get(reverse(REVIEWS) + query)
    assert response.status_code == 200
    return [guide.title for guide in response.context["object_list"]]


class TestReviews:
    def test_what_is_overdue_and_what_was_never_reviewed_stands_first(
        self, editor: Client, guides: dict[str, Any]
    ) -> None:
        assert titles(editor) == [
            "Never",
            "Never, and late",
            "Overdue",
            "Due today",
            "Never, but planned",
        ]

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("overdue", {"Overdue", "Due today", "Never, and late"}),
            ("never", {"Never", "Never, but planned"}),
            ("soon", {"Soon"}),
            ("fine", {"Later", "Without a date"}),
        ],
    )
    def test_every_guide_is_in_one_state_in_sql_and_in_python(
        self, editor: Client, guides: dict[str, Any], state: str, expected: set[str]
    ) -> None:
        assert set(titles(editor, f"?state={state}")) == expected
        today = timezone.localdate()
        told = {
            title
            for title, guide in guides.items()
            if state_of(guide, today=today) == state
        }
        assert told == expected

    def test_the_states_leave_no_guide_out(self, guides: dict[str, Any]) -> None:
        model = type(guides["Soon"])
        today = timezone.localdate()
        live = model.objects.live()
        counts = [live.filter(state_q(s, today=today)).count() for s in ReviewState]

        assert sum(counts) == live.count() == len(guides)

    def test_it_can_be_exported(self, editor: Client, guides: dict[str, Any]) -> None:
        response = editor.get(reverse(REVIEWS) + "?export=csv")
        text = b"".join(response.streaming_content).decode()
        rows = list(csv.DictReader(text.splitlines()))

        assert [row["Title"] for row in rows][:2] == ["Never", "Never, and late"]
        assert rows[0]["State"] == "Never reviewed"
        assert rows[1]["Next review due"] == str(days(-3))

    def test_a_bad_filter_is_no_error(
        self, editor: Client, guides: dict[str, Any]
    ) -> None:
        for query in ("?state=%00", "?state=no", "?p=²", "?export=pdf"):
            assert editor.get(reverse(REVIEWS) + query).status_code in {200, 404}


class TestAnswers:
    def test_counts_are_added_up_over_days(self, editor: Client) -> None:
        index = make_toolkit()
        one = make_guide(index, (), title="One")
        other = make_guide(index, (), title="Other")
        make_guide(index, (), title="Silent")
        for day in (days(-1), days(0)):
            record(one, helpful=True, note="", day=day)
            record(other, helpful=False, note="Too long", day=day)
        response = editor.get(reverse(ANSWERS))

        assert [
            (guide.title, guide.lc_helpful, guide.lc_unhelpful, guide.lc_notes)
            for guide in response.context["object_list"]
        ] == [("Other", 0, 2, 2), ("One", 2, 0, 0)]
        assert f"{reverse(NOTES)}?guide={other.pk}" in response.content.decode()

    def test_notes_are_shown_escaped_and_by_guide(self, editor: Client) -> None:
        index = make_toolkit()
        guides = [make_guide(index, (), title=title) for title in ("One", "Other")]
        for guide in guides:
            record(guide, helpful=True, note=f"<i>{guide.title}</i>", day=days(0))
        html = editor.get(f"{reverse(NOTES)}?guide={guides[0].pk}").content.decode()

        assert "&lt;i&gt;One&lt;/i&gt;" in html
        assert "&lt;i&gt;Other" not in html
        for bad in ("²", "9" * 5_000, "%00", "x"):
            assert editor.get(f"{reverse(NOTES)}?guide={bad}").status_code == 200

    def test_a_note_is_deleted_by_post_alone_and_the_count_stays(
        self, editor: Client
    ) -> None:
        record(make_guide(), helpful=False, note="Rude words", day=days(0))
        note = GuideNote.objects.get()
        address = reverse(DELETE, args=[note.pk])

        assert "Rude words" in editor.get(address).content.decode()
        assert GuideNote.objects.exists()
        assert editor.post(address).status_code == 302
        assert not GuideNote.objects.exists()
        assert GuideAnswer.objects.get().unhelpful == 1
        assert editor.post(address).status_code == 404
        huge = f"{reverse(NOTES)}{'9' * 30}/delete/"
        assert editor.get(huge).status_code in {302, 404}


class TestWhoSees:
    def test_who_may_touch_no_page_sees_no_report(self, stranger: Client) -> None:
        record(make_guide(), helpful=False, note="Secret", day=days(0))
        note = GuideNote.objects.get()
        addresses = [reverse(name) for name in (REVIEWS, ANSWERS, NOTES)]

        for address in (*addresses, reverse(DELETE, args=[note.pk])):
            assert stranger.post(address).status_code in {302, 405}
            assert b"Secret" not in stranger.get(address, follow=True).content
        assert GuideNote.objects.exists()
        assert b"guides-to-review" not in stranger.get("/admin/").content

    def test_who_edits_one_toolkit_sees_its_guides_and_no_others(
        self, client: Client
    ) -> None:
        own, other = make_toolkit(), make_toolkit(title="Other", slug="other")
        mine = make_guide(own, (), title="Mine")
        theirs = make_guide(other, (), title="Theirs")
        group = Group.objects.create(name="Toolkit")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        change = Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        )
        GroupPagePermission.objects.create(group=group, page=own, permission=change)
        user = get_user_model().objects.create_user("writer")
        user.groups.add(group)
        client.force_login(user)
        for guide in (mine, theirs):
            record(guide, helpful=False, note=f"About {guide.title}", day=days(0))

        assert titles(client) == ["Mine"]
        for name in (ANSWERS, NOTES):
            html = client.get(reverse(name)).content.decode()
            assert "Mine" in html
            assert "Theirs" not in html
        note = GuideNote.objects.get(page=theirs)
        assert client.post(reverse(DELETE, args=[note.pk])).status_code == 302
        assert GuideNote.objects.filter(pk=note.pk).exists()

    @pytest.mark.parametrize("name", [REVIEWS, ANSWERS, NOTES])
    def test_a_report_costs_the_same_for_few_and_for_many(
        self, editor: Client, name: str, django_assert_max_num_queries: Any
    ) -> None:
        index = make_toolkit()
        for number in range(6):
            guide = make_guide(index, (), title=f"Guide {number}")
            record(guide, helpful=True, note="Good", day=days(0))

        editor.get(reverse(name))
        with django_assert_max_num_queries(14):
            editor.get(reverse(name))
