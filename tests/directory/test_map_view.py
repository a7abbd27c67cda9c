"""The map of a list: circles by place, pins and list agree, and nothing is hidden."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from learningcircles_wagtail.directory import live_map, map_view
from learningcircles_wagtail.directory.gazetteer import gazetteer
from learningcircles_wagtail.directory.live_map import tile_host
from learningcircles_wagtail.models import Branch, DirectoryChange
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_library,
)

pytestmark = pytest.mark.django_db

TILES = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"
SECRET = "https://meet.example.org/secret-room"
SOON = date(2027, 1, 6)


def at(name, latitude=None, longitude=None, **values):
    """Return a branch, on the map if it has a position."""
    position = f"SRID=4326;POINT({longitude} {latitude})" if latitude else ""
    return make_branch(name=name, position=position, **values)


@pytest.fixture
def index():
    """A list with three circles at one branch, two at another, and others at none."""
    index = make_circle_index()
    central = at("Central Library", 41.52, -90.57)
    east = at("Eastside", 41.55, -90.5)
    attic = at("Attic", slug="attic")
    for branch in (east, central, attic, central, east, central):
        make_circle(index, branch=branch, first_date=SOON)
    make_circle(index, branch=None, format="online", online_link=SECRET)
    make_circle(index, branch=central, format="online", first_date=SOON)
    make_circle(index, branch=central, format="hybrid", online_link=SECRET)
    make_circle(index, branch=None, format="in_person")
    return index


@pytest.fixture
def visit(client):
    """A function that answers with the map of a list for a query."""

    def visit(index, query="", **data):
        return client.get(f"{index.url}map/{query}", data or None, follow=True)

    return visit


def listed(response):
    """Return the places of the list as numbers, names and numbers of circles."""
    return [(one.number, one.name, one.count) for one in response.context["places"]]


def pins(response):
    """Return the links of the wide drawing: number, address and name of each pin."""
    drawing = re.search(
        r'<div class="lc-map">.*?</div>', response.content.decode(), re.DOTALL
    )
    root = ElementTree.fromstring(drawing[0])[0]  # noqa: S314
    assert root.get("role") == "group"
    return [
        ("".join(link.itertext()), link.get("href"), link.get("aria-label"))
        for link in root.iter("a")
    ]


class TestPlaces:
    def test_the_places_with_most_circles_come_first_and_no_circle_is_lost(
        self, index, visit
    ):
        response = visit(index)

        assert listed(response) == [
            (1, "Central Library", 4),
            (2, "Eastside", 2),
            (None, "Attic", 1),
            (None, "Online", 2),
            (None, "Place to be announced", 1),
        ]
        assert "Not on the map" in response.content.decode()

    def test_each_place_has_its_own_circles_in_the_order_of_the_list(
        self, index, visit
    ):
        context = visit(index).context
        in_order = context["finding"].pages()
        for place in context["places"]:
            expected = [
                page.pk
                for page in in_order
                if (
                    "Online"
                    if page.circle.format == "online"
                    else page.circle.branch.name
                    if page.circle.branch
                    else "Place to be announced"
                )
                == place.name
            ]
            assert [one.page.pk for one in place.circles] == expected

    def test_pins_have_the_numbers_of_the_list_and_lead_to_its_entries(
        self, index, visit
    ):
        response = visit(index)

        assert pins(response) == [
            ("1", "#place-1", "1. Central Library: 4 circles"),
            ("2", "#place-2", "2. Eastside: 2 circles"),
        ]
        for place in response.context["places"]:
            assert f'id="{place.anchor}"' in response.content.decode()

    def test_without_any_position_there_is_a_list_and_no_drawing(self, visit):
        index = make_circle_index()
        make_circle(index, branch=at("Attic"))
        response = visit(index)

        assert not response.context["drawing"]
        assert listed(response) == [(None, "Attic", 1)]
        assert "None of these places is on the map." in response.content.decode()

    def test_an_empty_list_says_so(self, visit):
        response = visit(make_circle_index())

        assert response.status_code == 200
        assert "No circles are planned at the moment" in response.content.decode()

    def test_a_branch_and_its_translation_are_one_place(self, visit):
        index = make_circle_index()
        french = Locale.objects.create(language_code="fr")
        branch = at("Central Library", 41.52, -90.57)
        translated = branch.copy_for_translation(french)
        translated.name = "Bibliothèque centrale"
        translated.save()
        make_circle(index, branch=branch)
        make_circle(index, branch=translated)

        assert listed(visit(index)) == [(1, "Central Library", 2)]
        place = gazetteer("read anew").place(branch.pk, french.pk)
        assert place.name == "Bibliothèque centrale"
        assert place.position == branch.coordinates

    def test_the_nearest_place_comes_first_where_a_visitor_says_from_where(
        self, index, visit
    ):
        response = visit(index, near="41.56,-90.49")

        assert [name for _number, name, _count in listed(response)][:2] == [
            "Eastside",
            "Central Library",
        ]
        assert response.context["places"][0].distance == "0.9 miles"
        assert listed(visit(index, near="41.56,-90.49", order="soonest"))[0][1] == (
            "Central Library"
        )

    def test_at_the_nearest_place_circles_to_come_stand_before_those_over(self, visit):
        index = make_circle_index()
        make_circle(index, title="Over", first_date=date(2020, 1, 8))
        make_circle(index, title="To come", first_date=SOON)
        response = visit(index, near="41.5,-90.5")
        (place,) = response.context["places"]

        assert [one.title for one in response.context["finding"].pages()] == [
            "To come",
            "Over",
        ]
        assert [one.title for one in place.circles] == ["To come", "Over"]


class TestLongLists:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch):
        monkeypatch.setattr(map_view, "PLACES_ON_A_PAGE", 2)
        monkeypatch.setattr(map_view, "MOST_PINS", 4)
        monkeypatch.setattr(map_view, "MOST_CIRCLES", 1)

    @pytest.fixture
    def many(self):
        index = make_circle_index()
        for number in range(7):
            make_circle(
                index, branch=at(f"Branch {number}", 41 + number, -90), first_date=SOON
            )
        make_circle(index, branch=Branch.objects.get(name="Branch 0"))
        make_circle(index, branch=None, format="online")
        return index

    def test_each_page_lists_some_places_and_the_map_says_which_it_draws(
        self, many, visit
    ):
        first, third, last = (visit(many, page=page) for page in (1, 3, 4))

        assert [one[0] for one in listed(first)] == [1, 2]
        assert [one[0] for one in listed(third)] == [5, 6]
        assert listed(last) == [(7, "Branch 6", 1), (None, "Online", 1)]
        words = [one.context["map_words"] for one in (first, third)]
        assert words == [
            "This map shows places 1 to 4 of 7.",
            "This map shows places 5 to 7 of 7.",
        ]
        for response in (first, third):
            assert str(response.context["map_words"]) in response.content.decode()

    def test_a_page_past_the_end_is_not_found(self, many, visit):
        pages = [4, 5, 99_999]

        assert [visit(many, page=one).status_code for one in pages] == [200, 404, 404]

    def test_pins_of_places_on_another_page_lead_there(self, many, visit):
        response = visit(many, page=1)
        assert [(number, address) for number, address, _name in pins(response)] == [
            ("1", "#place-1"),
            ("2", "#place-2"),
            ("3", "?page=2#place-3"),
            ("4", "?page=2#place-4"),
        ]
        assert pins(visit(many, page=4))[0][:2] == ("5", "?page=3#place-5")

    def test_what_is_online_is_linked_from_every_page(self, many, visit):
        (link,) = visit(many).context["off_map"]

        assert link == {"words": "Online: 1 circle", "url": "?page=4#place-online"}

    def test_a_place_with_more_circles_leads_to_all_of_them(self, many, visit):
        response = visit(many, weekday="2")
        first = response.context["places"][0]

        assert (first.name, first.count, len(first.circles)) == ("Branch 0", 2, 1)
        assert first.more_words == "All 2 circles at Branch 0"
        slug = Branch.objects.get(name="Branch 0").slug
        assert first.more_url == f"{many.url}?branch={slug}&weekday=2"
        assert response.context["places"][1].more_url == ""


class TestPrivacy:
    def test_what_is_not_public_is_in_no_place_and_no_count(
        self, index, visit, settings
    ):
        settings.LEARNINGCIRCLES_MAP_TILES = TILES
        before = listed(visit(index))
        central = Branch.objects.get(name="Central Library")
        canary = {"title": "CANARY", "branch": central, "first_date": SOON}
        make_circle(index, live=False, **canary)
        soon = timezone.now() + timedelta(days=3)
        make_circle(index, live=False, go_live_at=soon, **canary)
        unpublished = make_circle(index, **canary)
        unpublished.unpublish()
        for kind in ("password", "login", "groups"):
            restriction = PageViewRestriction.objects.create(
                page=make_circle(index, **canary), restriction_type=kind, password="x"
            )
            if kind == "groups":
                restriction.groups.add(Group.objects.create(name="Staff"))
        closed = at("CANARY branch", 40.1, -90.1, live=False)
        make_circle(index, **{**canary, "branch": closed})
        make_circle(make_circle_index(slug="elsewhere"), **canary)

        response = visit(index)

        assert listed(response) == before
        assert "CANARY" not in response.content.decode()

    def test_a_public_circle_would_be_noticed(self, index, visit):
        make_circle(index, title="CANARY", branch=at("CANARY branch", 40.1, -90.1))

        assert visit(index).content.decode().count("CANARY") >= 2

    def test_the_link_of_an_online_meeting_is_nowhere(self, index, visit, settings):
        settings.LEARNINGCIRCLES_MAP_TILES = TILES

        assert "secret-room" not in visit(index).content.decode()

    def test_what_changes_is_seen_at_once(self, index, visit):
        visit(index)
        branch = Branch.objects.get(name="Eastside")
        branch.name = "Eastside Library"
        branch.save_revision().publish()
        make_circle(index, branch=branch, first_date=SOON)

        assert (2, "Eastside Library", 3) in listed(visit(index))


class TestCost:
    def test_the_number_of_queries_does_not_grow_with_circles_and_places(self, visit):
        index, library = make_circle_index(), make_library()
        counts = []
        for number in range(9):
            branch = at(f"Branch {number}", 41 + number, -90, library_system=library)
            make_circle(index, branch=branch, first_date=SOON)
            if number in {1, 8}:
                visit(index)
                with CaptureQueriesContext(connection) as queries:
                    visit(index)
                counts.append(len(queries))

        assert counts[0] == counts[1]

    def test_places_are_read_once_for_one_state_of_the_journal(
        self, index, django_assert_num_queries
    ):
        state = DirectoryChange.objects.state().fingerprint
        first = gazetteer(state)
        with django_assert_num_queries(0):
            assert gazetteer(state) is first
        make_circle(index)
        assert gazetteer(DirectoryChange.objects.state().fingerprint) is not first


HOSTILE = [
    "page=²",
    "page=0",
    "page=-1",
    "page=" + "9" * 5000,
    "near=nan,inf",
    "near=91,181",
    "near=90,180",
    "near=-90,-180&within=1e999",
    "q=%00",
    "q=%ED%A0%80",
    "q=%22",
    "branch=%F0%9F%98%80&branch=",
    "topic=" + "&topic=".join(map(str, range(900))),
    "city=%3Cscript%3E&library=%22%3E",
    "weekday=8&time=noon&format=%EF%BC%91&status=x&order=x",
]


class TestBadInput:
    @pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:30])
    def test_no_value_breaks_the_map(self, index, visit, settings, query):
        settings.LEARNINGCIRCLES_MAP_TILES = TILES
        response = visit(index, f"?{query}")

        assert response.status_code == 200
        assert b"<script>" not in response.content

    @hypothesis_settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.dictionaries(
            st.sampled_from(["q", "page", "near", "within", "branch", "order", "city"]),
            st.text(max_size=12),
            max_size=4,
        )
    )
    def test_no_text_breaks_the_map(self, index, visit, data):
        data = {name: text.encode("utf-8", "replace") for name, text in data.items()}
        # A page past the end is no page.
        assert visit(index, **data).status_code in {200, 404}

    @pytest.mark.parametrize("latitude", [90, -90])
    def test_places_at_the_poles_and_beside_the_antimeridian_are_drawn(
        self, visit, latitude
    ):
        index = make_circle_index()
        make_circle(index, branch=at("Pole", latitude, 0.5))
        make_circle(index, branch=at("East", 10.5, 179.99))
        make_circle(index, branch=at("West", 10.5, -179.99))

        assert len(pins(visit(index))) == 3


class TestInteractiveMap:
    def test_there_is_none_without_tiles(self, index, visit):
        response = visit(index)

        assert not response.context["live_map"]
        for word in ("leaflet", "data-lc-map-show", "circle_map.js", "lc-map-data"):
            assert word not in response.content.decode()

    def test_it_knows_every_pin_and_says_whose_tiles_they_are(
        self, index, visit, settings
    ):
        settings.LEARNINGCIRCLES_MAP_TILES = {
            "url": TILES,
            "attribution": "© <b>A map maker</b>",
            "max_zoom": 17,
        }
        html = visit(index, topic="</script><b>").content.decode()
        found = re.search(
            r'<script id="lc-map-data" type="application/json">(.*?)</script>', html
        )
        data = json.loads(found[1])

        assert data["tiles"]["attribution"] == "© <b>A map maker</b>"
        assert data["tiles"]["maxZoom"] == 17
        assert "come from tiles.example.org, which" in html

    def test_its_places_are_those_of_the_list(self, index, visit, settings):
        settings.LEARNINGCIRCLES_MAP_TILES = TILES
        response = visit(index)
        places = response.context["live_map"]["data"]["places"]

        assert [(one["anchor"], one["label"]) for one in places] == [
            ("place-1", "Central Library: 4 circles"),
            ("place-2", "Eastside: 2 circles"),
        ]
        assert places[0]["at"] == [41.52, -90.57]

    def test_it_says_where_it_leaves_places_out(
        self, index, visit, settings, monkeypatch
    ):
        settings.LEARNINGCIRCLES_MAP_TILES = TILES
        monkeypatch.setattr(live_map, "MOST_PLACES", 1)
        response = visit(index)

        assert len(response.context["live_map"]["data"]["places"]) == 1
        words = "The interactive map shows the first 1 of 2 places."
        assert response.content.decode().count(words) == 2

    @pytest.mark.parametrize(
        ("address", "host"),
        [
            (TILES, "tiles.example.org"),
            ("https://user:key@tiles.example.org/{z}/{x}/{y}", "tiles.example.org"),
            ("//tiles.example.org:8443/{z}/{x}/{y}", "tiles.example.org:8443"),
            ("/tiles/{z}/{x}/{y}.png", ""),
            ("http://testserver/{z}/{x}/{y}.png", ""),
            ("https://[broken/{z}/{x}/{y}", "https://[broken/{z}/{x}/{y}"),
        ],
    )
    def test_the_host_that_will_learn_the_address_is_named(self, rf, address, host):
        assert tile_host(address, rf.get("/")) == host


def test_counts_are_those_of_a_recount(index, visit):
    expected = Counter()
    for page in index.get_circles(now=timezone.now()):
        circle = page.circle
        online = circle.format == "online"
        name = circle.branch.name if circle.branch else "Place to be announced"
        expected["Online" if online else name] += 1

    assert {name: count for _no, name, count in listed(visit(index))} == expected
