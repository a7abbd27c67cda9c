"""Records that a circle's page names: remembered, and no longer than they are true."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learningcircles_wagtail.directory.named_records import name_records
from learningcircles_wagtail.directory.querysets import circle_page_at
from learningcircles_wagtail.models import Branch, CirclePage, Course
from tests.factories import make_branch, make_circle, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A circle with a course and a branch."""
    return make_circle(course=make_course(title="Speaking"), branch=make_branch())


def text(client, page) -> str:
    return client.get(page.url).content.decode()


def read_of(page, table):
    """Return the queries that read one kind of record for a page at its address."""
    with CaptureQueriesContext(connection) as captured:
        circle_page_at(page.get_parent().specific, page.slug)
    start = f'FROM "learningcircles_wagtail_{table}"'.replace(
        '"', connection.ops.quote_name("x")[0]
    )
    return [one for one in captured.captured_queries if start in one["sql"]]


def test_a_record_is_read_once_while_nothing_changes(page):
    assert len(read_of(page, "course")) == 1
    assert read_of(page, "course") == []


def test_a_record_is_read_again_after_any_change(page):
    read_of(page, "course")
    make_course(title="Another")
    assert len(read_of(page, "course")) == 1


def test_a_course_that_changes_is_shown_as_it_is_now(client, page):
    assert "Speaking" in text(client, page)

    course = Course.objects.get(title="Speaking")
    course.title = "Listening"
    course.save()

    shown = text(client, page)
    assert "Listening" in shown
    assert "Speaking" not in shown


def test_a_course_that_is_taken_back_is_shown_no_more(client, page):
    assert "Speaking" in text(client, page)
    Course.objects.get(title="Speaking").unpublish()
    assert "Speaking" not in text(client, page)


def test_a_branch_that_no_signal_tells_of_is_asked_for_each_time(client, page):
    assert client.get(page.url).status_code == 200
    Branch.objects.update(live=False)
    assert client.get(page.url).status_code == 404


def test_what_is_written_on_a_record_goes_no_farther(page):
    index = page.get_parent().specific
    for _visit in range(2):
        found = circle_page_at(index, page.slug)
        assert found.course.title == "Speaking"
        found.course.title = "Scribbled"
        found.course.locale.language_code = "xx"
        assert circle_page_at(index, page.slug).course.locale.language_code == "en"


def test_without_a_state_of_the_journal_records_are_read_afresh(page):
    pages = CirclePage.objects.select_related("circle__branch")
    for title in ("Speaking", "Listening"):
        Course.objects.update(title=title)
        found = pages.get(pk=page.pk)
        name_records([found], "")
        assert found.course.title == title


def test_a_page_has_all_its_records_when_it_is_found(page, django_assert_num_queries):
    library = page.branch.library_system
    found = circle_page_at(page.get_parent().specific, page.slug)
    with django_assert_num_queries(0):
        assert found.branch == found.circle.branch
        assert found.branch.library_system == library
        assert found.course == found.circle.course
        assert found.course.locale == found.branch.locale == found.locale
        assert found.picture is found.course.picture is None
