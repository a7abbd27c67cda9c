"""Loads the whole demonstration in one transaction."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from wagtail.models import Locale, Site

from example_site.demo.home import SITE_NAME
from example_site.demo.loading.circles import load_circles
from example_site.demo.loading.images import load_pictures
from example_site.demo.loading.pages import (
    ZONE,
    fill_home,
    load_circle_index,
    load_press,
    load_toolkit,
)
from example_site.demo.loading.people import load_editor, load_facilitator
from example_site.demo.loading.records import load_records
from example_site.demo.loading.registry import Registry
from example_site.demo.loading.translations import load_french
from example_site.demo.loading.tree import Tree, load_home
from learningcircles_wagtail.models import LearningCirclesSettings


@transaction.atomic
def load_demo(*, now: datetime) -> Registry:
    """Load what is missing, and return what was created and what was found.

    `now` (aware) is the day about which the circles are spread.
    """
    registry = Registry()
    locale = Locale.get_default()
    today = now.astimezone(ZoneInfo(ZONE)).date()
    user = load_editor(registry)
    load_pictures(registry, user)
    load_records(registry, locale=locale, today=today)
    load_facilitator(registry)
    tree = Tree(registry, user)
    home = load_home(tree, lambda page: fill_home(tree, page))
    index_page = load_circle_index(tree, home, locale=locale)
    load_circles(tree, index_page, locale=locale, now=now)
    load_toolkit(tree, home, locale=locale, today=today)
    load_press(tree, home, locale=locale, now=now)
    tree.publish()
    load_french(tree, home)
    _load_settings(registry, home)
    return registry


def _load_settings(registry: Registry, home: Any) -> None:
    site = Site.objects.get(is_default_site=True)
    created = not LearningCirclesSettings.objects.filter(site=site).exists()
    registry.note(LearningCirclesSettings, created=created)
    if not created:
        return
    LearningCirclesSettings.objects.create(
        site=site,
        organisation=SITE_NAME,
        sender_name=SITE_NAME,
        sender_email="circles@riverbend.example",
        privacy_notice=(
            "<p>We keep your name and address to tell you about this circle, and "
            "delete them three months after its last meeting. We pass them on to "
            "nobody. (Riverbend is invented: please sign up with an invented "
            "address.)</p>"
        ),
        certificates=True,
        default_capacity=12,
        default_sign_up_form=registry.records["SignUpForm", "usual"],
        default_boilerplate=registry.records["Boilerplate", "about-riverbend"],
        default_press_contact=registry.records["PressContact", "riverbend-press"],
    )
