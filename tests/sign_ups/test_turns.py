"""Turns at a SQLite file: one at a time, and given back whatever happens."""

import _thread
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.sign_ups import retrying
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.turns import turn
from tests.sign_ups.crowd import Database
from tests.sign_ups.makers import NOW, join, open_circle

fcntl = pytest.importorskip("fcntl")
ROOT = Path(__file__).resolve().parents[2]


def named(vendor: str, name: object) -> SimpleNamespace:
    """Return what a turn has to know of a database."""
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
    file = named("sqlite", tmp_path / "site.sqlite3")

    assert not overlap(file, file)


def test_other_databases_need_no_turns(tmp_path: Path) -> None:
    server = named("postgresql", "site")

    assert overlap(server, server)


@pytest.mark.parametrize(
    "name", [":memory:", "file:memorydb?mode=memory", "/no/such/folder/site.sqlite3"]
)
def test_where_there_is_no_folder_nobody_waits(name: str) -> None:
    assert overlap(named("sqlite", name), named("sqlite", name))


def test_a_turn_ends_with_an_error_too(tmp_path: Path) -> None:
    file = named("sqlite", tmp_path / "site.sqlite3")
    with pytest.raises(RuntimeError), turn(file):
        raise RuntimeError

    with turn(file):
        pass


def test_who_has_a_turn_does_not_wait_for_themselves(tmp_path: Path) -> None:
    file = named("sqlite", tmp_path / "site.sqlite3")
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


HOLDER = """
import os, signal, sqlite3, sys
from types import SimpleNamespace
from learningcircles_wagtail.sign_ups.turns import turn

file, writes = sys.argv[1], sys.argv[2] == "writes"
database = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": file})
with turn(database) as has_turn:
    assert has_turn
    if writes:
        sqlite3.connect(file).execute("BEGIN IMMEDIATE")
    os.kill(os.getpid(), signal.SIGSTOP)
"""


@contextmanager
def stopped(file: Path, *, writes: bool = False) -> Generator[Callable[[], None]]:
    """Have another process stopped in its turn; give what lets it go on and end."""
    command = [sys.executable, "-c", HOLDER, str(file), "writes" if writes else ""]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _pid, status = os.waitpid(process.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)

        def go_on() -> None:
            process.send_signal(signal.SIGCONT)
            assert process.wait(timeout=60) == 0

        yield go_on
    finally:
        process.kill()
        process.wait(timeout=60)


def standing() -> int:
    """Return how many threads stand in line for this process."""
    return sum(thread.name == "lc-turn" for thread in threading.enumerate())


def becomes(true: Callable[[], bool]) -> bool:
    """Return whether something becomes true within seconds."""
    until = time.monotonic() + 30
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


def is_free(folder: Path) -> bool:
    """Return whether nobody has the turn, not even a thread that gave up."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


def test_nobody_waits_for_ever_for_a_process_that_was_stopped(tmp_path: Path) -> None:
    file = named("sqlite", tmp_path / "site.sqlite3")
    with stopped(tmp_path / "site.sqlite3") as go_on:
        for _time in range(4):
            begun = time.monotonic()
            with turn(file, wait=0.2) as has_turn:
                assert not has_turn
            assert time.monotonic() - begun > 0.15
            assert standing() == 1

        go_on()

    assert becomes(lambda: standing() == 0 and is_free(tmp_path))
    with turn(file, wait=5) as has_turn:
        assert has_turn
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_who_still_waits_when_it_goes_on_gets_the_turn(tmp_path: Path) -> None:
    file = named("sqlite", tmp_path / "site.sqlite3")
    got: list[bool] = []

    def come() -> None:
        with turn(file, wait=60) as has_turn:
            got.append(has_turn)

    with stopped(tmp_path / "site.sqlite3") as go_on:
        with turn(file, wait=0):
            pass
        threads = [threading.Thread(target=come) for _number in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.2)
        assert (got, standing()) == ([], 1)
        go_on()
        for thread in threads:
            thread.join(60)

    assert got == [True] * 3
    assert becomes(lambda: standing() == 0 and is_free(tmp_path))


def test_who_is_interrupted_while_waiting_leaves_no_turn_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = named("sqlite", tmp_path / "site.sqlite3")

    def interrupt(event: threading.Event, timeout: float | None = None) -> bool:
        raise KeyboardInterrupt

    with stopped(tmp_path / "site.sqlite3") as go_on:
        with monkeypatch.context() as patch:
            patch.setattr(threading.Event, "wait", interrupt)
            # A thread waits on such an event until it has begun, too.
            patch.setattr(threading.Thread, "start", begin)
            with pytest.raises(KeyboardInterrupt), turn(file):
                pass
        go_on()

    assert becomes(lambda: standing() == 0 and is_free(tmp_path))


def begin(thread: threading.Thread) -> None:
    """Start a thread without waiting for it."""
    _thread.start_new_thread(thread.run, ())


FORKED = """
import os, sys, time
from types import SimpleNamespace
from learningcircles_wagtail.sign_ups.turns import turn

database = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": sys.argv[1]})
with turn(database):
    if not os.fork():
        with turn(database, wait=0) as has_turn:
            # Its parent's turn is not its own.
            assert not has_turn
        sys.stdout.write("child\\n")
        sys.stdout.flush()
        time.sleep(60)
        os._exit(1)
    # What the parent does in its turn.
    time.sleep(1)
"""


def test_a_process_that_is_forked_has_no_part_in_the_turn(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FORKED, str(tmp_path / "site.sqlite3")]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        assert process.stdout.readline() == b"child\n"
        # The parent has ended, the child lives on.
        assert process.wait(timeout=60) == 0
        assert is_free(tmp_path)
        os.killpg(process.pid, 0)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    """Wait for a short time where people wait for seconds."""
    monkeypatch.setattr(retrying, "LONGEST_WAIT", 0.3)
    monkeypatch.setattr(retrying, "PATIENCE", 0.5)
    connection.settings_dict["OPTIONS"] = {"timeout": 0.1}
    connection.close()


@pytest.mark.sqlite
@pytest.mark.usefixtures("impatient")
def test_a_process_that_is_stopped_before_it_writes_is_overtaken(
    tmp_path: Path,
) -> None:
    circle = open_circle(capacity=3)

    with stopped(tmp_path / "crowd.sqlite3"):
        assert join(circle, "ada").status == "confirmed"

    assert check(now=NOW) == []


@pytest.mark.sqlite
@pytest.mark.usefixtures("impatient")
def test_a_process_that_is_stopped_while_it_writes_makes_others_too_busy(
    tmp_path: Path,
) -> None:
    circle = open_circle(capacity=3)

    with stopped(tmp_path / "crowd.sqlite3", writes=True) as go_on:
        begun = time.monotonic()
        with pytest.raises(TooBusyError):
            join(circle, "ada")
        assert time.monotonic() - begun < 10
        go_on()

    assert join(circle, "ada").status == "confirmed"
    assert check(now=NOW) == []


@pytest.mark.sqlite
@pytest.mark.usefixtures("impatient")
def test_without_the_limit_everybody_waits_for_a_process_that_is_stopped(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "LONGEST_WAIT", 3_600.0)
    circle = open_circle(capacity=3)
    told: list[str | None] = []

    def come() -> None:
        with database.connected():
            told.append(join(circle, "ada").status)

    thread = threading.Thread(target=come, daemon=True)
    with stopped(tmp_path / "crowd.sqlite3") as go_on:
        thread.start()
        thread.join(2)
        assert told == []
        go_on()
        thread.join(60)

    assert told == ["confirmed"]
