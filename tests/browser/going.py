"""Going on to another page: what leads there, and the wait until all of it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def next_page(page: Any) -> Iterator[None]:
    """Do what leads to another page, and wait until that has come to its end.

    A click returns as soon as an answer begins. Playwright waits for what one locator
    is asked to do or to tell; it does not wait for what is counted, listed or looked
    at (`count`, `all`, `all_inner_texts`, `is_visible`, `evaluate`, `page.url`): on
    half a page all of these find nothing, or the page before.
    """
    with page.expect_navigation(wait_until="load"):
        yield
