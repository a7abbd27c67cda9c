"""The filters of a list: their choices, and how many circles each would leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.words import language_words
from learningcircles_wagtail.enums import (
    AccessFact,
    CircleFormat,
    CircleStatus,
    TimeOfDay,
    Weekday,
)

SHOWN = 12
"""So many choices of a filter are shown at once; of more, those with most circles."""

SEVERAL, ONE = "checkbox", "radio"


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A choice: its value in addresses, its words, how many circles it leaves."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter. `name` is the parameter, `kind` the type of its inputs in HTML.

    `hidden` says how many choices were left out because others have more circles.
    """

    name: str
    title: str
    kind: str
    choices: list[FacetChoice]
    is_open: bool
    hidden: int = 0

    @property
    def chosen(self) -> int:
        """How many choices are chosen."""
        return sum(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How one filter is shown; `words` are those of its fixed choices."""

    attribute: str
    name: str
    kind: str
    words: dict[str, Any] | None = None
    is_open: bool = False


PLANS = (
    _Plan("topics", "topic", SEVERAL, is_open=True),
    _Plan("weekdays", "weekday", SEVERAL, dict(Weekday.choices), is_open=True),
    _Plan("time", "time", ONE, dict(TimeOfDay.choices)),
    _Plan("format", "format", ONE, dict(CircleFormat.choices)),
    _Plan("branches", "branch", SEVERAL),
    _Plan("library", "library", ONE),
    _Plan("city", "city", ONE),
    _Plan("language", "language", ONE),
    _Plan("access", "access", SEVERAL, dict(AccessFact.choices)),
)


def facets_of(finding: Finding) -> list[Facet]:
    """Return the filters that can narrow a list, each with its choices and counts.

    A filter respects all others and not itself: a second topic adds circles, a second
    access fact takes some away. Left out is what no circle of the list has, and a
    filter of a single choice, unless it is chosen.
    """
    found = [_facet(finding, plan) for plan in PLANS]
    found = [found[0], _open(finding), *found[1:], _status(finding)]
    return [facet for facet in found if facet is not None]


def facet_title(name: str) -> str:
    """Return the heading of a filter, by its parameter."""
    return {
        "status": pgettext("filter", "State"),
        "open": pgettext("filter", "Places"),
        "topic": pgettext("filter", "Topic"),
        "weekday": pgettext("filter", "Day"),
        "time": pgettext("filter", "Time of day"),
        "format": pgettext("filter", "How people meet"),
        "branch": pgettext("filter", "Branch"),
        "library": pgettext("filter", "Library"),
        "city": pgettext("filter", "City"),
        "language": pgettext("filter", "Language"),
        "access": pgettext("filter", "Access"),
    }[name]


def choice_words(finding: Finding, name: str, value: str) -> str:
    """Return the words of one choice of a filter, by its parameter and value."""
    plan = next((one for one in PLANS if one.name == name), None)
    if plan is None:
        return str(CircleStatus(value).label) if name == "status" else value
    if plan.words is not None:
        return str(plan.words[value])
    column = finding.snapshot.columns[plan.attribute]
    number = column.numbers.get(value)
    words = value if number is None else column.choices[number].words
    return language_words(words) if name == "language" else words


def _facet(finding: Finding, plan: _Plan) -> Facet | None:
    column = finding.snapshot.columns[plan.attribute]
    chosen = _chosen(finding, plan)
    # All of several access facts have to be there, so they narrow themselves too.
    others = "" if plan.attribute == "access" else plan.attribute
    counts = column.counts(finding.all_but(others))
    rows = [
        (choice.value, number)
        for number, choice in enumerate(column.choices)
        if column.occurs(number) or choice.value in chosen
    ]
    if len(rows) < 2 and not chosen:
        return None
    most = sorted(rows, key=lambda row: -counts[row[1]])[:SHOWN]
    shown = {value for value, _number in most} | chosen
    choices = [
        FacetChoice(
            value,
            choice_words(finding, plan.name, value),
            counts[number],
            value in chosen,
        )
        for value, number in rows
        if value in shown
    ]
    return Facet(
        plan.name,
        facet_title(plan.name),
        plan.kind,
        choices,
        is_open=plan.is_open or bool(chosen),
        hidden=len(rows) - len(choices),
    )


def _chosen(finding: Finding, plan: _Plan) -> set[str]:
    """Return the chosen values."""
    given = getattr(finding.criteria, plan.attribute)
    several: Iterable[str] = (given,) if isinstance(given, str) else given
    return {one for one in several if one}


def _status(finding: Finding) -> Facet:
    members = finding.all_but("status")
    sets = finding.statuses()
    chosen = finding.criteria.status
    choices = [
        FacetChoice(
            value,
            str(label),
            (members & sets[value]).bit_count(),
            value == chosen,
        )
        for value, label in CircleStatus.choices
    ]
    return Facet("status", facet_title("status"), ONE, choices, is_open=bool(chosen))


def _open(finding: Finding) -> Facet:
    count = (finding.all_but("open") & finding.open).bit_count()
    chosen = finding.criteria.open
    choice = FacetChoice("1", _("With free places"), count, chosen)
    return Facet("open", facet_title("open"), SEVERAL, [choice], is_open=True)
