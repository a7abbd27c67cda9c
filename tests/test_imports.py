"""Every module of the plugin can be imported, with the Django and Wagtail at hand."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import learningcircles_wagtail

MODULES = [
    found.name
    for found in walk_packages(
        learningcircles_wagtail.__path__, f"{learningcircles_wagtail.__name__}."
    )
]


def test_there_are_modules_in_every_room() -> None:
    rooms = {name.split(".")[1] for name in MODULES}
    assert {"admin", "directory", "domain", "feeds", "press", "sign_ups"} <= rooms


@pytest.mark.parametrize("name", MODULES)
def test_a_module_can_be_imported(name: str) -> None:
    assert import_module(name).__name__ == name
