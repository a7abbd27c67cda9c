"""Turns at a SQLite file: one at a time, and given back whatever happens."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from learningcircles_wagtail.sign_ups.turns import turn


def database(vendor: str, name: object) -> SimpleNamespace:
    return SimpleNamespace(vendor=vendor, settings_dict={"NAME": name})


def overlap(*databases: SimpleNamespace) -> bool:
    """Return whether two threads can have their turns at the same time."""
    both = threading.Barrier(2)
    met: list[bool] = []

    def meet(one: SimpleNamespace) -> None:
        with turn(one):
            try:
                both.wait(timeout=0.3)
                met.append(True)
            except threading.BrokenBarrierError:
                met.append(False)

    threads = [threading.Thread(target=meet, args=[one]) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return all(met)


def test_one_at_a_time_writes_to_a_file(tmp_path: Path) -> None:
    file = database("sqlite", tmp_path / "site.sqlite3")

    assert not overlap(file, file)


def test_other_databases_need_no_turns(tmp_path: Path) -> None:
    server = database("postgresql", "site")

    assert overlap(server, server)


@pytest.mark.parametrize(
    "name", [":memory:", "file:memorydb?mode=memory", "/no/such/folder/site.sqlite3"]
)
def test_where_there_is_no_folder_nobody_waits(name: str) -> None:
    assert overlap(database("sqlite", name), database("sqlite", name))


def test_a_turn_ends_with_an_error_too(tmp_path: Path) -> None:
    file = database("sqlite", tmp_path / "site.sqlite3")
    with pytest.raises(RuntimeError), turn(file):
        raise RuntimeError

    with turn(file):
        pass


def test_who_has_a_turn_does_not_wait_for_themselves(tmp_path: Path) -> None:
    file = database("sqlite", tmp_path / "site.sqlite3")
    came: list[str] = []

    def come() -> None:
        with turn(file):
            with turn(file):
                came.append("again")
            came.append("still")
            assert not others_turn(file)
        assert others_turn(file)

    thread = threading.Thread(target=come, daemon=True)
    thread.start()
    thread.join(30)

    assert came == ["again", "still"]
    assert not thread.is_alive()


def others_turn(file: SimpleNamespace) -> bool:
    """Return whether another thread gets a turn at once."""
    got = threading.Event()

    def come() -> None:
        with turn(file):
            got.set()

    threading.Thread(target=come, daemon=True).start()
    return got.wait(0.3)
