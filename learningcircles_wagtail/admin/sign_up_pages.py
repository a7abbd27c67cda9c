"""The circle whose sign-ups an editor looks at, by the key of one of its pages."""

from collections.abc import Iterable, Iterator
from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies.pages import PagePermissionPolicy

from learningcircles_wagtail.admin.attendance_rights import may_note
from learningcircles_wagtail.admin.sign_up_rights import (
    EVERYWHERE,
    grants_of,
    may_change,
    may_read,
)
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.domain.numbers import LONGEST_KEY
from learningcircles_wagtail.models import SignUp

LIST = "learningcircles_wagtail_sign_ups"
ATTENDANCE = f"{LIST}_attendance"


def circle_page(pk: int) -> Any:
    """Return the page with a key that has a circle's row; raise Http404."""
    for model in circle_page_models() if pk < 10**LONGEST_KEY else ():
        page = model.objects.select_related("circle").filter(pk=pk).first()
        if page is not None and has_own_circle(page):
            return page
    raise Http404


def has_own_circle(page: Any) -> bool:
    """Return whether the circle is the page's own, in whichever language.

    An alias refers to the circle of another page, which may stand in a section of
    other people's: who makes one in their own section must not read theirs.
    """
    circle = page.circle
    return circle is not None and circle.translation_key == page.translation_key


def may_see_sign_ups(user: Any, pages: Iterable[Any]) -> set[int]:
    """Return the keys of those pages whose list of sign-ups is for a user.

    For many pages at once: whether the user may read the names there, or edits the
    page and sees counts. The queries are the same for any number of pages.
    """
    own = [page for page in pages if page.circle_id and has_own_circle(page)]
    if not own or not user.is_active:
        return set()
    keys = {page.pk for page in own}
    policy = PagePermissionPolicy(swapper.load_model("wagtailcore", "Page"))
    editable = policy.instances_user_has_permission_for(user, "change")
    seen = set(editable.filter(pk__in=keys).values_list("pk", flat=True))
    if keys == seen or user.has_perm(EVERYWHERE):
        return keys
    paths = tuple(grants_of(user).values_list("page__path", flat=True))
    return seen | {page.pk for page in own if page.path.startswith(paths)}


def page_with_names(user: Any, pk: int) -> Any:
    """Return the page of a circle whose learners a user may read.

    Raises Http404, and PermissionDenied.
    """
    page = circle_page(pk)
    if not may_read(user, page):
        raise PermissionDenied
    return page


def page_to_change(user: Any, pk: int) -> Any:
    """Return the page of a circle whose sign-ups a user may change.

    Raises Http404, and PermissionDenied.
    """
    page = circle_page(pk)
    if not may_change(user, page):
        raise PermissionDenied
    return page


def sign_up_of(page: Any, pk: int) -> SignUp:
    """Return a sign-up of the page's own circle; raise Http404."""
    rows = SignUp.objects.filter(circle_id=page.circle_id)
    found = rows.filter(pk=pk).first() if pk < 10**LONGEST_KEY else None
    if found is None:
        raise Http404
    found.circle = page.circle
    return found


def sign_up_header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the way to the sign-ups of a circle, for the menu in its header."""
    yield from sign_up_listing_buttons(page, user)


def sign_up_listing_buttons(
    page: Any, user: Any, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the way to the sign-ups of a circle, for its menu in lists of pages."""
    if not isinstance(page, circle_page_models()) or not has_own_circle(page):
        return
    if may_read(user, page) or page.permissions_for_user(user).can_edit():
        address = reverse(LIST, args=[page.pk])
        yield Button(_("Sign-ups"), address, icon_name="group", priority=65)
    if may_note(user, page):
        address = reverse(ATTENDANCE, args=[page.pk])
        yield Button(_("Attendance"), address, icon_name="check", priority=66)
