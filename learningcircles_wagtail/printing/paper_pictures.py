"""Pictures on paper: one moderate size each, made with little memory.

A camera's picture of 10 MB is 70 MB and more once its pixels are laid out, and a press
kit may hold twenty of them. A JPEG is therefore decoded at a half, a quarter or an
eighth of its size where that is enough (Pillow's draft mode), and one picture after the
other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import PIL.Image
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

from learningcircles_wagtail.directory.renditions import rendition_of

SIDE = 1400
"""Pixels of the longer side: 200 an inch over the width of a sheet's text."""

SHAPE = f"max-{SIDE}x{SIDE}"
SPEC = f"{SHAPE}|format-jpeg|jpegquality-80"

_decoding = Lock()
"""One picture at a time in a process: each takes much memory while it is decoded."""


def paper_rendition(image: Any) -> Any | None:
    """Return a picture in the size for paper, None where it cannot be read.

    A drawing (SVG) has no pixels and stays one.
    """
    if image is None:
        return None
    return rendition_of(image, SHAPE if image.is_svg() else PaperFilter(spec=SPEC))


class PaperFilter(Filter):
    """Makes a size out of a picture that was decoded no larger than it needs to be.

    For shapes that keep the whole picture: a focal point is given in the pixels of the
    original.
    """

    @contextmanager
    def get_willow_image(self, image: Any, source: Any = None) -> Iterator[Any]:
        """Yield the picture, a JPEG in as few pixels as will do."""
        with _decoding, image.open_file() as file:
            picture = PIL.Image.open(file)
            if picture.format != "JPEG":
                with super().get_willow_image(image, source) as whole:
                    yield whole
                return
            share = min(1, SIDE / max(picture.size))
            picture.draft(
                None, (int(picture.width * share), int(picture.height * share))
            )
            yield DraftImage(picture)


class DraftImage(PillowImage):
    """A JPEG that is open and not decoded yet."""

    format_name = "jpeg"
