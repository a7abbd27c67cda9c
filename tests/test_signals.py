"""What follows when pages go, places change, and editors begin a new page."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from learningcircles_wagtail.models import (
    Boilerplate,
    Circle,
    CirclePage,
    DirectoryChange,
    LearningCirclesSettings,
    Meeting,
    PressContact,
    PressReleasePage,
)
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_press_index,
    publish,
)

pytestmark = pytest.mark.django_db


def test_a_published_branch_moves_its_circles_with_it():
    branch = make_branch()
    make_circle(branch=branch)
    other = make_circle(branch=make_branch(name="Eastside", city="Elsewhere"))
    branch.city = "Newtown"
    branch.time_zone = "America/New_York"
    branch.position = "SRID=4326;POINT(-74 40)"
    branch.save_revision().publish()

    circle = Circle.objects.exclude(pk=other.circle_id).get()
    assert (circle.city, circle.time_zone) == ("Newtown", "America/New_York")
    assert (circle.latitude, circle.longitude) == (40, -74)
    meeting = Meeting.objects.filter(circle=circle).first()
    assert "Newtown" in meeting.place
    assert meeting.start.hour == 23
    assert meeting.sequence == 1
    assert Circle.objects.get(pk=other.circle_id).city == "Elsewhere"


def test_a_draft_of_a_branch_moves_nothing():
    branch = make_branch()
    make_circle(branch=branch)
    branch.city = "Newtown"
    branch.save_revision()

    assert Circle.objects.get().city == "Riverbend"


def test_with_the_first_language_s_page_gone_another_gives_the_facts():
    french = Locale.objects.create(language_code="fr")
    index = make_circle_index()
    publish(index.copy_for_translation(french, copy_parents=True))
    page = make_circle(index)
    translated = page.copy_for_translation(french)
    translated.title = "Parler en public"
    publish(translated)
    page.delete()

    circle = Circle.objects.get()
    assert circle.title == "Parler en public"
    assert circle.source_locale == french


def test_a_circle_that_wagtail_unpublishes_as_a_bare_page_is_noticed():
    page = make_circle()
    before = DirectoryChange.objects.state()

    Page.objects.get(pk=page.pk).unpublish(set_expired=True)

    assert DirectoryChange.objects.state() != before


def test_new_circles_and_releases_begin_with_the_site_s_usual_values(admin_client):
    locale = Locale.get_default()
    about = Boilerplate.objects.create(title="About us", locale=locale)
    contact = PressContact.objects.create(name="Press office", locale=locale)
    LearningCirclesSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        default_capacity=14,
        default_boilerplate=about,
        default_press_contact=contact,
    )

    def new(model, parent):
        names = (model._meta.app_label, model._meta.model_name, parent.pk)
        address = reverse("wagtailadmin_pages:add", args=names)
        return admin_client.get(address).context["form"]

    circle = new(CirclePage, make_circle_index())
    release = new(PressReleasePage, make_press_index())
    assert circle["capacity"].value() == 14
    assert list(release["boilerplates"].value()) in ([about], [about.pk])
    assert list(release["contacts"].value()) in ([contact], [contact.pk])
    assert release["dateline_date"].value() is not None
