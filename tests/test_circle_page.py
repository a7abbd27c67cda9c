"""The page of one circle: what a visitor reads first, can do, and is led on to."""

import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from learningcircles_wagtail.models import Circle, CirclePage
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_facilitator,
    make_topic,
    publish,
)

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)
BETWEEN = datetime(2026, 11, 17, 12, tzinfo=UTC)
DURING = datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
AFTER = datetime(2026, 12, 11, tzinfo=UTC)

QUERIES = 11
QUERIES_WITHOUT_CACHED_PICTURES = 12


def visit(client, page, now=BETWEEN):
    """Return the HTML of a page as it is at a moment."""
    with time_machine.travel(now, tick=False):
        response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_reason_of_a_cancellation_is_told_once(client):
    page = make_circle(cancelled=True, cancellation_note="The pipes burst.")

    assert visit(client, page).count("The pipes burst.") == 1


def make_online(**values):
    """Publish a circle that belongs to no branch."""
    return make_circle(
        **{
            "format": "online",
            "branch": None,
            "online_link": "https://meet.example.org/1",
            "sign_up_backend": "database",
            "capacity": 5,
            **values,
        }
    )


def test_who_has_a_question_online_is_told_whom_to_write_to(client):
    person = make_facilitator(name="Amina Lee", email="amina@example.org")
    html = visit(client, make_online(facilitators=[person]), BEFORE)

    assert "Amina Lee is glad to help:" in html
    aside = html[html.index('<aside class="lc-facts') : html.index("</aside>")]
    assert 'href="mailto:amina@example.org"' in aside


def test_where_nobody_can_be_written_to_nobody_is_named(client):
    html = visit(client, make_online(facilitators=[make_facilitator()]), BEFORE)

    assert "is glad to help" not in html


def test_a_branch_without_telephone_leads_to_its_website(client):
    branch = make_branch(phone="", email="", website="https://library.example.org/")
    html = visit(client, make_circle(branch=branch), BEFORE)

    note = html[html.index("lc-facts__note") : html.index("</aside>")]
    assert 'href="https://library.example.org/" rel="external"' in note


def words(html):
    """Return the words of some HTML, with single spaces."""
    plain = re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ")
    return " ".join(plain.split())


def facts_of(html):
    """Return the words of the box of facts."""
    return words(re.search(r"<aside.*?</aside>", html, re.S)[0])


def rows_of(html):
    """Return the meetings of a page as HTML, one each."""
    return re.findall(r'<li class="lc-meeting.*?</li>', html, re.S)


def picture(name):
    """Return a stored image."""
    return get_image_model().objects.create(
        title=name, file=ImageFile(get_test_image_file(size=(900, 500)), name="p.png")
    )


class TestFacts:
    def test_they_come_first_after_the_heading(self, client):
        html = visit(client, make_circle())
        assert html.index("</h1>") < html.index("<aside") < html.index("lc-next")
        assert html.index("<aside") < html.index('id="lc-meetings"')

    def test_they_say_all_that_one_must_know(self, client):
        branch = make_branch(access_facts=["step-free", "quiet-room"])
        page = make_circle(branch=branch, room="Room 2", language="en")
        facts = facts_of(visit(client, page, BEFORE))

        for fact in (
            "Just turn up",
            "First meeting Wednesday, November 4, 6 p.m.",
            "Starts in 3 days",
            "Wednesdays, 6 – 7:30 p.m.",
            "6 meetings 1 hour 30 minutes each",
            "Central Library, Room 2 12 River Street",
            "Cost Free",
            "Language English",
            "Step-free entrance Quiet room",
            "No sign-up needed.",
            "Add to my calendar",
            "Flyer to print and pass on",
        ):
            assert fact in facts

    def test_lengths_that_differ_are_not_told_as_one(self, client):
        page = make_circle()
        change_meeting(page, 2, length_minutes=60)
        facts = facts_of(visit(client, publish(page)))

        assert "6 meetings" in facts
        assert "each" not in facts

    def test_calendar_and_flyer_are_below_the_page(self, client):
        page = make_circle()
        html = visit(client, page)

        assert f'href="{page.url}ics/"' in html
        assert f'href="{page.url}flyer/"' in html

    @pytest.mark.parametrize(
        ("values", "now"), [({"cancelled": True}, BETWEEN), ({}, AFTER)]
    )
    def test_what_is_over_offers_nothing_to_join(self, client, values, now):
        page = make_circle(**values)
        html = visit(client, page, now)

        assert f"{page.url}ics/" not in html
        assert f"{page.url}flyer/" not in html
        assert f"{page.url}meetings/" not in html

    @pytest.mark.parametrize(
        ("now", "said"),
        [
            (BEFORE, "This learning circle does not take place."),
            (BETWEEN, "This learning circle has ended early."),
        ],
    )
    def test_a_cancelled_circle_says_whether_it_had_begun(self, client, now, said):
        with time_machine.travel(now, tick=False):
            page = make_circle(cancelled=True)

        for later in (now, AFTER, AFTER + timedelta(days=300)):
            html = words(visit(client, page, later))
            assert said in html
            # Not the hour of asking tells it.
            assert html.count("This learning circle ") == 1

    @pytest.mark.parametrize(
        ("now", "states", "label"),
        [
            (BEFORE, ["cancelled"] * 6, "0 of 6 meetings held"),
            (BETWEEN, ["past"] * 2 + ["cancelled"] * 4, "2 of 6 meetings held"),
            (DURING, ["past"] * 3 + ["cancelled"] * 3, "3 of 6 meetings held"),
        ],
        ids=["before it began", "half way", "during the third"],
    )
    def test_meetings_that_never_took_place_are_not_past(
        self, client, now, states, label
    ):
        with time_machine.travel(now, tick=False):
            page = make_circle(cancelled=True)
        html = visit(client, page, AFTER)

        dots = re.findall(r'lc-ring__dot--(\w+)"', html)
        assert dots[:6] == states
        assert f'aria-label="{label}"' in html
        labels = [words(row).rpartition(" ")[2] for row in rows_of(html)]
        assert labels == [state.capitalize() for state in states]

    def test_what_was_under_way_then_is_neither_struck_nor_past(self, client):
        with time_machine.travel(DURING, tick=False):
            page = make_circle(cancelled=True)
        html = visit(client, page, DURING)

        row = rows_of(html)[2]
        assert words(row).endswith("Now")
        assert "<del>" not in row
        assert "This learning circle has ended early." in words(html)
        assert "2 of 6 meetings held" in html

    def test_a_later_edit_of_all_meetings_does_not_make_them_held(self, client):
        with time_machine.travel(BEFORE, tick=False):
            page = make_circle(cancelled=True)
        page.room = "Room 2"
        with time_machine.travel(AFTER, tick=False):
            page = publish(page)
        html = visit(client, page, AFTER)

        assert "This learning circle does not take place." in words(html)
        assert "0 of 6 meetings held" in html


class TestWhoComesLate:
    def test_is_told_the_next_meeting_and_that_it_is_not_too_late(self, client):
        html = visit(client, make_circle())

        assert "Meeting 3 of 6 is on Wednesday, November 18, 6 p.m." in words(html)
        assert "New people are welcome." in html
        assert "Next meeting Wednesday, November 18, 6 p.m. Meeting 3 of 6" in facts_of(
            html
        )
        assert "First meeting" not in html

    def test_is_told_of_a_meeting_that_is_going_on(self, client):
        assert "Meeting 3 of 6 is going on now" in visit(client, make_circle(), DURING)

    @pytest.mark.parametrize(
        "values",
        [
            {"capacity": 0, "waiting_list": False},
            {"sign_up_closes_at": datetime(2026, 11, 1, tzinfo=UTC)},
        ],
    )
    def test_is_not_called_welcome_where_there_is_no_place(self, client, values):
        html = visit(client, make_circle(sign_up_backend="database", **values))

        assert "Meeting 3 of 6 is on" in html
        assert "New people are welcome." not in html


class TestMeetings:
    def test_a_moved_one_strikes_the_old_date_and_names_the_new(self, client):
        page = make_circle()
        change_meeting(page, 3, state="moved", date=date(2026, 11, 27))
        row = rows_of(visit(client, publish(page)))[3]

        assert "Moved from Wednesday, November 25 to Friday" in words(row)
        assert '<del><time datetime="2026-11-25T18:00:00-06:00">' in row
        assert '<time datetime="2026-11-27T18:00:00-06:00">Friday' in row

    def test_one_moved_within_its_day_names_the_old_hour(self, client):
        page = make_circle()
        change_meeting(page, 3, state="moved", start_time=time(19, 30))
        row = words(rows_of(visit(client, publish(page)))[3])

        assert "Moved from Wednesday, November 25, 6 p.m. to Wednesday" in row
        assert "7:30 – 9 p.m." in row

    def test_a_cancelled_one_is_struck_and_labelled_and_cannot_be_added(self, client):
        page = make_circle()
        change_meeting(page, 3, state="cancelled", note="The library is closed.")
        rows = rows_of(visit(client, publish(page)))

        assert re.search(r"<del><time[^>]*>Wednesday", rows[3])
        assert words(rows[3]).endswith("The library is closed. Cancelled")
        assert ["/ics/" in row for row in rows] == [
            False,
            False,
            True,
            False,
            True,
            True,
        ]

    def test_each_to_come_has_a_calendar_file_of_its_own(self, client):
        page = make_circle()
        links = re.findall(r'href="([^"]*/meetings/\d+/ics/)"', visit(client, page))
        rows = Circle.objects.get().meetings.order_by("start")

        assert links == [f"{page.url}meetings/{row.pk}/ics/" for row in rows[2:]]


class TestCourseAndPlace:
    def test_the_licence_leads_to_its_terms(self, client):
        course = make_course(licence="cc-by-sa", hours=20, language="fr")
        html = visit(client, make_circle(course=course))

        assert 'href="https://creativecommons.org/licenses/by-sa/4.0/"' in html
        assert "University of Washington French about 20 hours in all" in words(html)

    def test_a_licence_without_terms_is_named(self, client):
        html = visit(client, make_circle(course=make_course(licence="free")))
        assert "Free to follow" in html
        assert "creativecommons" not in html

    def test_the_place_says_who_can_come_and_how(self, client):
        branch = make_branch(
            directions="Bus 3 stops here.",
            opening_hours="Daily 9 to 5",
            access_facts=["hearing-loop"],
            access_note="Ring for the lift.",
        )
        text = words(visit(client, make_circle(branch=branch)))

        assert "How to get here Bus 3 stops here." in text
        assert "Opening hours Daily 9 to 5" in text
        assert "Access Hearing loop Ring for the lift." in text
        assert "Directions on OpenStreetMap" in text

    def test_a_circle_online_has_no_way_there_and_keeps_its_link(self, client):
        page = make_circle(format="online", online_link="https://meet.example.org/x")
        html = visit(client, page)

        assert "The place" not in html
        assert "Ask the library for the link." in html
        assert "meet.example.org" not in html


class TestTellingSomebody:
    def test_a_mail_holds_title_time_place_and_address(self, client):
        html = visit(client, make_circle(title="Speaking & <listening>"))
        link = re.search(r'href="(mailto:\?[^"]*)"', html)[1].replace("&amp;", "&")
        query = parse_qs(urlsplit(link).query)

        assert query["subject"] == ["A free learning circle: Speaking & <listening>"]
        assert query["body"][0].replace("\u00a0", " ").split("\r\n") == [
            "Speaking & <listening>",
            "Wednesdays, 6 – 7:30 p.m.",
            "Nov. 4 – Dec. 9",
            "Central Library",
            "",
            "http://localhost/circles/circle-1/",
        ]

    def test_copying_needs_a_script_and_is_hidden_without(self, client):
        html = visit(client, make_circle())
        assert re.search(r"<button[^>]*data-lc-copy-button hidden>", html)
        assert "data-lc-copy-text hidden>http://localhost/circles/circle-1/<" in html


class TestOtherPages:
    def test_related_circles_are_cards_and_never_the_page_itself(self, client):
        index, topic = make_circle_index(), make_topic()
        page = make_circle(index, title="Here", topics=[topic])
        for number in range(4):
            make_circle(index, title=f"Other {number}", topics=[topic])
        html = visit(client, page, BEFORE)
        titles = re.findall(r'lc-card__title"><a href="[^"]*">(.*?)</a>', html)

        assert titles == ["Other 0", "Other 1", "Other 2"]

    def test_translations_are_linked_and_read_in_their_own_language(self, client):
        french = Locale.objects.create(language_code="fr")
        index = make_circle_index()
        publish(index.copy_for_translation(french, copy_parents=True))
        page = make_circle(index)
        translated = publish(page.copy_for_translation(french))

        assert 'hreflang="fr" lang="fr"' in visit(client, page)
        html = visit(client, translated)
        assert '<html lang="fr"' in html
        assert "Mercredi 18 novembre" in html
        assert 'hreflang="en" lang="en"' in html


class TestHoles:
    @pytest.mark.parametrize(
        "values",
        [
            {"branch": None},
            {"course": None, "branch": None, "first_date": None},
            {"cancelled": True, "cancellation_note": "Flu.", "branch": None},
            {"format": "hybrid", "branch": None},
            {"meeting_count": 1},
        ],
    )
    @pytest.mark.parametrize("live", [True, False])
    def test_every_circle_can_be_read_and_previewed(self, client, values, live):
        page = make_circle(live=live, **values)
        if live:
            assert "<h1>" in visit(client, page)
        for language in ("en", "fr", "ar"):
            with translation.override(language):
                response = page.make_preview_request()
            assert response.status_code == 200

    def test_a_preview_speaks_of_the_draft_and_links_to_no_file(self):
        page = make_circle()
        page.title = "Not yet so"
        text = page.make_preview_request().content.decode()

        assert "Not yet so" in text
        assert "/ics/" not in text
        assert "mailto:?" not in text
        assert "ld+json" not in text

    def test_a_page_is_gone_while_its_branch_is_a_draft(self, client):
        page = make_circle(branch=make_branch(name="Secret", access_facts=["parking"]))
        branch = Circle.objects.get().branch
        branch.unpublish()
        assert client.get(page.url).status_code == 404
        branch.save_revision().publish()
        assert "Secret" in visit(client, page)

    def test_a_preview_at_a_draft_branch_says_nothing_of_it(self, rf):
        page = make_circle(branch=make_branch(name="Secret", access_facts=["parking"]))
        Circle.objects.get().branch.unpublish()
        page = type(page).objects.get(pk=page.pk)
        response = page.make_preview_request(preview_mode=page.default_preview_mode)
        assert response.status_code == 200
        assert "Secret" not in response.render().content.decode()


class TestQueries:
    """With everything that a circle can have, on a site with two languages."""

    @pytest.fixture
    def page(self):
        cache.clear()
        french = Locale.objects.create(language_code="fr")
        index, topic = make_circle_index(), make_topic()
        publish(index.copy_for_translation(french, copy_parents=True))
        for number in range(5):
            page = make_circle(
                index,
                first_date=date(2027, 1, 6),
                picture=picture("page") if number % 2 else None,
                course=make_course(picture=picture("course")),
                topics=[topic, make_topic(f"Topic {number}")],
                facilitators=[
                    make_facilitator(name=name, picture=picture(name))
                    for name in ("Ruth", "Sam")
                ],
                branch=make_branch(name=f"B{number}", picture=picture("branch")),
            )
        publish(page.copy_for_translation(french))
        yield page
        cache.clear()

    def test_a_page_with_everything(self, client, page, django_assert_num_queries):
        client.get(page.url)
        with django_assert_num_queries(QUERIES):
            response = client.get(page.url)
        assert len(response.context_data["related"]) == 3
        assert len(response.context_data["translations"]) == 1

    def test_pictures_are_read_once_by_a_server_that_was_just_started(
        self, client, page, django_assert_num_queries
    ):
        client.get(page.url)
        cache.clear()
        client.get(page.url)
        with django_assert_num_queries(QUERIES):
            client.get(page.url)

    def test_a_page_whose_pictures_no_cache_holds(
        self, client, page, django_assert_num_queries, monkeypatch, settings
    ):
        settings.CACHES = {
            **settings.CACHES,
            "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
        }
        client.get(page.url)
        with django_assert_num_queries(QUERIES_WITHOUT_CACHED_PICTURES):
            client.get(page.url)


def test_the_list_s_own_routes_win_over_a_circle_of_their_name(client):
    page = make_circle()
    index = page.get_parent().specific
    CirclePage.objects.filter(pk=page.pk).update(slug="rss")

    assert index.route(client.request().wsgi_request, ["rss"]).page == index
