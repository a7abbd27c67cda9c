"""What to offer where nothing was found: a filter less, the next branch, later on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.asked import Chip
from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.domain.geo import Position, distance_km

MOST = 4


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to ask, and how many circles it finds."""

    words: str
    count: int
    criteria: Criteria

    @property
    def query(self) -> str:
        """The query of the address, with its "?"."""
        return f"?{self.criteria.query()}"


def alternatives_of(finding: Finding, chips: list[Chip]) -> list[Alternative]:
    """Return what finds something where `finding` is empty, the nearest first.

    Neighbouring branches, the same later, and one filter less. (Words that circles
    spell otherwise were looked for already: `directory.spelling`.) Where what was found
    is past, so that it is of no use to anybody who did not ask for it, only what finds
    a circle to come.
    """
    if finding.to_come or not chips:
        return []
    if finding.count and finding.criteria.status:
        return []
    found = [
        *_neighbours(finding),
        *_later(finding),
        *_one_less(finding, chips),
    ]
    seen: dict[str, Alternative] = {}
    for one in found:
        seen.setdefault(one.query, one)
    return list(seen.values())[:MOST]


def _is_of_use(finding: Finding, members: int) -> bool:
    """Return whether a set of circles is worth a look, as it says above."""
    wanted = finding.snapshot.running(finding.now) if finding.count else members
    return bool(members & wanted)


def _neighbours(finding: Finding) -> list[Alternative]:
    """Offer the two branches nearest to the chosen one where the rest is found."""
    if not finding.criteria.branches:
        return []
    column = finding.snapshot.columns["branches"]
    here = _position(finding, column.numbers[finding.criteria.branches[0]])
    if here is None:
        return []
    rows = []
    members = finding.all_but("branches")
    for number, count in enumerate(column.counts(members)):
        there = _position(finding, number) if count else None
        if there is not None and _is_of_use(finding, members & column.members(number)):
            rows.append((distance_km(here, there), number, count))
    return [
        Alternative(
            _("At %(branch)s") % {"branch": column.choices[number].words},
            count,
            replace(
                finding.criteria,
                branches=(column.choices[number].value,),
                page=1,
                ignored=(),
            ),
        )
        for _distance, number, count in sorted(rows)[:2]
    ]


def _position(finding: Finding, number: int) -> Position | None:
    """Return where the circles of a branch meet, from the first that says so."""
    place = finding.snapshot.columns["branches"].first_place(number)
    position = (
        None if place is None else finding.snapshot.whereabouts.position_of(place)
    )
    return None if position is None else Position(*position)


def _later(finding: Finding) -> list[Alternative]:
    """Offer what has not begun yet, whether or not there are places already."""
    asked = finding.criteria
    if not asked.open and asked.status in {"", "upcoming"}:
        return []
    members = finding.all_but("open", "status")
    count = (members & finding.snapshot.status("upcoming", finding.now)).bit_count()
    if not count:
        return []
    criteria = replace(asked, open=False, status="upcoming", page=1, ignored=())
    return [Alternative(_("Starting later"), count, criteria)]


def _one_less(finding: Finding, chips: list[Chip]) -> list[Alternative]:
    """Offer the same without one of the filters, what finds most first."""
    rows = []
    for attribute in dict.fromkeys(chip.attribute for chip in chips):
        if attribute == "near" and not finding.criteria.within:
            continue
        name = "within" if attribute == "near" else attribute
        members = finding.all_but(name)
        if _is_of_use(finding, members):
            said = ", ".join(one.words for one in chips if one.attribute == attribute)
            words = (
                _("At any distance")
                if name == "within"
                else _("Without %(what)s") % {"what": said}
            )
            without = finding.criteria.without(name)
            rows.append(Alternative(words, members.bit_count(), without))
    return sorted(rows, key=lambda one: -one.count)
