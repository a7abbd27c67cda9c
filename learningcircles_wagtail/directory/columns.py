"""Columns of a picture of circles: which places have which choice of a filter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from learningcircles_wagtail.domain.bit_sets import (
    from_flags,
    from_places,
    lowest,
    to_flags,
)
from learningcircles_wagtail.domain.spelling import folded

FEW = 256
"""Up to so many different values fit into a byte a place; more are listed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: its value in addresses, its words, what else means it.

    `aliases` are understood too: slugs of the same record in other languages, a city
    without its capitals and accents.
    """

    value: str
    words: str
    aliases: tuple[str, ...] = ()


class Column:
    """A filter's choices, and the sets of the places that have them.

    `holders` are, beside each choice, the keys that have it; subclasses say which
    places have a key.
    """

    def __init__(
        self, choices: Sequence[Choice], holders: Sequence[Sequence[Hashable]]
    ) -> None:
        self.choices = list(choices)
        self.holders = holders
        self.numbers: dict[str, int] = {}
        # Their own values first: one choice's name in another language may be the
        # value of another.
        for number, choice in enumerate(self.choices):
            self.numbers.setdefault(choice.value, number)
        for number, choice in enumerate(self.choices):
            for slug in choice.aliases:
                self.numbers.setdefault(slug, number)
        self._sets: dict[int, int] = {}

    def _of_keys(self, keys: Sequence[Hashable]) -> int:
        """Override to return the set of the places that have one of some keys."""
        raise NotImplementedError

    def first_place(self, number: int) -> int | None:
        """Return the first place that has a choice, or None."""
        members = self.members(number)
        return lowest(members) if members else None

    def members(self, number: int) -> int:
        """Return the set of the places that have a choice."""
        if number in self._sets:
            return self._sets[number]
        members = self._of_keys(self.holders[number])
        if len(self.choices) <= FEW:
            self._sets[number] = members
        return members

    def any_of(self, values: Iterable[str]) -> int:
        """Return the set of the places that have one of some known values."""
        found = 0
        for number in {self.numbers[value] for value in values}:
            found |= self.members(number)
        return found

    def all_of(self, values: Iterable[str], everything: int) -> int:
        """Return the set of the places that have every one of some known values."""
        found = everything
        for number in {self.numbers[value] for value in values}:
            found &= self.members(number)
        return found

    def known(self, values: Iterable[str]) -> tuple[str, ...]:
        """Return those of `values` that are choices, each once, by their own value."""
        spelled = (self.spelling(value) for value in values)
        return tuple(dict.fromkeys(value for value in spelled if value))

    def spelling(self, value: str) -> str:
        """Return a value as its choice spells it, or "" where there is none.

        Capitals and accents are forgiven where the value stands nowhere as it is.
        """
        number = self.numbers.get(value)
        if number is None:
            number = self.numbers.get(folded(value))
        return "" if number is None else self.choices[number].value

    def occurs(self, number: int) -> bool:
        """Return whether any place has a choice."""
        return bool(self.members(number))

    def counts(self, members: int) -> list[int]:
        """Return, for each choice, how many of `members` have it."""
        numbers = range(len(self.choices))
        return [(self.members(number) & members).bit_count() for number in numbers]


class KeyedColumn(Column):
    """A column in which each place has one key: a branch, or all its topics at once.

    `keys` holds the key of each place.
    """

    def __init__(
        self,
        choices: Sequence[Choice],
        holders: Sequence[Sequence[Hashable]],
        keys: Sequence[Hashable],
    ) -> None:
        super().__init__(choices, holders)
        self._keys = keys
        self._codes = {key: code for code, key in enumerate(dict.fromkeys(keys))}
        self._coded = self._places = None
        if len(self._codes) <= FEW:
            self._coded = bytes(map(self._codes.__getitem__, keys))
        else:
            self._places = _listed(keys)

    def _of_keys(self, keys: Sequence[Hashable]) -> int:
        if self._coded is not None:
            codes = {self._codes[key] for key in keys if key in self._codes}
            table = bytes(int(code in codes) for code in range(256))
            return from_flags(self._coded.translate(table))
        places = (place for key in keys for place in self._places.get(key, ()))
        return from_places(places, len(self._keys))

    def occurs(self, number: int) -> bool:
        """Return whether any place has a choice."""
        return any(key in self._codes for key in self.holders[number])

    def first_place(self, number: int) -> int | None:
        """Return the first place that has a choice, or None."""
        if self._places is None:
            return super().first_place(number)
        held = (self._places.get(key) for key in self.holders[number])
        return min((places[0] for places in held if places), default=None)

    def counts(self, members: int) -> list[int]:
        """Return, for each choice, how many of `members` have it."""
        if len(self.choices) <= FEW:
            return super().counts(members)
        found = Counter(compress(self._keys, to_flags(members, len(self._keys))))
        return [sum(found[key] for key in held) for held in self.holders]


def _listed(keys: Iterable[Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    return dict(places)
