"""Sizes of pictures that can be shown: nothing for a file that cannot be read.

Wagtail draws a broken image for a file that is lost, and lets Pillow's error through
for one that is damaged. A page is to stay whole in both cases, so every picture of ours
is asked for here.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter

logger = logging.getLogger(__name__)

SECONDS = 600
"""For how long a file that could not be read is not tried again, if it is the same."""

MOST = 1000
"""Files that a process remembers as unreadable."""

_unreadable: dict[tuple[Any, ...], tuple[Any, float]] = {}
"""By picture and sizes: what its file was like, and when it is tried again."""


def rendition_of(image: Any, spec: str | Filter) -> Any | None:
    """Return a picture in one size, None where there is none or it cannot be read."""
    return next(iter(renditions_of(image, (spec,)).values()), None)


def renditions_of(image: Any, specs: Iterable[str | Filter]) -> dict[str, Any]:
    """Return a picture's renditions by their specs; none where it cannot be read.

    Whatever Pillow or the storage raises is logged once for each state of the file.
    """
    if image is None:
        return {}
    filters = [Filter(spec=one) if isinstance(one, str) else one for one in specs]
    key = (image._meta.label, image.pk, *(one.spec for one in filters))
    state, until = _unreadable.get(key, (None, 0))
    if time.monotonic() < until and state == _state_of(image):
        return {}
    try:
        return image.get_renditions(*filters)
    except (DatabaseError, InvalidFilterSpecError):
        raise
    except Exception as error:
        # Each format's reader has errors of its own: OSError, SyntaxError, EOFError …
        _remember(key, image, error)
        return {}


def _remember(key: tuple[Any, ...], image: Any, error: Exception) -> None:
    state = _state_of(image)
    known, _until = _unreadable.get(key, (None, 0))
    if known != state:
        logger.warning(
            "A picture cannot be read and is left out: %s (%s)", image.file, error
        )
    if len(_unreadable) >= MOST:
        _unreadable.clear()
    _unreadable[key] = (state, time.monotonic() + SECONDS)


def _state_of(image: Any) -> Any:
    """Return what changes when a file is replaced; None where it is lost."""
    name = image.file.name
    # What a storage raises for a lost file depends on the storage.
    try:
        storage = image.file.storage
        return name, storage.size(name), storage.get_modified_time(name)
    except Exception:
        return name, None, None
