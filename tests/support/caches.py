"""Each test begins with empty caches: rows of another test had the same keys."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def empty_caches() -> None:
    """Forget what earlier tests put into Django's caches, such as renditions."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
