"""The way from a circle in the admin to its flyer."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from learningcircles_wagtail.directory.pages import circle_page_models


def flyer_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield a link to the flyer of a published circle, for the menu in its header."""
    if not (isinstance(page, circle_page_models()) and page.live):
        return
    address = page.get_url()
    if address:
        yield Button(_("Flyer"), f"{address}flyer/", icon_name="doc-full", priority=80)
