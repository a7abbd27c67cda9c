"""What a reader should know of a file before fetching it: its type, size and pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

__all__ = ["file_facts", "full_size", "picture_facts", "size_words"]

KILO = 1024

FORMATS = {"JPG": "JPEG", "JPE": "JPEG", "TIF": "TIFF"}
"""What files are called whose names are cut short."""


def file_facts(document: Any) -> str:
    """Return words such as “PDF, 240 KB, 3 pages”; a lost file has no size."""
    if document is None:
        return ""
    from learningcircles_wagtail.toolkit.files import page_count

    size = document.get_file_size()
    pages = page_count(document) if size else None
    parts = [
        document.file_extension.upper(),
        size_words(size) if size else "",
        ngettext("%d page", "%d pages", pages) % pages if pages else "",
    ]
    return ", ".join(part for part in parts if part)


def size_words(size: int) -> str:
    """Return a size given in bytes as words: whole kilobytes, tenths of megabytes."""
    if size < KILO * KILO:
        kilobytes = max(1, round(size / KILO))
        return _("%(size)s KB") % {"size": number_format(kilobytes)}
    megabytes = number_format(round(size / KILO / KILO, 1), 1)
    return _("%(size)s MB") % {"size": megabytes}


def full_size(image: Any, context: Mapping[str, Any]) -> dict[str, str] | None:
    """Return address and facts of an image's original file, None where it is private.

    `facts` are words such as “JPEG, 4000 × 3000, 3.2 MB”. A picture in a restricted
    collection has no download; `lc_private_collections` in the context spares the query
    that asks for them.
    """
    if image is None or not image.file:
        return None
    private = context.get("lc_private_collections")
    if private is None:
        from learningcircles_wagtail.directory.private_files import private_collections

        private = private_collections()
    if image.collection_id in private:
        return None
    return {"url": image.file.url, "facts": picture_facts(image)}


def picture_facts(image: Any) -> str:
    """Return an image's format, pixels and size in words, as far as they are known."""
    kind = image.file.name.rpartition(".")[2].upper() if "." in image.file.name else ""
    pixels = f"{image.width} × {image.height}" if image.width and image.height else ""
    size = _stored_size(image)
    parts = [FORMATS.get(kind, kind), pixels, size_words(size) if size else ""]
    return ", ".join(part for part in parts if part)


def _stored_size(image: Any) -> int | None:
    """Return an image's size in bytes, None where its file is lost."""
    if image.file_size is not None:
        return image.file_size
    # What a storage raises for a lost file depends on the storage.
    try:
        return image.file.size
    except Exception:
        return None
