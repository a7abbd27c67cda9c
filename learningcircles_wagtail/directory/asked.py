"""What was asked for, said back: chips that can be taken away, values not used."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from learningcircles_wagtail.directory.criteria import PARAMETERS, Criteria, Ignored
from learningcircles_wagtail.directory.distances import distance_words
from learningcircles_wagtail.directory.facets import choice_words, facet_title
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.directory.words import quoted
from learningcircles_wagtail.enums import CircleStatus

NAMES = {attribute: name for name, attribute in PARAMETERS.items()}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was asked for, and the criteria without it.

    `attribute` is the filter's name in `Criteria`.
    """

    attribute: str
    words: str
    without: Criteria

    @property
    def query(self) -> str:
        """The query of the address without it, with its "?", "" for none."""
        query = self.without.query()
        return f"?{query}" if query else ""


def chips_of(finding: Finding) -> list[Chip]:
    """Return a chip for each value that narrows the list."""
    asked, chips = finding.criteria, []
    if asked.q:
        chips.append(Chip("q", quoted(asked.q), asked.without("q")))
    if asked.near:
        chips.append(_near_chip(finding))
    for attribute in (
        "status",
        "topics",
        "weekdays",
        "time",
        "format",
        "branches",
        "library",
        "city",
        "language",
        "access",
    ):
        given = getattr(asked, attribute)
        for value in (given,) if isinstance(given, str) else given:
            if value:
                words = choice_words(finding, NAMES[attribute], value)
                chips.append(Chip(attribute, words, asked.without(attribute, value)))
    if asked.open:
        chips.append(Chip("open", _("With free places"), asked.without("open")))
    return chips


def _near_chip(finding: Finding) -> Chip:
    asked, place = finding.criteria, finding.near_place
    near_words = place.words if place else _("where you are")
    if asked.within:
        distance = distance_words(asked.within, miles=finding.snapshot.in_miles)
        words = _("Within %(distance)s of %(place)s") % {
            "distance": distance,
            "place": near_words,
        }
    else:
        words = _("Near %(place)s") % {"place": near_words}
    return Chip("near", words, asked.without("near"))


def over_words(finding: Finding) -> str:
    """Return how many of the circles that were found are over or cancelled, or "".

    Who asked for a state knows.
    """
    if finding.criteria.status:
        return ""
    over, cancelled = (
        (finding.members & finding.snapshot.status(status, finding.now)).bit_count()
        for status in (CircleStatus.COMPLETED, CircleStatus.CANCELLED)
    )
    words = []
    if over:
        words.append(ngettext("%d of them over", "%d of them over", over) % over)
    if cancelled:
        text = ngettext("%d of them cancelled", "%d of them cancelled", cancelled)
        words.append(text % cancelled)
    return pgettext("between items of a list", ", ").join(words)


def hints_of(finding: Finding) -> list[str]:
    """Return a sentence for what was chosen and says nothing yet: how far from what."""
    asked = finding.criteria
    near_is_bad = any(one.name == "near" for one in asked.ignored)
    if asked.within is None or asked.near is not None or near_is_bad:
        return []
    distance = distance_words(asked.within, miles=finding.snapshot.in_miles)
    words = _(
        "Say near which place: then the list shows the circles within %(distance)s "
        "of it."
    )
    return [words % {"distance": distance}]


def problems_of(ignored: tuple[Ignored, ...]) -> list[str]:
    """Return a sentence for what could not be used; a few values are named."""
    if not ignored:
        return []
    named = [
        _("%(name)s: “%(value)s”") % {"name": _label(one.name), "value": one.value}
        if one.value
        else _label(one.name)
        for one in ignored[:5]
    ]
    words = ngettext(
        "One thing in the address could not be understood and was left out: %(what)s.",
        "Some things in the address could not be understood and were left out: "
        "%(what)s.",
        len(ignored),
    )
    return [words % {"what": "; ".join(named)}]


def _label(name: str) -> str:
    extra = {
        "near": _("Near"),
        "within": _("Within"),
        "order": _("Order"),
        "page": _("Page"),
        "q": _("Words"),
        "day": _("Day"),
        "role": pgettext("filter of guides", "For"),
        "stage": pgettext("filter of guides", "Stage"),
        "limit": _("How many"),
        "scheme": _("Light or dark"),
    }
    return extra.get(name) or facet_title(name)
