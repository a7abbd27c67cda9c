"""The databases that a crowd is let loose on, each with a kind of transactions."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.postgresql import Cluster, programs

WAL = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
NAME = "stress"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """One way in which a library may have set up its database.

    `atomic_requests` simulates Django's setting: the action is called in the middle of
    a transaction that has read.
    """

    name: str
    engine: str
    options: dict[str, Any] = field(default_factory=dict)
    atomic_requests: bool = False


KINDS = (
    Kind("sqlite, Django's defaults", "sqlite3"),
    Kind("sqlite, defaults, atomic requests", "sqlite3", {}, True),
    Kind("sqlite, WAL and IMMEDIATE", "sqlite3", WAL),
    *(
        Kind(
            f"{engine}, {level.lower().replace('_', ' ')}"
            + (", atomic requests" if atomic else ""),
            engine,
            {"isolation_level": level if engine == "postgresql" else words},
            atomic,
        )
        for engine in ("postgresql", "mysql")
        for level, words in (
            ("READ_COMMITTED", "read committed"),
            ("REPEATABLE_READ", "repeatable read"),
        )
        for atomic in (False, True)
    ),
)


@contextmanager
def servers(wanted: set[str]) -> Iterator[dict[str, dict[str, Any]]]:
    """Start what is needed and found; give Django's description of each, by engine.

    Everything is in temporary folders, on this machine's own address, without
    passwords, and is gone afterwards.
    """
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="learningcircles-stress-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        found: dict[str, dict[str, Any]] = {}
        if "sqlite3" in wanted:
            found["sqlite3"] = {"NAME": str(folder / "stress.sqlite3")}
        if "postgresql" in wanted and programs():
            cluster = stack.enter_context(Cluster())
            cluster.create(NAME)
            found["postgresql"] = {
                "NAME": NAME,
                "USER": "postgres",
                "HOST": "127.0.0.1",
                "PORT": cluster.variables["PGPORT"],
            }
        if "mysql" in wanted and shutil.which("mariadbd"):
            port = stack.enter_context(_mariadb(folder))
            found["mysql"] = {
                "NAME": NAME,
                "USER": "root",
                "HOST": "127.0.0.1",
                "PORT": str(port),
            }
        yield {
            engine: {"ENGINE": f"django.db.backends.{engine}", **values}
            for engine, values in found.items()
        }


@contextmanager
def _mariadb(folder: Path) -> Iterator[int]:
    """Run a MariaDB with its own settings for a while; give its port."""
    home = folder / "mariadb"
    home.mkdir()
    prefix: list[str] = []
    if os.geteuid() == 0:
        folder.chmod(0o711)
        shutil.chown(home, "mysql")
        prefix = ["runuser", "-u", "mysql", "--"]
    data, where = f"--datadir={home / 'data'}", f"--socket={home / 'socket'}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    install = ["mariadb-install-db", "--no-defaults", data, "--skip-test-db"]
    install.append("--auth-root-authentication-method=normal")
    subprocess.run([*prefix, *install], check=True, timeout=120, **quiet)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    serve = ["mariadbd", "--no-defaults", data, where, f"--port={port}"]
    serve += ["--bind-address=127.0.0.1", f"--pid-file={home / 'pid'}"]
    running = subprocess.Popen([*prefix, *serve], **quiet)
    try:
        client = ["mariadb", "--no-defaults", "-h127.0.0.1", f"-P{port}", "-uroot"]
        create = f"CREATE DATABASE {NAME} CHARACTER SET utf8mb4"
        deadline = time.monotonic() + START_SECONDS
        while subprocess.run([*client, "-e", create], check=False, **quiet).returncode:
            if time.monotonic() > deadline:
                msg = "MariaDB did not start."
                raise RuntimeError(msg)
            time.sleep(0.5)
        yield port
    finally:
        subprocess.run([*client, "-e", "SHUTDOWN"], check=False, timeout=60, **quiet)
        running.wait(timeout=60)
