"""A command that leaves a process behind keeps no test waiting."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.commands import run_command

LEAVE_ONE_BEHIND = """
import os, sys, time
if os.fork() == 0:
    with open(sys.argv[1], "w") as note:
        note.write(str(os.getpid()))
    time.sleep(60)
"""


def test_what_a_command_printed_comes_back() -> None:
    script = "import sys; print('said'); print('cried', file=sys.stderr); sys.exit(3)"

    done = run_command([sys.executable, "-c", script])

    assert (done.returncode, done.stdout, done.stderr) == (3, "said\n", "cried\n")


def test_a_process_left_behind_ends_with_the_time(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    begun = time.monotonic()

    with pytest.raises(subprocess.TimeoutExpired):
        run_command([sys.executable, "-c", LEAVE_ONE_BEHIND, str(note)], seconds=3)

    assert time.monotonic() - begun < 30
    left = int(note.read_text())
    for _attempt in range(100):
        if not Path(f"/proc/{left}/stat").exists():
            break
        if Path(f"/proc/{left}/stat").read_text().split(") ")[1].startswith("Z"):
            break
        time.sleep(0.1)
    else:
        os.kill(left, 9)
        pytest.fail("A process was left behind.")
