"""The pictures of a release in full size, with the words that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify

from learningcircles_wagtail.directory.private_files import private_collections
from learningcircles_wagtail.domain.feed_text import one_line

LONGEST_NAME = 60
KINDS = frozenset(
    {"avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff"}
    | {"webp"}
)


@dataclass(frozen=True, slots=True)
class KitPicture:
    """A picture: the image, its name in the kit, and what stands beside it."""

    image: Any
    name: str
    caption: str = ""
    credit: str = ""
    alt_text: str = ""


def pictures_of(release: Any) -> list[KitPicture]:
    """Return the pictures of a release, each once, in the order of the page.

    A picture whose row is gone is left out, and so is one in a collection that is not
    for everybody; whether its file is there is seen when it is read.
    """
    found: dict[int, KitPicture] = {}
    private = private_collections()
    for image, caption, credit, alt_text in _placed(release):
        if image is None or image.pk in found or image.collection_id in private:
            continue
        found[image.pk] = KitPicture(
            image,
            name=_name(len(found) + 1, image),
            caption=one_line(caption),
            credit=one_line(credit),
            alt_text=one_line(alt_text or image.description),
        )
    return list(found.values())


def _placed(release: Any) -> Iterator[tuple[Any, str, str, str]]:
    yield release.picture, release.picture_caption, release.picture_credit, ""
    for child in release.body:
        if child.block_type == "picture":
            image = child.value.get("picture")
            yield (
                image,
                child.value.get("caption") or "",
                child.value.get("credit") or "",
                getattr(image, "contextual_alt_text", "") or "",
            )


def _name(number: int, image: Any) -> str:
    """Return a file's name in the kit: "02-at-the-table.jpg"."""
    kind = PurePosixPath(image.file.name).suffix.lower().removeprefix(".")
    stem = slugify(image.title)[:LONGEST_NAME].strip("-") or "picture"
    return f"{number:02}-{stem}.{kind if kind in KINDS else 'bin'}"
