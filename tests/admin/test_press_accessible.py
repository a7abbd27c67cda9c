"""axe-core finds nothing in our views for press desks and for reviewers of guides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from learningcircles_wagtail.admin import guide_answers, guide_reviews
from learningcircles_wagtail.admin.press_draft import write_release_url
from learningcircles_wagtail.admin.reporter_links import LIST
from learningcircles_wagtail.models import CirclePage, PressReleasePage, ReporterLink
from learningcircles_wagtail.press import reporter
from learningcircles_wagtail.toolkit.answers import record
from tests.factories import make_press_index, make_release
from tests.toolkit.guides import make_guide, make_toolkit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NARROW = {"width": 375, "height": 800}
VIEWS = pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": NARROW}],
    ids=["light", "dark", "narrow"],
)


@pytest.fixture
def guides() -> None:
    """Guides to be reviewed now, soon and later, with answers and a note."""
    index = make_toolkit()
    today = timezone.localdate()
    for title, last, due in (
        ("Never", None, None),
        ("Overdue", today - timedelta(days=400), today - timedelta(days=1)),
        ("Later", today, today + timedelta(days=90)),
    ):
        guide = make_guide(
            index, (), title=title, last_reviewed_on=last, review_due_on=due
        )
        record(guide, helpful=True, note="", day=today)
        record(guide, helpful=False, note="Too long for a Monday", day=today)


@pytest.fixture
def release() -> PressReleasePage:
    """A release that is scheduled for tomorrow, with links that work and do not."""
    page = make_release(
        title="The news",
        timing="embargo",
        embargo_until=timezone.now() + timedelta(days=1),
        embargo_time_zone="America/Chicago",
    )
    page.save_revision().publish()
    for label in ("City desk", "Radio"):
        reporter.make_link(page, label=label, now=timezone.now())
    ReporterLink.objects.filter(label="Radio").update(revoked_at=timezone.now())
    return PressReleasePage.objects.get(pk=page.pk)


@VIEWS
@pytest.mark.parametrize(
    "name",
    [guide_reviews.URL_NAME, guide_answers.URL_NAME, guide_answers.NOTES_URL_NAME],
)
def test_axe_finds_nothing_in_a_report_about_guides(
    open_admin: Callable[..., Any],
    guides: None,
    axe: Callable[..., list[str]],
    name: str,
    options: dict[str, Any],
) -> None:
    page = open_admin(reverse(name), **options)
    page.locator("main table.listing").wait_for()

    assert axe(page, "main") == []
    assert page.errors == []


def test_axe_finds_nothing_where_a_note_is_to_be_deleted_or_there_is_none(
    open_admin: Callable[..., Any], guides: None, axe: Callable[..., list[str]]
) -> None:
    page = open_admin(reverse(guide_answers.NOTES_URL_NAME))
    page.locator("main table.listing a[href*=delete]").first.click()
    page.get_by_role("button", name="delete").wait_for()
    assert axe(page, "main") == []


@VIEWS
def test_axe_finds_nothing_among_reporters_links(
    open_admin: Callable[..., Any],
    release: PressReleasePage,
    axe: Callable[..., list[str]],
    options: dict[str, Any],
) -> None:
    page = open_admin(reverse(LIST, args=[release.pk]), **options)
    assert page.locator("main table tbody tr").count() == 2
    assert axe(page, "main") == []

    page.locator("[name=label]").fill("  ")
    page.get_by_role("button", name="Make a link").click()
    page.locator("main .w-field__errors .error-message").wait_for()
    assert axe(page, "main") == [], "with a fault in the form"

    page.locator("[name=label]").fill("Evening paper")
    page.get_by_role("button", name="Make a link").click()
    page.locator("input[value*='/reporter/']").wait_for()
    assert axe(page, "main") == [], "with the new address"
    assert page.errors == []


@VIEWS
def test_axe_finds_nothing_where_a_release_is_begun(
    open_admin: Callable[..., Any],
    add_circle: Callable[..., CirclePage],
    axe: Callable[..., list[str]],
    options: dict[str, Any],
) -> None:
    make_press_index()
    circle = add_circle("Public speaking", in_days=20)
    page = open_admin(write_release_url(circle=circle.pk), **options)
    page.get_by_role("button", name="Write the draft").wait_for()
    assert axe(page, "main") == []

    index = write_release_url(index=circle.get_parent().pk, weeks=1)
    page.goto(page.url.split("/admin/")[0] + index)
    assert axe(page, "main") == [], "with nothing to write about"
    assert page.errors == []
