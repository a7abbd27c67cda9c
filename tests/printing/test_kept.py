"""Files that take long are made once, however many ask for them."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches

from learningcircles_wagtail.printing import kept as module
from learningcircles_wagtail.printing.kept import kept


@pytest.fixture(autouse=True)
def empty_caches(settings):
    """Two caches in memory, both empty."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {
        name: {"BACKEND": backend, "LOCATION": f"kept-{name}"}
        for name in ("default", "learningcircles")
    }
    for name in settings.CACHES:
        caches[name].clear()


def test_a_file_is_made_once_and_another_key_is_another_file():
    made = []

    def make() -> bytes:
        made.append(1)
        return b"file"

    assert [kept("a", make), kept("a", make), kept("b", make)] == [b"file"] * 3
    assert len(made) == 2


def test_those_who_ask_at_the_same_time_wait_for_the_same_file():
    made = []

    def make() -> bytes:
        made.append(1)
        time.sleep(0.2)
        return b"file"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: kept("a", make), range(4))) == [b"file"] * 4
    assert len(made) == 1


def test_a_process_that_never_finished_stops_nobody(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    caches["learningcircles"].set("learningcircles_wagtail.file.a.making", 1, 60)

    assert kept("a", lambda: b"file") == b"file"


def test_what_could_not_be_made_is_tried_again():
    def fail() -> bytes:
        raise ValueError

    assert kept("a", lambda: None) is None
    with pytest.raises(ValueError):
        kept("a", fail)
    assert kept("a", lambda: b"file") == b"file"


def test_a_site_without_a_cache_of_that_name_uses_the_default(settings):
    settings.CACHES = {"default": settings.CACHES["default"]}

    kept("a", lambda: b"file")
    assert caches["default"].get("learningcircles_wagtail.file.a") == b"file"
