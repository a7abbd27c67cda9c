"""Which word of some others somebody may have meant."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice
from unicodedata import normalize

from learningcircles_wagtail.domain.sounds import sound_of

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORTEST = 4
"""Of words with fewer letters too many are like one another."""

LONG = 7
"""From so many letters on a word may differ by two."""

VERY_LONG = 10
"""From so many letters on it may do so with another first letter."""

MOST_WORDS = 20_000
MOST_COMPARED = 1_000
"""How many words are compared with one, letter by letter: some milliseconds."""

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
    end, too_many = len(other), most + 1
    before: list[int] = []
    row = [min(j, too_many) for j in range(end + 1)]
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [too_many] * (end + 1)
        if i <= most:
            row[0] = i
        # Farther from the diagonal everything is more than `most`.
        for j in range(max(1, i - most), min(end, i + most) + 1):
            facing = other[j - 1]
            cost = min(
                before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing)
            )
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return too_many
    return min(row[-1], too_many)


class Vocabulary:
    """The words of some texts, of which the `MOST_WORDS` most frequent are kept."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(WORD.findall(text.casefold()))
        self._spelled: dict[str, str] = {}
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        self._by_sound: dict[str, str] = {}
        # Sorted, so that words of the same number have an order of their own.
        for word, _count in sorted(counts.items(), key=_rarest_last)[:MOST_WORDS]:
            key = folded(word)
            if SHORTEST <= len(key) <= LONGEST and key not in self._spelled:
                self._spelled[key] = word
                self._by_length[len(key)].append((key, _letters(key)))
                self._by_sound.setdefault(sound_of(key), key)

    def nearest(self, word: str) -> str | None:
        """Return the word that was meant, in small letters, or None.

        None as well for one that stands there, and for one too short to tell. First
        comes a word that sounds the same ("fotography" and "photography"), then one
        with nearly the same letters, then one with nearly the same sound.
        """
        key = folded(word)
        if not SHORTEST <= len(key) <= LONGEST or key in self._spelled:
            return None
        sound = sound_of(key)
        found = self._by_sound.get(sound) if len(sound) >= SHORTEST else None
        found = found or self._by_letters(key) or self._nearly_alike(sound)
        return None if found is None else self._spelled[found]

    def _by_letters(self, key: str) -> str | None:
        """Return the word that differs least.

        Of words that are as near, one with the same first letter comes first, then the
        most frequent.
        """
        most = 2 if len(key) >= LONG else 1
        letters = _letters(key)
        found: list[tuple[int, bool, str]] = []
        compared = 0
        for length in range(len(key) - most, len(key) + most + 1):
            for other, others in self._by_length.get(length, ()):
                # Nobody errs in the first letter of a short word and in another one.
                is_like = key[0] == other[0] or len(key) >= VERY_LONG
                allowed = most if is_like else 1
                # A change of one letter adds one to the set of letters and drops one.
                if (letters ^ others).bit_count() > 2 * allowed:
                    continue
                compared += 1
                if compared > MOST_COMPARED:
                    break
                apart = distance(key, other, most=allowed)
                if apart <= allowed:
                    found.append((apart, key[0] != other[0], other))
        # `min` takes the first of equals, and they stand by frequency.
        nearest = min(found, key=lambda one: one[:2], default=None)
        return None if nearest is None else nearest[2]

    def _nearly_alike(self, sound: str) -> str | None:
        """Return the most frequent word that sounds the same but for one letter."""
        if len(sound) < LONG:
            return None
        likely = (
            other
            for other in self._by_sound
            if other[:1] == sound[:1] and -2 < len(other) - len(sound) < 2
        )
        for other in islice(likely, MOST_COMPARED):
            if distance(sound, other, most=1) <= 1:
                return self._by_sound[other]
        return None


def _rarest_last(entry: tuple[str, int]) -> tuple[int, str]:
    word, count = entry
    return -count, word


def _letters(word: str) -> int:
    """Return the set of a word's letters, as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits
