"""What a visitor asks of a list of circles: an address's query, read and checked.

`Criteria.parse` never raises. What it cannot use it leaves out and names in
`ignored`, so that the page can say so. Slugs are checked later, against the records
of the list (`directory.finding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from math import isfinite
from urllib.parse import quote_plus

from django.http import QueryDict

from learningcircles_wagtail.domain.geo import Position, PositionError
from learningcircles_wagtail.domain.numbers import whole_number
from learningcircles_wagtail.enums import (
    AccessFact,
    CircleFormat,
    CircleStatus,
    TimeOfDay,
    Weekday,
)

ORDERS = ("soonest", "nearest", "newest", "title")
MOST_VALUES = 50
"""How many different values of one parameter are looked at."""

LONGEST = 200
"""How many characters of a value are looked at."""

FARTHEST_KM = 20_038.0
"""Half of the Earth's girth: within it lies everything."""

DECIMALS = 5
"""Digits of a degree that are looked at: about a metre."""

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:\.[0-9]{1,15})?\Z")
IN_BRACKETS = re.compile(r"\(([^()]*)\)\Z")
"""The end of "Where I am (41.53,-90.57)", as the form says a position."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A parameter whose value could not be used: its name, and the value shortened."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """The filters, the order and the page of a list; nothing is asked for by default.

    `topics`, `branches`, `weekdays` and `access` hold several values: a circle has to
    have one of the topics, branches and weekdays, and all of the access facts.
    `near` may have been given as the words of a `place`, which the list knows
    (`directory.near_names`); until then it is None. `within` is in kilometres and says
    nothing without `near`. `order` is "" where none was asked for and `page` counts
    from 1. `ignored` names what could not be used.
    """

    q: str = ""
    topics: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    library: str = ""
    city: str = ""
    format: str = ""
    weekdays: tuple[str, ...] = ()
    time: str = ""
    language: str = ""
    access: tuple[str, ...] = ()
    open: bool = False
    near: Position | None = None
    place: str = ""
    within: float | None = None
    status: str = ""
    order: str = ""
    page: int = 1
    ignored: tuple[Ignored, ...] = ()

    @classmethod
    def parse(cls, query: QueryDict) -> Criteria:
        """Read the parameters of the contract; others are passed over."""
        return _Reader(query).read()

    @property
    def effective_order(self) -> str:
        """The order that applies: what was asked for, else nearest or soonest."""
        if self.order and not (self.order == "nearest" and self.near is None):
            return self.order
        return "nearest" if self.near and not self.order else "soonest"

    @property
    def follows_the_hour(self) -> bool:
        """Whether what is found, or its order, changes as circles begin and end."""
        return bool(self.status) or self.effective_order == "soonest"

    @property
    def has_near(self) -> bool:
        """Whether it was said near to what, by position or by words."""
        return self.near is not None or bool(self.place)

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list; order and page do not."""
        passed_over = {"order", "page", "ignored"} | (
            set() if self.has_near else {"within"}
        )
        return any(
            getattr(self, field.name) not in ((), "", None, False)
            for field in fields(self)
            if field.name not in passed_over
        )

    def near_to(self, place: str, position: Position | None) -> Criteria:
        """Return these criteria with the words of a place, and where it is.

        Without a position nothing is nearest.
        """
        order = "" if position is None and self.order == "nearest" else self.order
        return replace(self, place=place, near=position, order=order)

    def without(self, name: str, value: str | None = None) -> Criteria:
        """Return these criteria without a filter, or without one of its values.

        `name` is that of the attribute. The page is the first again.
        """
        kept = getattr(self, name)
        if isinstance(kept, tuple) and value is not None:
            left = tuple(one for one in kept if one != value)
        else:
            left = type(self).__dataclass_fields__[name].default
        changed = replace(self, **{name: left}, page=1, ignored=())
        if name == "near":
            changed = changed.near_to("", None)
        return changed if changed.has_near else replace(changed, within=None)

    def pairs(self, *, page: bool = True) -> list[tuple[str, str]]:
        """Return the parameters, in the contract's order, as names and values."""
        found: list[tuple[str, str]] = []
        for parameter, attribute in PARAMETERS.items():
            value = getattr(self, attribute)
            if parameter == "page":
                if page and value > 1:
                    found.append((parameter, str(value)))
            elif parameter == "near" and self.place:
                found.append((parameter, self.place))
            elif parameter == "within" and not self.has_near:
                continue
            elif isinstance(value, tuple):
                found += [(parameter, one) for one in value]
            elif isinstance(value, Position):
                found.append((parameter, position_text(value)))
            elif value is True:
                found.append((parameter, "1"))
            elif value not in ("", None, False):
                text = f"{value:.10g}" if isinstance(value, float) else str(value)
                found.append((parameter, text))
        return found

    def query(self, *, page: bool = True) -> str:
        """Return the parameters as the query of an address, "" for none; no "?"."""
        return "&".join(
            f"{name}={quote_plus(value, safe=',')}"
            for name, value in self.pairs(page=page)
        )


PARAMETERS = {
    "q": "q",
    "topic": "topics",
    "branch": "branches",
    "library": "library",
    "city": "city",
    "format": "format",
    "weekday": "weekdays",
    "time": "time",
    "language": "language",
    "access": "access",
    "open": "open",
    "near": "near",
    "within": "within",
    "status": "status",
    "order": "order",
    "page": "page",
}
"""The parameters of an address, and the attributes that they set."""


def position_text(position: Position) -> str:
    """Return a position as the parameter `near` takes it: "41.5236,-90.5776"."""
    return f"{position.latitude:.10g},{position.longitude:.10g}"


def clean_text(text: str) -> str:
    """Return text without control characters and lone surrogates, spaces folded."""
    return " ".join(UNPRINTABLE.sub(" ", text[: 4 * LONGEST]).split())[:LONGEST]


class _Reader:
    """Reads one query; what cannot be used is collected in `ignored`."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.ignored: list[Ignored] = []

    def read(self) -> Criteria:
        near, place = self._near()
        values = {
            "q": self._question(),
            "topics": self._several("topic"),
            "branches": self._several("branch"),
            "library": self._words("library"),
            "city": self._words("city"),
            "format": self._choice("format", CircleFormat.values),
            "weekdays": self._several("weekday", Weekday.values),
            "time": self._choice("time", TimeOfDay.values),
            "language": self._words("language"),
            "access": self._several("access", AccessFact.values),
            "open": self._open(),
            "near": near,
            "place": place,
            "within": self._within(),
            "status": self._choice("status", CircleStatus.values),
            "order": self._order(is_near=near is not None or bool(place)),
            "page": self._page(),
        }
        return Criteria(**values, ignored=tuple(self.ignored))

    def _last(self, name: str) -> str:
        return self.query.get(name) or ""

    def _words(self, name: str) -> str:
        value = self._last(name)
        words = clean_text(value)
        if value.strip() and not words:
            self._ignore(name, value)
        return words

    def _question(self) -> str:
        """Return what to search for; signs alone are no question."""
        words = self._words("q")
        if words and not any(letter.isalnum() for letter in words):
            self._ignore("q", words)
            return ""
        return words

    def _ignore(self, name: str, value: str) -> None:
        self.ignored.append(Ignored(name, clean_text(value)[:40]))

    def _several(self, name: str, known: Iterable[str] | None = None) -> tuple:
        given = self.query.getlist(name)
        values = list(dict.fromkeys(given))
        if len(values) > MOST_VALUES:
            self._ignore(name, values[MOST_VALUES])
            values = values[:MOST_VALUES]
        kept = []
        for value in values:
            cleaned = clean_text(value)
            if not cleaned:
                if value:
                    self._ignore(name, value)
            elif known is not None and cleaned not in known:
                self._ignore(name, value)
            else:
                kept.append(cleaned)
        return tuple(kept)

    def _choice(self, name: str, known: Iterable[str]) -> str:
        value = self._last(name)
        if not value or value in known:
            return value
        self._ignore(name, value)
        return ""

    def _open(self) -> bool:
        value = self._last("open")
        if value not in {"", "0", "1"}:
            self._ignore("open", value)
        return value == "1"

    def _near(self) -> tuple[Position | None, str]:
        """Return a position, or the words of a place."""
        value = self._last("near")
        if not value:
            return None, ""
        words = clean_text(value)
        in_brackets = IN_BRACKETS.search(words)
        text = in_brackets[1] if in_brackets else words
        parts = [part.strip() for part in text.split(",")]
        if len(parts) == 2 and all(NUMBER.match(part) for part in parts):
            try:
                return Position(*(round(float(part), DECIMALS) for part in parts)), ""
            except PositionError:
                pass
        elif words and not (len(parts) > 1 and all(map(_is_number, parts))):
            return None, words
        self._ignore("near", value)
        return None, ""

    def _within(self) -> float | None:
        value = self._last("within").strip()
        if not value:
            return None
        number = float(value) if NUMBER.match(value) else -1.0
        if isfinite(number) and 0 < number <= FARTHEST_KM:
            return number
        self._ignore("within", value)
        return None

    def _order(self, *, is_near: bool) -> str:
        """Return the order; a form may still say "nearest" when its place is gone."""
        value = self._choice("order", ORDERS)
        return "" if value == "nearest" and not is_near else value

    def _page(self) -> int:
        value = self._last("page")
        if not value:
            return 1
        if number := whole_number(value, digits=5):
            return number
        self._ignore("page", value)
        return 1


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
