"""Chromium for the tests, shut in: a request that leaves the machine fails the test."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Also stops what a page's routes never see, such as a prefetched host name.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
OWN_HOSTS = {"127.0.0.1", "localhost"}
# What the browser itself can tell from the addresses on this machine, so that Python is
# not asked about each style sheet and picture. It may match too much, never too little.
MAYBE_ELSEWHERE = re.compile(r"^(https?|wss?)://(?!(127\.0\.0\.1|localhost)[:/])")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path() -> str | None:
    """Return the path of Chromium or Chrome on this machine, if it has one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, names)), None
    )


def leaves_machine(address: str) -> bool:
    """Return whether a request to `address` would go over the network."""
    parts = urlsplit(address)
    return (
        parts.scheme in {"http", "https", "ws", "wss"}
        and parts.hostname not in OWN_HOSTS
    )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running headless Chromium (`playwright.sync_api.Browser`), one for each module.

    Not one for the session: Playwright keeps an event loop running in this thread, and
    Django's asynchronous code refuses to work beside it in tests of other modules.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    path = chromium_path()
    if path is None:
        pytest.skip("needs Chromium: install it, or name it in the variable CHROMIUM")
    # Because of that loop Django takes a test's use of the database for asynchronous.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_api.sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def outside_requests() -> list[str]:
    """Addresses elsewhere that pages asked for; a test that expects some clears it."""
    return []


@pytest.fixture
def new_context(
    chromium: Any, outside_requests: list[str]
) -> Iterator[Callable[..., Any]]:
    """A function that opens a shut-in browser context with Playwright's options.

    For example `new_context(viewport={"width": 375, "height": 800},
    color_scheme="dark", java_script_enabled=False)`. Requests that leave the machine
    are refused and collected in `outside_requests`, and fail the test at its end.
    """
    contexts = []

    def guard(route: Any) -> None:
        if leaves_machine(route.request.url):
            outside_requests.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def open_context(**options: Any) -> Any:
        context = chromium.new_context(**options)
        context.set_default_timeout(30_000)
        context.route(MAYBE_ELSEWHERE, guard)
        contexts.append(context)
        return context

    yield open_context
    for context in contexts:
        context.close()
    assert outside_requests == [], "requests left the machine"


@pytest.fixture
def page(new_context: Callable[..., Any]) -> Any:
    """A page of a desktop's size in a shut-in context."""
    return new_context(viewport={"width": 1280, "height": 900}).new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """A function that returns axe-core's findings on a page, one line each.

    `axe(page)` looks at the whole page, `axe(page, "main")` at a part of it. An empty
    list means no violation of WCAG 2.2 A and AA, and none of axe's best practices;
    `disable=["region"]` leaves rules out.
    """
    if not AXE.exists():
        pytest.skip("needs axe-core: run 'npm install --ignore-scripts'")
    source = AXE.read_text(encoding="utf-8")

    def run(
        page: Any, part: str | None = None, disable: tuple[str, ...] = ()
    ) -> list[str]:
        # Evaluated, not added as an element, so that a page's own policy allows it.
        page.evaluate(source)
        options = {
            "runOnly": {"type": "tag", "values": AXE_TAGS},
            "rules": {rule: {"enabled": False} for rule in disable},
            # What is in order is not described, which takes longer than to look at it.
            "resultTypes": ["violations"],
        }
        results = page.evaluate(
            "([part, options]) => axe.run(part || document, options)", [part, options]
        )
        return [
            f"{found['id']}: {node['failureSummary']} {node['html']}"
            for found in results["violations"]
            for node in found["nodes"]
        ]

    return run
