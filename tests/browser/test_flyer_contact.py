"""Telephone and e-mail address stand on a flyer, and it stays one sheet."""

from datetime import date, time
from typing import Any

import pytest

from tests import factories
from tests.browser import flyers

pytestmark = pytest.mark.browser

KINDS = (
    "?paper=a4",
    "?paper=letter",
    "?paper=a4&size=large",
    "?paper=letter&size=large",
)


SHORT = 12
"""Characters of a title that leaves room for everything."""


@pytest.mark.parametrize("length", [SHORT, 120, 255])
def test_a_flyer_with_telephone_and_address_is_one_sheet(
    transactional_db: None, live_server: Any, page: Any, length: int
) -> None:
    branch = factories.make_branch(
        phone="+1 (555) 0142 0142 ext. 12345",
        email="learning.circles@riverbend.example",
    )
    circle = factories.make_circle(
        title=flyers.filled(length),
        summary=flyers.filled(min(400, 3 * length)),
        branch=branch,
        course=factories.make_course(title=flyers.filled(length)),
        first_date=date(2100, 11, 4),
        start_time=time(18),
    )
    page.emulate_media(media="print")
    for kind in KINDS:
        page.goto(f"{live_server.url}{circle.url}flyer/{kind}")
        sheets, _size = flyers.print_sheet(page)

        assert (kind, sheets, flyers.cut_through(page)) == (kind, 1, [])
        # What does not fit is left out, never cut; the telephone stands first.
        told = flyers.shown(page, ".lc-flyer__join bdi")
        assert told == 2 if length == SHORT else told >= 1
