"""What is wrong with a catalogue of translations, or left in English on a page."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import polib

import learningcircles_wagtail

PACKAGE = Path(learningcircles_wagtail.__file__).parent
CATALOGUE = "{}/LC_MESSAGES/django.po"
PLURALS = {
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
}
"""The languages that the package speaks, each with its rule of counting."""

KEPT = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>|\n")
"""What has to be the same in every language: names, tags, line breaks."""

Key: TypeAlias = tuple[str | None, str, str]


def catalogue(language: str) -> polib.POFile:
    """Return what translators wrote."""
    return polib.pofile(str(PACKAGE / "locale" / CATALOGUE.format(language)))


def compiled(language: str) -> polib.MOFile:
    """Return what Django reads."""
    path = PACKAGE / "locale" / CATALOGUE.format(language)
    return polib.mofile(str(path.with_suffix(".mo")))


def key_of(entry: Any) -> Key:
    """Return what tells one message from all others."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def forms(entry: Any) -> list[str]:
    """Return a message's translation, or one for each plural form."""
    if entry.msgid_plural:
        return [words for _number, words in sorted(entry.msgstr_plural.items())]
    return [entry.msgstr]


def kept(words: str) -> list[str]:
    """Return the placeholders, tags and line breaks of a text, sorted."""
    return sorted(KEPT.findall(words))


def entry_faults(entry: polib.POEntry) -> Iterable[str]:
    """Name what is wrong with one message."""
    if entry.obsolete:
        yield "obsolete"
        return
    if entry.fuzzy:
        yield "fuzzy"
    translated = forms(entry)
    if len(translated) != (2 if entry.msgid_plural else 1):
        yield "plural forms"
    if not all(words.strip() for words in translated):
        yield "untranslated"
        return
    wanted = kept(entry.msgid_plural or entry.msgid)
    # One may be spelt out ("a place"), more may not.
    first_is_right = kept(translated[0]) in (wanted, kept(entry.msgid))
    if not first_is_right or any(kept(words) != wanted for words in translated[1:]):
        yield "placeholders"


def faults(words: polib.POFile, sources: Iterable[polib.POEntry]) -> list[str]:
    """Name what keeps a catalogue from being complete and current, a line each."""
    known = {key_of(entry) for entry in words if not entry.obsolete}
    wanted = {key_of(entry) for entry in sources if not entry.obsolete}
    return [
        *(f"missing: {key[1]}" for key in sorted(wanted - known, key=str)),
        *(f"not in the sources: {key[1]}" for key in sorted(known - wanted, key=str)),
        *(
            f"{fault}: {entry.msgid}"
            for entry in words
            for fault in entry_faults(entry)
        ),
    ]


def differences(words: polib.POFile, read: polib.MOFile) -> list[str]:
    """Name the messages that say one thing as written and another as compiled."""
    written = {key_of(entry): forms(entry) for entry in words if not entry.obsolete}
    spoken = {key_of(entry): forms(entry) for entry in read}
    keys = sorted(written.keys() | spoken.keys(), key=str)
    return [key[1] for key in keys if written.get(key) != spoken.get(key)]


class Spoken(HTMLParser):
    """Collects a document's texts, attributes that are read aloud included.

    `texts` has each with single ordinary spaces, also where they do not break.
    """

    ATTRIBUTES = frozenset({"alt", "aria-label", "placeholder", "title"})

    def __init__(self, document: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes of one element."""
        for name, value in attrs:
            if name in self.ATTRIBUTES:
                self.handle_data(value or "")

    def handle_data(self, data: str) -> None:
        """Keep one text."""
        self.texts.add(" ".join(data.split()))


def left_in_english(document: str, language: str) -> set[str]:
    """Return the package's English words that stand in a document as they are."""
    words = catalogue(language)
    translated = {said for entry in words for said in forms(entry)}
    english = {entry.msgid for entry in words} - translated
    return Spoken(document).texts & english
