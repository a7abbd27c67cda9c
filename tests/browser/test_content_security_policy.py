"""Public pages work under a strict content security policy, and never breach it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.looking import scroll_to_the_end

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'"
LISTEN = """window.breaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`));"""


@pytest.fixture
def strict_page(new_context: Callable[..., Any]) -> Any:
    """A page whose documents come with the policy, and which collects breaches."""
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    context.add_init_script(LISTEN)
    page = context.new_page()

    def add_policy(route: Any) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    page.route("**/*", add_policy)
    return page


def breaches(page: Any, addresses: dict[str, str]) -> dict[str, list[str]]:
    """Return by page what the policy had to stop."""
    found = {}
    for name, address in addresses.items():
        page.goto(address)
        scroll_to_the_end(page)
        if stopped := page.evaluate("window.breaches"):
            found[name] = stopped
    return found


def test_no_page_of_the_demonstration_breaches_the_policy(
    demo_site: str, samples: dict[str, str], strict_page: Any
) -> None:
    addresses = {name: demo_site + path for name, path in samples.items()}

    assert breaches(strict_page, addresses) == {}


@pytest.mark.django_db(transaction=True)
def test_no_block_breaches_the_policy(
    made_pages: dict[str, str], strict_page: Any
) -> None:
    assert breaches(strict_page, made_pages) == {}


def test_a_message_is_copied_under_the_policy(demo_site: str, strict_page: Any) -> None:
    strict_page.goto(f"{demo_site}/toolkit/tell-people/")
    template = strict_page.locator("[data-lc-copy]").first
    template.get_by_role("button").click()

    template.locator("[data-lc-copy-status]").get_by_text("opied").wait_for()
    copied = strict_page.evaluate("navigator.clipboard.readText()")
    text = template.locator("[data-lc-copy-text]").inner_text()
    assert copied.split() == text.split()
    assert "[topic]" in copied
    assert strict_page.evaluate("window.breaches") == []


@pytest.mark.parametrize(
    "inline",
    ["<p style='color: red'>x</p>", "<script>1</script>", "<style>p {}</style>"],
)
def test_inline_code_is_a_breach(
    demo_site: str, new_context: Callable[..., Any], inline: str
) -> None:
    context = new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.route(
        f"{demo_site}/made/",
        lambda route: route.fulfill(
            body=f"<!doctype html><title>Made</title>{inline}",
            content_type="text/html",
            headers={"content-security-policy": POLICY},
        ),
    )

    assert list(breaches(page, {"made": f"{demo_site}/made/"})) == ["made"]
