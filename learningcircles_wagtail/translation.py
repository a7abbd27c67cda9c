"""Which fields of our models translators see, where wagtail-localize is installed."""

from typing import Any

from django.apps import apps


def synchronised_fields(*names: str) -> list[Any]:
    """Return fields that keep the first language's value in every translation.

    For `override_translatable_fields` of wagtail-localize: web addresses, telephone
    numbers and codes are facts, not words. An empty list where it is not installed.
    """
    if not apps.is_installed("wagtail_localize"):
        return []
    from wagtail_localize.fields import SynchronizedField

    return [SynchronizedField(name) for name in names]
