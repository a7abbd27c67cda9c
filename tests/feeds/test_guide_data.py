"""A guide as schema.org data, by the vocabulary."""

import pytest

from learningcircles_wagtail.feeds.guide_data import guide_data
from tests.printing.guides import full_body, make_guide
from tests.support.schema_org import faults

pytestmark = pytest.mark.django_db


def test_a_guide_with_steps_is_a_how_to():
    guide = make_guide(
        summary="Begin.",
        body=full_body(),
        minutes=30,
        roles=["organiser"],
        materials=[("item", "Pens")],
        licence="cc-by",
        attribution="Riverbend",
    )
    data = guide_data(guide, request=None)
    node = data["@graph"][0]

    assert faults(data) == []
    assert node["@type"] == "HowTo"
    assert node["totalTime"] == "PT30M"
    assert node["supply"] == [{"@type": "HowToSupply", "name": "Pens"}]
    assert node["step"] == [
        {
            "@type": "HowToStep",
            "position": 1,
            "name": "Choose a course",
            "text": "Try a lesson. free",
            "url": f"{guide.full_url}#choose-a-course",
        },
        {
            "@type": "HowToStep",
            "position": 2,
            "name": "Book the room",
            "text": "Book the room",
            "url": f"{guide.full_url}#book-the-room",
        },
    ]


def test_a_guide_without_steps_is_a_learning_resource(client):
    guide = make_guide(minutes=10)
    data = guide_data(guide, request=None)

    assert faults(data) == []
    assert data["@graph"][0]["@type"] == "LearningResource"
    assert data["@graph"][0]["timeRequired"] == "PT10M"
    assert '"LearningResource"' in client.get(guide.url).content.decode()


def test_what_is_no_property_would_be_found():
    data = guide_data(make_guide(), request=None)
    data["@graph"][0]["totalTime"] = "PT1M"

    assert faults(data) == ["LearningResource has no property totalTime"]
