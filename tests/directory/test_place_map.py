"""The map on a circle's page: where a branch is, drawn and in words."""

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from learningcircles_wagtail.models import Branch
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_library,
    publish,
)

pytestmark = pytest.mark.django_db

HOME = (41.5236, -90.5776)
NOW = datetime(2026, 11, 10, 18, 30, tzinfo=UTC)


def at(name, latitude, longitude, **values):
    """Return a branch on the map."""
    return make_branch(
        name=name, position=f"SRID=4326;POINT({longitude} {latitude})", **values
    )


@pytest.fixture
def library():
    """A library of the United States."""
    return make_library(country="US")


@pytest.fixture
def page(library):
    """A circle at a branch with two neighbours."""
    at("Eastside", 41.558, -90.53, library_system=library)
    at("Northgate", 41.6005, -90.585, library_system=library)
    return make_circle(
        branch=at("Central", *HOME, library_system=library, country="US")
    )


def visit(client, page):
    """Return the HTML of a page."""
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def words(html):
    """Return the words of some HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def figure(html):
    """Return the map of a page as HTML, or ""."""
    found = re.search(r'<figure class="lc-vicinity[^>]*>.*?</figure>', html, re.DOTALL)
    return found[0] if found else ""


def names(html):
    """Return the names on the wide drawing."""
    root = ElementTree.fromstring(  # noqa: S314
        re.search(r"<svg.*?</svg>\s*(?=<svg|</div>)", figure(html), re.DOTALL)[0]
    )
    return [
        text.text
        for text in root.iter("text")
        if "lc-map__name" in text.get("class", "")
    ]


class TestAmongNeighbours:
    def test_the_drawing_names_the_branch_and_those_nearby(self, client, page):
        html = visit(client, page)

        assert sorted(names(html)) == ["Central", "Eastside", "Northgate"]
        assert "<title>Map: Central and 2 other branches nearby</title>" in html

    def test_words_say_the_same(self, client, page):
        said = words(figure(visit(client, page)))

        assert "3.4 miles south-west of Eastside" in said
        assert "5.3 miles south of Northgate" in said

    def test_where_people_measure_in_kilometres_so_does_the_map(self, client, page):
        Branch.objects.update(country="DE")
        html = figure(visit(client, page))

        assert "5.5 km south-west of Eastside" in html
        assert " mi<" not in html

    def test_one_next_door_is_said_to_be_beside(self, client, page, library):
        at("Annex", HOME[0] + 0.0001, HOME[1], library_system=library)
        assert "right beside Annex" in figure(visit(client, page))

    def test_the_way_is_a_link(self, client, page):
        html = visit(client, page)

        assert "openstreetmap.org/directions?to=41.523600%2C-90.577600#map=15/" in html
        assert 'href="geo:41.523600,-90.577600"' in html

    def test_a_translation_names_branches_in_its_own_words(self, client, page):
        french = Locale.objects.create(language_code="fr")
        index = page.get_parent().specific
        publish(index.copy_for_translation(french, copy_parents=True))
        translated = publish(page.copy_for_translation(french))
        other = Branch.objects.get(name="Northgate").copy_for_translation(french)
        other.name = "Porte du Nord"
        other.live = True
        other.save()
        html = visit(client, translated)

        assert sorted(names(html)) == ["Central", "Eastside", "Porte du Nord"]

    def test_a_neighbour_that_moved_or_was_added_is_seen_at_once(
        self, client, page, library
    ):
        visit(client, page)
        branch = Branch.objects.get(name="Eastside")
        branch.position = "SRID=4326;POINT(-90.5776 41.56)"
        branch.save()
        at("Annex", 41.53, -90.6, library_system=library)
        said = words(figure(visit(client, page)))

        assert "miles south of Eastside" in said
        assert "Annex" in said

    def test_a_preview_reads_neighbours_each_time(self, page):
        def preview():
            return page.make_preview_request().content.decode()

        assert "Eastside" in preview()
        Branch.objects.filter(name="Eastside").update(live=False)
        assert "Eastside" not in preview()

    def test_numbers_of_the_drawing_know_no_decimal_comma(self, page, client):
        with translation.override("de"):
            response = page.make_preview_request()
        assert not re.search(r'[cxy]="[0-9]+,', figure(response.content.decode()))


class TestWhoIsNoNeighbour:
    @pytest.mark.parametrize(
        "values",
        [
            {"live": False},
            {"library_system": "another"},
            {"position": ""},
            {"position": "SRID=4326;POINT(-80 41.5)"},
        ],
    )
    def test_a_draft_a_stranger_and_what_is_far(self, client, page, library, values):
        if values.get("library_system"):
            values = {"library_system": make_library(name="Another")}
        make_branch(
            **{
                "name": "Canary",
                "library_system": library,
                "position": "SRID=4326;POINT(-90.56 41.53)",
                **values,
            }
        )
        html = visit(client, page)

        assert "Canary" not in html
        assert "Eastside" in html

    def test_one_that_was_hidden_a_moment_ago(self, client, page):
        assert "Eastside" in visit(client, page)
        Branch.objects.get(name="Eastside").unpublish()
        assert "Eastside" not in visit(client, page)

    def test_one_that_was_hidden_behind_django_s_back_goes_within_the_quarter_hour(
        self, client, page
    ):
        with time_machine.travel(NOW, tick=False) as clock:
            assert "Eastside" in visit(client, page)
            Branch.objects.filter(name="Eastside").update(live=False)
            clock.shift(timedelta(minutes=15))
            assert "Eastside" not in visit(client, page)


class TestAlone:
    def test_a_branch_without_neighbours_lies_in_its_country(self, client):
        html = visit(client, make_circle(branch=at("Central", *HOME, city="Riverbend")))

        assert "<title>Map of the country round Central</title>" in html
        assert "Central, Riverbend" in words(figure(html))


class TestNoMap:
    @pytest.mark.parametrize(
        "values",
        [
            {"format": "online"},
            {"branch": None, "format": "in_person"},
            {"branch": None, "format": "hybrid"},
        ],
    )
    def test_of_a_circle_that_meets_nowhere(self, client, page, values):
        other = make_circle(
            page.get_parent().specific, **{"branch": page.branch, **values}
        )
        html = visit(client, other)

        assert not figure(html)
        assert "geo:" not in html

    @pytest.mark.parametrize("columns", [(91, 0), (0, 181), (None, 5), (5, None)])
    def test_of_what_lies_beyond_the_globe(self, client, page, columns):
        latitude, longitude = columns
        Branch.objects.filter(name="Central").update(
            latitude=latitude, longitude=longitude
        )
        html = visit(client, page)

        assert not figure(html)
        assert "geo:" not in html

    def test_of_a_private_circle(self, client, page):
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        assert client.get(page.url).status_code == 302


@pytest.mark.parametrize("position", [(0.0, 179.99), (89.99, 10.0), (-90.0, 0.0)])
def test_the_ends_of_the_earth_have_maps(client, library, position):
    latitude, longitude = position
    at("Other", latitude, -longitude, library_system=library)
    page = make_circle(branch=at("Home", *position, library_system=library))
    html = visit(client, page)

    assert "Home" in names(html)
    assert "Other" in words(figure(html))


def test_no_number_of_branches_costs_another_query(
    client, library, django_assert_num_queries
):
    index = make_circle_index()
    page = make_circle(
        index,
        branch=at("Home", *HOME, library_system=library),
        first_date=date(2027, 1, 6),
    )
    client.get(page.url)
    for number in range(40):
        name = f"Branch {number}"
        at(name, HOME[0] + number / 1000, HOME[1] + 0.01, library_system=library)
    client.get(page.url)
    with django_assert_num_queries(11):
        response = client.get(page.url)
    assert len(response.context["place_map"].ways) == 5
