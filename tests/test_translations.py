"""Tests of the translations that the package brings along."""

import gettext
import shutil
import subprocess
from pathlib import Path

import pytest

import learningcircles_wagtail

LOCALE = Path(learningcircles_wagtail.__file__).parent / "locale"
SOURCES = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


@pytest.fixture
def msgfmt() -> str:
    path = shutil.which("msgfmt")
    if path is None:
        pytest.skip("needs GNU gettext: install the package gettext")
    return path


def messages(path: Path) -> dict[object, str]:
    """Return all messages of a compiled catalogue but its header."""
    with path.open("rb") as file:
        catalogue = dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    catalogue.pop("")
    return catalogue


def test_the_package_brings_translations() -> None:
    assert [path.parent.parent.name for path in SOURCES] == ["fr"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.parent.name)
def test_what_is_compiled_is_what_translators_wrote(
    source: Path, msgfmt: str, tmp_path: Path
) -> None:
    compiled = tmp_path / "django.mo"
    subprocess.run([msgfmt, "--check", "-o", str(compiled), str(source)], check=True)

    assert messages(source.with_suffix(".mo")) == messages(compiled)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.parent.name)
def test_no_message_is_left_untranslated(source: Path, msgfmt: str) -> None:
    run = subprocess.run(
        [msgfmt, "--statistics", "-o", "/dev/null", str(source)],
        capture_output=True,
        check=True,
        env={"LANGUAGE": "C", "LC_ALL": "C"},
        text=True,
    )

    assert "untranslated" not in run.stderr
    assert "fuzzy" not in run.stderr
