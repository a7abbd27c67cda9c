"""The number of queries on each page type, whatever the number of circles."""

from datetime import date

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from learningcircles_wagtail.models import (
    CircleIndexPage,
    ToolkitIndexPage,
    ToolkitPage,
)
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_facilitator,
    make_library,
    make_press_index,
    make_release,
    make_topic,
    publish,
    root_page,
)

pytestmark = pytest.mark.django_db

LIVE_BLOCK = ("upcoming_circles", {"title": "Soon", "count": 3})

CIRCLE_INDEX = 10
CIRCLE_INDEX_WITH_LIVE_BLOCK = 13
CIRCLE = 11
TOOLKIT_INDEX = 11
TOOLKIT = 13
PRESS_INDEX = 11
RELEASE_WITH_MAP_AND_LIST = 18
RELEASE_WITH_EVERYTHING = 29


def fill(count: int) -> CircleIndexPage:
    """Publish circles with everything that a circle can have."""
    index = make_circle_index()
    topic = make_topic("Health")
    for number in range(count):
        make_circle(
            index,
            first_date=date(2027, 1, 6),
            course=make_course(title=f"Course {number}"),
            topics=[topic],
            facilitators=[make_facilitator(name=f"Librarian {number}")],
            branch=make_branch(name=f"Branch {number}"),
        )
    return index


def queries(client, page, django_assert_num_queries, expected):
    """Visit a page twice; the second visit has to cost what was written down."""
    assert client.get(page.url).status_code == 200
    with django_assert_num_queries(expected):
        client.get(page.url)


@pytest.mark.parametrize("count", [2, 9])
class TestIndependentOfTheNumberOfCircles:
    """Each page type, with few and with more circles on the site."""

    def test_list(self, client, count, django_assert_num_queries):
        queries(client, fill(count), django_assert_num_queries, CIRCLE_INDEX)

    def test_list_with_a_live_block(self, client, count, django_assert_num_queries):
        index = fill(count)
        index.body = [LIVE_BLOCK]
        index.save()
        queries(client, index, django_assert_num_queries, CIRCLE_INDEX_WITH_LIVE_BLOCK)

    def test_circle(self, client, count, django_assert_num_queries):
        page = fill(count).get_children().first().specific
        queries(client, page, django_assert_num_queries, CIRCLE)

    def test_toolkit(self, client, count, django_assert_num_queries):
        fill(2)
        index = ToolkitIndexPage(title="Toolkit", slug="toolkit")
        root_page().add_child(instance=index)
        for number in range(count):
            guide = ToolkitPage(title=f"Guide {number}", slug=f"guide-{number}")
            index.add_child(instance=guide)
        queries(client, index, django_assert_num_queries, TOOLKIT_INDEX)
        queries(client, guide, django_assert_num_queries, TOOLKIT)

    def test_press_room(self, client, count, django_assert_num_queries):
        fill(2)
        index = make_press_index()
        for _number in range(count):
            make_release(index)
        queries(client, index, django_assert_num_queries, PRESS_INDEX)

    def test_release(self, client, count, django_assert_num_queries):
        fill(2)
        libraries = [
            make_library(name=f"Library {n}", position=f"SRID=4326;POINT(-9{n} 4{n})")
            for n in range(count)
        ]
        page = make_release()
        page.body = [
            ("library_list", {"title": "Where", "libraries": libraries, "map": True}),
            LIVE_BLOCK,
        ]
        page = publish(page)
        queries(client, page, django_assert_num_queries, RELEASE_WITH_MAP_AND_LIST)

    def test_release_with_everything(self, client, count, django_assert_num_queries):
        circles = [page.specific for page in fill(count).get_children()]
        image = get_image_model().objects.create(
            title="Evening", file=get_test_image_file(size=(1600, 900))
        )
        for _number in range(count):
            make_release()
        page = make_release(picture=image, dateline_city="Riverbend")
        page.corrections = [("correction", {"text": "One."})] * count
        page.coverage = [("article", {"outlet": "Courier", "title": "Two"})] * count
        page.body = [
            ("circle_facts", {"title": "The circles", "circles": circles}),
            ("circle_card", {"circle": circles[0], "facts_of": "live"}),
            ("picture", {"picture": image}),
            ("quote", {"quote": "Words", "name": "A learner"}),
        ]
        page = publish(page)
        queries(client, page, django_assert_num_queries, RELEASE_WITH_EVERYTHING)
