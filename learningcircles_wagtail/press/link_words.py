"""Link texts that say nothing of where they lead (WCAG 2.4.4), by language."""

from __future__ import annotations

import re

EMPTY_WORDS = {
    "ar": ("هنا", "اضغط هنا", "انقر هنا", "اقرأ المزيد", "المزيد"),
    "de": (
        "hier",
        "hier klicken",
        "klicken sie hier",
        "klick hier",
        "mehr",
        "mehr lesen",
        "mehr erfahren",
        "weiterlesen",
        "link",
        "dieser link",
    ),
    "en": (
        "click",
        "click here",
        "click this",
        "here",
        "this",
        "link",
        "this link",
        "more",
        "read more",
        "learn more",
        "find out more",
        "more info",
        "more information",
        "details",
        "go",
        "this page",
    ),
    "es": (
        "aquí",
        "aqui",
        "clic aquí",
        "haga clic aquí",
        "haz clic aquí",
        "pulse aquí",
        "enlace",
        "este enlace",
        "más",
        "leer más",
        "ver más",
        "saber más",
        "más información",
    ),
    "fr": (
        "ici",
        "cliquez ici",
        "cliquer ici",
        "lien",
        "ce lien",
        "plus",
        "lire la suite",
        "lire plus",
        "en savoir plus",
        "plus d'informations",
        "plus d'infos",
    ),
    "it": ("qui", "clicca qui", "leggi di più", "di più", "altro"),
    "nl": ("hier", "klik hier", "lees meer", "meer", "meer informatie"),
    "pl": ("tutaj", "kliknij tutaj", "więcej", "czytaj więcej"),
    "pt": ("aqui", "clique aqui", "leia mais", "saiba mais", "mais"),
}

ALL_WORDS = frozenset(words for some in EMPTY_WORDS.values() for words in some)
"""A release in French may quote an English site: every language counts."""

AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def says_nothing(text: str) -> bool:
    """Return whether a link's text alone does not tell where it leads."""
    words = " ".join(text.replace("’", "'").split()).casefold()
    return AROUND.sub("", words) in ALL_WORDS
