"""Taking turns at a SQLite file, so that nobody is passed over for seconds.

SQLite keeps no line for its lock: who finds it taken looks again later and later, up
to a tenth of a second apart, while whoever writes comes back at once; in a crowd some
wait until their time is up. The kernel wakes all who wait for a lock of its own as soon
as it is free. It is taken on the *folder* of the file: to open and close the file
itself would take SQLite's own locks away from this process (fcntl(2), POSIX locks).

The lock ends with the process, however that ends. A process that is stopped keeps it,
so nobody waits longer than `LONGEST_WAIT`. It decides nothing: without it, after that
time, on Windows or on a file system that has none, the same people get the same
answers, later, or are told that the database is too busy.
Who has a turn already, and comes again in the same thread, goes on: what is called
after a commit may write on its own, and would wait for itself for ever.
"""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from learningcircles_wagtail.sign_ups.kernel_line import line_at

LONGEST_WAIT = 5.0
"""Seconds that a turn is waited for; as long as Django waits for SQLite's own lock."""

_own = threading.local()
"""The folders at which this thread has a turn."""


@contextmanager
def turn(connection: Any, *, wait: float = LONGEST_WAIT) -> Generator[bool]:
    """Wait for this thread's turn to write, on SQLite; elsewhere go on at once.

    Goes on without a turn after `wait` seconds, and gives whether it did not have to.
    """
    folder = _folder(connection)
    held: dict[Path, int] = _own.__dict__.setdefault("folders", {})
    # In a process that was forked meanwhile it is another's turn.
    if folder is None or held.get(folder) == os.getpid():
        yield True
        return
    line = line_at(folder)
    if line is None:
        yield True
        return
    if not line.come(wait):
        yield False
        return
    held[folder] = os.getpid()
    try:
        yield True
    finally:
        held.pop(folder, None)
        line.leave()


def _folder(connection: Any) -> Path | None:
    """Return the folder of a SQLite file, None for other databases and for memory."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or name.startswith("file:"):
        return None
    return Path(name).absolute().parent
