"""Records and the slugs that are made for them."""

import pytest
from django.db import IntegrityError

from learningcircles_wagtail.models import Topic
from tests.factories import make_topic

pytestmark = pytest.mark.django_db


def test_a_slug_is_made_from_the_name_and_numbered():
    slugs = [make_topic("Öl & Wasser").slug for _number in range(3)]
    assert slugs == ["öl-wasser", "öl-wasser-2", "öl-wasser-3"]


def test_names_that_differ_by_an_accent_have_addresses_that_find_each():
    """For MariaDB `café` and `cafe` are the same address."""
    one, other = make_topic("Café"), Topic(name="Cafe")
    other.locale = one.locale
    other.full_clean()
    other.save()

    assert other.slug.startswith("cafe")
    assert Topic.objects.get(slug=one.slug) == one
    assert Topic.objects.get(slug=other.slug) == other


def test_a_slug_that_another_took_in_the_meantime_is_made_anew():
    mine = Topic(name="Health", locale=make_topic("Other").locale)
    mine.full_clean()
    theirs = make_topic("Health")
    mine.save()

    assert (theirs.slug, mine.slug) == ("health", "health-2")


def test_a_slug_that_an_editor_chose_is_not_changed_behind_the_back():
    make_topic("Health")
    with pytest.raises(IntegrityError):
        make_topic("Wellness", slug="health")
