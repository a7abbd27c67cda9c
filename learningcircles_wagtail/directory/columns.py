"""Columns of a picture of circles: which places have which choice of a filter."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress

from learningcircles_wagtail.domain.bit_sets import from_places, to_flags

FEW = 256
"""Up to so many choices each has a set of its own; of more, rows are counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter: the value in addresses, its words, and other slugs.

    `aliases` are slugs of the same record in other languages, which are understood too.
    """

    value: str
    words: str
    aliases: tuple[str, ...] = ()


class Column:
    """A filter's choices and, for each place, the numbers of those that it has.

    `places` lists, beside each choice, the places that have it, in rising order.
    """

    def __init__(
        self, choices: Sequence[Choice], places: Sequence[Sequence[int]], size: int
    ) -> None:
        self.choices = list(choices)
        self.size = size
        self.numbers: dict[str, int] = {}
        for number, choice in enumerate(self.choices):
            for slug in (choice.value, *choice.aliases):
                self.numbers.setdefault(slug, number)
        self._places = places
        self._sets: dict[int, int] = {}
        self._codes: array | None = None

    def members(self, number: int) -> int:
        """Return the set of the places that have a choice."""
        if number not in self._sets:
            members = from_places(self._places[number], self.size)
            if len(self.choices) > FEW:
                return members
            self._sets[number] = members
        return self._sets[number]

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
        numbers = (self.numbers[value] for value in values if value in self.numbers)
        return tuple(self.choices[number].value for number in dict.fromkeys(numbers))

    def spelling(self, value: str) -> str:
        """Return a value as its choice spells it, or as it is where there is none."""
        number = self.numbers.get(value, self.numbers.get(value.casefold()))
        return value if number is None else self.choices[number].value

    def occurs(self, number: int) -> bool:
        """Return whether any place has a choice."""
        return bool(self._places[number])

    def first_place(self, number: int) -> int | None:
        """Return the first place that has a choice, or None."""
        places = self._places[number]
        return places[0] if places else None

    def counts(self, members: int) -> list[int]:
        """Return, for each choice, how many of `members` have it."""
        if len(self.choices) <= FEW:
            numbers = range(len(self.choices))
            return [(self.members(number) & members).bit_count() for number in numbers]
        if self._codes is None:
            self._codes = self._one_code_a_place()
        found = Counter(compress(self._codes, to_flags(members, self.size)))
        return [found.get(number, 0) for number in range(len(self.choices))]

    def _one_code_a_place(self) -> array:
        """Return the number of the choice of each place; -1 for none.

        A filter of very many choices is a branch or a city: a place has one at most.
        """
        codes = array("q", [-1]) * self.size
        for number, places in enumerate(self._places):
            for place in places:
                codes[place] = number
        return codes
