"""Which tests stay together where several processes share them (pytest-xdist)."""

from __future__ import annotations

from typing import Any

import pytest

DEMONSTRATION = "demonstration"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Leave all who look at the demonstration to one process.

    It is loaded once in each process that asks for it, and all its links are followed.
    """
    if "demo_site" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.xdist_group(DEMONSTRATION))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Return xdist's scheduler of groups, for which a file is a group too.

    The tests of a file share what is dear to make: a browser, a list full of circles.
    """
    from xdist.scheduler import LoadGroupScheduling

    class GroupsAndFiles(LoadGroupScheduling):
        """Keeps a group together and, of what is in none, each file."""

        def _split_scope(self, nodeid: str) -> str:
            return super()._split_scope(nodeid).partition("::")[0]

    return GroupsAndFiles(config, log)
