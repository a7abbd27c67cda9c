"""Which page models of the site are built on our mixins."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from learningcircles_wagtail.exceptions import NoPageModelError


@cache
def page_models(kind: str) -> tuple[type[models.Model], ...]:
    """Return the concrete models of a kind of page, the site's own ones first.

    `kind` is the `page_kind` of a mixin, such as `"circle_page"`: asked for by name,
    because what finds pages must not import what pages are made of.
    """
    found = [
        model
        for model in apps.get_models()
        if getattr(model, "page_kind", "") == kind and not model._meta.abstract
    ]
    ours = "learningcircles_wagtail"
    return tuple(sorted(found, key=lambda model: model._meta.app_label == ours))


def circle_page_models() -> tuple[type[models.Model], ...]:
    """Return every concrete page model of circles, the site's own ones first."""
    return page_models("circle_page")


def page_model(kind: str, index_page: Any = None) -> type[models.Model]:
    """Return the model of a kind of page, below an index page where one is given.

    Where there are several that do not extend one another, it is the site's own.
    Raises NoPageModelError where the site has none.
    """
    candidates = page_models(kind)
    if index_page is not None:
        allowed = type(index_page).clean_subpage_models()
        candidates = tuple(model for model in candidates if model in allowed)
    # A model's rows are found by the manager of the model that it extends.
    candidates = tuple(
        model
        for model in candidates
        if not any(issubclass(model, other) for other in candidates if other != model)
    )
    if not candidates:
        msg = f"This site has no page model of the kind {kind!r}."
        raise NoPageModelError(msg)
    return candidates[0]
