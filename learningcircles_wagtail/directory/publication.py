"""What the public may not see though Wagtail says that it is live."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.press_pages import under_embargo


def is_at_draft_branch(page: Any) -> bool:
    """Return whether a circle's branch is a draft, or was taken back."""
    place = page.circle or page
    return bool(place.branch_id and not place.branch.live)


def withheld_q(model: Any, *, now: datetime) -> Q:
    """Live pages of a model, a base page's included, that nobody may see at `now`.

    Releases under embargo, and circles at a branch that is a draft. `now` is aware. For
    whatever asks Wagtail alone, such as a site's own search or API.
    """
    withheld = under_embargo(model, now=now)
    for circles in circle_page_models():
        if issubclass(circles, model):
            hidden = circles.objects.filter(circle__branch__live=False).order_by()
            withheld |= Q(pk__in=hidden.values("pk"))
    return withheld
