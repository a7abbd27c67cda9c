"""The package's French and Spanish catalogues are complete, current and compiled."""

import os
import re
import shutil
import subprocess
import sys
from gettext import c2py
from itertools import chain
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.support.catalogues import (
    CATALOGUE,
    PACKAGE,
    PLURALS,
    catalogue,
    compiled,
    differences,
    faults,
    forms,
)

ROOT = PACKAGE.parent
BREAKING = re.compile(r" (?:[:;?!](?=$|[\s».,)<])|»)|« ")
"""An ordinary space where French sets one that does not break (U+00A0)."""

each_language = pytest.mark.parametrize("language", sorted(PLURALS))


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of catalogues as `make messages` would leave them."""
    if shutil.which("xgettext") is None:
        pytest.skip("needs GNU gettext: install the package gettext")
    folder = tmp_path_factory.mktemp("words")
    for name in ("tools", PACKAGE.name):
        ignored = shutil.ignore_patterns("__pycache__", "static", "data")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "setup.cfg", folder)
    environment = dict(os.environ)
    # The settings of the tests cannot be imported from the copy, nor are they needed.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    run = subprocess.run(
        [sys.executable, str(folder / "tools" / "messages.py")],
        capture_output=True,
        env=environment,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return folder / PACKAGE.name / "locale"


def test_the_package_brings_french_and_spanish() -> None:
    assert sorted(path.name for path in (PACKAGE / "locale").iterdir()) == ["es", "fr"]


@each_language
def test_a_catalogue_has_all_words_of_the_sources_and_no_others(
    language: str, collected: Path
) -> None:
    sources = polib.pofile(str(collected / CATALOGUE.format(language)))

    assert len(sources) > 500
    assert faults(catalogue(language), sources) == []


def make_catalogue() -> polib.POFile:
    """Return a small catalogue in which all is right."""
    words = polib.POFile()
    for msgid, msgstr in (
        ("Home", "Accueil"),
        ("See the course", "Voir le cours"),
        ("Skip to the content", "Aller au contenu"),
        ("You need: %(materials)s", "Il vous faut\u00a0: %(materials)s"),
    ):
        words.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    for one, more, said in (
        ("%d meeting", "%d meetings", ["%d séance", "%d séances"]),
        ("A place", "%s places", ["Un lieu", "%s lieux"]),
    ):
        entry = polib.POEntry(msgid=one, msgid_plural=more)
        entry.msgstr_plural = dict(enumerate(said))
        words.append(entry)
    return words


def test_a_catalogue_in_which_all_is_right_has_no_faults() -> None:
    assert faults(make_catalogue(), make_catalogue()) == []


def test_faults_of_a_catalogue_are_named() -> None:
    words = make_catalogue()
    words.remove(words.find("Skip to the content"))
    words.append(polib.POEntry(msgid="Abracadabra", msgstr="Abracadabra"))
    words.find("Home").msgstr = " "
    words.find("See the course").flags.append("fuzzy")
    words.find("You need: %(materials)s").msgstr = "Il vous faut : %(material)s"
    words.find("%d meeting").msgstr_plural = {0: "%d séance"}
    words.find("A place").msgstr_plural[1] = "des lieux"
    words.append(polib.POEntry(msgid="Once upon a time", obsolete=True))

    assert sorted(faults(words, make_catalogue())) == [
        "fuzzy: See the course",
        "missing: Skip to the content",
        "not in the sources: Abracadabra",
        "obsolete: Once upon a time",
        "placeholders: A place",
        "placeholders: You need: %(materials)s",
        "plural forms: %d meeting",
        "untranslated: Home",
    ]


@each_language
def test_a_catalogue_is_compiled_as_it_is_written(language: str) -> None:
    written, read = catalogue(language), compiled(language)

    assert differences(written, read) == []
    assert read.metadata["Plural-Forms"] == written.metadata["Plural-Forms"]


def test_a_message_that_was_not_compiled_is_named(tmp_path: Path) -> None:
    words = make_catalogue()
    words.save_as_mofile(str(tmp_path / "django.mo"))
    read = polib.mofile(str(tmp_path / "django.mo"))
    assert differences(words, read) == []

    read.remove(read.find("Home"))
    read.find("Skip to the content").msgstr = "Au contenu"
    assert differences(words, read) == ["Home", "Skip to the content"]


@each_language
def test_a_catalogue_states_its_language_and_its_plural_forms(language: str) -> None:
    metadata = catalogue(language).metadata

    assert metadata["Language"] == language
    assert metadata["Plural-Forms"] == PLURALS[language]
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize(
    ("language", "numbers"), [("es", [1, 0, 1, 1]), ("fr", [0, 0, 1, 1])]
)
def test_none_and_one_are_counted_as_the_language_does(
    language: str, numbers: list[int]
) -> None:
    counts = (0, 1, 2, 1_000_000)
    number_of = c2py(PLURALS[language].partition("plural=")[2].rstrip(";"))
    assert [number_of(count) for count in counts] == numbers

    words = forms(catalogue(language).find("%d meeting"))
    with translation.override(language):
        said = [translation.ngettext("%d meeting", "%d meetings", n) for n in counts]
    assert said == [words[number] for number in numbers]


def test_a_word_that_is_also_counted_is_translated_alone() -> None:
    with translation.override("fr"):
        assert translation.gettext("Media contact") == "Contact presse"


def test_french_marks_stand_off_by_a_space_that_does_not_break() -> None:
    said = chain.from_iterable(map(forms, catalogue("fr")))

    assert [words for words in said if BREAKING.search(words)] == []


@pytest.mark.parametrize(
    ("words", "breaks"),
    [
        ("Des questions ?", True),
        ("Objet : texte", True),
        ("« Oui\u00a0»", True),
        ("«\u00a0Oui »", True),
        ("Des questions\u00a0?", False),
        ("Comme ?topic=health.", False),
    ],
)
def test_a_french_space_that_breaks_is_noticed(words: str, breaks: bool) -> None:
    assert bool(BREAKING.search(words)) is breaks
