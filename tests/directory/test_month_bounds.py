"""How far the calendar goes, and what it makes of addresses that are none."""

from datetime import date
from urllib.parse import quote

import pytest
import time_machine
from django.http import Http404
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learningcircles_wagtail.directory.month import (
    month_context,
)
from learningcircles_wagtail.domain.month import Month
from learningcircles_wagtail.models import CircleIndexPage
from tests.directory.months import NOW, get, shown
from tests.factories import (
    make_circle,
    make_circle_index,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_november():
    """Let it be noon in Chicago on Tuesday 17 November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


class TestLimits:
    def test_links_lead_no_farther_than_the_first_and_the_last_meeting(self, client):
        index = make_circle_index()
        make_circle(index)
        response = get(client, index)

        assert response.context["previous_month"] is None
        following = response.context["next_month"]
        assert following == {
            "words": "December 2026",
            "url": f"{index.url}calendar/2026/12/",
        }
        last = client.get(following["url"])
        assert last.context["next_month"] is None
        assert last.context["previous_month"]["words"] == "November 2026"

    def test_months_beyond_are_not_found(self, client):
        index = make_circle_index()
        make_circle(index)

        answers = {
            path: get(client, index, path).status_code
            for path in ("2026/10/", "2026/11/", "2026/12/", "2027/01/", "9999/12/")
        }

        assert [path for path, code in answers.items() if code == 200] == [
            "2026/11/",
            "2026/12/",
        ]
        assert set(answers.values()) == {200, 404}

    def test_a_walk_along_the_links_ends(self, client):
        index = make_circle_index()
        make_circle(index, first_date=date(2025, 1, 8), meeting_count=1)
        make_circle(index, first_date=date(2028, 1, 5), meeting_count=1)
        seen, waiting = set(), [f"{index.url}calendar/"]
        while waiting:
            address = waiting.pop()
            response = client.get(address)
            assert response.status_code == 200
            seen.add(address)
            for name in ("previous_month", "next_month"):
                link = response.context[name]
                if link and link["url"] not in seen:
                    waiting.append(link["url"])

        assert len(seen) == 1 + 37

    def test_a_draft_and_another_list_move_no_limit(self, client):
        index = make_circle_index()
        make_circle(index)
        make_circle(index, first_date=date(2027, 5, 5), live=False)
        make_circle(make_circle_index(slug="b"), first_date=date(2025, 5, 7))

        assert get(client, index, "2027/05/").status_code == 404
        assert get(client, index, "2025/05/").status_code == 404

    def test_an_empty_list_has_the_present_month(self, client):
        index = make_circle_index()
        response = get(client, index, "")

        assert response.status_code == 200
        assert response.context["meeting_count"] == 0
        assert "No circles are planned at the moment" in response.content.decode()

    @pytest.mark.parametrize(
        ("path", "query", "noindex"),
        [
            ("", "", False),
            ("2026/11/", "", False),
            ("2026/12/", "", True),
            ("", "?format=online", True),
            ("2026/11/", "?day=4", True),
            ("", "?day=99", False),
        ],
    )
    def test_search_engines_are_asked_for_the_present_month_alone(
        self, client, path, query, noindex
    ):
        index = make_circle_index()
        make_circle(index)
        html = get(client, index, path, query).content.decode()

        assert ('<meta name="robots" content="noindex' in html) is noindex


class TestBadInput:
    HOSTILE = (
        "0000/01",
        "2026/13",
        "2026/00",
        "0000/00",
        "2026/1",
        "2026/²",
        "٢٠٢٦/11",
        f"{'9' * 30}/01",
        f"2026/{'1' * 3000}",
        "2026/%00",
        "nan/inf",
        "-001/01",
        "10000/01",
        "9999/12",
        "0001/01",
    )

    @pytest.mark.parametrize("path", HOSTILE)
    def test_what_is_no_month_is_not_found(self, client, path):
        index = make_circle_index()

        assert client.get(f"{index.url}calendar/{path}/").status_code == 404

    @given(year=st.text(max_size=40), month=st.text(max_size=40))
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_any_text_is_a_month_or_not_found(self, year, month):
        index = CircleIndexPage.objects.first() or make_circle_index()
        try:
            context = month_context(index, RequestFactory().get("/"), year, month)
        except Http404:
            return
        assert context["month"] == Month(2026, 11)

    @pytest.mark.parametrize(
        "day", ["0", "31", "²", "-1", "9" * 5000, "x", "\x00", "\ud800", "<b>", " "]
    )
    def test_a_bad_day_is_ignored_and_said_so(self, client, day):
        index = make_circle_index()
        make_circle(index)
        value = quote(day, errors="surrogatepass")

        response = get(client, index, query=f"?day={value}")

        assert response.status_code == 200
        assert sorted(shown(response)) == [4, 11, 18, 25]
        assert "is no day of November 2026" in response.content.decode()
        assert "<b>" not in response.context["day_problem"] or (
            "<b>" not in response.content.decode()
        )

    @pytest.mark.parametrize(
        "query",
        [
            "?" + "&".join(f"day={n}" for n in range(900)),
            f"?page={'9' * 5000}&day=4",
            "?page=0&day=4",
            "?page=²&day=4",
            "?near=nan,inf&weekday=9&day=",
            "?%00=%00&q=%00",
            "?" + "&".join(f"topic={n}" for n in range(900)),
            "?day=4&weekday=%F0%9F&city=%ED%A0%80",
        ],
    )
    def test_no_query_whatever_is_an_error(self, client, query):
        index = make_circle_index()
        make_circle(index)

        assert get(client, index, query=query).status_code == 200
