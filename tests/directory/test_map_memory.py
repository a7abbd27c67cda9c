"""What is remembered of the map of a list, and that it says nothing untrue."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from learningcircles_wagtail.directory import map_census
from learningcircles_wagtail.directory.remembered import Remembered
from learningcircles_wagtail.models import Branch, Circle, CirclePage
from tests.directory.shelf import NOW, QUERIES, fill
from tests.factories import make_branch, make_circle, make_circle_index, publish

pytestmark = pytest.mark.django_db

SOON = date(2027, 1, 6)


@pytest.fixture
def index():
    """A list with two circles at each of two branches."""
    index = make_circle_index()
    for name, latitude in (("North", 41.6), ("South", 41.4)):
        branch = make_branch(name=name, position=f"SRID=4326;POINT(-90.5 {latitude})")
        for number in range(2):
            make_circle(index, title=f"{name} {number}", branch=branch, first_date=SOON)
    return index


@pytest.fixture
def visit(client):
    """A function that answers with the words of a map, visited twice."""

    def visit(index, query=""):
        first = client.get(f"{index.url}map/{query}").content.decode()
        assert client.get(f"{index.url}map/{query}").content.decode() == first
        return first

    return visit


@pytest.fixture
def forgetful(monkeypatch):
    """A function after which nothing that was counted is remembered."""

    def forget():
        monkeypatch.setattr(map_census, "censuses", Remembered(16))
        monkeypatch.setattr(map_census, "firsts", Remembered(16))

    return forget


class TestWhatIsHidden:
    def test_a_circle_that_was_unpublished(self, index, visit):
        assert "North 1" in visit(index)
        CirclePage.objects.get(title="North 1").unpublish()
        html = visit(index)

        assert "North 1" not in html
        assert "North: 1 circle" in html

    def test_one_that_was_hidden_behind_django_s_back(self, index, visit):
        assert "North 1" in visit(index)
        CirclePage.objects.filter(title="North 1").update(live=False)
        assert "North 1" not in visit(index)

    def test_one_that_became_private(self, index, visit):
        page = CirclePage.objects.get(title="North 1")
        assert "North 1" in visit(index)
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        assert "North 1" not in visit(index)

    def test_one_whose_branch_became_a_draft(self, index, visit):
        assert "North 1" in visit(index)
        Branch.objects.get(name="North").unpublish()
        assert "North" not in visit(index)


class TestWhatChanges:
    def test_a_circle_that_was_cancelled(self, index, visit):
        assert "Cancelled" not in visit(index, "?branch=north").split("lc-map-list")[1]
        page = CirclePage.objects.get(title="North 0")
        page.cancelled = True
        publish(page)
        assert "Cancelled" in visit(index, "?branch=north").split("lc-map-list")[1]

    def test_a_branch_that_moved(self, index, visit):
        before = visit(index)
        branch = Branch.objects.get(name="North")
        branch.position = "SRID=4326;POINT(-90.9 41.6)"
        branch.save()
        assert visit(index) != before

    def test_a_place_that_was_taken(self, visit):
        index = make_circle_index()
        make_circle(index, sign_up_backend="database", capacity=1, branch=make_branch())
        assert "Full" not in visit(index).split("lc-map-list")[1]
        Circle.objects.update(taken=1, is_full=True)
        assert "Full" in visit(index).split("lc-map-list")[1]

    def test_the_hour(self, index, visit):
        with time_machine.travel(NOW, tick=False) as clock:
            assert "North: 2 circles" not in visit(index, "?status=in_progress")
            clock.move_to(NOW + timedelta(days=60), tick=False)
            assert "North: 2 circles" in visit(index, "?status=in_progress")

    def test_tiles_that_were_set(self, index, visit, settings):
        assert "data-lc-map-show" not in visit(index)
        settings.LEARNINGCIRCLES_MAP_TILES = "https://a.example/{z}/{x}/{y}.png"
        assert "come from a.example, which" in visit(index)
        settings.LEARNINGCIRCLES_MAP_TILES = "https://b.example/{z}/{x}/{y}.png"
        assert "come from b.example, which" in visit(index)


class TestWhoReads:
    def test_another_language_has_its_own(self, index, visit):
        french = Locale.objects.create(language_code="fr")
        visit(index)
        translated = publish(index.copy_for_translation(french, copy_parents=True))
        assert '<html lang="fr"' in visit(translated)

    def test_the_list_and_its_map_are_not_one_another(self, index, client, visit):
        the_map = visit(index)
        the_list = client.get(index.url).content.decode()

        assert "lc-map-list" not in the_list
        assert visit(index) == the_map

    def test_a_preview_is_drawn_each_time(self, index, rf):
        request = rf.get("/")
        request.is_preview = True
        from learningcircles_wagtail.directory.map_view import map_context

        assert map_context(index, request)["remembered"] is None


class TestCensus:
    @pytest.mark.parametrize("query", ["", *QUERIES])
    def test_what_is_remembered_is_what_is_counted(self, client, query, forgetful):
        with time_machine.travel(NOW, tick=False):
            index = fill(24)

            def places():
                response = client.get(f"{index.url}map/?{query}")
                return [
                    (one.number, one.name, one.count, [c.title for c in one.circles])
                    for one in response.context["places"]
                ]

            first, again = places(), places()
            forgetful()
            assert first == again == places()

    def test_it_is_not_taken_twice(self, index, client, monkeypatch):
        taken = []
        take = map_census.take_census

        def counting(*arguments):
            taken.append(arguments)
            return take(*arguments)

        monkeypatch.setattr(map_census, "take_census", counting)
        client.get(f"{index.url}map/")
        client.get(f"{index.url}map/?page=1")
        assert len(taken) == 1
        client.get(f"{index.url}map/?branch=north")
        assert len(taken) == 2

    def test_a_visit_that_is_remembered_summarises_no_circle(
        self, index, client, monkeypatch
    ):
        client.get(f"{index.url}map/")

        def refuse(*_arguments, **_more):
            raise AssertionError("a circle was summarised")

        name = "learningcircles_wagtail.directory.cards.summarise_many"
        monkeypatch.setattr(name, refuse)
        assert b"North 0" in client.get(f"{index.url}map/").content
        make_circle(index, title="New", first_date=SOON)
        with pytest.raises(AssertionError, match="summarised"):
            client.get(f"{index.url}map/")


def test_the_clock_of_these_tests_is_not_the_machine_s():
    with time_machine.travel(NOW, tick=False):
        assert timezone.now() == NOW
