"""A site with circles to sign up to, and what a crowd does there, drawn by lot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

CAPACITIES = (0, 1, 2, 7, 25, 100)
WAITING_LIMITS = (None, 5, 50)
CIRCLES = 20


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that one visitor does, by plain values that any client understands.

    `verb` is "sign_up" or "cancel"; `form` is the key of the form that is posted.
    """

    verb: str
    circle: int
    address: str
    form: UUID


def build_site(*, roomy: bool = False) -> list[int]:
    """Publish circles; return the keys of their rows. `roomy` ones have no limit."""
    from django.utils import timezone
    from wagtail.models import Page, Site

    from learningcircles_wagtail.models import Circle, CircleIndexPage, CirclePage

    root = Site.objects.filter(is_default_site=True).first()
    home = root.root_page if root else Page.objects.get(depth=1)
    index = CircleIndexPage.objects.first()
    if index is None:
        index = home.add_child(instance=CircleIndexPage(title="Circles", slug="lc"))
    keys = []
    before = CirclePage.objects.count()
    for number in range(CIRCLES):
        page = CirclePage(
            title=f"Circle {before + number}",
            slug=f"circle-{before + number}",
            summary="Six evenings.",
            sign_up_backend="database",
            capacity=None if roomy else CAPACITIES[number % len(CAPACITIES)],
            waiting_list=number % 4 != 3,
            waiting_limit=WAITING_LIMITS[number % len(WAITING_LIMITS)],
        )
        index.add_child(instance=page)
        keys.append(page.circle_id)
    far = timezone.now() + timedelta(days=90)
    Circle.objects.filter(pk__in=keys).update(
        first_meeting_at=far, last_meeting_at=far, meeting_count=1
    )
    return keys


def acts(circles: list[int], number: int, *, seed: str) -> Iterator[Act]:
    """Yield what a client's visitors do: most sign up, some post twice, some cancel."""
    lot = Random(seed)
    mine: list[Act] = []
    for count in range(number):
        chance = lot.random()
        if mine and chance < 0.08:
            yield lot.choice(mine)
        elif mine and chance < 0.18:
            before = lot.choice(mine)
            yield Act("cancel", before.circle, before.address, before.form)
        else:
            address = f"p{count}-{seed}@example.org"
            form = UUID(int=lot.getrandbits(128), version=4)
            act = Act("sign_up", lot.choice(circles), address, form)
            mine.append(act)
            yield act
