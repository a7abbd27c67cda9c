"""Nothing hidden is in any feed, and whatever an address asks for is answered."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction, Site

from learningcircles_wagtail.models import CircleIndexPage
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    publish,
    raw_meetings,
)
from tests.feeds.sites import body, read

ROUTES = ("ics", "rss", "json", "geojson")
LINK = "https://meet.example/canary-link"


def hidden_circles(index: CircleIndexPage) -> None:
    """Make a circle of every kind that no visitor of the list may see."""
    make_circle(index, title="canary draft", live=False)
    unpublished = make_circle(index, title="canary unpublished")
    unpublished.unpublish()
    private = make_circle(index, title="canary private")
    PageViewRestriction.objects.create(
        page_id=private.pk, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    branch = make_branch(name="canary branch", live=False)
    make_circle(index, title="canary at a draft branch", branch=branch)
    edited = make_circle(index, title="Edited")
    edited.title = "canary unpublished edit"
    edited.save_revision()
    outside = make_circle_index(title="Elsewhere", slug="elsewhere")
    make_circle(outside, title="canary of another list")
    root = Page.get_first_root_node()
    home = root.add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=home)
    other = CircleIndexPage(title="Circles", slug="circles")
    home.add_child(instance=other)
    make_circle(other, title="canary of another site")


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
def test_only_what_is_public_is_in_a_feed(client: Client, index, route: str) -> None:
    make_circle(index, title="Public", online_link=LINK, format="hybrid")
    hidden_circles(index)

    content = read(client, f"{index.url}{route}/").decode().replace("\r\n ", "")

    assert "Public" in content
    assert "Edited" in content
    assert "canary" not in content.lower()


@pytest.mark.django_db
def test_an_unpublished_edit_of_a_meeting_is_in_no_file(client: Client, index) -> None:
    page = make_circle(index, meeting_count=2)
    change_meeting(page, 0, note="canary note")
    page.save_revision()

    for url in (index.url, page.url):
        assert b"canary" not in read(client, f"{url}ics/")


@pytest.mark.django_db
def test_a_meeting_that_was_taken_away_tells_nothing_new(client: Client, index) -> None:
    page = make_circle(index, meeting_count=2)
    page.meetings = raw_meetings(list(page.meetings.raw_data)[:1])
    page = publish(page)
    page.unpublish()

    assert client.get(f"{page.url}ics/").status_code == 404
    assert b"BEGIN:VEVENT" not in read(client, f"{index.url}ics/")


ODD_VALUES = (
    *("²", "\x00", "nan,inf", "9" * 5_000, "-1", "0", "41,-90"),
    *("1e999", "😀", "a" * 999, "2026-13-99", "%s"),
)
VALUES = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(ODD_VALUES)
)
NAMES = st.sampled_from(
    [
        *("q", "topic", "branch", "library", "city", "format", "weekday", "time"),
        *("language", "access", "open", "near", "within", "status", "order", "page"),
        "unknown",
    ]
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(route=st.sampled_from(ROUTES), pairs=st.lists(st.tuples(NAMES, VALUES)))
@pytest.mark.django_db
def test_no_query_breaks_a_feed(
    client: Client, index, route: str, pairs: list[tuple[str, str]]
) -> None:
    query: dict[str, list[str]] = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)

    response = client.get(f"{index.url}{route}/", query)

    assert response.status_code == 200
    assert body(response)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%ed%a0%80", "page=%00", "topic=a&" * 900]
)
def test_a_query_in_no_encoding_breaks_no_feed(
    client: Client, index, route: str, query: str
) -> None:
    make_circle(index)

    assert read(client, f"{index.url}{route}/?{query}")


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-None-Match", '"'),
        ("If-None-Match", "\x00, W/, ,"),
        ("If-Modified-Since", "yesterday"),
        ("If-Modified-Since", "Sun, 01 Nov 99999 12:00:00 GMT"),
    ],
)
def test_a_condition_that_cannot_be_read_is_passed_over(
    client: Client, index, route: str, name: str, value: str
) -> None:
    assert read(client, f"{index.url}{route}/", **{name: value})
