"""The ways to “Write a press release”: from a circle, from a list of circles."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from learningcircles_wagtail.admin.press_draft import write_release_url
from learningcircles_wagtail.admin.press_rooms import press_rooms_for
from learningcircles_wagtail.directory.pages import circle_page_models, page_models

TERM_WEEKS = 12
"""How far ahead a new term is looked for, until an editor says otherwise."""


def release_header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the button for the menu in the header of a circle, or of their list."""
    yield from _buttons(page, user, priority=75)


def release_listing_buttons(
    page: Any, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the button for the menu of a circle in lists of pages."""
    yield from _buttons(page, user, priority=70)


def _buttons(page: Any, user: Any, *, priority: int) -> Iterator[Button]:
    if isinstance(page, circle_page_models()):
        address = write_release_url(circle=page.pk)
    elif isinstance(page, page_models("circle_index_page")) and page.live:
        address = write_release_url(index=page.pk, weeks=TERM_WEEKS)
    else:
        return
    if press_rooms_for(user):
        yield Button(
            _("Write a press release"),
            address,
            icon_name="lc-press",
            priority=priority,
        )
