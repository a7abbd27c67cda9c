"""Commands that a test runs to their end, together with all processes they begin.

`subprocess.run` waits until everybody has closed the pipe: for a process that was left
behind and holds it, a test would wait for ever, even when its command was stopped.
"""

import os
import signal
import subprocess
from contextlib import suppress
from typing import Any

MOST_SECONDS = 300


def run_command(
    command: list[str], *, seconds: float = MOST_SECONDS, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Return what a command printed, which is in a group of processes of its own.

    The whole group is ended with it. Raises `subprocess.TimeoutExpired` where the
    command, or one that it left behind, still holds the pipes after `seconds`.
    """
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    ) as process:
        try:
            printed, complained = process.communicate(timeout=seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return subprocess.CompletedProcess(command, process.returncode, printed, complained)
