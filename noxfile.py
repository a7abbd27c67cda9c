"""Runs the tests on the versions that the README's table names.

`nox` runs all, `nox --list` names them, and `nox -s lowest` runs one; the name of one
with brackets is quoted. Nox finds interpreters as `python3.11`, `python3.12` and
`python3.13` on PATH: put the folders of others on PATH first. A session whose
interpreter is missing is skipped.
"""

import re
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lowest", "highest", "lint"]

WAGTAIL_7_4 = "Wagtail>=7.4,<8"
WAGTAIL_8_0 = "Wagtail>=8.0,<8.1"
DJANGO_5_2 = "Django>=5.2,<6"
DJANGO_6_0 = "Django>=6.0,<6.1"
DJANGO_6_1 = "Django>=6.1,<6.2"
# Django 6.0 needs Python 3.12, and Wagtail 7.4 was never released for Django 6.1.
VERSIONS = [
    ("3.11", WAGTAIL_7_4, DJANGO_5_2),
    ("3.12", WAGTAIL_7_4, DJANGO_6_0),
    ("3.13", WAGTAIL_7_4, DJANGO_5_2),
    ("3.11", WAGTAIL_8_0, DJANGO_5_2),
    ("3.12", WAGTAIL_8_0, DJANGO_6_0),
    ("3.13", WAGTAIL_8_0, DJANGO_6_1),
]


def _id(requirement: str) -> str:
    return re.sub(r">=([\d.]+),.*", r" \1", requirement)


def _lowest() -> list[str]:
    """Return the package's own requirements, each at its lower bound."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    return [line.replace(">=", "==") for line in project["project"]["dependencies"]]


def _run_tests(session: nox.Session) -> None:
    arguments = session.posargs or ["-m", "not browser"]
    session.run("python", "-m", "pytest", *arguments)
    wagtail = session.run(
        "python", "-c", "import wagtail; print(wagtail.VERSION[0])", silent=True
    )
    # A base page of one's own is possible from Wagtail 8.0 on.
    if int(str(wagtail)) >= 8:
        settings = "--ds=example_site.settings.swapped"
        session.run("python", "-m", "pytest", settings, "tests/swapped", *arguments)


@nox.session
@nox.parametrize(
    ("python", "wagtail", "django"),
    VERSIONS,
    ids=[f"Python {p}, {_id(w)}, {_id(d)}" for p, w, d in VERSIONS],
)
def tests(session: nox.Session, wagtail: str, django: str) -> None:
    """Run the tests on one set of versions; arguments go to pytest."""
    session.install("--editable", ".[test]", wagtail, django)
    _run_tests(session)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """Run the tests with every dependency of the package at its lower bound."""
    session.install("--editable", ".[test]", *_lowest())
    _run_tests(session)


@nox.session(python="3.13")
def highest(session: nox.Session) -> None:
    """Run the tests with the newest releases, those not yet final included."""
    session.install("--pre", "--editable", ".[test]")
    _run_tests(session)


@nox.session(python="3.11")
def lint(session: nox.Session) -> None:
    """Check style and templates as `make lint` does."""
    session.install("--editable", ".[lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run(
        "djlint", "--lint", "--quiet", "learningcircles_wagtail", "example_site"
    )
