"""Creates the entrances, the guides and the releases."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page

from example_site.demo import home
from example_site.demo.loading.images import image_of
from example_site.demo.loading.tree import Tree
from example_site.demo.press import RELEASES, ReleasePlan
from example_site.demo.toolkit import GUIDES, SECTIONS, GuidePlan
from learningcircles_wagtail.models.pages import (
    CircleIndexPage,
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)
from learningcircles_wagtail.press.frozen import freeze_lists

ZONE = "America/Chicago"


def set_stream(page: Any, name: str, rows: list[dict[str, Any]]) -> None:
    """Give the stream field `name` of a page its raw rows."""
    setattr(page, name, page._meta.get_field(name).stream_block.to_python(rows))


def fill_home(tree: Tree, page: Any) -> None:
    """Fill the front page."""
    page.headline = home.HOME_HEADLINE
    page.introduction = home.HOME_INTRODUCTION
    page.picture = image_of(tree.registry, home.HOME_PICTURE)
    set_stream(page, "body", tree.registry.stream(home.HOME_BODY, "home"))


def load_circle_index(tree: Tree, parent: Page, *, locale: Locale) -> Any:
    """Place the list of circles."""
    return tree.place(
        parent,
        CircleIndexPage(
            title=home.CIRCLES_TITLE,
            slug="circles",
            locale=locale,
            show_in_menus=True,
            introduction=home.CIRCLES_INTRODUCTION,
        ),
        lambda page: set_stream(
            page, "body", tree.registry.stream(home.CIRCLES_BODY, "circles")
        ),
    )


def load_toolkit(tree: Tree, parent: Page, *, locale: Locale, today: date) -> None:
    """Place the toolkit's entrance and its guides."""
    index_page = tree.place(
        parent,
        ToolkitIndexPage(
            title=home.TOOLKIT_TITLE,
            slug="toolkit",
            locale=locale,
            show_in_menus=True,
            introduction=home.TOOLKIT_INTRODUCTION,
        ),
        lambda page: set_stream(page, "sections", _sections(tree)),
    )
    for plan in GUIDES:
        tree.place(
            index_page,
            _guide(tree, plan, locale, today),
            lambda page, p=plan: set_stream(
                page, "body", tree.registry.stream(p.body, p.slug)
            ),
        )


def _sections(tree: Tree) -> list[dict[str, Any]]:
    return tree.registry.stream(
        [
            {
                "type": "section",
                "value": {
                    "title": section.title,
                    "text": section.text,
                    "pages": [tree.registry.pages[slug].pk for slug in section.slugs],
                },
            }
            for section in SECTIONS
        ],
        "toolkit",
    )


def _guide(tree: Tree, plan: GuidePlan, locale: Locale, today: date) -> ToolkitPage:
    page = ToolkitPage(
        title=plan.title,
        slug=plan.slug,
        locale=locale,
        summary=plan.summary,
        picture=image_of(tree.registry, plan.picture),
        roles=list(plan.roles),
        stage=plan.stage,
        minutes=plan.minutes,
        licence="cc-by",
        attribution=home.SITE_NAME,
        credits="Written for this demonstration.",
        last_reviewed_on=today + timedelta(days=plan.reviewed_in),
        review_due_on=today + timedelta(days=plan.review_due_in),
    )
    items = [{"type": "item", "value": text} for text in plan.materials]
    set_stream(page, "materials", tree.registry.stream(items, f"{plan.slug}/needed"))
    return page


def load_press(tree: Tree, parent: Page, *, locale: Locale, now: datetime) -> None:
    """Place the press room and its releases; `now` is aware."""
    index_page = tree.place(
        parent,
        PressIndexPage(
            title=home.PRESS_TITLE,
            slug="press",
            locale=locale,
            show_in_menus=True,
            introduction=home.PRESS_INTRODUCTION,
        ),
        lambda page: None,
    )
    for plan in RELEASES:
        tree.place(
            index_page,
            _release(tree, plan, locale, now),
            lambda page, p=plan: _fill_release(tree, page, p, now),
        )


def _morning(now: datetime, days: int) -> datetime:
    """Return eight o'clock, Riverbend's time, so many days from now."""
    local = now.astimezone(ZoneInfo(ZONE))
    return datetime.combine(
        local.date() + timedelta(days=days), time(8), tzinfo=ZoneInfo(ZONE)
    )


def last_november(today: date) -> date:
    """Return the first day of the last November that has begun."""
    return date(today.year if today.month >= 11 else today.year - 1, 11, 1)


def _release(
    tree: Tree, plan: ReleasePlan, locale: Locale, now: datetime
) -> PressReleasePage:
    today = now.astimezone(ZoneInfo(ZONE)).date()
    dateline = (
        last_november(today)
        if plan.dateline_in is None
        else today + timedelta(days=plan.dateline_in)
    )
    page = PressReleasePage(
        title=plan.title,
        slug=plan.slug,
        locale=locale,
        subheadline=plan.subheadline,
        timing="immediate" if plan.embargo_in is None else "embargo",
        dateline_city=plan.city,
        dateline_region=plan.region,
        dateline_date=dateline,
        lead=plan.lead,
        picture=image_of(tree.registry, plan.picture) if plan.picture else None,
        picture_caption=plan.caption,
        picture_credit=plan.credit,
        funder=plan.funder,
    )
    if plan.embargo_in is not None:
        page.embargo_until = _morning(now, plan.embargo_in)
        page.embargo_time_zone = ZONE
    if plan.goes_live_in is not None:
        page.go_live_at = _morning(now, plan.goes_live_in)
    if dateline <= today and page.go_live_at is None and plan.embargo_in is None:
        # Published on its own day, so that its lists are of that day too.
        page.first_published_at = _morning(now, (dateline - today).days)
    return page


def _fill_release(tree: Tree, page: Any, plan: ReleasePlan, now: datetime) -> None:
    records = tree.registry.records
    page.contacts = [records["PressContact", key] for key in plan.contacts]
    page.boilerplates = [records["Boilerplate", key] for key in plan.boilerplates]
    set_stream(page, "body", tree.registry.stream(plan.body, plan.slug))
    for name, blocks in (
        ("corrections", plan.corrections),
        ("coverage", plan.coverage),
    ):
        rows = tree.registry.stream(blocks, f"{plan.slug}/{name}")
        for row in rows:
            day = _morning(now, row["value"]["date"]).date()
            row["value"]["date"] = day.isoformat()
        set_stream(page, name, rows)
    if page.first_published_at:
        freeze_lists(page, now=page.first_published_at)
        type(page).objects.filter(pk=page.pk).update(frozen=page.frozen)
