"""How a word sounds, roughly: what people who write by ear put for one another."""

from __future__ import annotations

from itertools import groupby

BEGINNINGS = (
    ("kn", "n"),
    ("gn", "n"),
    ("pn", "n"),
    ("wr", "r"),
    ("ps", "s"),
    ("x", "s"),
)
"""Letters at the head of an English word of which the first is not heard."""

WITHIN = (
    ("ph", "f"),
    ("sch", "sk"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "k"),
    *((f"c{vowel}", f"s{vowel}") for vowel in "eiy"),
    *((f"g{vowel}", f"j{vowel}") for vowel in "eiy"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("v", "b"),
    ("y", "i"),
    ("h", ""),
)
"""Replaced in this order. An h that is left is not heard in French and Spanish; b and
v are one in Spanish."""


def sound_of(word: str) -> str:
    """Return one spelling for words that sound alike in English, French or Spanish.

    `word` is in small letters without accents. Doubled letters are one, and a silent e
    at the end is none. What comes out is for comparison alone: nobody would write it.
    """
    for letters, heard in BEGINNINGS:
        if word.startswith(letters):
            word = heard + word[len(letters) :]
            break
    for letters, heard in WITHIN:
        word = word.replace(letters, heard)
    word = "".join(letter for letter, _several in groupby(word))
    return word[:-1] if len(word) > 1 and word.endswith("e") else word
