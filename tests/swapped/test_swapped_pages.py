"""The plugin on a base page made of bare `AbstractPage` and a field of its own."""

from datetime import date, time, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from example_site.basepage.models import BasePage
from example_site.swapped_pages.models import (
    CircleIndexPage,
    CirclePage,
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)
from learningcircles_wagtail.models import Branch, Circle, LibrarySystem

pytestmark = pytest.mark.django_db

MEETINGS = 6


def publish(parent: BasePage, page: BasePage) -> BasePage:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def home() -> BasePage:
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def branch() -> Branch:
    library = LibrarySystem.objects.create(name="Library", slug="library")
    return Branch.objects.create(
        library_system=library,
        name="Central Library",
        slug="central",
        time_zone="America/Chicago",
    )


@pytest.fixture
def circle(home: BasePage, branch: Branch) -> CirclePage:
    first_date = date.today() + timedelta(days=14)  # noqa: DTZ011
    return publish(
        publish(home, CircleIndexPage(title="Learning circles")),
        CirclePage(
            title="Public speaking",
            department="Adult learning",
            branch=branch,
            first_date=first_date,
            start_time=time(18),
            length_minutes=90,
            meetings=[
                ("meeting", {"date": first_date + timedelta(weeks=week)})
                for week in range(MEETINGS)
            ],
        ),
    )


@pytest.fixture
def pages(home: BasePage, circle: CirclePage) -> list[BasePage]:
    toolkit = publish(home, ToolkitIndexPage(title="Toolkit"))
    press = publish(home, PressIndexPage(title="Press room"))
    return [
        circle.get_parent().specific,
        circle,
        toolkit,
        publish(toolkit, ToolkitPage(title="Before the first meeting")),
        press,
        publish(press, PressReleasePage(title="The library starts circles")),
    ]


def test_the_plugin_brings_no_page_model_of_its_own() -> None:
    models = apps.get_app_config("learningcircles_wagtail").get_models()

    assert [model for model in models if model.__name__.endswith("Page")] == []


def test_the_base_page_has_none_of_wagtails_optional_fields() -> None:
    names = {field.name for field in BasePage._meta.get_fields()}

    assert names.isdisjoint({"seo_title", "search_description", "show_in_menus"})
    assert "department" in names


def test_every_page_type_is_published_and_served(
    pages: list[BasePage], client: Client
) -> None:
    for page in pages:
        response = client.get(page.get_url())

        assert response.status_code == 200, page
        assert page.title in response.content.decode()


def test_publishing_a_circle_writes_its_rows(circle: CirclePage) -> None:
    circle.refresh_from_db()

    assert Circle.objects.get() == circle.circle
    assert circle.circle.meetings.count() == MEETINGS


def test_every_editing_form_opens_and_has_the_field_of_the_base_page(
    pages: list[BasePage], client: Client
) -> None:
    client.force_login(User.objects.create_superuser("admin"))

    for page in pages:
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

        assert response.status_code == 200, page
        assert 'name="department"' in response.content.decode()
