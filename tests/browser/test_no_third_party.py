"""No page asks another host for anything: not the public ones, not our admin forms."""

from typing import Any

import pytest

from tests.browser.editing import log_in, our_addresses
from tests.browser.looking import scroll_to_the_end
from tests.support.browser import leaves_machine

pytestmark = pytest.mark.browser

HINTS = """() => [...document.querySelectorAll(
  "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=preload]")]
  .map((link) => link.href)"""
ELSEWHERE = "https://elsewhere.example.org"


def visit(page: Any, addresses: list[str]) -> dict[str, list[str]]:
    """Go through pages to their ends; return pictures that are broken and hints."""
    faults = {}
    for address in addresses:
        page.goto(address)
        hints = [hint for hint in page.evaluate(HINTS) if leaves_machine(hint)]
        if found := scroll_to_the_end(page) + hints:
            faults[address] = found
    return faults


def test_no_page_of_the_demonstration_asks_another_host(
    demo_site: str,
    demo_pages: dict[str, str],
    page: Any,
    outside_requests: list[str],
) -> None:
    faults = visit(page, [demo_site + path for path in sorted(demo_pages)])

    assert (faults, outside_requests) == ({}, [])


@pytest.mark.django_db(transaction=True)
def test_no_block_asks_another_host(
    made_pages: dict[str, str], page: Any, outside_requests: list[str]
) -> None:
    faults = visit(page, list(made_pages.values()))

    assert (faults, outside_requests) == ({}, [])


def test_a_picture_of_another_host_is_noticed(
    demo_site: str, page: Any, outside_requests: list[str]
) -> None:
    picture = f"{ELSEWHERE}/picture.png"
    hint = f'<link rel="preconnect" href="{ELSEWHERE}/">'
    lazy = f'<p style="height: 9000px"></p><img loading="lazy" src="{picture}" alt="">'
    page.route(
        f"{demo_site}/made/",
        lambda route: route.fulfill(
            body=f"<!doctype html>{hint}{lazy}", content_type="text/html"
        ),
    )

    faults = visit(page, [f"{demo_site}/made/"])

    assert faults == {f"{demo_site}/made/": [picture, f"{ELSEWHERE}/"]}
    assert outside_requests == [picture]
    outside_requests.clear()


def test_no_admin_form_of_ours_asks_another_host(
    demo_site: str, page: Any, outside_requests: list[str]
) -> None:
    log_in(page, demo_site)

    addresses = our_addresses(page, demo_site)
    for address in addresses:
        answer = page.goto(address, wait_until="load")
        assert answer.status == 200, address
        if "/branch/" in address and address.endswith("/add/"):
            page.locator(".lc-position__map path").first.wait_for(state="attached")

    assert len(addresses) > 12
    assert outside_requests == []
