"""A page that comes in two pieces is looked at when both are there."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread, Timer
from typing import Any

import pytest

from tests.browser.going import next_page

pytestmark = pytest.mark.browser

PIECES = (
    b"<!doctype html><html lang=en><title>Shelf</title><h1>Shelf</h1><ul>",
    b"<li>One<li>Two<li>Three</ul>",
)


class Shelf(BaseHTTPRequestHandler):
    """A website whose second page stops in its middle until it may go on."""

    may_go_on = Event()

    def do_GET(self) -> None:
        """Answer with the first page, or with the second in two pieces."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.path == "/":
            self.wfile.write(b"<!doctype html><title>Door</title><a href=shelf/>In</a>")
            return
        self.wfile.write(PIECES[0])
        self.wfile.flush()
        self.may_go_on.wait(30)
        self.wfile.write(PIECES[1])

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def door(page: Any) -> Iterator[Any]:
    """The first page, from which a link leads to the second."""
    Shelf.may_go_on.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Shelf) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
        Shelf.may_go_on.set()
        server.shutdown()


def test_the_next_page_is_there_as_a_whole(door: Any) -> None:
    Timer(0.3, Shelf.may_go_on.set).start()
    with next_page(door):
        door.get_by_role("link", name="In").click()

    assert door.url.endswith("/shelf/")
    assert door.get_by_role("listitem").all_inner_texts() == ["One", "Two", "Three"]


def test_a_click_alone_does_not_wait_for_what_it_leads_to(door: Any) -> None:
    door.get_by_role("link", name="In").click()

    assert door.get_by_role("listitem").all_inner_texts() == []
