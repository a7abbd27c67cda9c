"""Which tests stay together where several processes share them (pytest-xdist)."""

from typing import Any

import pytest

DEMONSTRATION = "tests/browser"
"""Whoever asks for the demonstration loads it, serves it and follows all its links."""


def unit_of(file: str) -> str:
    """Return what a file's tests are kept together with: themselves, or a folder.

    The tests of a file share what is dear to make: a browser, a list full of circles.
    """
    return DEMONSTRATION if file.startswith(f"{DEMONSTRATION}/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return xdist's scheduler of files that leaves the demonstration to one process.

    A folder has no marks for `--dist=loadgroup`: xdist 3.8 passes them on in the ids
    of tests, which pytest 9.2 no longer lets it change.
    """
    from xdist.scheduler import LoadFileScheduling

    class UnitScheduling(LoadFileScheduling):
        """Hands out whole units, those with most tests first."""

        def _split_scope(self, nodeid: str) -> str:
            return unit_of(super()._split_scope(nodeid))

    return UnitScheduling(config, log)
