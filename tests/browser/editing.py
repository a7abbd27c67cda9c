"""What an editor does in the admin of the demonstration, by the words on the screen."""

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from example_site.demo.loading.people import EDITOR_NAME, EDITOR_PASSWORD
from tests.browser.going import next_page

OURS = ("/admin/learning-circles/", "/admin/snippets/learningcircles_wagtail/")
WRITTEN = """(words) => [...document.querySelectorAll(
  "[data-contentpath=body] input[type=hidden]")]
  .some((input) => input.value.includes(words))"""
PAGES = {
    "CircleIndexPage": "circlepage",
    "ToolkitIndexPage": "toolkitpage",
    "PressIndexPage": "pressreleasepage",
}


def refuse_autosave(route: Any) -> None:
    """Stop what Wagtail saves by itself while a test types faster than anybody.

    A draft that is on its way when the editor publishes makes a second page of the
    same slug, which is refused, or not, by the speed of the machine.
    """
    request = route.request
    if request.method == "POST" and request.resource_type == "fetch":
        route.abort()
    else:
        route.fallback()


def log_in(page: Any, site: str) -> None:
    """Log in as the demonstration's editor, through the form; autosave is off."""
    page.route("**/admin/pages/**", refuse_autosave)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(EDITOR_NAME)
    page.locator("input[name=password]").fill(EDITOR_PASSWORD)
    with next_page(page):
        page.get_by_role("button", name="Sign in").click()


def index_of(site: str, model: str) -> int:
    """Return the id of the first page of a model of ours, as the API tells it."""
    address = f"{site}/api/v2/pages/?type=learningcircles_wagtail.{model}&locale=en"
    with urlopen(address, timeout=30) as answer:  # noqa: S310
        return json.load(answer)["items"][0]["id"]


def our_addresses(page: Any, site: str) -> list[str]:
    """Return the addresses of our lists in the menu, and of all forms that add."""
    links = page.locator("a[href^='/admin/']").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    lists = sorted({urlsplit(link).path for link in links if link.startswith(OURS)})
    forms = [f"{path}add/" for path in lists if "/snippets/" in path]
    forms += [
        f"/admin/pages/add/learningcircles_wagtail/{child}/{index_of(site, model)}/"
        for model, child in PAGES.items()
    ]
    return [site + path for path in (*lists, *forms)]


def add_child_page(page: Any, site: str, model: str) -> None:
    """Go to an index page in the admin and begin a page below it."""
    page.goto(f"{site}/admin/pages/{index_of(site, model)}/")
    with next_page(page):
        page.get_by_role("link", name="Add child page").first.click()
    settle(page)


def settle(page: Any) -> None:
    """Wait until a form no longer changes its height, as somebody who reads it does.

    Wagtail's scripts unfold panels and blocks after the page has been loaded, and a
    click in between meets whatever has moved under it.
    """
    page.wait_for_function(
        """() => new Promise((settled) => {
          let height = 0, still = 0;
          const timer = setInterval(() => {
            const now = document.body.scrollHeight;
            still = now === height ? still + 1 : 0;
            height = now;
            if (still >= 5) { clearInterval(timer); settled(true); }
          }, 100);
        })"""
    )


def amid(target: Any) -> Any:
    """Return what is to be clicked, brought to the middle of the window.

    The admin's header slides over the upper edge while one scrolls, between the press
    of a button there and its release.
    """
    target.evaluate("(one) => one.scrollIntoView({block: 'center'})")
    return target


def choose(page: Any, what: str, name: str) -> None:
    """Choose a record by its name in the dialog that "Choose …" opens."""
    amid(page.get_by_role("button", name=f"Choose {what}")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("link", name=name).click()
    dialog.wait_for(state="hidden")


def add_paragraph(page: Any, words: str) -> None:
    """Add a paragraph to the page's body through the block picker, and write it."""
    body = page.locator("[data-contentpath=body]")
    amid(body.get_by_role("button", name="Insert a block").first).click()
    page.get_by_role("option", name="Text", exact=True).first.click()
    body.get_by_role("textbox").last.click()
    page.keyboard.type(words)
    # The editor writes what was typed into the form with a short delay.
    page.wait_for_function(WRITTEN, arg=words)


def publish(page: Any) -> str:
    """Publish what the editor shows; return the path of the page on the site."""
    page.get_by_role("button", name="More actions").last.click()
    with next_page(page):
        page.get_by_role("button", name="Publish", exact=True).last.click()
    message = page.locator(".messages .success")
    return message.get_by_role("link", name="View live").get_attribute("href")
