"""Which word of some others somebody may have meant."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from unicodedata import normalize

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORTEST = 4
"""Of words with fewer letters too many are like one another."""

LONG = 7
"""From so many letters on a word may differ by two."""

MOST_WORDS = 20_000
LONGEST = 40


def folded(text: str) -> str:
    """Return a text without capitals and accents, as words are compared."""
    plain = normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not "\u0300" <= one <= "\u036f")


def distance(one: str, other: str, *, most: int) -> int:
    """Return how many letters must be changed, added, dropped or swapped with the next.

    Optimal string alignment; anything above `most` is returned as `most + 1`.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, facing in enumerate(other, 1):
            cost = min(
                before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing)
            )
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


class Vocabulary:
    """The words of some texts, of which the `MOST_WORDS` most frequent are kept."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(WORD.findall(text.casefold()))
        self._spelled: dict[str, str] = {}
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        # Sorted, so that words of the same number have an order of their own.
        for word, _count in sorted(counts.items(), key=_rarest_last)[:MOST_WORDS]:
            key = folded(word)
            if SHORTEST <= len(key) <= LONGEST and key not in self._spelled:
                self._spelled[key] = word
                self._by_length[len(key)].append((key, _letters(key)))

    def nearest(self, word: str) -> str | None:
        """Return the word that was meant, in small letters, or None.

        None as well for one that stands there, and for one too short to tell. Of words
        that are as near, one with the same first letter comes first, then the most
        frequent.
        """
        key = folded(word)
        if not SHORTEST <= len(key) <= LONGEST or key in self._spelled:
            return None
        most = 2 if len(key) >= LONG else 1
        letters = _letters(key)
        found: list[tuple[int, bool, str]] = []
        for length in range(len(key) - most, len(key) + most + 1):
            for other, others in self._by_length.get(length, ()):
                # Nobody errs in the first letter and in another one.
                allowed = most if key[0] == other[0] else 1
                # A change of one letter adds one to the set of letters and drops one.
                if (letters ^ others).bit_count() > 2 * allowed:
                    continue
                apart = distance(key, other, most=allowed)
                if apart <= allowed:
                    found.append((apart, key[0] != other[0], other))
        if not found:
            return None
        # `min` takes the first of equals, and they stand by frequency.
        return self._spelled[min(found, key=lambda one: one[:2])[2]]


def _rarest_last(entry: tuple[str, int]) -> tuple[int, str]:
    word, count = entry
    return -count, word


def _letters(word: str) -> int:
    """Return the set of a word's letters, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits
