"""A picture of the public circles of one list, in memory, for as long as it is true.

Counting, for every choice of every filter, how many of 100,000 circles it would leave
takes a database half a second, and a visitor ten milliseconds here. A picture holds
bare facts (keys, instants, numbers of choices), never words of a page. It is thrown
away when the journal (`models.changes`) has moved on, so it is as current as the
database; what is *shown* is read from the database each time all the same, as
`live().public()`, and free places are read afresh.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from learningcircles_wagtail.directory.columns import Choice, Column, KeyedColumn
from learningcircles_wagtail.directory.distances import uses_miles
from learningcircles_wagtail.directory.epochs import EpochSeconds, Plain
from learningcircles_wagtail.directory.near_names import NearNames
from learningcircles_wagtail.directory.prepared import Digest
from learningcircles_wagtail.directory.record_choices import (
    RecordChoices,
    topics_of_circles,
)
from learningcircles_wagtail.directory.whereabouts import Whereabouts
from learningcircles_wagtail.domain.bit_sets import (
    Instants,
    first_places,
    from_flags,
)
from learningcircles_wagtail.domain.seats import backend_kind
from learningcircles_wagtail.domain.spelling import Vocabulary, folded
from learningcircles_wagtail.enums import (
    CircleFormat,
    SignUpBackend,
    TimeOfDay,
    Weekday,
)
from learningcircles_wagtail.models.changes import Journal

LATER = 2**62
FAR_AWAY = 2**37
"""A moment in the year 6325, in seconds since 1970."""

CIRCLE = 1
"""Where in `FACTS` the key of the circle's row stands."""

FACTS = (
    "pk",
    "circle_id",
    EpochSeconds("circle__first_meeting_at"),
    EpochSeconds("circle__last_meeting_at"),
    EpochSeconds("circle__created_at"),
    "title",
    "circle__meeting_count",
    "circle__cancelled",
    "circle__branch_id",
    "circle__library_system_id",
    "circle__city",
    "circle__format",
    Plain("circle__weekdays"),
    "circle__time_of_day",
    "circle__language",
    "circle__latitude",
    "circle__longitude",
    "circle__sign_up_backend",
    EpochSeconds("circle__sign_up_opens_at"),
    EpochSeconds("circle__sign_up_closes_at"),
)


class Snapshot:
    """The public circles of a list, each at a *place*: 0 for the first to begin.

    Places follow the first meeting, circles without a date at the end; circles that
    begin at the same moment follow the keys of their pages. `columns` hold the filters
    by the names of `Criteria`'s attributes. `translations` are the list's own public
    pages in other languages, which the journal knows as well. `vocabulary` is made when
    somebody first misspells a word (`directory.spelling`). `journal` is what had been
    noted before the circles were read. `made_at` is when the picture was made and
    `read_at` when all circles were read, by the monotonic clock.

    `full` are the circles without a free place, by the digest of their keys; whether it
    is the same still is asked each time (`directory.full_circles`).

    With `before`, an older picture of the same list, and `changed`, the keys of the
    circles that have changed since, only those are read.
    """

    def __init__(
        self,
        index_page: Any,
        journal: Journal,
        now: datetime,
        before: Snapshot | None = None,
        changed: Iterable[int] = (),
    ) -> None:
        self.journal = journal
        self.made_at = time.monotonic()
        self.read_at = self.made_at if before is None else before.read_at
        circles = index_page.get_circles(now=now).order_by()
        self.model = circles.model
        self.translations = index_page.get_public_translations()
        if before is None:
            rows = _rows_of(circles, topics_of_circles())
        else:
            changed = set(changed)
            rows = [row for row in before.rows() if row[CIRCLE] not in changed]
            circles = circles.filter(circle_id__in=changed)
            rows += _rows_of(circles, topics_of_circles(changed))
        rows.sort(key=lambda row: (LATER if row[2] is None else row[2], row[0]))
        self.size = len(rows)
        self.vocabulary: Vocabulary | None = None
        self.everything = first_places(self.size)
        self._fields = list(zip(*rows, strict=True)) or [()] * (len(FACTS) + 1)
        (
            self.pages,
            self.circles,
            first,
            last,
            self._created,
            self.titles,
            counts,
            cancelled,
            branches,
            libraries,
            cities,
            formats,
            weekdays,
            times,
            languages,
            latitudes,
            longitudes,
            backends,
            opens,
            closes,
            topics,
        ) = self._fields
        self.place_of_page = dict(zip(self.pages, range(self.size), strict=True))
        self.places_of_circle = _places_of(self.circles)
        self._first = array("q", (LATER if one is None else one for one in first))
        self._last = Instants(last)
        self._opens, self._closes = Instants(opens), Instants(closes)
        self._cancelled = from_flags(
            bytes(
                bool(flag) or (end is None and count > 0)
                for flag, end, count in zip(cancelled, last, counts, strict=True)
            )
        )
        self._sign_up = _fixed(
            SignUpBackend.values, [backend_kind(one).value for one in backends]
        )
        records = RecordChoices(index_page.locale_id)
        self.sites = records.sites(branches)
        self.full: tuple[Digest, int] | None = None
        self.whereabouts = Whereabouts(latitudes, longitudes)
        self.columns = {
            "topics": records.topics(topics),
            "branches": records.branches(branches),
            "library": records.libraries(libraries),
            "city": _by_word(cities, records.cities()),
            "format": _fixed(CircleFormat.values, formats),
            "weekdays": _fixed(Weekday.values, weekdays),
            "time": _fixed(TimeOfDay.values, times),
            "language": _by_word(languages),
            "access": records.access(branches),
        }

    def rows(self) -> Iterable[tuple]:
        """Return what was read of each circle, in the order of their places."""
        return zip(*self._fields, strict=True)

    def at(self, circles: Iterable[int]) -> list[int]:
        """Return the places of some circles, of those that are in the picture."""
        found: list[int] = []
        for circle in circles:
            place = self.places_of_circle.get(circle)
            if isinstance(place, tuple):
                found += place
            elif place is not None:
                found.append(place)
        return found

    def status(self, status: str, now: datetime) -> int:
        """Return the set of the circles in a state at `now`: a value of CircleStatus.

        Follows `models.querysets`, where the same is said in SQL.
        """
        moment = now.timestamp()
        begun = first_places(bisect_right(self._first, moment))
        standing = self.everything & ~self._cancelled
        match status:
            case "cancelled":
                return self._cancelled
            case "upcoming":
                return standing & ~begun
            case "in_progress":
                return standing & begun & ~self._last.passed(moment)
            case _completed:
                return standing & self._last.passed(moment)

    def running(self, now: datetime) -> int:
        """Return the set of the circles that are upcoming or in progress."""
        standing = self.everything & ~self._cancelled
        return standing & ~self._last.passed(now.timestamp())

    def open(self, now: datetime, full: int) -> int:
        """Return the set of the circles that one can join without waiting.

        Follows `domain.seats`. `full` is the set of the circles without a free place
        (`directory.full_circles`), which change with every sign-up.
        """
        moment = now.timestamp()
        elsewhere, here, none = (
            self._sign_up.any_of([backend])
            for backend in (
                SignUpBackend.EXTERNAL,
                SignUpBackend.DATABASE,
                SignUpBackend.NONE,
            )
        )
        asked = elsewhere | (here & ~full)
        opened = self._opens.passed(moment) | (self.everything & ~self._opens.known)
        asked &= opened & ~self._closes.passed(moment)
        return self.running(now) & (none | asked)

    def next_change(self, now: datetime) -> datetime:
        """Return when the next circle begins or ends, or a sign-up opens or closes.

        Until then each is in the same state. Without such a moment it is far away.
        """
        moment = now.timestamp()
        begin = bisect_right(self._first, moment)
        moments = [self._first[begin]] if begin < self.size else []
        for instants in (self._last, self._opens, self._closes):
            moments += instants.next_after(moment)
        return datetime.fromtimestamp(min([*moments, FAR_AWAY]), tz=UTC)

    @property
    def in_miles(self) -> bool:
        """Whether the reader measures in miles: most circles' country may decide."""
        return uses_miles(self._country)

    @cached_property
    def near_names(self) -> NearNames:
        """What the places of this list are called, for who types one."""
        return NearNames(self.sites)

    @cached_property
    def _country(self) -> str:
        countries: Counter[str] = Counter()
        for site in self.sites:
            countries[site.country] += site.circles
        return countries.most_common(1)[0][0] if countries else ""

    @cached_property
    def by_end(self) -> list[int]:
        """All places, those whose last meeting is latest first."""
        return self._last.latest_first()

    @cached_property
    def by_newest(self) -> list[int]:
        """All places, those published last first."""
        created = self._created
        return sorted(range(self.size), key=lambda place: (-created[place], place))

    @cached_property
    def by_title(self) -> list[int]:
        """All places by title, capitals and accents aside."""
        keys = [title_key(title) for title in self.titles]
        return sorted(range(self.size), key=lambda place: (keys[place], place))


def title_key(title: str) -> str:
    """Return what a title is ordered by: no capitals, no accents."""
    return folded(title)


def _rows_of(circles: Any, topics: Mapping[int, tuple[int, ...]]) -> list[tuple]:
    """Read the facts of some circles, and put the keys of their topics beside them."""
    none: tuple[int, ...] = ()
    return [
        (*row, topics.get(row[CIRCLE], none)) for row in circles.values_list(*FACTS)
    ]


def _places_of(circles: Sequence[int]) -> dict[int, int | tuple[int, ...]]:
    """Return the place of each circle; an alias shows one a second time, in a tuple."""
    found: dict[int, Any] = dict(zip(circles, range(len(circles)), strict=True))
    if len(found) < len(circles):
        several: dict[int, list[int]] = defaultdict(list)
        for place, circle in enumerate(circles):
            several[circle].append(place)
        found |= {key: tuple(held) for key, held in several.items() if len(held) > 1}
    return found


def _by_word(values: Sequence[str], others: Iterable[str] = ()) -> Column:
    """Return a column whose choices are the words that occur, in their order.

    `others` are known too, but for another spelling of a word that occurs.
    """
    occurring = set(values)
    spelled = {folded(word) for word in occurring}
    known = {*occurring, *(word for word in others if folded(word) not in spelled)}
    words = sorted(known - {""}, key=lambda word: (title_key(word), word))
    choices = [Choice(word, word, (folded(word),)) for word in words]
    return KeyedColumn(choices, [[word] for word in words], values)


def _fixed(choices: Iterable[str], values: Sequence[str]) -> Column:
    """Return a column of fixed choices from texts such as "evening" or ",0,3,"."""
    texts = {text: text.strip(",").split(",") for text in set(values)}
    holders = [[text for text in texts if one in texts[text]] for one in choices]
    return KeyedColumn([Choice(one, "") for one in choices], holders, values)
