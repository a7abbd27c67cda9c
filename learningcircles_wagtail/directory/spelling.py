"""The words of a list's own circles, and which of them a visitor may have meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.directory.search import words_of
from learningcircles_wagtail.domain.spelling import Vocabulary
from learningcircles_wagtail.models import Course, Facilitator

OFFERED = ("topics", "branches", "library", "city")
"""Filters whose choices are names that one may look for."""


def meant(finding: Any) -> Criteria | None:
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


def vocabulary_of(finding: Any) -> Vocabulary:
    """Return the words of the circles in a finding's picture; two queries at first."""
    snapshot = finding.snapshot
    if snapshot.vocabulary is None:
        snapshot.vocabulary = Vocabulary(_texts(finding))
    return snapshot.vocabulary


def _texts(finding: Any) -> Iterator[str]:
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
