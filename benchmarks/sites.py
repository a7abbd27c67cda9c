"""Builds the sites, keeps those on SQLite, and starts their processes."""

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import WALL
from benchmarks.postgresql import Cluster
from benchmarks.process import SiteProcess

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = HERE / ".sites"
SOURCES = (
    "learningcircles_wagtail/migrations",
    "learningcircles_wagtail/mixins/projection.py",
    "example_site/demo",
    "example_site/migrations",
    "benchmarks/building.py",
    "benchmarks/tutorial_site",
)
"""What a site is made by: when it changes, sites are built anew."""

BRANCHES = 40
PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to build: how many circles and invented branches, on which database."""

    circles: int
    branches: int = BRANCHES
    database: str = "sqlite"

    @property
    def name(self) -> str:
        """The site's folder, or its database."""
        return f"site_{self.circles}_{self.branches}"


def fingerprint() -> str:
    """Return a short text that changes with the sources and with the month.

    Circles are spread about the day of building; after a month they lie differently.
    """
    digest = hashlib.sha256(time.strftime("%Y-%m", time.gmtime()).encode())
    for source in SOURCES:
        path = ROOT / source
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


class Sites:
    """The sites of one run; a context manager that ends their processes.

    `bare` sites have no demonstration, for which tests have no time, and may
    `start_from` an SQLite file with all tables. `clock` is one of `benchmarks.clock`.
    `say` is told what takes long.
    """

    def __init__(
        self,
        *,
        cache: Path = CACHE,
        bare: bool = False,
        start_from: Path | None = None,
        clock: str = WALL,
        say: Callable[[str], None] = print,
    ) -> None:
        self.folder = cache / (f"{fingerprint()}-bare" if bare else fingerprint())
        self.cache = cache
        self.bare = bare
        self.start_from = start_from
        self.clock = clock
        self.say = say
        self.cluster: Cluster | None = None
        self._open: dict[Recipe, SiteProcess] = {}
        self._stack = ExitStack()

    def __enter__(self) -> "Sites":
        return self

    def __exit__(self, *problem: object) -> None:
        self.close_all()
        self._stack.close()

    def site(self, recipe: Recipe) -> SiteProcess:
        """Return the running process of a site, built first where it is not there."""
        if recipe not in self._open:
            self._open[recipe] = self._bare(recipe) if self.bare else self.fresh(recipe)
        return self._open[recipe]

    def fresh(self, recipe: Recipe, **variables: str) -> SiteProcess:
        """Start one more process of a site; the caller closes it."""
        folder = self.build(recipe)
        return SiteProcess(folder, {**self.variables(recipe), **variables})

    def variables(self, recipe: Recipe) -> dict[str, str]:
        """Return the variables that a process of the site needs."""
        variables = {"BENCH_CLOCK": self.clock}
        if recipe.database != "sqlite":
            variables |= {**self._cluster().variables, "BENCH_DATABASE": recipe.name}
        return variables

    def _bare(self, recipe: Recipe) -> SiteProcess:
        """Return the process of a site without a demonstration, which it has built."""
        folder = self.folder / recipe.database / recipe.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if self.start_from:
            shutil.copy(self.start_from, folder / "site.sqlite3")
        process = SiteProcess(folder, self.variables(recipe))
        process.call("building.make_bare_base")
        process.call("building.fill", recipe.circles, recipe.branches)
        (folder / "ready").touch()
        return process

    def close_all(self) -> None:
        """End all processes, so that their memory is free."""
        for process in self._open.values():
            process.close()
        self._open.clear()

    def build(self, recipe: Recipe) -> Path:
        """Return the folder of a site, which is filled unless it was before."""
        if recipe.database != "sqlite":
            self._cluster()  # Forgets what an earlier run has built.
        folder = self.folder / recipe.database / recipe.name
        if (folder / "ready").exists():
            return folder
        base = self._base(recipe.database)
        self._forget_old()
        shutil.rmtree(folder, ignore_errors=True)
        self.say(f"Building {recipe.circles:,} circles on {recipe.database} …")
        start = time.perf_counter()
        shutil.copytree(base, folder, ignore=shutil.ignore_patterns("ready"))
        if recipe.database != "sqlite":
            self._cluster().create(recipe.name, template="base")
        with SiteProcess(folder, self.variables(recipe)) as process:
            built = process.call("building.fill", recipe.circles, recipe.branches)
        seconds = time.perf_counter() - start
        (folder / "ready").write_text(json.dumps({**built, "seconds": seconds}))
        self.say(f"  built in {seconds:.0f} s")
        return folder

    def _base(self, database: str) -> Path:
        folder = self.folder / database / "base"
        if (folder / "ready").exists():
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        variables = {}
        if database != "sqlite":
            variables = {**self._cluster().variables, "BENCH_DATABASE": "base"}
            self._cluster().create("base")
        self.say(f"Building the demonstration on {database} …")
        with SiteProcess(folder, variables) as process:
            process.call("building.make_base")
        (folder / "ready").touch()
        return folder

    def _cluster(self) -> Cluster:
        if self.cluster is None:
            self.cluster = self._stack.enter_context(Cluster())
            # Its databases end with the run, and so does what was built in them.
            shutil.rmtree(self.folder / "postgresql", ignore_errors=True)
        return self.cluster

    def _forget_old(self) -> None:
        """Remove the sites of other sources: the large ones take much room."""
        for folder in self.cache.iterdir():
            if folder.is_dir() and folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)
