"""Which page models of the site are built on our mixins."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from learningcircles_wagtail.exceptions import NoCirclePageModelError


@cache
def models_with(mixin: type) -> tuple[type[models.Model], ...]:
    """Return the concrete models that inherit a mixin, the site's own ones first."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, mixin) and not model._meta.abstract
    ]
    ours = "learningcircles_wagtail"
    return tuple(sorted(found, key=lambda model: model._meta.app_label == ours))


def circle_page_models() -> tuple[type[models.Model], ...]:
    """Return every concrete page model of circles, the site's own ones first."""
    from learningcircles_wagtail.mixins.circles import CirclePageMixin

    return models_with(CirclePageMixin)


def circle_page_model(index_page: Any = None) -> type[models.Model]:
    """Return the model of the circles below an index page, or of the whole site.

    Raises NoCirclePageModelError where the site has none.
    """
    candidates = circle_page_models()
    if index_page is not None:
        allowed = type(index_page).clean_subpage_models()
        candidates = tuple(model for model in candidates if model in allowed)
    if not candidates:
        msg = "No page model of this site inherits CirclePageMixin."
        raise NoCirclePageModelError(msg)
    return candidates[0]
