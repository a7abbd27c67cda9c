"""What keeps an embargo in Wagtail's redirects, where a site has them.

The address of a release holds its headline, and a redirect tells it: to whoever asks
for the old address, and in a list to everybody who asks Wagtail's API.
"""

from typing import Any

from django.apps import apps
from wagtail.signals import post_page_move

from learningcircles_wagtail.admin.embargo_guards import is_held

UID = "learningcircles_wagtail.forget_redirects"


def guard_redirects() -> None:
    """Let no redirect lead to a release that is held; called when all is ready."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.contrib.redirects.signal_handlers import (
        autocreate_redirects_on_page_move,
    )

    # Wagtail's first, which is then connected already, so that ours finds what it made.
    post_page_move.connect(autocreate_redirects_on_page_move)
    post_page_move.connect(forget_redirects, dispatch_uid=UID)
    theirs: Any = Redirect.link
    if not isinstance(theirs, CarefulLink):
        Redirect.link = CarefulLink(theirs)


class CarefulLink:
    """Wagtail's `Redirect.link`, None while the page is a release under embargo.

    Wagtail answers 404 for a redirect without a link. There is no hook for it.
    """

    def __init__(self, theirs: Any) -> None:
        self.theirs = theirs

    def __get__(self, redirect: Any, kind: type | None = None) -> Any:
        """Return where a redirect leads."""
        if redirect is None:
            return self
        page = redirect.redirect_page
        if page is not None and is_held(page.specific_deferred):
            return None
        return self.theirs.__get__(redirect, kind)

    def __set__(self, redirect: Any, value: Any) -> None:
        """Refuse to be set; with this, what Wagtail's property keeps is passed over."""
        raise AttributeError("link")


def forget_redirects(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete the redirect from where a release was that nobody has seen yet."""
    page = instance.specific
    if not is_held(page) or page.first_published_at is not None:
        return
    from wagtail.contrib.redirects.models import Redirect

    Redirect.objects.filter(
        redirect_page_id=page.pk, automatically_created=True
    ).delete()
