"""What an editor hears of learners after publishing a circle."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from learningcircles_wagtail.admin.sign_up_pages import LIST, has_own_circle
from learningcircles_wagtail.admin.sign_up_rights import may_read
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.enums import MailKind
from learningcircles_wagtail.models import OutboxMail
from learningcircles_wagtail.sign_ups.retrying import sign_up_database
from learningcircles_wagtail.sign_ups.seats import seats_over

TOLD = (MailKind.CHANGED, MailKind.CALLED_OFF)


def say_what_became_of_learners(request: HttpRequest, page: Any) -> None:
    """Tell who publishes a circle what it means for those who signed up.

    For the hook `after_publish_page`. A page that is to go live later says nothing
    yet.
    """
    if not isinstance(page, circle_page_models()):
        return
    fresh = type(page).objects.select_related("circle").get(pk=page.pk)
    if not fresh.live or fresh.has_unpublished_changes or not has_own_circle(fresh):
        return
    buttons = []
    if may_read(request.user, fresh):
        buttons = [messages.button(reverse(LIST, args=[fresh.pk]), _("Sign-ups"))]
    for words in _told(fresh):
        messages.success(request, words, buttons=buttons)
    over = _more_than_places(fresh.circle)
    if over:
        messages.warning(request, over, buttons=buttons)


def _told(page: Any) -> Iterator[str]:
    """Yield how many got a place, and how many will get a message, by publishing."""
    rows = OutboxMail.objects.using(sign_up_database()).filter(
        circle_id=page.circle_id, created_at__gte=page.last_published_at
    )
    kinds = list(rows.values_list("kind", flat=True))
    promoted = kinds.count(MailKind.PROMOTED)
    if promoted:
        yield ngettext(
            "%d person who waited has a place now, and is told by e-mail.",
            "%d people who waited have a place now, and are told by e-mail.",
            promoted,
        ) % (promoted)
    told = sum(kinds.count(kind) for kind in TOLD)
    if told:
        yield ngettext(
            "%d learner is told by e-mail what has changed.",
            "%d learners are told by e-mail what has changed.",
            told,
        ) % (told)


def _more_than_places(circle: Any) -> str:
    """Return words where more people have a place than there are places, else ""."""
    over = seats_over(circle)
    if not over:
        return ""
    kept = ngettext(
        "%(taken)d person has a place, %(over)d more than there are places.",
        "%(taken)d people have a place, %(over)d more than there are places.",
        circle.taken,
    ) % {"taken": circle.taken, "over": over}
    nobody = ngettext(
        "Nobody loses theirs; the next place becomes free when more than %d has been "
        "given up.",
        "Nobody loses theirs; the next place becomes free when more than %d have been "
        "given up.",
        over,
    ) % (over)
    return f"{kept} {nobody}"
