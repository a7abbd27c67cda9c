"""A release as schema.org data: complete, valid, and without anybody's address."""

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Site

from learningcircles_wagtail.models import LearningCirclesSettings, PressContact
from tests.factories import make_release, publish
from tests.support.schema_org import faults

pytestmark = pytest.mark.django_db


def page_and_data(client, release):
    html = client.get(release.url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    return html, json.loads(found[1])


def node(data, kind):
    (found,) = [node for node in data["@graph"] if node["@type"] == kind]
    return found


@pytest.fixture
def release():
    site = Site.objects.get(is_default_site=True)
    logo = get_image_model().objects.create(
        title="Logo", file=get_test_image_file(size=(640, 320))
    )
    settings = LearningCirclesSettings.for_site(site)
    settings.organisation, settings.flyer_logo = "Riverbend Public Library", logo
    settings.save()
    contact = PressContact.objects.create(
        name="Ida Berg", email="press@riverbend.example", locale=Locale.get_default()
    )
    release = make_release(
        title="Circles in spring",
        subheadline="And in autumn",
        lead="Something\nhappened.",
        dateline_city="Springfield",
        dateline_region="Ill.",
        dateline_date=date(2026, 5, 1),
    )
    release.contacts = [contact]
    release.corrections = [
        ("correction", {"date": "2026-11-05", "text": "On Tuesday."}),
        ("correction", {"date": None, "text": "Four branches."}),
    ]
    return publish(release)


def test_a_bare_release_is_valid(client):
    _html, data = page_and_data(client, publish(make_release()))

    assert faults(data) == []


def test_a_release_with_everything_is_valid_and_complete(client, release):
    _html, data = page_and_data(client, release)
    article = node(data, "NewsArticle")
    publisher = node(data, "Organization")
    address = f"http://localhost{release.url}"

    assert faults(data) == []
    assert article["headline"] == "Circles in spring"
    assert article["alternativeHeadline"] == "And in autumn"
    assert article["dateline"] == "SPRINGFIELD, Ill., May 1, 2026"
    assert article["mainEntityOfPage"] == {"@id": address}
    assert article["author"] == article["publisher"] == {"@id": publisher["@id"]}
    assert publisher["name"] == "Riverbend Public Library"
    assert publisher["logo"]["url"].startswith("http://localhost/")
    assert node(data, "Place")["address"]["addressLocality"] == "Springfield"
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "On Tuesday.",
            "datePublished": "2026-11-05",
        },
        {"@type": "CorrectionComment", "text": "Four branches."},
    ]
    assert article["image"][0]["url"].startswith(f"{address}share-picture/?v=")


def test_nobody_s_address_is_in_it(client, release):
    _html, data = page_and_data(client, release)

    assert "press@riverbend.example" not in json.dumps(data)


@pytest.mark.parametrize("length", [110, 111, 255])
def test_a_headline_is_no_longer_than_what_is_shown(client, release, length):
    title = ("word " * 60)[:length].strip().ljust(length, "x")
    release.title = title
    _html, data = page_and_data(client, publish(release))
    article = node(data, "NewsArticle")

    assert len(article["headline"]) <= 110
    assert article.get("name", article["headline"]) == title


def test_it_was_published_when_its_embargo_ended(client, release):
    hour = timezone.now() - timedelta(minutes=1)
    type(release).objects.update(
        timing="embargo", embargo_until=hour, first_published_at=hour - timedelta(2)
    )
    html, data = page_and_data(client, release)
    article = node(data, "NewsArticle")
    stated = re.search(r'article:published_time" content="([^"]*)"', html)[1]

    assert datetime.fromisoformat(article["datePublished"]) == hour
    assert datetime.fromisoformat(stated) == hour
    assert article["dateModified"] >= article["datePublished"]


def test_the_editor_s_picture_is_named_with_its_credit(client, release):
    release.picture = get_image_model().objects.create(
        title="Evening", file=get_test_image_file(size=(1600, 900))
    )
    release.picture_credit = "A. Reader"
    _html, data = page_and_data(client, publish(release))
    (image,) = node(data, "NewsArticle")["image"]

    assert faults(data) == []
    assert (image["width"], image["height"]) == (1200, 630)
    assert image["creditText"] == "A. Reader"


def test_in_place_of_a_lost_picture_the_drawn_one_is_named(client, release):
    image = get_image_model().objects.create(
        title="Evening", file=get_test_image_file(size=(1600, 900))
    )
    image.file.storage.delete(image.file.name)
    release.picture = image
    _html, data = page_and_data(client, publish(release))

    assert faults(data) == []
    (drawn,) = node(data, "NewsArticle")["image"]
    assert drawn["url"].startswith(f"http://localhost{release.url}share-picture/?v=")
