"""Files that take long are made once, however many ask for them."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

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


class Making:
    """A file that is being made until somebody says that it is done."""

    def __init__(self) -> None:
        self.begun, self.done = Event(), Event()

    def __call__(self) -> bytes:
        self.begun.set()
        assert self.done.wait(30)
        return b"slow"


@pytest.fixture
def slow():
    """A file that is being made, by another thread, until the test is over."""
    making = Making()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(kept, "slow", making)
        assert making.begun.wait(30)
        yield making
        making.done.set()
        assert first.result(30) == b"slow"


def test_who_asks_for_another_file_does_not_wait_for_one_that_takes_long(slow):
    assert kept("quick", lambda: b"quick") == b"quick"
    assert not slow.done.is_set()


def test_with_one_lock_for_all_the_other_file_would_be_missing(slow, monkeypatch):
    """Negative control: what is tried above is the lock of each file."""
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    turn = module._Turns.turn
    monkeypatch.setattr(
        module._turns, "turn", lambda key, patience: turn(one_lock, "all", patience=0.3)
    )
    one_lock = module._Turns()
    with turn(one_lock, "all", patience=1):
        assert kept("quick", lambda: b"quick") is None


def test_who_waits_too_long_for_a_file_has_it_next_time(slow, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    assert kept("slow", lambda: b"never") is None

    slow.done.set()
    monkeypatch.setattr(module, "PATIENCE", 30)
    assert kept("slow", lambda: b"never") == b"slow"


def test_few_files_are_made_at_once_but_none_waits_for_ever(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 1)
    files = [Making() for _number in range(module.AT_ONCE + 1)]
    with ThreadPoolExecutor(len(files)) as pool:
        results = []
        for number, making in enumerate(files[:-1]):
            results.append(pool.submit(kept, f"{number}", making))
            assert making.begun.wait(30)
        late = files[-1]
        results.append(pool.submit(kept, "late", late))
        assert not late.begun.wait(0.3)
        # It has waited long enough.
        assert late.begun.wait(30)
        for making in files:
            making.done.set()

        assert [one.result(30) for one in results] == [b"slow"] * len(files)
    assert module._turns._locks == {}


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
