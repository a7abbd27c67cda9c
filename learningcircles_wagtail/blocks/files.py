"""What a reader should know of a file before fetching it: its type, size and pages."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

__all__ = ["file_facts", "size_words"]

KILO = 1024


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
