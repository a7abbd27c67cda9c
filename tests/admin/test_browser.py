"""Tests of the editor in Chromium: from a pattern to meetings on the public page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, Site

from learningcircles_wagtail.models import Branch, CircleIndexPage, CirclePage
from tests.browser.editing import amid
from tests.browser.going import next_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZE = {"width": 1280, "height": 1000}
PANEL = ".lc-pattern"
WEDNESDAYS = [f"2030-11-{day:02}" for day in (6, 13, 20, 27)] + [
    "2030-12-04",
    "2030-12-11",
]
# As Wagtail does it, but when the test says so: until then no stream is found.
STREAM_BUILT_LATE = """
  let isBuilt = false;
  const built = new WeakMap();
  Object.defineProperty(HTMLElement.prototype, "rootBlock", {
    get() { return isBuilt ? built.get(this) : undefined; },
    set(block) { built.set(this, block); },
  });
  window.buildStreams = () => { isBuilt = true; };
"""


@pytest.fixture
def circles() -> CircleIndexPage:
    """A published list of circles, and a branch to meet at."""
    Branch.objects.create(name="Central Library", time_zone="America/Chicago")
    home: Page = Site.objects.get(is_default_site=True).root_page
    return home.add_child(instance=CircleIndexPage(title="Learning circles"))


@pytest.fixture
def new_circle(open_admin: Callable[..., Any], circles: CircleIndexPage) -> Any:
    """The form of a new circle with its title and a pattern of six Wednesdays."""
    address = reverse(
        "wagtailadmin_pages:add",
        args=["learningcircles_wagtail", "circlepage", circles.pk],
    )
    page = open_admin(address)
    page.fill("#id_title", "Public speaking")
    fill_pattern(page, first_date="2030-11-06", start_time="18:00")
    return page


def fill_pattern(page: Any, **values: str) -> None:
    """Type into fields of the pattern, and leave each so that it is noticed."""
    for name, value in values.items():
        page.fill(f"#id_{name}", value)
        page.press(f"#id_{name}", "Tab")


def rows(page: Any) -> list[dict[str, Any]]:
    """Return the meetings' state in the editor: date, state, title and identity."""
    return page.evaluate(
        """() => wagtail.editHandler.getPanelByName("meetings").getBoundWidget()
          .children.map(({ id, block }) => {
            const { date, state, title } = block.getState();
            return { id, date, state: [state].flat()[0], title };
          })"""
    )


def dates(page: Any) -> list[str]:
    return [row["date"] for row in rows(page)]


def press(page: Any, name: str) -> None:
    amid(page.get_by_role("button", name=name, exact=True)).click()


def said(page: Any) -> str:
    message = page.locator(f"{PANEL}__message")
    message.filter(has_text=" ").wait_for()
    return message.inner_text()


def lay_out(page: Any) -> None:
    press(page, "Lay out the meetings")
    assert "6 meetings stand below." in said(page)


def set_field(page: Any, index: int, name: str, value: str) -> None:
    """Open a row of the meetings and give one of its fields a value."""
    page.evaluate(
        """([index, name, value]) => {
          const stream = wagtail.editHandler.getPanelByName("meetings")
            .getBoundWidget();
          stream.children[index].block.childBlocks[name].setState(value);
        }""",
        [index, name, value],
    )


def choose_branch(page: Any) -> None:
    # Where the dates of the pattern appear, what stands below them moves.
    page.locator(f"{PANEL}__preview").filter(has_text="Nov. 6").wait_for()
    amid(page.locator("#id_branch-chooser").get_by_role("button").first).click()
    page.get_by_role("link", name="Central Library").click()
    page.locator("#id_branch-chooser", has_text="Central Library").wait_for()


def publish(page: Any) -> None:
    page.locator("footer [aria-label='Actions'], footer .w-dropdown__toggle").locator(
        "visible=true"
    ).first.click()
    with next_page(page):
        page.locator("button[name=action-publish]").click()


def test_six_meetings_are_laid_out_one_is_cancelled_and_all_are_published(
    new_circle: Any, live_server: Any
) -> None:
    page = new_circle
    choose_branch(page)
    lay_out(page)
    assert dates(page) == WEDNESDAYS

    stream = page.locator("[data-contentpath=meetings]")
    third = stream.locator("[data-streamfield-child]").nth(2)
    third.locator("[data-panel-toggle]").click()
    third.locator("select").select_option("cancelled")
    publish(page)

    assert page.errors == []
    circle = CirclePage.objects.get()
    assert circle.live
    assert [child.value["state"] for child in circle.meetings] == [
        "planned",
        "planned",
        "cancelled",
        "planned",
        "planned",
        "planned",
    ]
    page.goto(live_server.url + circle.get_url())
    words = page.locator("main").inner_text()
    for day in ("Nov. 6", "Nov. 13", "Nov. 20", "Nov. 27", "Dec. 4", "Dec. 11"):
        assert day in words, day
    assert "Cancelled" in words


def test_the_dates_are_previewed_while_the_pattern_is_typed(new_circle: Any) -> None:
    page = new_circle
    preview = page.locator(f"{PANEL}__preview")
    preview.filter(has_text="Nov. 6").wait_for()

    fill_pattern(page, meeting_count="2")
    preview.filter(has_text="Nov. 6 and Nov. 13, 2030").wait_for()
    assert preview.inner_text().startswith("Wednesdays, ")

    fill_pattern(page, meeting_count="0")
    preview.filter(has_not_text="Nov.").wait_for(state="attached")
    assert rows(page) == []


def test_the_button_stays_in_its_place_when_the_dates_appear(new_circle: Any) -> None:
    preview = new_circle.locator(f"{PANEL}__preview")
    button = new_circle.get_by_role("button", name="Lay out the meetings")
    preview.filter(has_text="Nov. 6").wait_for()
    below_dates = button.bounding_box()

    preview.evaluate("preview => preview.textContent = ''")

    assert button.bounding_box() == below_dates


def test_a_mistake_is_told_at_its_field_which_gets_the_focus(new_circle: Any) -> None:
    page = new_circle
    fill_pattern(page, meeting_count="500")
    press(page, "Lay out the meetings")

    assert said(page) == "Not yet: please look at the fields with a message."
    field = page.locator("#id_meeting_count")
    assert field.get_attribute("aria-invalid") == "true"
    described_by = field.get_attribute("aria-describedby").split()
    texts = [page.locator(f"[id='{name}']").inner_text() for name in described_by]
    assert any("60 meetings at most" in text for text in texts)
    assert page.evaluate("document.activeElement.id") == "id_meeting_count"

    fill_pattern(page, meeting_count="6")
    assert field.get_attribute("aria-invalid") is None
    lay_out(page)
    assert dates(page) == WEDNESDAYS


def test_laying_out_again_asks_first_and_keeps_identity_words_and_cancelled_ones(
    new_circle: Any,
) -> None:
    page = new_circle
    lay_out(page)
    set_field(page, 0, "title", "First words")
    set_field(page, 2, "state", "cancelled")
    before = rows(page)

    fill_pattern(page, first_date="2030-11-13")
    press(page, "Lay out again")
    question = page.locator(f"{PANEL}__question")
    question.wait_for()
    assert page.evaluate("document.activeElement.className").startswith("lc-pattern")
    assert "1 moved or cancelled meeting stays as it is." in question.inner_text()
    press(page, "Leave the meetings as they are")
    assert rows(page) == before
    assert question.is_hidden()

    press(page, "Lay out again")
    press(page, "Yes, lay out again")
    page.wait_for_function("document.querySelector('.lc-pattern__question').hidden")
    assert "6 meetings stand below." in said(page)
    after = rows(page)

    assert [row["date"] for row in after] == [*WEDNESDAYS[1:], "2030-12-18"]
    assert {row["id"] for row in after} == {row["id"] for row in before}
    titled = next(row for row in after if row["title"])
    assert (titled["id"], titled["date"]) == (before[0]["id"], "2030-11-13")
    cancelled = next(row for row in after if row["state"] == "cancelled")
    assert (cancelled["id"], cancelled["date"]) == (before[2]["id"], "2030-11-20")
    assert page.errors == []


def test_rows_that_were_deleted_come_back_when_laid_out_again(new_circle: Any) -> None:
    page = new_circle
    lay_out(page)
    page.evaluate(
        """() => {
          const stream = wagtail.editHandler.getPanelByName("meetings")
            .getBoundWidget();
          stream.deleteBlock(5);
          stream.deleteBlock(0);
        }"""
    )
    press(page, "Lay out again")
    press(page, "Yes, lay out again")
    page.wait_for_function(
        """() => wagtail.editHandler.getPanelByName("meetings").getBoundWidget()
          .children.length === 6"""
    )

    assert dates(page) == WEDNESDAYS


def test_an_impatient_double_click_lays_the_meetings_out_once(new_circle: Any) -> None:
    page = new_circle
    amid(page.get_by_role("button", name="Lay out the meetings")).dblclick()

    assert "6 meetings stand below." in said(page)
    assert dates(page) == WEDNESDAYS
    assert page.locator(f"{PANEL}__question").is_hidden()


def test_the_button_waits_for_a_stream_that_is_built_late(
    open_admin: Callable[..., Any], circles: CircleIndexPage
) -> None:
    address = reverse(
        "wagtailadmin_pages:add",
        args=["learningcircles_wagtail", "circlepage", circles.pk],
    )
    page = open_admin(address, script=STREAM_BUILT_LATE)
    page.fill("#id_title", "Public speaking")
    fill_pattern(page, first_date="2030-11-06", start_time="18:00")
    assert page.locator(f"{PANEL}__tools").first.is_hidden()

    page.evaluate("window.buildStreams()")
    lay_out(page)
    assert dates(page) == WEDNESDAYS
    assert page.errors == []


def test_a_draft_keeps_what_was_laid_out(new_circle: Any) -> None:
    page = new_circle
    lay_out(page)
    before = rows(page)
    # Wagtail 8 saves by itself; before, and where that is off, the button does.
    with next_page(page):
        page.locator("footer button[type=submit]").locator("visible=true").first.click()

    circle = CirclePage.objects.get()
    assert [child.id for child in circle.meetings] == [row["id"] for row in before]
    page.locator(PANEL).get_by_role("button", name="Lay out again").wait_for()
    press(page, "Lay out again")
    assert said(page) == "The meetings already follow this pattern."


def test_when_the_server_fails_the_editor_is_told(new_circle: Any) -> None:
    page = new_circle
    page.context.route("**/lay-out/**", lambda route: route.abort())
    press(page, "Lay out the meetings")

    assert "could not be laid out just now" in said(page)
    assert rows(page) == []


def test_without_javascript_publishing_lays_the_meetings_out(
    open_admin: Callable[..., Any], circles: CircleIndexPage
) -> None:
    address = reverse(
        "wagtailadmin_pages:add",
        args=["learningcircles_wagtail", "circlepage", circles.pk],
    )
    page = open_admin(address, java_script_enabled=False)

    assert page.locator(f"{PANEL} button").locator("visible=true").count() == 0
    assert "when you publish" in page.locator(f"{PANEL} noscript").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_pattern(
    open_admin: Callable[..., Any],
    circles: CircleIndexPage,
    axe: Callable[..., list[str]],
    theme: str,
) -> None:
    address = reverse(
        "wagtailadmin_pages:add",
        args=["learningcircles_wagtail", "circlepage", circles.pk],
    )
    page = open_admin(address, color_scheme=theme)
    fill_pattern(page, first_date="2030-11-06", start_time="18:00")
    lay_out(page)
    fill_pattern(page, meeting_count="3")
    press(page, "Lay out again")
    page.locator(f"{PANEL}__question").wait_for()

    assert axe(page, PANEL) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_list_of_circles(
    open_admin: Callable[..., Any],
    circles: CircleIndexPage,
    axe: Callable[..., list[str]],
    theme: str,
) -> None:
    circles.add_child(instance=CirclePage(title="Knitting", live=False))
    page = open_admin(reverse("learning_circles:index"), color_scheme=theme)
    page.locator("table.listing").wait_for()

    # Wagtail's own header cell of the check boxes has no text.
    assert axe(page, "table.listing", disable=["empty-table-header"]) == []
