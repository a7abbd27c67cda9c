"""A site behind gunicorn on this machine, and `wrk`, which asks it for pages."""

import re
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from socket import create_server
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parent.parent
WORKERS = 2
CONNECTIONS = 16
START_SECONDS = 60


class Server:
    """gunicorn with some workers, on an address that only this machine reaches.

    A context manager; `address` has no last slash. `environment` names the settings.
    """

    def __init__(
        self,
        environment: dict[str, str],
        *,
        application: str = "benchmarks.wsgi:application",
        workers: int = WORKERS,
        options: tuple[str, ...] = (),
    ) -> None:
        self.environment, self.application = environment, application
        self.workers, self.options = workers, options
        self.address = ""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        with create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                self.application,
                f"--workers={self.workers}",
                f"--bind=127.0.0.1:{port}",
                "--log-level=error",
                "--timeout=120",
                *self.options,
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )
        for _attempt in range(START_SECONDS * 10):
            if self._process.poll() is not None:
                break
            try:
                urlopen(f"{self.address}/bytes/", timeout=30).close()
            except HTTPError:
                return self
            except URLError:
                time.sleep(0.1)
            else:
                return self
        self.__exit__()
        msg = "gunicorn did not start."
        raise RuntimeError(msg)

    def worker_ids(self) -> list[int]:
        """Return the ids of the processes that answer, as far as they run now."""
        if self._process is None:
            return []
        return [child.pid for child in psutil.Process(self._process.pid).children()]

    def __exit__(self, *problem: object) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def missing(*programs: str) -> str:
    """Return "" where a server can run, else what is not installed.

    `programs` are commands that are needed besides.
    """
    absent = [program for program in programs if shutil.which(program) is None]
    if find_spec("gunicorn") is None:
        absent.append("gunicorn")
    return f"{' and '.join(absent)} not installed" if absent else ""


def requests_a_second(address: str, seconds: int) -> float:
    """Return how many answers 16 connections get in a second, by `wrk`.

    Raises RuntimeError where an answer was an error, or none came.
    """
    run = subprocess.run(
        [
            shutil.which("wrk") or "wrk",
            "--threads=1",
            f"--connections={CONNECTIONS}",
            f"--duration={seconds}s",
            "--timeout=60s",
            address,
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=seconds + 120,
    )
    found = re.search(r"Requests/sec:\s*([\d.]+)", run.stdout)
    if found is None or "Non-2xx" in run.stdout:
        raise RuntimeError(run.stdout)
    return float(found[1])
