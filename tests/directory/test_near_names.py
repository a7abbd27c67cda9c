"""Where somebody wants to be near to, as it is typed: branch, city or postal code."""

import re

import pytest

from learningcircles_wagtail.directory.near_choices import Site, near_groups
from learningcircles_wagtail.directory.near_names import NearNames
from learningcircles_wagtail.domain.geo import Position
from tests.directory.test_list_page import links, text_of
from tests.factories import make_branch, make_circle, make_circle_index


def site(name: str, where: tuple[float, float] = (41.5, -90.5), **facts) -> Site:
    """Return a branch of an invented town."""
    values = {
        "city": "Riverbend",
        "region": "IA",
        "country": "US",
        "postal_code": "",
        "circles": 1,
        **facts,
    }
    return Site(name, **values, latitude=where[0], longitude=where[1])


def named(sites: list[Site], text: str) -> tuple[str, str] | None:
    """Return value and words of what a text names."""
    choice = NearNames(sites).named(text)
    return None if choice is None else (choice.value, choice.words)


class TestWhatIsNamed:
    def test_a_branch_comes_before_a_city_and_that_before_a_code(self):
        sites = [
            site("Cedar", (1, 1), city="Riverbend", postal_code="B10"),
            site("West", (2, 2), city="Cedar", postal_code="CEDAR"),
            site("East", (3, 3), city="Lyon", postal_code="LYON"),
            site("North", (4, 4), city="Oslo", postal_code="LYON"),
        ]

        assert named(sites, "cedar") == ("1,1", "Cedar")
        assert named(sites, "lyon") == ("3,3", "Lyon")
        assert named(sites, "b1") == ("1,1", "B1…")

    def test_capitals_and_accents_are_forgiven(self):
        assert named([site("Médiathèque")], "MEDIATHEQUE") == (
            "41.5,-90.5",
            "Médiathèque",
        )

    def test_a_city_is_the_middle_of_its_branches(self):
        sites = [site("One", (41, -90)), site("Two", (42, -91))]

        assert named(sites, "Riverbend") == ("41.5,-90.5", "Riverbend")

    def test_of_one_name_that_with_most_circles_is_meant_and_said(self):
        sites = [
            site("Central", (1, 1), city="Cedar"),
            site("Central", (2, 2), city="Lyon", circles=5),
        ]

        assert named(sites, "central") == ("2,2", "Central, Lyon")
        assert named(sites, "Central, Cedar") == ("1,1", "Central, Cedar")

    def test_cities_of_one_name_are_not_thrown_together(self):
        sites = [
            site("A", (39.8, -89.6), city="Springfield", region="IL"),
            site("B", (37.2, -93.3), city="Springfield", region="MO", circles=3),
        ]

        assert named(sites, "Springfield") == ("37.2,-93.3", "Springfield, MO")
        assert named(sites, "springfield, il") == ("39.8,-89.6", "Springfield, IL")

    def test_a_code_may_be_whole_its_beginning_or_that_of_a_neighbour(self):
        sites = [
            site("A", (1, 1), postal_code="52801"),
            site("B", (3, 3), postal_code="52803-1234"),
            site("C", (9, 9), postal_code="60601"),
        ]

        assert named(sites, "52801") == ("1,1", "52801")
        assert named(sites, "528") == ("2,2", "528…")
        assert named(sites, "528…") == ("2,2", "528…")
        assert named(sites, "52899") == ("2,2", "528…")
        assert named(sites, "52803") == ("3,3", "52803…")
        assert named(sites, "52999") is None

    def test_codes_of_several_countries_have_no_middle(self):
        sites = [
            site("A", (48, 2), postal_code="75001", country="FR"),
            site("B", (32, -96), postal_code="75001", country="US", circles=2),
        ]

        assert named(sites, "750") == ("32,-96", "750…")

    @pytest.mark.parametrize("text", ["Atlantis", "…", "(", "5" * 200, "é", "X"])
    def test_what_names_nothing_is_nothing(self, text):
        assert named([site("Central", postal_code="52801")], text) is None
        assert named([], text) is None

    def test_each_offered_choice_is_understood_as_it_is_typed(self):
        sites = [
            site("Central", (1, 1), city="Cedar", postal_code="52801"),
            site("Central", (2, 2), city="Lyon", postal_code="52803"),
            site("Harbour", (3, 3), city="Lyon", postal_code="SW1A 1AA", region=""),
        ]
        names = NearNames(sites)

        for group in near_groups(sites):
            for choice in group.choices:
                assert names.named(choice.text).value == choice.value, choice

    def test_of_two_hundred_branches_every_one_is_found(self):
        sites = [
            site(f"Branch {n}", (n / 10, n), city=f"City {n}", postal_code=f"{n:05}")
            for n in range(170)
        ]
        names = NearNames(sites)

        assert max(len(group.choices) for group in near_groups(sites)) == 60
        for n in range(170):
            for text in (f"branch {n}", f"city {n}", f"{n:05}"):
                assert names.named(text).position == Position(n / 10, n), text
            assert names.at(Position(n / 10, n)).words == f"Branch {n}"


@pytest.mark.django_db
class TestOnTheList:
    @pytest.fixture(autouse=True)
    def on_a_day_in_november(self, time_machine):
        time_machine.move_to("2026-11-10T18:30:00Z", tick=False)

    @pytest.fixture
    def index(self):
        index = make_circle_index()
        far = make_branch(name="Far", city="Cedar", position="SRID=4326;POINT(-80 41)")
        make_circle(index, title="There", branch=far)
        make_circle(index, title="Here", branch=make_branch(postal_code="52801"))
        return index

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("central+LIBRARY", "Central Library"),
            ("riverbend", "Riverbend"),
            ("528", "528…"),
        ],
    )
    def test_the_words_say_which_place_was_taken(self, client, index, typed, said):
        answer = client.get(f"{index.url}?near={typed}&within=10")

        assert f"of {said} ✕" in text_of(answer)
        assert answer.context["result_count"] == 1
        text = said.rstrip("…")
        assert f'value="{text}" maxlength' in answer.content.decode()

    def test_links_keep_the_words(self, client, index):
        answer = client.get(f"{index.url}?near=RIVERBEND&within=10")

        assert links(answer, "lc-views")[1] == (
            f"{index.url}calendar/?near=Riverbend&within=10"
        )

    def test_feeds_understand_them(self, client, index):
        answer = client.get(f"{index.url}json/?near=Cedar&within=10")

        assert [one["title"] for one in answer.json()["items"]] == ["There"]

    def test_a_branch_without_a_circle_is_a_place_too(self, client, index):
        make_branch(name="New", position="SRID=4326;POINT(-80.01 41)")

        answer = client.get(f"{index.url}?near=New&within=10")

        assert answer.context["result_count"] == 1

    def test_a_draft_branch_is_none(self, client, index):
        make_branch(name="New", live=False)

        answer = client.get(f"{index.url}?near=New")

        assert "Near: “New”" in text_of(answer)

    def test_what_names_nothing_is_left_out_and_said_once(self, client, index):
        answer = client.get(f"{index.url}?near=Atlantis&within=10&order=nearest")

        assert answer.context["problems"] == [
            "One thing in the address could not be understood and was left out: "
            "Near: “Atlantis”."
        ]
        assert answer.context["result_count"] == 2

    def test_how_far_without_a_place_is_kept_and_asked_about(self, client, index):
        answer = client.get(f"{index.url}?within=8.04672")
        html = answer.content.decode()

        assert answer.context["problems"] == [
            "Say near which place: then the list shows the circles within 5 miles "
            "of it."
        ]
        assert re.search(r'<option value="8.04672" selected>', html)
        assert 'content="noindex' not in html

    def test_a_position_that_is_no_place_of_the_list_is_where_i_am(self, client, index):
        html = client.get(f"{index.url}?near=41.53,-90.57").content.decode()

        assert 'value="Where I am (41.53,-90.57)"' in html
