"""The public page to which a message leads, and the site that it comes from.

Addresses are made by the Wagtail `Site` of the page; a message knows no request.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from wagtail.models import Site

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import RELATED, at_public_branch_q


def public_page(circle_id: int, language: str) -> Any:
    """Return the public page of a circle, in a reader's language if there is one.

    Else in the circle's first language, else any; None where none is public: drafts,
    private pages, and those of a circle at a branch that is not published.
    """
    for model in circle_page_models():
        pages = (
            model.objects.live()
            .public()
            .filter(at_public_branch_q(), circle_id=circle_id)
            .select_related(*RELATED)
        )
        found = [page for page in pages if page.get_full_url()]
        if found:
            return min(found, key=lambda page: _strangeness(page, language))
    return None


def _strangeness(page: Any, language: str) -> tuple[bool, bool, bool, bool, int]:
    own = page.locale.language_code.lower()
    asked = language.lower()
    return (
        own != asked,
        own.partition("-")[0] != asked.partition("-")[0],
        page.locale_id != page.circle.source_locale_id,
        page.alias_of_id is not None,
        page.pk,
    )


def any_page(circle_id: int, language: str) -> Any:
    """Return the public page of a circle, else a hidden one; None without any."""
    found = public_page(circle_id, language)
    return found if found is not None else _first_page(circle_id)


def _first_page(circle_id: int) -> Any:
    for model in circle_page_models():
        page = model.objects.filter(circle_id=circle_id).order_by("pk").first()
        if page is not None:
            return page
    return None


def site_of(circle_id: int, page: Any) -> Site | None:
    """Return the site of a circle's page, of a hidden one too; else the default one."""
    page = page if page is not None else _first_page(circle_id)
    site = page.get_site() if page is not None else None
    return site or Site.objects.filter(is_default_site=True).first()


def spoken_language(*tags: str) -> str:
    """Return the first of some BCP 47 tags that the site speaks, else its own."""
    for tag in tags:
        try:
            return get_supported_language_variant(tag)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
