"""Which circles a visitor of the toolkit may choose: those to come, soonest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpRequest

from learningcircles_wagtail.directory.words import in_zone, short_day
from learningcircles_wagtail.domain.feed_text import one_line
from learningcircles_wagtail.models.querysets import running_q
from learningcircles_wagtail.toolkit.chosen import ChosenCircle, public_circles

MOST = 50
"""How many circles the list offers; the others are found by a part of their title."""

SEARCH_PARAMETER = "find"
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Option:
    """A circle to choose: its key, its words, and whether it is chosen."""

    value: int
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Options:
    """The circles to choose from; `has_more` where a search has to find the others."""

    circles: list[Option]
    has_more: bool = False
    search: str = ""

    @property
    def is_worth_asking(self) -> bool:
        """Whether there is anything to choose, or was looked for."""
        return bool(self.circles or self.search)


def searched_words(request: HttpRequest | None) -> str:
    """Return the words by which circles are looked for, "" for none."""
    given = request.GET.get(SEARCH_PARAMETER, "") if request is not None else ""
    return one_line(given[:LONGEST_SEARCH])


def options(
    request: HttpRequest | None,
    *,
    locale_id: int,
    now: datetime,
    circle: ChosenCircle | None = None,
) -> Options:
    """Return the circles of the site and language that have a meeting to come.

    One query. A circle that is chosen stands among them, whatever it is.
    """
    search = searched_words(request)
    pages = public_circles(request)
    if pages is None:
        return Options([], search=search)
    pages = pages.filter(running_q(now, "circle__"), locale_id=locale_id)
    if search:
        pages = pages.filter(title__icontains=search)
    # Who prepares a circle comes before who is in the midst of one.
    begun = Case(
        When(circle__first_meeting_at__lte=now, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    first = F("circle__first_meeting_at").asc(nulls_last=True)
    rows = list(
        pages.order_by(begun, first, "pk").values(
            "pk",
            "title",
            lc_first=F("circle__first_meeting_at"),
            lc_zone=F("circle__time_zone"),
            lc_branch=F("circle__branch__name"),
        )[: MOST + 1]
    )
    chosen_key = circle.page.pk if circle else None
    found = [
        Option(row["pk"], _words(row, now=now), row["pk"] == chosen_key)
        for row in rows[:MOST]
    ]
    if circle is not None and not any(option.is_chosen for option in found):
        found.insert(0, Option(circle.page.pk, circle.summary.title, True))
    return Options(found, has_more=len(rows) > MOST, search=search)


def _words(row: dict[str, Any], *, now: datetime) -> str:
    """Return a circle in one line: "Start a story – Nov. 4, Central Library"."""
    facts = []
    if row["lc_first"] is not None:
        first = in_zone(row["lc_first"], row["lc_zone"])
        facts.append(short_day(first, with_year=first.year != now.year))
    if row["lc_branch"]:
        facts.append(row["lc_branch"])
    return f"{row['title']} – {', '.join(facts)}" if facts else row["title"]
