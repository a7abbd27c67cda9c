"""Wagtail's API v2 tells public facts alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learningcircles_wagtail.models import (
    Branch,
    Course,
    ToolkitIndexPage,
    ToolkitPage,
    Topic,
)
from tests.factories import (
    make_branch,
    make_circle,
    make_course,
    make_press_index,
    make_release,
    make_topic,
    root_page,
)

pytestmark = pytest.mark.django_db

SECRET = "https://meet.example.org/secret"


def test_a_circle_s_public_facts_are_there_and_its_online_link_is_not(client):
    page = make_circle(
        title="Speaking up", online_link=SECRET, course=make_course(), room="Room 2"
    )
    address = f"/api/v2/pages/{page.pk}/"
    data = client.get(address, {"fields": "*"}).json()

    assert data["title"] == "Speaking up"
    assert data["room"] == "Room 2"
    assert len(data["meetings"]) == 6
    assert SECRET not in client.get(address, {"fields": "*"}).content.decode()


@pytest.mark.parametrize("field", ["online_link", "circle", "sign_up_form"])
def test_private_fields_cannot_be_asked_for(client, field):
    page = make_circle(online_link=SECRET)
    response = client.get(f"/api/v2/pages/{page.pk}/", {"fields": field})

    assert response.status_code == 400
    assert SECRET not in response.content.decode()


def test_an_embargoed_release_is_not_in_the_api(client):
    index = make_press_index()
    later = timezone.now() + timedelta(hours=1)
    make_release(index, title="Held", timing="embargo", embargo_until=later)
    open_release = make_release(index, title="Open")
    titles = [
        item["title"]
        for item in client.get(
            "/api/v2/pages/", {"type": "learningcircles_wagtail.PressReleasePage"}
        ).json()["items"]
    ]
    assert titles == [open_release.title]


def test_several_choices_are_a_list_in_the_api(client):
    index = ToolkitIndexPage(title="Toolkit", slug="toolkit")
    root_page().add_child(instance=index)
    page = ToolkitPage(title="Guide", slug="guide", roles=["organiser", "facilitator"])
    index.add_child(instance=page)
    data = client.get(f"/api/v2/pages/{page.pk}/").json()

    assert data["roles"] == ["facilitator", "organiser"]


def test_records_show_their_public_facts_and_drafts_show_nothing(client):
    branch = make_branch(access_facts=["step-free"], email="private@example.org")
    topics = [make_topic("Speech"), make_topic("Secret plan")]
    page = make_circle(branch=branch, course=make_course(), topics=topics)
    address = f"/api/v2/pages/{page.pk}/"
    data = client.get(address).json()

    assert data["branch"]["name"] == "Central Library"
    assert data["branch"]["access_facts"] == ["step-free"]
    assert "email" not in data["branch"]
    assert data["course"]["provider"] == "University of Washington"
    assert [topic["name"] for topic in data["topics"]] == ["Secret plan", "Speech"]

    Branch.objects.update(live=False)
    Course.objects.update(live=False)
    Topic.objects.filter(name="Secret plan").update(live=False)
    text = client.get(address, {"fields": "*"}).content.decode()
    data = client.get(address, {"fields": "*"}).json()
    assert (data["branch"], data["course"]) == (None, None)
    assert [topic["name"] for topic in data["topics"]] == ["Speech"]
    assert "Secret plan" not in text
