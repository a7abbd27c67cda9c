"""The live server has answered everything before a test's rows are taken away.

A browser that is closed leaves questions behind: the admin saves by itself, and asks
who else edits a page. An answer that is still being made would meet an empty database,
or one that pytest-django has closed to everybody, or write rows into the next test.
"""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread

MOST_SECONDS = 30


class CountingServer(ThreadedWSGIServer):
    """Django's threaded server, which knows how many connections are open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.open_connections = 0
        self.changed = threading.Condition()
        super().__init__(*arguments, **options)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count a connection from when it was accepted."""
        self._add(1)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Count it until all that came over it is answered, and it is closed."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._add(-1)

    def is_left_alone(self, within: float) -> bool:
        """Wait for some seconds at most; return whether no connection is open."""
        with self.changed:
            return self.changed.wait_for(lambda: self.open_connections == 0, within)

    def _add(self, number: int) -> None:
        with self.changed:
            self.open_connections += number
            self.changed.notify_all()


def pytest_configure() -> None:
    """Let the live server of pytest-django be one that counts."""
    LiveServerThread.server_class = CountingServer


@pytest.fixture(autouse=True)
def all_answered(request: pytest.FixtureRequest) -> Iterator[None]:
    """Wait at the end of a test until the live server has nothing left to do.

    Browsers are closed before: their fixtures begin after this one. The database is
    emptied afterwards: it is asked for here.
    """
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    server = request.getfixturevalue("live_server").thread.httpd
    yield
    assert server.is_left_alone(MOST_SECONDS), "The live server is still being asked."
