"""One embargo for one piece of news, in however many languages it is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from learningcircles_wagtail.models import PressReleasePage
from learningcircles_wagtail.press import embargo
from tests.support.embargo import HOUR

pytestmark = pytest.mark.django_db
LATER, MUCH_LATER = HOUR + timedelta(seconds=1), HOUR + timedelta(days=5)


@pytest.fixture
def french() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def english(scheduled: Any) -> PressReleasePage:
    """A release that is scheduled for the end of its embargo."""
    return scheduled()


@pytest.fixture
def translated(english: PressReleasePage, french: Locale) -> PressReleasePage:
    """Its French version, scheduled for the same hour."""
    page = english.copy_for_translation(french, copy_parents=True)
    page.get_latest_revision().publish()
    return PressReleasePage.objects.get(pk=page.pk)


def is_live(page: PressReleasePage) -> bool:
    return PressReleasePage.objects.get(pk=page.pk).live


def move(page: PressReleasePage, **fields: Any) -> None:
    """Publish a release with another hour, as its editor does."""
    draft = PressReleasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.go_live_at = None
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def publish_due(way: str) -> None:
    if way == "request":
        embargo.publish_due(now=timezone.now())
    else:
        call_command("publish_scheduled")


def test_without_a_change_both_appear_at_their_hour(clock, english, translated):
    clock.move_to(LATER, tick=False)
    embargo.publish_due(now=LATER)

    assert is_live(english)
    assert is_live(translated)


@pytest.mark.parametrize("way", ["request", "command"])
def test_an_embargo_that_is_moved_holds_in_every_language(
    clock, english, translated, way
):
    move(english, embargo_until=MUCH_LATER)

    clock.move_to(LATER, tick=False)
    publish_due(way)
    assert not is_live(english)
    assert not is_live(translated)

    clock.move_to(MUCH_LATER + timedelta(seconds=1), tick=False)
    publish_due(way)
    assert is_live(english)
    assert is_live(translated)


def test_nobody_publishes_held_news_in_another_language(clock, english, translated):
    move(translated, timing="immediate", embargo_until=None)

    assert not is_live(translated)
    clock.move_to(LATER, tick=False)
    embargo.publish_due(now=LATER)
    assert is_live(translated)


def test_an_embargo_without_an_hour_holds_in_every_language(clock, english, translated):
    move(english, embargo_until=None)

    clock.move_to(LATER, tick=False)
    embargo.publish_due(now=LATER)

    assert not is_live(translated)


def test_what_is_public_is_held_by_nobody(clock, english, translated):
    clock.move_to(LATER, tick=False)
    embargo.publish_due(now=LATER)
    # A draft of the one that speaks of an embargo hides nothing of the other.
    draft = PressReleasePage.objects.get(pk=english.pk).get_latest_revision_as_object()
    draft.embargo_until = MUCH_LATER
    draft.save_revision()

    move(translated, subheadline="Plus long")

    assert is_live(translated)


def test_a_later_embargo_in_another_language_keeps_nothing_public_from_its_readers(
    clock, english, french
):
    clock.move_to(LATER, tick=False)
    embargo.publish_due(now=LATER)
    page = english.copy_for_translation(french, copy_parents=True)
    move(page, embargo_until=MUCH_LATER)
    assert not is_live(page)

    move(english, subheadline="A comma was wrong")

    assert is_live(english)
    stored = PressReleasePage.objects.get(pk=english.pk)
    assert stored.subheadline == "A comma was wrong"
    assert not is_live(page)


def test_the_editor_reads_for_what_a_language_waits(
    clock, english, translated, admin_client
):
    move(english, embargo_until=MUCH_LATER)

    address = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    html = admin_client.get(address).content.decode()

    assert "The same news is under embargo in English until" in html
