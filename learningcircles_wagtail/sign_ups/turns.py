"""Taking turns at a SQLite file, so that nobody is passed over for seconds.

SQLite keeps no line for its lock: who finds it taken looks again later and later, up
to a tenth of a second apart, while whoever writes comes back at once; in a crowd some
wait until their time is up. The kernel wakes all who wait for a lock of its own as soon
as it is free. It is taken on the *folder* of the file: to open and close the file
itself would take SQLite's own locks away from this process (fcntl(2), POSIX locks).

The lock ends with the process, however that ends. It decides nothing: without it, on
Windows or on a file system that has none, the same people get the same answers, later.
Who has a turn already, and comes again in the same thread, goes on: what is called
after a commit may write on its own, and would wait for itself for ever.
"""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


_own = threading.local()
"""The folders at which this thread has a turn."""


@contextmanager
def turn(connection: Any) -> Generator[None]:
    """Wait for this thread's turn to write, on SQLite; elsewhere go on at once."""
    folder = _folder(connection)
    held: set[Path] = _own.__dict__.setdefault("folders", set())
    if folder is None or fcntl is None or folder in held:
        yield
        return
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        # Where the file system has no such locks, SQLite's own waiting has to do.
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        held.add(folder)
        yield
    finally:
        held.discard(folder)
        os.close(lock)


def _folder(connection: Any) -> Path | None:
    """Return the folder of a SQLite file, None for other databases and for memory."""
    if connection.vendor != "sqlite":
        return None
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or name.startswith("file:"):
        return None
    return Path(name).absolute().parent
