"""Tests of what the demonstration shows to the other tests of this folder."""

import pytest

from tests.browser.public_site import (
    GUIDE,
    RELEASE,
    circles_by_state,
    links_of,
    state_of,
)

STATES = {
    "Just turn up",
    "Open, … places",
    "Open for sign-up",
    "Full – join the waiting list",
    "Full",
    "Sign-up closed",
    "Sign-up opens on …",
    "Cancelled",
    "Completed",
}


def test_the_demonstration_shows_circles_in_every_state(
    demo_pages: dict[str, str],
) -> None:
    shown = circles_by_state(demo_pages)

    assert STATES - shown.keys() == set()


def test_the_demonstration_has_at_least_eight_guides_and_one_release(
    demo_pages: dict[str, str],
) -> None:
    assert sum(1 for path in demo_pages if GUIDE.fullmatch(path)) >= 8
    assert any(RELEASE.fullmatch(path) for path in demo_pages)


@pytest.mark.parametrize(
    ("label", "state"),
    [
        ("<svg><path/></svg>Open, 8 places", "Open, … places"),
        ("Sign-up opens on Nov. 29", "Sign-up opens on …"),
        ("Sign-up opens on March 3", "Sign-up opens on …"),
    ],
)
def test_a_state_is_its_words_without_figures(label: str, state: str) -> None:
    html = f'<aside class="lc-facts x"><span class="lc-state">{label}</span></aside>'

    assert state_of(html) == state


def test_links_to_other_hosts_and_parts_of_a_page_are_not_followed() -> None:
    html = (
        '<a href="../">up</a><a class="x" href="?page=2&amp;q=a">2</a>'
        '<a href="#content">skip</a><a href="https://example.org/">away</a>'
        '<a href="mailto:a@example.org">write</a>'
    )

    assert links_of("http://127.0.0.1/circles/one/", html) == {
        "/circles/",
        "/circles/one/?page=2&q=a",
        "/circles/one/",
    }
