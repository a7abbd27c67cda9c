"""The calendar shows each meeting on its day, and no more than it may."""

import re
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction, Site

from example_site.demo.loading.bulk import load_many_circles
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.month import (
    first_weekday,
    month_context,
    month_words,
    weekdays,
)
from learningcircles_wagtail.domain.month import Month
from learningcircles_wagtail.models import CircleIndexPage, Meeting
from tests.directory.months import NOW, counts, get, recount, shown, titles
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    publish,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19
"""Of a whole answer: Wagtail's own, the finder's, and two for the meetings shown."""


@pytest.fixture(autouse=True)
def in_november():
    """Let it be noon in Chicago on Tuesday 17 November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def other_site():
    """A site beside the first; Wagtail's cache of sites outlives the transaction."""
    root = Page.objects.get(depth=1).add_child(
        instance=Page(title="Other", slug="other")
    )
    yield Site.objects.create(hostname="other.example.org", root_page=root)
    Site.clear_site_root_paths_cache()


def many_circles(count: int = 25) -> CircleIndexPage:
    """Return a list of circles about November, some days fuller than a sheet holds."""
    index, dice = make_circle_index(), Random(7)
    zones = ("America/Chicago", "Pacific/Auckland", "Europe/Paris")
    branches = [make_branch(name=zone, time_zone=zone) for zone in zones]
    for _number in range(count):
        make_circle(
            index,
            first_date=date(2026, 10, 21)
            + timedelta(days=dice.choice((0, 1, 7, 14, 42))),
            start_time=time(dice.choice((0, 9, 18, 23)), 30),
            meeting_count=dice.randrange(1, 4),
            branch=dice.choice(branches),
        )
    return index


class TestEveryMeetingStandsOnItsDay:
    @pytest.mark.parametrize("month", [10, 11, 12])
    def test_counts_and_first_meetings_are_those_of_a_plain_recount(
        self, client, month
    ):
        index = many_circles()
        expected = recount(index, 2026, month)
        response = get(client, index, f"2026/{month}/")

        assert counts(response) == {day: len(keys) for day, keys in expected.items()}
        assert response.context["meeting_count"] == sum(map(len, expected.values()))
        words = {
            row.pk: row.circle.title for row in Meeting.objects.select_related("circle")
        }
        assert titles(response) == {
            day: [words[key] for key in (keys if len(keys) <= 4 else keys[:3])]
            for day, keys in expected.items()
        }
        assert any(len(keys) > 4 for keys in expected.values())

    def test_any_selection_is_counted_as_a_plain_recount_does(self, monkeypatch):
        index = many_circles(12)
        every = [page.circle_id for page in index.get_circles(now=NOW)]
        request = RequestFactory().get("/?weekday=0")

        @given(st.sets(st.sampled_from(every)))
        @settings(
            max_examples=40,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        def check(held):
            monkeypatch.setattr(
                Finding,
                "selection",
                lambda self, ids: bytes(one in held for one in ids),
            )
            context = month_context(index, request, "2026", "11")
            expected = recount(index, 2026, 11, held)
            found = {
                day.number: day.count
                for week in context["weeks"]
                for day in week
                if day and day.count
            }
            assert found == {day: len(keys) for day, keys in expected.items()}

        check()

    def test_the_calendar_without_a_month_is_the_present_one(self, client):
        index = make_circle_index()
        make_circle(index)

        response = get(client, index, "")

        assert response.context["month"] == Month(2026, 11)
        assert sorted(shown(response)) == [4, 11, 18, 25]

    def test_the_present_month_is_that_of_the_sites_clock(self, client):
        index = make_circle_index()
        with time_machine.travel(datetime(2026, 12, 1, 3, tzinfo=UTC), tick=False):
            assert get(client, index, "").context["month"] == Month(2026, 11)
        with time_machine.travel(datetime(2026, 12, 1, 7, tzinfo=UTC), tick=False):
            assert get(client, index, "").context["month"] == Month(2026, 12)


class TestTimeZones:
    @pytest.mark.parametrize(
        ("zone", "day", "hour", "expected"),
        [
            # 23:30 in Los Angeles is the next day in UTC, and in Chicago.
            ("America/Los_Angeles", date(2026, 11, 10), time(23, 30), 10),
            # 00:15 in Auckland is the day before in UTC, and in Chicago.
            ("Pacific/Auckland", date(2026, 11, 10), time(0, 15), 10),
            # The first and the last minute of the month.
            ("Pacific/Kiritimati", date(2026, 11, 1), time(0, 0), 1),
            ("Pacific/Pago_Pago", date(2026, 11, 30), time(23, 59), 30),
            # The day on which clocks go back, before and after.
            ("America/Chicago", date(2026, 11, 1), time(0, 30), 1),
            ("America/Chicago", date(2026, 11, 1), time(23, 30), 1),
        ],
    )
    def test_a_meeting_stands_on_the_day_of_its_own_clock(
        self, client, zone, day, hour, expected
    ):
        index = make_circle_index()
        branch = make_branch(time_zone=zone)
        make_circle(
            index, branch=branch, first_date=day, start_time=hour, meeting_count=1
        )

        assert list(shown(get(client, index))) == [expected]

    def test_a_meeting_at_the_edge_stands_in_one_month_only(self, client):
        index = make_circle_index()
        branch = make_branch(time_zone="Pacific/Auckland")
        values = {"branch": branch, "start_time": time(0, 15), "meeting_count": 1}
        make_circle(index, first_date=date(2026, 12, 1), **values)
        make_circle(index, first_date=date(2026, 10, 31), **values)

        assert shown(get(client, index)) == {}
        assert list(shown(get(client, index, "2026/12/"))) == [1]
        assert list(shown(get(client, index, "2026/10/"))) == [31]

    def test_today_is_told_by_the_sites_clock(self, client):
        index = make_circle_index()
        html = get(client, index).content.decode()

        assert re.findall(
            r'id="lc-today">\s*<h3[^>]*><time datetime="([^"]+)"', html
        ) == ["2026-11-17"]


class TestLanguage:
    def test_an_american_week_begins_on_sunday_and_a_french_one_on_monday(self):
        with translation.override("en"):
            assert first_weekday() == 6
            assert weekdays()[0] == {"words": "Sunday", "short": "Sun"}
            assert month_words(Month(2026, 11)) == "November 2026"
        with translation.override("fr"):
            assert first_weekday() == 0
            assert [day["words"] for day in weekdays()][::6] == ["Lundi", "Dimanche"]
            assert month_words(Month(2026, 11)) == "Novembre 2026"

    def test_a_french_list_shows_a_french_month_to_everybody(self, client):
        french = Locale.objects.create(language_code="fr")
        index = make_circle_index().copy_for_translation(french, copy_parents=True)
        index.save_revision().publish()
        index = CircleIndexPage.objects.get(pk=index.pk)

        response = client.get(
            f"{index.url}calendar/2026/11/", headers={"accept-language": "en"}
        )

        assert response.context["month_words"] == "Novembre 2026"
        assert response.context["weekdays"][0]["words"] == "Lundi"
        assert response.context["weeks"][0][:6] == [None] * 6
        assert "Mardi 17 novembre" in response.content.decode()


class TestOverflow:
    def test_a_number_leads_to_all_meetings_of_the_day(self, client):
        index = make_circle_index()
        pages = [make_circle(index, start_time=time(hour)) for hour in range(9, 17)]
        response = get(client, index)
        html = response.content.decode()

        assert titles(response)[4] == [page.title for page in pages[:3]]
        link = re.search(
            r'<a class="lc-day__more" rel="nofollow" href="([^"]+)">'
            r'<span class="lc-day__few">5 more</span>'
            r'<span class="lc-day__all">All 8 meetings</span>'
            r'<span class="lc-visually-hidden"> on Wednesday, November 4</span>',
            html,
        )
        day = client.get(link[1])
        assert [line.title for line in day.context["day"].lines] == [
            page.title for page in pages
        ]
        for page in pages:
            assert day.content.decode().count(f'href="{page.url}"') == 1

    @pytest.mark.parametrize("whole", [False, True], ids=["meeting", "circle"])
    def test_what_is_cancelled_takes_no_place_from_what_is_not(self, client, whole):
        index = make_circle_index()
        pages = []
        for hour in range(9, 14):
            # Before they began: what was held before a cancellation, was held.
            with time_machine.travel(NOW - timedelta(days=20), tick=False):
                page = make_circle(
                    index, start_time=time(hour), cancelled=whole and hour < 12
                )
            if hour < 12 and not whole:
                change_meeting(page, 0, state="cancelled")
                page = publish(page)
            pages.append(page)
        response = get(client, index)

        # Two that take place, and the first of three that do not.
        wanted = [page.title for page in (*pages[3:], pages[0])]
        assert titles(response)[4] == wanted
        assert "3 more" not in response.content.decode()
        assert "All 5 meetings" in response.content.decode()

    @pytest.mark.parametrize("whole", [True, False])
    def test_the_number_of_meetings_says_how_many_are_cancelled(self, client, whole):
        index = make_circle_index()
        for _number in range(2):
            make_circle(index)
        off = make_circle(index)
        if whole:
            off.cancelled = True
        else:
            change_meeting(off, 2, state="cancelled")
        publish(off)
        month = get(client, index)
        days = [get(client, index, query=f"?day={day}") for day in (4, 18)]

        # What was held before the whole circle was cancelled, was held.
        held = 2 if whole else 1
        assert month.context["cancelled_count"] == held
        said = f"12 meetings, {held} of them cancelled</span>"
        assert said in month.content.decode()
        assert [one.context["day"].cancelled for one in days] == [0, 1]
        assert ">, 3 meetings</span>" in days[0].content.decode()
        assert ">, 3 meetings, 1 of them cancelled</span>" in days[1].content.decode()
        lines = [line for held in shown(month).values() for line in held]
        assert sum(line.is_cancelled for line in lines) == held
        with time_machine.travel(NOW + timedelta(days=20), tick=False):
            later = client.get(f"{index.url}calendar/2026/11/")
        assert later.context["cancelled_count"] == held

    def test_four_meetings_are_all_shown(self, client):
        index = make_circle_index()
        for hour in range(9, 13):
            make_circle(index, start_time=time(hour))
        response = get(client, index)

        assert len(shown(response)[4]) == 4
        assert "lc-day__more" not in response.content.decode()

    def test_a_very_full_day_has_pages(self, client, monkeypatch):
        monkeypatch.setattr("learningcircles_wagtail.directory.month.DAY_PAGE_SIZE", 3)
        index = make_circle_index()
        pages = [make_circle(index, start_time=time(hour)) for hour in range(9, 17)]
        found = []
        for number in (1, 2, 3):
            response = get(client, index, query=f"?day=4&page={number}")
            found += [line.title for line in response.context["day"].lines]
        assert found == [page.title for page in pages]
        for query in ("?day=4&page=4", "?day=5&page=2", "?page=2", "?page=99999"):
            assert get(client, index, query=query).status_code == 404, query

    def test_a_day_leads_to_its_neighbours_and_to_its_month(self, client):
        index = make_circle_index()
        make_circle(index)
        context = get(client, index, query="?day=11").context

        assert context["previous_day"].url == f"{index.url}calendar/2026/11/?day=4"
        assert context["next_day"].url == f"{index.url}calendar/2026/11/?day=18"
        assert context["month_url"] == f"{index.url}calendar/2026/11/"

    def test_a_day_without_meetings_says_so(self, client):
        index = make_circle_index()
        make_circle(index)
        response = get(client, index, query="?day=5")

        assert "No circle meets on this day." in response.content.decode()

    def test_links_keep_the_filters_and_drop_the_page(self, client, monkeypatch):
        monkeypatch.setattr("learningcircles_wagtail.directory.month.MOST_A_DAY", 1)
        index = make_circle_index()
        for _number in range(3):
            make_circle(index)
        response = get(client, index, query="?format=in_person&weekday=2&page=1")
        kept = "format=in_person&weekday=2"

        assert response.context["next_month"]["url"].endswith(f"/2026/12/?{kept}")
        assert response.context["present_month"]["url"].endswith(f"calendar/?{kept}")
        html = response.content.decode()
        assert f"/2026/11/?{kept.replace('&', '&amp;')}&amp;day=4" in html


class TestNothingPrivate:
    def test_only_public_circles_of_the_list_stand_in_it(self, client, other_site):
        index = make_circle_index()
        make_circle(index, title="Canary public")
        make_circle(index, title="Canary draft", live=False)
        expired = make_circle(index, title="Canary expired")
        expired.unpublish()
        private = make_circle(index, title="Canary private")
        restriction = PageViewRestriction.objects.create(
            page=private, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.add(Group.objects.create(name="Staff"))
        secret = make_circle(index, title="Canary password")
        PageViewRestriction.objects.create(
            page=secret, restriction_type=PageViewRestriction.PASSWORD, password="x"
        )
        make_circle(
            index,
            title="Canary branch",
            branch=make_branch(name="Not open", live=False),
        )
        other = CircleIndexPage(title="Elsewhere", slug="elsewhere")
        other_site.root_page.add_child(instance=other)
        make_circle(other, title="Canary other site")
        online = make_circle(
            index,
            title="Canary online",
            format="online",
            branch=None,
            online_link="https://meet.example.org/secret",
        )

        for query in ("", "?day=4"):
            html = get(client, index, query=query).content.decode()
            names = set(re.findall(r"Canary [\w ]+", html))
            assert names == {"Canary public", "Canary online"}
            assert "meet.example.org" not in html
        assert online.online_link

    def test_a_title_is_no_markup(self, client):
        index = make_circle_index()
        make_circle(index, title="<script>alert(1)</script>")

        assert "<script>alert" not in get(client, index).content.decode()


class TestNothingStale:
    def test_what_was_changed_a_moment_ago_is_shown(self, client):
        index = make_circle_index()
        page = make_circle(index)
        assert sorted(shown(get(client, index))) == [4, 11, 18, 25]

        change_meeting(page, 1, date=date(2026, 11, 13), state="moved")
        page = publish(page)
        assert sorted(shown(get(client, index))) == [4, 13, 18, 25]

        page.cancelled = True
        page = publish(page)
        assert {line.state for line in shown(get(client, index))[18]} == {"cancelled"}

        page.unpublish()
        assert shown(get(client, index)) == {}

    def test_a_renamed_circle_and_list_are_found_under_their_new_names(self, client):
        index = make_circle_index()
        page = make_circle(index, title="Before")
        get(client, index)
        page.title, page.slug = "After", "after"
        publish(page)
        index.slug = "new"
        index.save_revision().publish()
        index = CircleIndexPage.objects.get(pk=index.pk)

        line = shown(get(client, index))[4][0]

        assert (line.title, line.url) == ("After", f"{index.url}after/")
        assert client.get(line.url).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_circles(client):
    index = make_circle_index()
    make_course()
    make_circle(index)
    needed = {}
    for count in (2, 200):
        load_many_circles(index, count, now=NOW)
        Meeting.objects.first().save()
        for query in ("", "?day=18"):
            full = get(client, index, query=query).context
            with CaptureQueriesContext(connection) as captured:
                get(client, index, query=query)
            needed[count, query] = len(captured)
            needed.setdefault(f"meetings of {count}", full["meeting_count"])

    assert needed[2, ""] == needed[200, ""] <= MOST_QUERIES
    assert needed[2, "?day=18"] == needed[200, "?day=18"] <= MOST_QUERIES
    assert needed["meetings of 200"] > 5 * needed["meetings of 2"]
