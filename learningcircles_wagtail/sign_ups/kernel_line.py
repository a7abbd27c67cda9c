"""A lock of the kernel on a folder, for which a thread waits so long and no longer.

The kernel's lock (flock(2)) ends with the process, and wakes who waits for it, but
knows no limit of time. So a thread that finds it taken lets another one wait, and waits
for that. Who gives up leaves that other one standing in line, and the next thread of
the process finds it there: however many give up, one waits for each process and folder.
"""

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class KernelLine:
    """The line of this process at one folder; its threads come one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.turn = threading.Lock()
        self.has_come = False
        self.lock: int | None = None
        self.standing: _Standing | None = None

    def come(self, seconds: float) -> bool:
        """Wait for the lock; return whether it came in time. `leave` gives it back."""
        until = time.monotonic() + seconds
        if not self.turn.acquire(timeout=max(0.0, seconds)):
            return False
        try:
            self.has_come = self._come(until)
        finally:
            if not self.has_come:
                self.turn.release()
        return self.has_come

    def leave(self) -> None:
        """Give the lock back."""
        if not self.has_come:
            # This process was forked in the middle of its parent's turn.
            return
        self._close()
        self.has_come = False
        self.turn.release()

    def forget(self) -> None:
        """Let go of what belongs to the process from which this one was forked.

        A lock lasts as long as any copy of its file is open.
        """
        self._close()
        if self.standing is not None:
            self.lock = self.standing.lock
            self._close()
        self.standing, self.has_come, self.turn = None, False, threading.Lock()

    def _come(self, until: float) -> bool:
        standing = self.standing
        if standing is None or not standing.is_wanted_again():
            self.standing = None
            try:
                self.lock = os.open(self.folder, os.O_RDONLY)
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                standing = self._send()
            except OSError:
                # A file system without such locks: SQLite's own waiting has to do.
                return True
            else:
                return True
        if standing is None:
            return False
        try:
            standing.came.wait(max(0.0, until - time.monotonic()))
        except BaseException:
            # As a server interrupts a request that takes too long.
            if standing.is_here_else_unwanted():
                self.lock, self.standing = standing.lock, None
                self._close()
            raise
        if not standing.is_here_else_unwanted():
            return False
        self.lock, self.standing = standing.lock, None
        return True

    def _send(self) -> "_Standing | None":
        """Send a thread to wait for the lock; None where no thread can begin."""
        try:
            self.standing = _Standing(self.lock)
        except RuntimeError:
            self._close()
        self.lock = None
        return self.standing

    def _close(self) -> None:
        lock, self.lock = self.lock, None
        if lock is not None:
            with suppress(OSError):
                os.close(lock)


class _Standing:
    """A thread that waits for the lock with an open file, and ends when it has it."""

    def __init__(self, lock: int) -> None:
        self.lock = lock
        self.guard = threading.Lock()
        self.came = threading.Event()
        self.is_wanted = True
        threading.Thread(target=self._wait, name="lc-turn", daemon=True).start()

    def is_here_else_unwanted(self) -> bool:
        """Return whether the lock is here; if not, it is given back when it comes."""
        with self.guard:
            self.is_wanted = self.came.is_set()
            return self.is_wanted

    def is_wanted_again(self) -> bool:
        """Return whether it still stands in line, now for another thread."""
        with self.guard:
            self.is_wanted = not self.came.is_set()
            return self.is_wanted

    def _wait(self) -> None:
        with suppress(OSError):
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        with self.guard:
            self.came.set()
            if not self.is_wanted:
                os.close(self.lock)


_lines: dict[Path, KernelLine] = {}


def line_at(folder: Path) -> KernelLine | None:
    """Return this process's line at a folder; None where there can be none."""
    if fcntl is None or not os.access(folder, os.R_OK):
        return None
    return _lines.setdefault(folder, KernelLine(folder))


def _forget_all() -> None:
    for line in _lines.values():
        line.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
