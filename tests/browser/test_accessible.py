"""axe-core finds nothing on any kind of page, narrow and wide, light and dark."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.browser.public_site import few

pytestmark = pytest.mark.browser

NARROW = {"width": 375, "height": 800}
WIDE = {"width": 1440, "height": 900}
EACH_ONCE = ((WIDE, "light"), (NARROW, "dark"))
ALL = (*EACH_ONCE, (NARROW, "light"), (WIDE, "dark"))


def look(
    new_context: Callable[..., Any],
    axe: Callable[..., list[str]],
    addresses: Mapping[str, str],
    views: tuple[tuple[dict[str, int], str], ...] = ALL,
) -> dict[str, list[str]]:
    """Return axe's findings by page, size and scheme, where there are any."""
    findings = {}
    # Colours on their way from one scheme to the other have no contrast to speak of.
    page = new_context(viewport=WIDE, reduced_motion="reduce").new_page()
    for name, address in addresses.items():
        page.set_viewport_size(WIDE)
        page.goto(address)
        for size, scheme in views:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if found := axe(page):
                findings[f"{name}, {size['width']}, {scheme}"] = found
    return findings


def test_no_page_of_the_demonstration_has_a_violation(
    demo_site: str,
    samples: dict[str, str],
    new_context: Callable[..., Any],
    axe: Callable[..., list[str]],
) -> None:
    every = {name: demo_site + path for name, path in samples.items()}
    of_each_kind = {name: every.pop(name) for name in few(samples)}

    assert look(new_context, axe, of_each_kind) == {}
    assert look(new_context, axe, every, EACH_ONCE) == {}


@pytest.mark.django_db(transaction=True)
def test_no_bare_page_and_no_block_has_a_violation(
    made_pages: dict[str, str],
    new_context: Callable[..., Any],
    axe: Callable[..., list[str]],
) -> None:
    assert look(new_context, axe, made_pages) == {}


def test_faint_words_in_one_scheme_are_found(
    new_context: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    html = (
        "<!doctype html><html lang=en><title>A</title><style>"
        "@media (prefers-color-scheme: dark) { p { color: %23fafafa } }</style>"
        "<main><h1>Learning circles</h1><p>Every Wednesday</p></main>"
    )

    found = look(new_context, axe, {"faint": f"data:text/html,{html}"})

    assert list(found) == ["faint, 375, dark", "faint, 1440, dark"]
