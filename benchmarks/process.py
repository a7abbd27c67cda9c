"""A site in a process of its own, like a server's: it is warm, and it keeps memory.

The process that measures has no Django. It calls functions in the site's process by
name, so that visits to several sites can take turns.
"""

import os
import traceback
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

START_SECONDS = 120
MEASURING_PREFIX = "BENCH_"


class SiteError(RuntimeError):
    """A function failed in the site's process; holds its traceback."""


class SiteProcess:
    """A process with Django set up for one site; a context manager.

    `folder` holds pictures and the SQLite file; `variables` of the environment choose
    another database or frame (see `benchmarks.settings`).
    """

    def __init__(self, folder: Path, variables: dict[str, str] | None = None) -> None:
        self.environment = site_environment(folder, variables)
        spawn = get_context("spawn")
        self._ours, theirs = spawn.Pipe()
        self._process = spawn.Process(
            target=_serve, args=(theirs, self.environment), daemon=True
        )
        self._process.start()
        theirs.close()

    def __enter__(self) -> "SiteProcess":
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def call(self, name: str, *args: Any, **options: Any) -> Any:
        """Return what `module.function` of `benchmarks` returns over there.

        Raises SiteError with the traceback.
        """
        self._ours.send((name, args, options))
        try:
            good, result = self._ours.recv()
        except EOFError as error:
            msg = f"The site's process ended during {name}."
            raise SiteError(msg) from error
        if not good:
            raise SiteError(result)
        return result

    def close(self) -> None:
        """Let the process end."""
        self._ours.close()
        self._process.join(timeout=10)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()


def site_environment(
    folder: Path, variables: dict[str, str] | None = None
) -> dict[str, str]:
    """Return the environment of a site's process."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(MEASURING_PREFIX)
    }
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "EXAMPLE_SITE_DATA": str(folder),
        **(variables or {}),
    }


def _serve(connection: Connection, environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    import django

    django.setup()
    while True:
        try:
            name, args, options = connection.recv()
        except EOFError:
            return
        module, _, function = name.rpartition(".")
        try:
            call = getattr(import_module(f"benchmarks.{module}"), function)
            connection.send((True, call(*args, **options)))
        except Exception:  # Whatever it is, the other side has to hear of it.
            connection.send((False, traceback.format_exc()))
