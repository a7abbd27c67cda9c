"""The findings of a release for its editors: asked for again, and after publication."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.mixins.release_checks import findings_context
from learningcircles_wagtail.press.content_checks import check_release

TEMPLATE = "learningcircles_wagtail/admin/release_findings.html"
LARGEST_KEY = 10**18
"""Above it lie numbers that a database cannot compare with a key."""


def editable_page(request: HttpRequest, page_id: int, *kinds: str) -> Any:
    """Return the latest draft of a page of one of our kinds that a user may edit.

    Raises Http404 where there is none, PermissionDenied where the user may not.
    """
    for model in [one for kind in kinds for one in page_models(kind)]:
        if page_id >= LARGEST_KEY:
            break
        page = model.objects.filter(pk=page_id).first()
        if page is None or page.specific_class is not model:
            continue
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return page.get_latest_revision_as_object()
    raise Http404


@never_cache
@require_GET
def release_checks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer with the findings of a release as it was last saved, as HTML."""
    release = editable_page(request, page_id, "press_release_page")
    return render(request, TEMPLATE, findings_context(release))


def say_what_to_look_at(request: HttpRequest, page: Any) -> None:
    """Tell, once a release is published, how many findings there are.

    For the hook `after_publish_page`; nothing was stopped by them.
    """
    if not isinstance(page, page_models("press_release_page")):
        return
    count = len(check_release(page, now=timezone.now()))
    if count:
        words = ngettext(
            "There is %d thing to look at in this release: see “Before you publish”.",
            "There are %d things to look at in this release: see “Before you publish”.",
            count,
        )
        messages.warning(request, words % count)
