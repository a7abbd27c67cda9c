"""What an editor hears who takes away a circle that is still to come."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from learningcircles_wagtail.admin.sign_up_pages import has_own_circle
from learningcircles_wagtail.directory.pages import circle_page_models


def advise_to_cancel(request: HttpRequest, page: Any) -> None:
    """Say before a circle that people expect is deleted that it could be cancelled.

    For the hook `before_delete_page`, on the page that asks "are you sure?". What is
    cancelled is said in lists, calendars and mail; what is gone is gone without a word.
    """
    if request.method == "GET" and is_expected(page):
        _warn(
            request,
            page,
            _(
                "This circle is still to come. If it does not take place, cancel it "
                "instead: that stands in lists and in the calendars that people have "
                "subscribed to, and learners can be told. Without its page it is gone "
                "from them without a word."
            ),
        )


def say_that_nobody_was_told(request: HttpRequest, page: Any) -> None:
    """Say that a circle which people expect has gone without a word.

    For the hook `after_unpublish_page`.
    """
    if is_expected(page):
        _warn(
            request,
            page,
            _(
                "This circle is still to come, and has gone from lists and calendars "
                "without a word. If it does not take place, cancel it and publish it "
                "again: that stands there, and learners can be told."
            ),
        )


def is_expected(page: Any) -> bool:
    """Return whether a page has a circle of its own that is not over or cancelled."""
    if not (isinstance(page, circle_page_models()) and has_own_circle(page)):
        return False
    end = page.circle.last_meeting_at
    return not page.circle.cancelled and end is not None and end > timezone.now()


def _warn(request: HttpRequest, page: Any, words: str) -> None:
    """Show a warning, with the number of people concerned and a way to the form."""
    taken = page.circle.taken
    if taken:
        people = ngettext("%d person has a place.", "%d people have a place.", taken)
        words = f"{words} {people % taken}"
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    messages.warning(request, words, buttons=[messages.button(edit, _("Edit"))])
