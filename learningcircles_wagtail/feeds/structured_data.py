"""Pages as schema.org JSON-LD, public facts only (https://schema.org)."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags

CONTEXT = "https://schema.org"


def without_holes(data: dict[str, Any]) -> dict[str, Any]:
    """Return the entries that say something."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def page_address(page: Any, request: HttpRequest | None) -> str:
    """Return the absolute address of a page by its Wagtail site."""
    return page.get_full_url(request) or ""


def collection_page(page: Any, *, request: HttpRequest | None) -> dict[str, Any]:
    """Describe an index page as `CollectionPage`."""
    return without_holes(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "name": page.title,
            "description": strip_tags(page.introduction).strip(),
            "url": page_address(page, request),
            "inLanguage": page.locale.language_code,
        }
    )
