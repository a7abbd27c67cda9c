"""The press desk in Chromium: from a circle to a published release, with few steps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from learningcircles_wagtail.admin.paste_text import URL_NAME as PASTE
from learningcircles_wagtail.admin.press_draft import write_release_url
from learningcircles_wagtail.models import (
    Branch,
    CirclePage,
    LearningCirclesSettings,
    PressContact,
    PressIndexPage,
    PressReleasePage,
)
from tests.browser.editing import amid
from tests.browser.going import next_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_STEPS = 8
"""Clicks and filled fields from a circle's form to its published release."""


@pytest.fixture
def press_room() -> PressIndexPage:
    """A published press room, and the usual contact of its site."""
    site = Site.objects.get(is_default_site=True)
    home: Page = site.root_page
    preferences = LearningCirclesSettings.for_site(site)
    preferences.default_press_contact = PressContact.objects.create(
        name="Ada Vale", email="press@example.org", locale=Locale.get_default()
    )
    preferences.save()
    return home.add_child(instance=PressIndexPage(title="Press room"))


@pytest.fixture
def circle(press_room: PressIndexPage, add_circle: Callable[..., Any]) -> CirclePage:
    """A published circle at a branch with an address."""
    Branch.objects.update(city="Riverbend", region="Iowa")
    return add_circle("Public speaking", in_days=20)


class Hands:
    """What a person does, counted."""

    def __init__(self) -> None:
        self.steps = 0
        self.fields = 0

    def click(self, target: Any) -> None:
        self.steps += 1
        amid(target).click()

    def press(self, target: Any) -> None:
        """Reach a control with the keyboard and press it."""
        self.steps += 1
        target.focus()
        target.press("Enter")

    def fill(self, target: Any, words: str) -> None:
        self.steps += 1
        self.fields += 1
        target.fill(words)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_release_is_written_from_a_circle_and_published_in_few_steps(
    open_admin: Callable[..., Any], circle: CirclePage, live_server: Any, way: str
) -> None:
    page = open_admin(reverse("wagtailadmin_pages:edit", args=[circle.pk]))
    hands = Hands()
    go = hands.click if way == "mouse" else hands.press

    header = page.locator("#w-slim-header-buttons")
    go(header.get_by_role("button", name="Actions"))
    with next_page(page):
        go(page.get_by_role("link", name="Write a press release"))
    with next_page(page):
        go(page.get_by_role("button", name="Write the draft"))
    quote = page.locator("[data-contentpath=body] [data-streamfield-child]").first
    hands.fill(quote.locator("textarea").first, "Nobody has to speak. Everybody does.")
    hands.fill(quote.locator("[data-contentpath=name] input"), "Ada Vale")
    actions = page.locator("footer [aria-label='Actions'], footer .w-dropdown__toggle")
    go(actions.locator("visible=true").first)
    with next_page(page):
        go(page.locator("button[name=action-publish]"))

    assert page.errors == []
    assert hands.steps <= MOST_STEPS
    # What was said, and who said it: all else is known of the circle.
    assert hands.fields == 2
    release = PressReleasePage.objects.get()
    assert release.live
    page.goto(live_server.url + release.get_url())
    words = page.locator("main").inner_text()
    for part in (
        "Free learning circle “Public speaking” begins at Central Library",
        "RIVERBEND, Iowa",
        "Everybody does.",
        "Ada Vale",
        "press@example.org",
    ):
        assert part in words, part
    assert "[" not in words


def test_a_quote_that_was_not_written_stops_the_publication_at_its_field(
    open_admin: Callable[..., Any], circle: CirclePage
) -> None:
    page = open_admin(write_release_url(circle=circle.pk))
    with next_page(page):
        page.get_by_role("button", name="Write the draft").click()
    page.locator(".lc-findings__one--error").wait_for()
    actions = page.locator("footer [aria-label='Actions'], footer .w-dropdown__toggle")
    actions.locator("visible=true").first.click()
    with next_page(page):
        page.locator("button[name=action-publish]").click()

    quote = page.locator("[data-contentpath=body] [data-streamfield-child]").first
    assert "brackets are left" in quote.inner_text()
    assert not PressReleasePage.objects.get().live


def test_what_the_clipboard_holds_beside_the_words_comes_along(
    open_admin: Callable[..., Any], press_room: PressIndexPage
) -> None:
    release = press_room.add_child(instance=PressReleasePage(title="Circles"))
    page = open_admin(reverse(PASTE, args=[release.pk]))
    page.locator("[data-lc-paste-text]").evaluate(
        """(field) => {
          const data = new DataTransfer();
          data.setData("text/plain", "Where\\nAt the library.");
          data.setData("text/html",
            "<h2>Where</h2><p>At the <b>library</b>.</p><img src=https://t.example/x>");
          field.dispatchEvent(new ClipboardEvent("paste",
            { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    page.get_by_text("Pasted with its headings, lists and links.").wait_for()
    with next_page(page):
        page.get_by_role("button", name="Add to the page").click()
    page.get_by_text("1 heading, 1 text").wait_for()

    assert page.errors == []
    body = PressReleasePage.objects.get().get_latest_revision_as_object().body
    assert [child.block_type for child in body] == ["heading", "paragraph"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_press_desk(
    open_admin: Callable[..., Any],
    circle: CirclePage,
    axe: Callable[..., list[str]],
    theme: str,
) -> None:
    index = circle.get_parent().pk
    page = open_admin(write_release_url(index=index, weeks=4), color_scheme=theme)
    assert axe(page, ".lc-desk") == []
    with next_page(page):
        page.get_by_role("button", name="Write the draft").click()
    page.locator(".lc-findings").wait_for()
    assert axe(page, "[data-lc-checks]") == []
    release = PressReleasePage.objects.get()
    page.goto(page.url.split("/admin/")[0] + reverse(PASTE, args=[release.pk]))
    assert axe(page, ".lc-desk") == []


def test_wagtail_s_side_panel_shows_the_findings_of_what_is_typed(
    open_admin: Callable[..., Any], press_room: PressIndexPage
) -> None:
    release = press_room.add_child(instance=PressReleasePage(title="Circles"))
    page = open_admin(reverse("wagtailadmin_pages:edit", args=[release.pk]))
    page.locator("[data-side-panel-toggle=checks]").click()
    issues = page.locator("[data-checks-panel]")
    issues.get_by_text("No media contact").wait_for()
    assert issues.get_by_text("The headline is long").count() == 0

    # Wagtail takes what stands there two seconds after loading, and once more two
    # seconds after the panel was opened, for what is saved.
    page.wait_for_function("performance.now() - window.watchedSince > 2500")
    page.fill("#id_title", "Circles " * 12)

    issues.get_by_text("The headline is long").wait_for()
    assert page.errors == []
