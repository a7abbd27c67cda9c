"""Every test begins in the site's own language, whatever the one before asked for."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Forget the language that a visit to a French page leaves active.

    Django's LocaleMiddleware sets it for the thread and leaves it to the next request
    to set another; a test that renders without a request would speak French.
    """
    yield
    translation.deactivate()
