"""The pictures that a release shows, with the words that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify

from learningcircles_wagtail.directory.private_files import private_collections
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.press.picture_credit import credit_of

LONGEST_NAME = 60
KINDS = frozenset(
    {"avif", "bmp", "gif", "heic", "ico", "jpeg", "jpg", "png", "svg", "tif", "tiff"}
    | {"webp"}
)


class Part(StrEnum):
    """What a picture is in a release."""

    MAIN = "main"
    PICTURE = "picture"
    PORTRAIT = "portrait"
    CARD = "card"
    LOGO = "logo"
    POSTER = "poster"


FOLDERS = {Part.PORTRAIT: "portraits/", Part.LOGO: "logos/"}
"""Below the kit's pictures: a newsroom is not to take a logo for one of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture at its place in a release.

    `alt_text` is what the place says of it, and `label` what it is of, where it has a
    name. `block_id` is the child of the body, "" for a field of the page.
    """

    image: Any
    part: Part
    label: str = ""
    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    is_decorative: bool = False
    block_id: str = ""


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
    for everybody; whether its file is there is seen when it is read. What one place
    says of it and the first does not is taken from there.
    """
    found: dict[int, KitPicture] = {}
    private = private_collections()
    for shown in shown_in(release):
        image = shown.image
        if image.collection_id in private:
            continue
        if (first := found.get(image.pk)) is not None:
            found[image.pk] = replace(
                first,
                caption=first.caption or one_line(shown.caption),
                credit=first.credit or one_line(shown.credit),
            )
            continue
        found[image.pk] = KitPicture(
            image,
            name=_name(len(found) + 1, shown),
            caption=one_line(shown.caption),
            credit=one_line(shown.credit),
            alt_text=one_line(shown.alt_text or image.description),
        )
    return [
        one if one.credit else replace(one, credit=credit_of(one.image))
        for one in found.values()
    ]


def shown_in(release: Any) -> Iterator[Shown]:
    """Yield every picture at each of its places, in the order of the page.

    But for those of circles that a list draws live: they are the circles' own.
    """
    if release.picture is not None:
        yield Shown(
            release.picture,
            Part.MAIN,
            caption=release.picture_caption,
            credit=release.picture_credit,
        )
    for child in release.body:
        for shown in _in_block(child.block_type, child.value):
            if shown.image is not None:
                yield replace(shown, block_id=child.id or "")


def _in_block(kind: str, value: Any) -> Iterator[Shown]:
    match kind:
        case "picture":
            yield _with_alt(
                Shown(
                    value.get("picture"),
                    Part.PICTURE,
                    caption=value.get("caption") or "",
                    credit=value.get("credit") or "",
                )
            )
        case "quote":
            yield from _portrait(value)
        case "cards":
            for card in value.get("cards") or ():
                if title := card.get("title") or card.get("text") or "":
                    credit = card.get("credit") or ""
                    shown = Shown(card.get("picture"), Part.CARD, credit=credit)
                    yield replace(_with_alt(shown), caption=title)
        case "logos":
            for logo in value.get("logos") or ():
                name = logo.get("name") or ""
                image = logo.get("picture")
                yield Shown(image, Part.LOGO, label=name, caption=name, alt_text=name)
        case "video":
            if value.get("link"):
                title = value.get("title") or ""
                yield Shown(value.get("picture"), Part.POSTER, caption=title)


def _portrait(value: Any) -> Iterator[Shown]:
    """Yield the portrait of who is quoted; it stands beside a name, or not at all."""
    parts = [value.get(name) for name in ("name", "role", "organisation")]
    who = ", ".join(part for part in parts if part)
    if who and value.get("quote"):
        yield Shown(
            value.get("picture"),
            Part.PORTRAIT,
            label=value.get("name") or "",
            caption=who,
            credit=value.get("picture_credit") or "",
        )


def _with_alt(shown: Shown) -> Shown:
    """Add what an image block says of its image."""
    return replace(
        shown,
        alt_text=getattr(shown.image, "contextual_alt_text", "") or "",
        is_decorative=bool(getattr(shown.image, "decorative", False)),
    )


def _name(number: int, shown: Shown) -> str:
    """Return a file's name in the kit: "02-at-the-table.jpg", "logos/03-ida.png"."""
    kind = PurePosixPath(shown.image.file.name).suffix.lower().removeprefix(".")
    stem = slugify(shown.label or shown.image.title)[:LONGEST_NAME].strip("-")
    ending = kind if kind in KINDS else "bin"
    return f"{FOLDERS.get(shown.part, '')}{number:02}-{stem or shown.part}.{ending}"
