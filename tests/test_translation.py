"""Facts are shared between languages where wagtail-localize is installed."""

import sys
from types import ModuleType

import pytest
from django.apps import apps

from learningcircles_wagtail.translation import synchronised_fields


def test_a_site_without_wagtail_localize_needs_nothing():
    assert synchronised_fields("slug", "email") == []


def test_a_site_with_wagtail_localize_keeps_facts_in_step(
    monkeypatch: pytest.MonkeyPatch,
):
    fields = ModuleType("wagtail_localize.fields")
    fields.SynchronizedField = lambda name: ("synchronised", name)
    monkeypatch.setitem(sys.modules, "wagtail_localize", ModuleType("localize"))
    monkeypatch.setitem(sys.modules, "wagtail_localize.fields", fields)
    monkeypatch.setattr(apps, "is_installed", lambda name: True)

    assert synchronised_fields("slug") == [("synchronised", "slug")]
