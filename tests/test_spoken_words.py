"""Pages and the admin speak the reader's language, dates included."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_facilitator,
    make_press_index,
    make_release,
    make_topic,
    publish,
)
from tests.support.catalogues import PLURALS, Spoken, left_in_english

pytestmark = pytest.mark.django_db


def make_pages() -> dict[str, Page]:
    """Return pages full of facts, none of which is also a word of the package."""
    index = make_circle_index(title="Study together")
    circle = make_circle(
        index,
        branch=make_branch(name="Riverside", directions="Bus 7.", phone="555 0100"),
        course=make_course(hours=20),
        facilitators=[make_facilitator()],
        sign_up_backend="external",
        sign_up_link="https://events.example.org/1",
        topics=[make_topic()],
    )
    press = make_press_index(title="Announcements")
    return {
        "list": index,
        "circle": publish(circle),
        "press room": press,
        "release": make_release(press),
    }


@pytest.mark.parametrize("language", sorted(PLURALS))
def test_public_pages_leave_no_word_of_the_package_in_english(
    language: str, rf: RequestFactory, settings: Any
) -> None:
    settings.WAGTAIL_I18N_ENABLED = False
    left = {}
    for name, page in make_pages().items():
        with translation.override(language):
            response = page.specific.serve(rf.get(page.url))
            document = response.render().content.decode()
        assert f'<html lang="{language}"' in document
        left[name] = left_in_english(document, language)

    assert {name: words for name, words in left.items() if words} == {}


def test_words_left_in_english_are_noticed(client: Client) -> None:
    document = client.get(make_pages()["circle"].url).content.decode()

    assert left_in_english(document, "fr") >= {"Meetings", "Sign up", "When", "Where"}


def test_a_french_page_says_its_dates_and_words_in_french(client: Client) -> None:
    french = Locale.objects.create(language_code="fr")
    circle = make_pages()["circle"]
    page = publish(circle.copy_for_translation(french, copy_parents=True))
    with time_machine.travel(datetime(2026, 11, 10, 12, tzinfo=UTC)):
        document = client.get(page.url).content.decode()

    assert page.url.startswith("/fr/")
    assert Spoken(document).texts >= {
        "Le mercredi, 18:00 – 19:30",
        "6 séances",
        "Inscriptions ouvertes",
        "Prochaine séance",
        "Mercredi 11 novembre, 18:00",
        "S'inscrire",
        "Séances passées : 1 sur 6",
        ", 4 novembre 2026",
    }
    assert not re.search(r"Wednesday|November|p\.m\.", document)


def test_the_admin_speaks_the_editor_s_own_language(admin_client: Client) -> None:
    index = make_circle_index(title="Study together")
    UserProfile.objects.update_or_create(
        user_id=admin_client.session["_auth_user_id"],
        defaults={"preferred_language": "es"},
    )
    address = reverse(
        "wagtailadmin_pages:add",
        args=("learningcircles_wagtail", "circlepage", index.pk),
    )
    document = admin_client.get(address).content.decode()

    assert "Patrón de las reuniones" in Spoken(document).texts
    assert left_in_english(document, "es") == set()
