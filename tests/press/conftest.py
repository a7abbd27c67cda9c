"""A release that waits for its hour."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from learningcircles_wagtail.models import PressReleasePage
from learningcircles_wagtail.press import embargo
from tests.factories import make_release
from tests.support.embargo import HOUR


@pytest.fixture(autouse=True)
def ignorant() -> Iterator[None]:
    """A process that has not looked for hours yet."""
    embargo.watch.forget()
    yield
    embargo.watch.forget()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands a day before the hour."""
    with time_machine.travel(HOUR - timedelta(days=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def scheduled(clock: Any, db: None) -> Callable[..., PressReleasePage]:
    """A function that returns a release that is scheduled for its hour."""

    def made(**values: Any) -> PressReleasePage:
        page = make_release(
            **{
                "title": "The news",
                "slug": "news",
                "timing": "embargo",
                "embargo_until": HOUR,
                "embargo_time_zone": "America/Chicago",
                **values,
            }
        )
        page.save_revision().publish()
        return PressReleasePage.objects.get(pk=page.pk)

    return made
