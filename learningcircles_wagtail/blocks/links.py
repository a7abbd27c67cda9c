"""Where a block's link leads: a page, a document or an address, if visitors may see it.

A page that is not live, or that is behind a view restriction, is treated as if nothing
had been chosen: neither its address nor its title reaches a visitor.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlockValidationError

__all__ = ["check_single_target", "live_records", "public_pages", "target_address"]


def public_pages(pages: Iterable[Any]) -> dict[int, Any]:
    """Return those of `pages` that every visitor may see, by primary key.

    Holes (`None`, for a deleted page) are left out. One query for each class of page
    given.
    """
    from learningcircles_wagtail.directory.press_pages import under_embargo
    from learningcircles_wagtail.directory.querysets import in_private_section

    by_class: dict[type, dict[int, Any]] = defaultdict(dict)
    for page in pages:
        if page is not None and page.pk is not None:
            by_class[type(page)][page.pk] = page
    public: dict[int, Any] = {}
    for model, chosen in by_class.items():
        found = (
            model._default_manager.filter(pk__in=chosen, live=True)
            .filter(~in_private_section())
            .exclude(under_embargo(model, now=timezone.now()))
            .order_by()
        )
        public.update({pk: chosen[pk] for pk in found.values_list("pk", flat=True)})
    return public


def live_records(records: Iterable[Any]) -> list[Any]:
    """Return `records` in their order without holes and without drafts."""
    return [
        record
        for record in records or ()
        if record is not None and getattr(record, "live", True)
    ]


def target_address(
    value: Mapping[str, Any],
    *,
    public: Mapping[int, Any],
    request: HttpRequest | None,
) -> str:
    """Return the address a block's value links to, or an empty string.

    The first of the children `page`, `document` and `link` that holds something wins.
    `public` is what `public_pages` returned for the pages of the block.
    """
    if (page := value.get("page")) is not None:
        page = public.get(page.pk)
        return (page.get_url(request) or "") if page is not None else ""
    if (document := value.get("document")) is not None:
        return document.url
    return value.get("link") or ""


def check_single_target(
    value: Mapping[str, Any], *names: str, required: bool = False
) -> None:
    """Raise an error at the child unless at most one of `names` holds something.

    With `required`, one of them has to.
    """
    given = [name for name in names if value.get(name)]
    if len(given) > 1:
        message = _("Choose one target only: empty this field or the other.")
        raise StructBlockValidationError(
            {name: ValidationError(message, code="several_targets") for name in given}
        )
    if required and not given:
        message = _("Say where this leads.")
        raise StructBlockValidationError(
            {names[0]: ValidationError(message, code="no_target")}
        )
