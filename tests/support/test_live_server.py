"""Tests of the wait for a live server that is still answering."""

from collections.abc import Iterator
from socket import create_connection
from threading import Event, Thread
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler

from tests.support.live_server import CountingServer

ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def may_answer() -> Event:
    """What the server waits for before it answers."""
    return Event()


@pytest.fixture
def server(may_answer: Event) -> Iterator[CountingServer]:
    """A server that takes its time."""

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        may_answer.wait(30)
        start_response("204 No Content", [("Content-Length", "0")])
        return []

    with CountingServer(("127.0.0.1", 0), WSGIRequestHandler) as server:
        server.set_app(answer)
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_server_is_left_alone_when_it_has_answered_those_who_went_away(
    server: CountingServer, may_answer: Event
) -> None:
    assert server.is_left_alone(within=0)
    with create_connection(server.server_address) as visitor:
        visitor.sendall(ASKED)
        with server.changed:
            assert server.changed.wait_for(lambda: server.open_connections, 30)
    assert not server.is_left_alone(within=0.1)

    may_answer.set()
    assert server.is_left_alone(within=30)


def test_the_live_server_counts(live_server: Any) -> None:
    assert isinstance(live_server.thread.httpd, CountingServer)
