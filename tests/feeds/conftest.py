"""The hour at which the feeds are read, and a list to read."""

from collections.abc import Iterator

import pytest
import time_machine
from wagtail.models import Site

from learningcircles_wagtail.models import CircleIndexPage
from tests.factories import make_circle_index
from tests.feeds.sites import NOW


@pytest.fixture(autouse=True)
def own_sites() -> Iterator[None]:
    """Forget the roots of sites, which Wagtail caches and no rollback empties."""
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands at `NOW`, three days before the circles begin."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def index(db: None, clock: time_machine.Traveller) -> CircleIndexPage:
    """A list without circles, published at `NOW`."""
    return make_circle_index()
