"""The demonstration's pages, found once, and pages made for one test."""

from typing import Any

import pytest

from tests.browser.made_pages import NOT_FOUND, make_bare_pages, make_full_pages
from tests.browser.public_site import crawl, sample


@pytest.fixture(scope="session")
def demo_pages(demo_site: str) -> dict[str, str]:
    """The HTML of every page of the demonstration, by path and query.

    They were found by following links, none of which is broken.
    """
    pages, broken = crawl(demo_site)
    assert broken == {}
    return pages


@pytest.fixture(scope="session")
def samples(demo_pages: dict[str, str]) -> dict[str, str]:
    """Paths of a page of each kind, of circles in each state and of all guides."""
    return sample(demo_pages)


@pytest.fixture
def made_pages(live_server: Any) -> dict[str, str]:
    """Addresses by name: bare pages, pages with every block, and one that is none."""
    paths = {**make_bare_pages(), **make_full_pages(), "not found": NOT_FOUND}
    return {name: live_server.url + path for name, path in paths.items()}
