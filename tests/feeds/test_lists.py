"""What holds for RSS, JSON Feed and GeoJSON alike."""

import json
import logging
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from learningcircles_wagtail.feeds import geojson, json_feed, rss
from learningcircles_wagtail.models import Course, DirectoryChange
from tests.factories import (
    make_branch,
    make_circle,
    make_course,
    make_topic,
    publish,
)
from tests.feeds.sites import full_circle, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("route", ["rss", "json", "geojson"])
class TestEach:
    """What holds for the three of them."""

    def test_a_poisoned_circle_is_left_out_and_logged(
        self, client, index, caplog, monkeypatch, route
    ):
        poisoned = make_circle(index, title="Poisoned")
        make_circle(index, title="Sound")
        module = {"rss": rss, "json": json_feed, "geojson": geojson}[route]
        name = {"rss": "checked_item", "json": "item", "geojson": "feature"}[route]
        sound = getattr(module, name)

        def write(entry, *args):
            if entry.page_id == poisoned.pk:
                raise ValueError
            return sound(entry, *args)

        monkeypatch.setattr(module, name, write)
        with caplog.at_level(logging.ERROR, "learningcircles_wagtail.feeds"):
            content = read(client, f"{index.url}{route}/")

        assert b"Sound" in content
        assert b"Poisoned" not in content
        assert [record.getMessage() for record in caplog.records] == [
            f"Circle {poisoned.circle_id} is left out of a feed."
        ]

    def test_more_circles_take_no_more_queries(self, client, index, route):
        def queries() -> int:
            # As after a change, which throws away what is kept in memory.
            DirectoryChange.objects.note()
            with CaptureQueriesContext(connection) as context:
                read(client, f"{index.url}{route}/")
            return len(context)

        def fill(count: int) -> None:
            for number in range(count):
                make_circle(
                    index,
                    topics=[make_topic(f"Topic {number} of {count}")],
                    branch=make_branch(name=f"Branch {number} of {count}"),
                    course=make_course(),
                )

        fill(2)
        queries()
        few = queries()
        fill(9)

        assert queries() == few

    def test_a_record_that_is_a_draft_is_not_named(self, client, index, route):
        full_circle(index)
        Course.objects.update(live=False)

        assert b"University of Washington" not in read(client, f"{index.url}{route}/")

    def test_the_words_are_the_page_s_own(self, client, index, route):
        french = Locale.objects.get_or_create(language_code="fr")[0]
        french_index = publish(index.copy_for_translation(french, copy_parents=True))
        page = full_circle(index)
        course = page.course.copy_for_translation(french)
        course.title, course.live = "Parler en public", True
        course.save()
        topic = page.topics.get().copy_for_translation(french)
        topic.name, topic.live = "Travail", True
        topic.save()
        translated = page.copy_for_translation(french)
        translated.title, translated.course = "Prendre la parole", course
        publish(translated)

        content = read(client, f"{french_index.url}{route}/").decode()

        assert "Prendre la parole" in content
        assert "Parler en public" in content
        assert "Travail" in content
        assert "Speaking" not in content.replace("Introduction to Public Speaking", "")

    def test_a_control_character_in_a_title_breaks_nothing(self, client, index, route):
        make_circle(index, title="Bell\x07 vertical\x0b none\ufffe", summary="a\x1bb")
        content = read(client, f"{index.url}{route}/").decode()

        if route == "rss":
            ElementTree.fromstring(content)  # noqa: S314
        else:
            json.loads(content)
        assert "Bell vertical none" in content
