"""The flyer tells what the circle's page tells, to those who may read the page."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from learningcircles_wagtail.enums import CircleFormat, SignUpBackend
from learningcircles_wagtail.models import CirclePage, LearningCirclesSettings
from learningcircles_wagtail.printing.flyer import STRIPS
from learningcircles_wagtail.printing.qr_code import qr_code
from tests import factories

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 10, 1, 12, tzinfo=UTC)
BETWEEN = datetime(2026, 11, 12, 12, tzinfo=UTC)
AFTER = datetime(2027, 1, 1, 12, tzinfo=UTC)
QUERIES = 11


def flyer(client: Client, page: CirclePage, query: str = "") -> Any:
    """Return the answer at the flyer's address."""
    return client.get(f"{page.get_url()}flyer/{query}")


def html_of(client: Client, page: CirclePage, query: str = "") -> str:
    """Return the flyer with single spaces."""
    answer = flyer(client, page, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True)
def in_october(time_machine):
    """A month before the circles of the factories begin."""
    time_machine.move_to(BEFORE, tick=False)


class TestWhomToAsk:
    @pytest.mark.parametrize("query", ["", "?size=large"])
    def test_telephone_and_address_of_the_branch_stand_on_it(self, client, query):
        branch = factories.make_branch(phone="555-0142", email="bend@library.example")
        html = html_of(client, factories.make_circle(branch=branch), query)

        assert "Questions?" in html
        assert html.count("555-0142") == html.count("bend@library.example") == 1

    def test_where_the_branch_has_none_a_facilitator_is_asked(self, client):
        branch = factories.make_branch(phone="", email="")
        people = [
            factories.make_facilitator(name="Quiet"),
            factories.make_facilitator(name="Amina", email="amina@library.example"),
        ]
        page = factories.make_circle(branch=branch, facilitators=people)

        assert "amina@library.example" in html_of(client, page)

    def test_an_address_that_does_not_fit_is_left_out_and_never_cut(self, client):
        long = f"{'a' * 60}@library.example"
        branch = factories.make_branch(phone="555-0142", email=long)
        html = html_of(client, factories.make_circle(branch=branch), "?size=large")

        assert "555-0142" in html
        assert "aaaa" not in html

    def test_nobody_is_asked_about_what_is_over(self, client):
        branch = factories.make_branch(phone="555-0142")
        page = factories.make_circle(branch=branch, cancelled=True)

        assert "555-0142" not in html_of(client, page)


class TestWhatItSays:
    def test_it_has_all_that_one_must_know(self, client):
        branch = factories.make_branch(
            access_facts=["step-free", "hearing-loop"], postal_code="52801"
        )
        page = factories.make_circle(
            title="Speaking up",
            branch=branch,
            room="Lamp Room",
            course=factories.make_course(),
        )
        html = html_of(client, page)

        for words in (
            "<h1>Speaking up</h1>",
            "Six evenings.",
            "First meeting",
            "Wednesday, November 4",
            "Wednesdays, 6",
            "Nov. 4 – Dec. 9",
            "6 meetings",
            "Central Library",
            "Lamp Room",
            "12 River Street",
            "Riverbend, IA 52801",
            "Step-free entrance",
            "Hearing loop",
            "Free of charge.",
            "No sign-up needed.",
            "Introduction to Public Speaking",
            "University of Washington",
        ):
            assert words in html

    def test_its_code_leads_to_the_page(self, client):
        page = factories.make_circle()
        html = html_of(client, page)

        assert qr_code(page.full_url).path in html
        assert f'aria-label="QR code that leads to {page.full_url}"' in html

    def test_late_joiners_learn_of_the_next_meeting(self, client, time_machine):
        page = factories.make_circle()
        time_machine.move_to(BETWEEN, tick=False)
        html = html_of(client, page)

        assert "Next meeting" in html
        assert "Wednesday, November 18" in html
        assert "New people are still welcome." in html

    def test_organisation_and_logo_are_those_of_the_settings(self, client):
        from wagtail.images import get_image_model
        from wagtail.images.tests.utils import get_test_image_file

        logo = get_image_model().objects.create(
            title="Logo", file=get_test_image_file(filename="logo.png")
        )
        site = Site.objects.get(is_default_site=True)
        settings = LearningCirclesSettings.for_site(site)
        settings.organisation, settings.flyer_logo = "Library of the Lake", logo
        settings.save()
        html = html_of(client, factories.make_circle())

        assert "Library of the Lake" in html
        assert "lc-flyer__logo" in html

    def test_without_settings_the_library_system_signs(self, client):
        assert "Riverbend Public Library" in html_of(client, factories.make_circle())

    def test_numbers_of_free_places_are_not_printed(self, client):
        page = factories.make_circle(
            sign_up_backend=SignUpBackend.DATABASE, capacity=12
        )
        html = html_of(client, page)

        assert "Sign up at " in html
        assert "12 places" not in html

    def test_a_link_to_sign_up_is_found_on_the_page(self, client):
        page = factories.make_circle(
            sign_up_backend=SignUpBackend.EXTERNAL,
            sign_up_link="https://events.example.org/1",
        )
        html = html_of(client, page)

        assert "Sign up at localhost/circles/circle-1" in html
        assert "events.example.org" not in html

    def test_an_online_meeting_keeps_its_link_and_has_no_address(self, client):
        page = factories.make_circle(
            format=CircleFormat.ONLINE, online_link="https://meet.example.org/secret"
        )
        html = html_of(client, page)

        assert "Online" in html
        assert "secret" not in html
        assert "12 River Street" not in html

    def test_another_language_than_the_page_s_is_said(self, client):
        html = html_of(client, factories.make_circle(language="es"))

        assert "We talk in Spanish." in html

    def test_a_page_with_nothing_but_a_title_has_a_flyer(self, client):
        index = factories.make_circle_index()
        page = CirclePage(title="Knit")
        index.add_child(instance=page)
        html = html_of(client, page)

        assert "<h1>Knit</h1>" in html
        assert "Dates to be announced" in html

    def test_markup_in_a_title_stays_words(self, client):
        page = factories.make_circle(title="<b>Bold</b> & free")

        assert "<h1>&lt;b&gt;Bold&lt;/b&gt; &amp; free</h1>" in html_of(client, page)


class TestWhatIsOver:
    def test_a_cancelled_circle_says_so_and_invites_nobody(self, client):
        page = factories.make_circle(
            cancelled=True, cancellation_note="The roof leaks."
        )
        html = html_of(client, page)

        assert "This learning circle does not take place." in html
        assert "The roof leaks." in html
        assert "lc-flyer__strip" not in html
        assert "Taking part" not in html
        assert "First meeting" not in html

    def test_a_completed_circle_says_so(self, client, time_machine):
        page = factories.make_circle()
        time_machine.move_to(AFTER, tick=False)
        html = html_of(client, page)

        assert "This learning circle has come to its end." in html
        assert "lc-flyer__strip" not in html

    def test_one_to_come_has_no_band(self, client):
        html = html_of(client, factories.make_circle())

        assert "lc-flyer__band" not in html
        assert html.count('class="lc-flyer__strip"') == STRIPS


class TestPaperAndSize:
    @pytest.mark.parametrize(
        ("country", "paper"), [("US", "letter"), ("CA", "letter"), ("FR", "a4")]
    )
    def test_the_branch_s_country_chooses_the_paper(self, client, country, paper):
        branch = factories.make_branch(country=country)
        html = html_of(client, factories.make_circle(branch=branch))

        assert f"flyer-{paper}.css" in html

    def test_a_branch_without_a_country_prints_as_its_library(self, client):
        branch = factories.make_branch(country="")

        assert "flyer-letter.css" in html_of(
            client, factories.make_circle(branch=branch)
        )

    def test_without_a_place_it_is_a4(self, client):
        assert "flyer-a4.css" in html_of(client, factories.make_circle(branch=None))

    @pytest.mark.parametrize(
        ("query", "paper"),
        [("?paper=a4", "a4"), ("?paper=letter", "letter"), ("?paper=a4&paper=x", "")],
    )
    def test_the_address_chooses_the_paper(self, client, query, paper):
        html = html_of(client, factories.make_circle(), query)

        assert f"flyer-{paper or 'letter'}.css" in html

    @pytest.mark.parametrize(
        "query",
        [
            "?paper=A4",
            "?paper=%00",
            "?paper=%ED%A0%80&size=%FF",
            f"?paper={'9' * 5000}&size={'²' * 50}",
            "?size=huge",
            "?" + "size=large&" * 999 + "size=x",
        ],
    )
    def test_values_that_are_none_count_for_nothing(self, client, query):
        html = html_of(client, factories.make_circle(), query)

        assert "flyer-letter.css" in html
        assert "flyer-large.css" not in html

    def test_large_print_leaves_picture_and_slips_away(self, client):
        html = html_of(client, factories.make_circle(), "?size=large")

        assert "flyer-large.css" in html
        assert "lc-flyer__strip" not in html
        assert "lc-flyer__picture" not in html

    def test_one_sees_what_was_chosen_and_may_choose_otherwise(self, client):
        html = html_of(client, factories.make_circle(), "?paper=a4&size=large")

        assert 'href="?paper=a4&amp;size=large" aria-current="true">A4' in html
        assert 'href="?paper=letter&amp;size=large">US Letter' in html
        assert 'href="?paper=a4">With slips to tear off' in html


class TestWhoMayReadIt:
    def test_a_draft_has_none(self, client):
        page = factories.make_circle(live=False)

        assert flyer(client, page).status_code == 404

    def test_an_expired_circle_has_none(self, client):
        page = factories.make_circle()
        page.unpublish()

        assert flyer(client, page).status_code == 404

    def test_a_circle_at_a_draft_branch_has_none(self, client):
        page = factories.make_circle(branch=factories.make_branch(live=False))

        assert flyer(client, page).status_code == 404

    def test_a_private_page_asks_for_the_password_first(self, client):
        page = factories.make_circle(title="Canary")
        PageViewRestriction.objects.create(
            page=page.get_parent(),
            restriction_type=PageViewRestriction.PASSWORD,
            password="sesame",
        )
        answer = flyer(client, page)

        assert b"password" in answer.content
        assert b"Canary" not in answer.content

    def test_for_members_only_means_the_flyer_too(self, client):
        page = factories.make_circle()
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )

        assert flyer(client, page).status_code == 302

    def test_search_engines_are_sent_away_and_no_cookie_is_set(self, client):
        answer = flyer(client, factories.make_circle())

        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.cookies == {}

    def test_a_french_page_has_a_french_flyer(self, client):
        from wagtail.models import Locale

        french, _created = Locale.objects.get_or_create(language_code="fr")
        page = factories.make_circle()
        page.get_parent().copy_for_translation(french, copy_parents=True)
        translation = page.copy_for_translation(french, copy_parents=True)
        translation = factories.publish(translation)
        html = html_of(client, translation)

        assert '<html lang="fr"' in html


@pytest.mark.parametrize("meetings", [1, 9])
def test_the_number_of_queries_is_the_same_for_any_number_of_meetings(
    client, django_assert_num_queries, meetings
):
    for number in range(meetings):
        page = factories.make_circle(
            course=factories.make_course(title=f"Course {number}"),
            facilitators=[factories.make_facilitator()],
            topics=[factories.make_topic(f"Topic {number}")],
            branch=factories.make_branch(name=f"Branch {number}"),
            first_date=date(2026, 11, 4),
            start_time=time(18),
            meeting_count=meetings,
        )
    assert flyer(client, page).status_code == 200

    with django_assert_num_queries(QUERIES):
        flyer(client, page)
