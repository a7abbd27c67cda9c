"""Addresses of the contract are kept free, whether or not they have a view yet."""

import pytest

from learningcircles_wagtail.models import (
    CircleIndexPage,
    PressIndexPage,
    ToolkitIndexPage,
)


@pytest.mark.parametrize(
    ("model", "slugs"),
    [
        (
            CircleIndexPage,
            {"calendar", "map", "ics", "rss", "geojson", "json", "embed"},
        ),
        (ToolkitIndexPage, {"print"}),
        (PressIndexPage, {"rss", "news-sitemap"}),
    ],
)
def test_no_child_page_can_take_an_address_of_the_contract(model, slugs):
    assert slugs <= model.reserved_slugs()
