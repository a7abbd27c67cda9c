"""Tests of the shut-in browser and of axe in it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.browser import leaves_machine

GOOD = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>Learning circles</h1><p>Every Wednesday.</p></main></body></html>"""


@pytest.mark.parametrize(
    ("address", "leaves"),
    [
        ("http://127.0.0.1:8000/circles/", False),
        ("http://localhost:8000/", False),
        ("data:image/png;base64,AAAA", False),
        ("blob:http://127.0.0.1/1", False),
        ("https://tiles.example.org/1/2/3.png", True),
        ("ws://example.org/", True),
        ("http://127.0.0.1.example.org/", True),
    ],
)
def test_only_loopback_addresses_stay_on_the_machine(
    address: str, leaves: bool
) -> None:
    assert leaves_machine(address) is leaves


@pytest.mark.browser
def test_a_request_elsewhere_is_refused_and_recorded(
    page: Any, outside_requests: list[str]
) -> None:
    page.set_content(f"{GOOD}<img src='https://tiles.example.org/1.png' alt=''>")

    assert outside_requests == ["https://tiles.example.org/1.png"]
    outside_requests.clear()


@pytest.mark.browser
def test_axe_finds_nothing_on_a_good_page(
    page: Any, axe: Callable[..., list[str]]
) -> None:
    page.set_content(GOOD)

    assert axe(page) == []


@pytest.mark.browser
def test_axe_finds_a_picture_without_alternative_text(
    page: Any, axe: Callable[..., list[str]]
) -> None:
    page.set_content(GOOD.replace("<p>", "<img src='data:,'><p>"))

    assert [finding.split(":")[0] for finding in axe(page)] == ["image-alt"]
