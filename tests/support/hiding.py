"""Ways in which a circle is hidden from the public, and comes back.

Each is given the circle, the list and the list of another site, and a clock to move.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from learningcircles_wagtail.models import CirclePage
from tests.factories import make_circle_index, publish
from tests.support.surfaces import NOW, Canary, later, make_canary


def restrict(page: Any, kind: str) -> PageViewRestriction:
    """Make a page and what is below it private: "password", "login" or "groups"."""
    made = PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=kind, password="quiet" * (kind == "password")
    )
    if kind == "groups":
        made.groups.add(Group.objects.create(name=f"Group {page.pk}"))
    return made


def open_again(page: Any) -> None:
    """Take away the restrictions of a page."""
    for one in PageViewRestriction.objects.filter(page_id=page.pk):
        one.delete()


def unpublish(circle: Canary, **_world: Any) -> None:
    """Unpublish the page."""
    fresh(circle).unpublish()


def unpublish_base(circle: Canary, **_world: Any) -> None:
    """Unpublish it as `publish_scheduled` and the bulk action do: as a bare page."""
    Page.objects.get(pk=circle.page.pk).unpublish()


def publish_again(circle: Canary, **_world: Any) -> None:
    """Publish the page."""
    publish(fresh(circle))


def schedule(circle: Canary, *, clock: Any, **_world: Any) -> None:
    """Unpublish the page, and plan to publish it in an hour."""
    fresh(circle).unpublish()
    page = fresh(circle)
    page.go_live_at = later(hours=1)
    page.save_revision().publish()


def reach_the_hour(circle: Canary, *, clock: Any, **_world: Any) -> None:
    """Let two hours pass, and Wagtail do what was planned."""
    clock.move_to(later(hours=2), tick=False)
    call_command("publish_scheduled")


def expire(circle: Canary, *, clock: Any, **_world: Any) -> None:
    """Let the hour pass at which the page expires."""
    assert fresh(circle).expire_at == later(hours=1)
    clock.move_to(later(hours=2), tick=False)
    call_command("publish_scheduled")


def let_it_end(circle: Canary, *, clock: Any, **_world: Any) -> None:
    """Let the hour pass at which the page expires; nobody runs a command."""
    assert fresh(circle).expire_at == later(hours=1)
    clock.move_to(later(hours=1), tick=False)


def extend(circle: Canary, **_world: Any) -> None:
    """Publish the page without an end."""
    page = fresh(circle)
    page.expire_at = None
    publish(page)


def restriction(kind: str, of: str) -> tuple[Callable[..., None], Callable[..., None]]:
    """Return how to restrict the circle, its list or the page above, and to undo it."""

    def target(circle: Canary) -> Any:
        page = fresh(circle)
        ancestors = {"page": page, "list": page.get_parent()}
        return ancestors.get(of) or page.get_parent().get_parent()

    def hide(circle: Canary, **_world: Any) -> None:
        restrict(target(circle), kind)

    def show(circle: Canary, **_world: Any) -> None:
        open_again(target(circle))

    return hide, show


def unpublish_branch(circle: Canary, **_world: Any) -> None:
    """Unpublish the branch at which the circle meets."""
    record(circle).unpublish()


def publish_branch(circle: Canary, **_world: Any) -> None:
    """Publish the branch."""
    record(circle).save_revision().publish()


def move_away(circle: Canary, *, other: Any, **_world: Any) -> None:
    """Move the page to the list of another site."""
    fresh(circle).move(type(other).objects.get(pk=other.pk), pos="last-child")


def move_back(circle: Canary, *, index: Any, **_world: Any) -> None:
    """Move the page back."""
    fresh(circle).move(type(index).objects.get(pk=index.pk), pos="last-child")


def unpublish_list(circle: Canary, **_world: Any) -> None:
    """Unpublish the list with all that is below it."""
    user = get_user_model().objects.create_superuser("editor")
    page = fresh(circle).get_parent()
    UnpublishPageAction(page, user=user, include_descendants=True).execute()


def publish_list(circle: Canary, **_world: Any) -> None:
    """Publish the list and the circle."""
    publish(fresh(circle).get_parent().specific)
    publish(fresh(circle))


def fresh(circle: Canary) -> CirclePage:
    """Return the page of a circle as it is stored."""
    return CirclePage.objects.get(pk=circle.page.pk)


def record(circle: Canary) -> Any:
    """Return the circle's branch as it is stored."""
    branch = circle.records["branch"]
    return type(branch).objects.get(pk=branch.pk)


WAYS: dict[str, tuple[Callable[..., None], Callable[..., None]]] = {
    "draft": (unpublish, publish_again),
    "draft by its base": (unpublish_base, publish_again),
    "scheduled": (schedule, reach_the_hour),
    "expired": (expire, extend),
    "expired by the clock": (let_it_end, extend),
    "branch": (unpublish_branch, publish_branch),
    "elsewhere": (move_away, move_back),
    "unpublished list": (unpublish_list, publish_list),
    "password page": restriction("password", "page"),
    "login page": restriction("login", "page"),
    "groups page": restriction("groups", "page"),
    "login list": restriction("login", "list"),
    "password section": restriction("password", "section"),
}
"""By name, how to hide a circle and how to show it again."""

ENDING = {"expire_at": later(hours=1)}

MADE_WITH = {"expired": ENDING, "expired by the clock": ENDING}
"""With what a circle has to be made so that it can be hidden in some way."""

BELOW_OWN_LIST = {name for name in WAYS if name.endswith((" list", " section"))}
"""The ways that hide a list with all its circles."""


def make_hidden(index: Any, other: Any, clock: Any) -> list[Canary]:
    """Make a circle of every hidden kind, some of them never public for a moment."""
    made = [
        make_canary("draught", index, live=False),
        make_canary("cancelled", index, live=False, cancelled=True),
        make_canary("planned", index, live=False, go_live_at=later(days=1)),
        make_canary("outside", other),
    ]
    fresh(made[2]).get_latest_revision().publish()
    for way in ("expired", "branch", "password page", "login page", "groups page"):
        word = f"hidden{way.replace(' ', '')}"
        made.append(make_canary(word, index, **MADE_WITH.get(way, {})))
        WAYS[way][0](made[-1], index=index, other=other, clock=clock)
    for kind in ("password", "login", "groups"):
        own = make_circle_index(title="Private", slug=f"private-{kind}")
        restrict(own, kind)
        made.append(make_canary(f"below{kind}", own))
    clock.move_to(NOW, tick=False)
    return made
