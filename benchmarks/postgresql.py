"""A PostgreSQL of one's own for one run, without a password, on this machine only."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from socket import create_server

INSTALLED = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs that are not on the path."""


def programs() -> Path | None:
    """Return the folder of `initdb` and `pg_ctl`, or None where there is none."""
    found = sorted(
        INSTALLED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


class Cluster:
    """A cluster in a temporary folder; a context manager.

    Its settings are PostgreSQL's own. `variables` of the environment lead to it.
    """

    def __init__(self) -> None:
        self.bin = programs()
        self.folder: Path | None = None
        self.variables: dict[str, str] = {}

    def __enter__(self) -> "Cluster":
        if self.bin is None:
            msg = "PostgreSQL is not installed."
            raise RuntimeError(msg)
        self.folder = Path(tempfile.mkdtemp(prefix="learningcircles-bench-"))
        self.folder.chmod(0o711)
        home = self.folder / "cluster"
        home.mkdir()
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
        with create_server(("127.0.0.1", 0)) as server:
            port = str(server.getsockname()[1])
        self.variables = {"PGHOST": "127.0.0.1", "PGPORT": port, "PGUSER": "postgres"}
        self._run(
            "initdb",
            "--pgdata=data",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1"
        options += " -c unix_socket_directories=''"
        self._run(
            "pg_ctl",
            "start",
            "--pgdata=data",
            "--log=log",
            "--wait",
            f"--options={options}",
        )
        return self

    def __exit__(self, *problem: object) -> None:
        self._run("pg_ctl", "stop", "--pgdata=data", "--mode=fast", "--wait")
        shutil.rmtree(self.folder, ignore_errors=True)

    def create(self, name: str, *, template: str = "template0") -> None:
        """Create a database, as a copy of another one to which nobody is connected."""
        environment = {**os.environ, **self.variables, "PGDATABASE": "postgres"}
        statement = f'CREATE DATABASE "{name}" TEMPLATE "{template}"'
        subprocess.run(
            [self.bin / "psql", "--quiet", "--command", statement],
            env=environment,
            check=True,
        )

    def version(self) -> str:
        """Return the server's version, such as `15.8`."""
        said = subprocess.run(
            [self.bin / "postgres", "--version"],
            check=True,
            capture_output=True,
            text=True,
        )
        return said.stdout.split()[2]

    def _run(self, program: str, *args: str) -> None:
        command = [str(self.bin / program), *args]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            command,
            cwd=self.folder / "cluster",
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            timeout=120,
        )
