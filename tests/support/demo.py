"""The demonstration site as a visitor meets it: a server of its own, filled once."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from socket import create_server
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _attempt in range(START_SECONDS * 10):
        if process.poll() is not None:
            break
        try:
            urlopen(address, timeout=30).close()  # noqa: S310
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The demonstration did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demonstration's content, without a last slash.

    It is what `make demo` serves, in a process and an SQLite file of its own, loaded
    once for all tests. What a test adds there stays until the session ends.
    """
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "example_site.settings.demo",
        "EXAMPLE_SITE_DATA": str(folder),
        "EXAMPLE_SITE_ADDRESS": f"127.0.0.1:{port}",
        "PYTHONWARNINGS": "default",
    }
    manage = [sys.executable, str(ROOT / "example_site" / "manage.py")]
    for command in (["migrate", "--verbosity=0"], ["load_demo"]):
        run = subprocess.run(
            [*manage, *command], env=environment, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)
