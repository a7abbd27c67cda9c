"""Renditions of the pictures on a page: from Wagtail's cache, else in one query."""

from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter

HEAD = (
    "fill-640x320",
    "fill-960x480",
    "fill-1600x800",
    "fill-1200x630|format-jpeg",
)
"""The large picture of a circle's page, and what is shown where it is shared."""

CARD = ("fill-640x320",)
COURSE = ("fill-400x300",)
BRANCH = ("fill-480x360",)
PERSON = ("fill-144x144",)


def load_renditions(wanted: Iterable[tuple[Any, tuple[str, ...]]]) -> None:
    """Make sure that showing pictures asks the database at most once.

    `wanted` are images (or None) with the specs that our templates ask for. Where
    Wagtail's cache has all of them, nothing is read here; else all renditions of these
    images are, so that a site's templates may ask for other specs as well.
    """
    pairs = [(image, specs) for image, specs in wanted if image is not None]
    if not pairs:
        return
    rendition_model = pairs[0][0].get_rendition_model()
    backend = rendition_model.cache_backend
    keys = {
        rendition_model.construct_cache_key(
            image, _filter(spec).get_cache_key(image), spec
        )
        for image, specs in pairs
        for spec in specs
    }
    missing = keys.difference(backend.get_many(keys))
    if not missing:
        return
    images = [image for image, _specs in pairs]
    prefetch_related_objects(images, "renditions")
    # Wagtail writes what it reads itself into its cache, but not what was prefetched.
    found = {
        rendition.get_cache_key(): rendition
        for image in images
        for rendition in image.renditions.all()
    }
    backend.set_many({key: _alone(found[key]) for key in missing if key in found})


def _alone(rendition: Any) -> Any:
    """Return a rendition without its image, which would bring all others along."""
    rendition = copy(rendition)
    rendition._state.fields_cache.pop("image", None)
    return rendition


@cache
def _filter(spec: str) -> Filter:
    return Filter(spec=spec)
