"""The words of a list's own circles, and which of them a visitor may have meant.

What sounds or looks like a word of theirs is looked for in its place where what was
typed finds nothing, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.finding import Finding, find
from learningcircles_wagtail.directory.search import words_of
from learningcircles_wagtail.domain.spelling import Vocabulary
from learningcircles_wagtail.models import Course, Facilitator

OFFERED = ("topics", "branches", "library", "city")
"""Filters whose choices are names that one may look for."""


def find_forgivingly(index_page: Any, criteria: Criteria, *, now: datetime) -> Finding:
    """Return what `find` returns, or where that is nothing, what was meant.

    The finding says in `typed` what a visitor wrote who spelled otherwise. Feeds do not
    ask here: what a program subscribes to is what its address says.
    """
    finding = find(index_page, criteria, now=now)
    if finding.count or not criteria.q:
        return finding
    spelled = meant(finding)
    if spelled is None:
        return finding
    page = replace(spelled, page=criteria.page, ignored=finding.criteria.ignored)
    other = find(index_page, page, now=now)
    if not other.count:
        return finding
    other.typed = criteria.q
    return other


def said_of(finding: Finding) -> list[str]:
    """Return a sentence where other words were looked for than a visitor wrote."""
    if not finding.typed:
        return []
    words = {"typed": finding.typed, "words": finding.criteria.q}
    said = _("Nothing was found for “%(typed)s”. This is shown: “%(words)s”.")
    return [said % words]


def meant(finding: Finding) -> Criteria | None:
    """Return what was asked for with its words spelled as circles of the list do.

    None where nobody knows better. The words are those of circles that everybody may
    see; they are read once for each picture of the list.
    """
    asked = words_of(finding.criteria.q)
    if not asked:
        return None
    words = vocabulary_of(finding)
    spelled = [words.nearest(word) or word for word in asked]
    if spelled == asked:
        return None
    return replace(finding.criteria, q=" ".join(spelled), page=1, ignored=())


def vocabulary_of(finding: Finding) -> Vocabulary:
    """Return the words of the circles in a finding's picture; two queries at first."""
    snapshot = finding.snapshot
    if snapshot.vocabulary is None:
        snapshot.vocabulary = Vocabulary(_texts(finding))
    return snapshot.vocabulary


def _texts(finding: Finding) -> Iterator[str]:
    snapshot = finding.snapshot
    yield from snapshot.titles
    for name in OFFERED:
        column = snapshot.columns[name]
        for number, choice in enumerate(column.choices):
            if column.occurs(number):
                yield choice.words
    circles = finding.index_page.get_circles(now=finding.now).order_by()
    courses = Course.objects.filter(
        Exists(circles.filter(circle__course=OuterRef("pk"))), live=True
    )
    for title, provider in courses.values_list("title", "provider"):
        yield f"{title} {provider}"
    people = Facilitator.objects.filter(
        Exists(circles.filter(circle__facilitators=OuterRef("pk"))), live=True
    )
    yield from people.values_list("name", flat=True)
