#!/usr/bin/env python
"""Try the wheel as a library's developer meets it: on a Wagtail site that is not ours.

Builds the wheel, installs it alone into a virtual environment of its own, makes a
site by `wagtail start`, adds the two applications to `INSTALLED_APPS` and nothing else,
migrates, checks, and has `tools/check_wheel_site.py` publish and fetch one page of each
type there. The standard library is enough to run it. `--with 'Wagtail<8'` adds
requirements.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE_SCRIPT = Path(__file__).resolve().parent / "check_wheel_site.py"
PACKAGE = "learningcircles_wagtail"
OUR_APPS = f'INSTALLED_APPS += ["{PACKAGE}", "wagtailgeowidget"]\n'
MUST_HOLD = (
    f"{PACKAGE}/py.typed",
    f"{PACKAGE}/data/",
    f"{PACKAGE}/locale/",
    f"{PACKAGE}/migrations/",
    f"{PACKAGE}/static/{PACKAGE}/",
    f"{PACKAGE}/templates/{PACKAGE}/base.html",
    "LICENSE",
)


def run(*command: str | Path, folder: Path) -> None:
    """Run a command in `folder`; `CalledProcessError` where it fails."""
    print("+", *command, flush=True)
    # The site is a world of its own: nothing of this project's settings applies there.
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "PYTHONPATH", "PYTHONHOME"}
    }
    subprocess.run(list(map(str, command)), cwd=folder, env=kept, check=True)


def build_wheel(folder: Path) -> Path:
    """Build the wheel from a copy of the tree, so that no old build gets into it."""
    source = folder / "source"
    source.mkdir()
    names = ("pyproject.toml", "setup.cfg", "README.md", "LICENSE")
    for name in names:
        shutil.copy(ROOT / name, source)
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / PACKAGE, source / PACKAGE, ignore=left_out)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    run(*pip, "wheel", "-q", "--no-deps", "-w", folder / "wheels", ".", folder=source)
    (wheel,) = (folder / "wheels").glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """Exit with a message where the wheel lacks a file, or holds one too many."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [part for part in MUST_HOLD if not any(part in name for name in names)]
    missing += [
        str(path.relative_to(ROOT))
        for kind in ("templates", "static", "locale", "data", "migrations")
        for path in (ROOT / PACKAGE / kind).rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".pot"}
        if str(path.relative_to(ROOT)) not in names
    ]
    sources = {
        name.removesuffix(".po") for name in names if name.endswith("/django.po")
    }
    missing += [
        f"{source}.mo" for source in sorted(sources) if f"{source}.mo" not in names
    ]
    foreign = [
        name for name in names if not name.startswith((PACKAGE, "learningcircles_"))
    ]
    if missing or foreign:
        sys.exit(f"{wheel.name} lacks {missing} and should not hold {foreign}.")
    print(f"{wheel.name} holds {len(names)} files, {wheel.stat().st_size // 1024} kB.")


def make_site(folder: Path, python: Path) -> Path:
    """Make a site by `wagtail start`, with our applications added to its settings."""
    run(python.parent / "wagtail", "start", "library", folder=folder)
    site = folder / "library"
    with (site / "library" / "settings" / "base.py").open("a") as settings:
        settings.write(OUR_APPS)
    return site


def main() -> None:
    """Run every step; the exit code is 0 if all went well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--with", nargs="*", default=[], dest="requirements")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="learningcircles-wheel-") as name:
        folder = Path(name)
        wheel = build_wheel(folder)
        check_contents(wheel)
        run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
        python = folder / "venv" / "bin" / "python"
        pip = (python, "-m", "pip", "--disable-pip-version-check")
        run(*pip, "install", "-q", wheel, *options.requirements, folder=folder)
        site = make_site(folder, python)
        for arguments in (
            ["check", "--fail-level", "WARNING"],
            ["makemigrations", "--check", "--dry-run"],
            ["migrate", "--verbosity", "0"],
            ["collectstatic", "--noinput", "--verbosity", "0"],
        ):
            run(python, "manage.py", *arguments, folder=site)
        run(python, SITE_SCRIPT, folder=site)


if __name__ == "__main__":
    main()
