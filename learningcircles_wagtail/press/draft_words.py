"""Headline, subheadline and lead of a release, said from the facts of circles.

All words are in the active language. They are a first draft: an editor reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learningcircles_wagtail.directory.words import clock_words, join_words, long_day
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.domain.text_fitting import ELLIPSIS, MARKS

LONGEST_HEADLINE = 80
"""Characters that a headline should have at most; search engines cut there."""

COMFORTABLE_HEADLINE = 70
"""Characters of a headline that we write: whoever edits it has room for a word more."""

LONGEST_SUBHEADLINE = 255
LONGEST_LEAD = 1000
MOST_NAMED = 3
"""How many circles, libraries or cities a sentence names."""


def headline(summaries: Sequence[Any]) -> str:
    """Return the fullest headline of 70 characters at most.

    A title that is longer by itself is cut after a word.
    """
    choices = (
        _headlines_of_one(summaries[0])
        if len(summaries) == 1
        else _headlines_of_several(summaries)
    )
    fitting = (words for words in choices if len(words) <= COMFORTABLE_HEADLINE)
    shortest = min(choices, key=len)
    return next(fitting, None) or whole_words(shortest, COMFORTABLE_HEADLINE)


def whole_words(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut after a word with an ellipsis.

    A first word that is longer stays whole.
    """
    if len(text) <= most:
        return text
    first, _space, _rest = text.partition(" ")
    kept = text[:most].rpartition(" ")[0].rstrip(MARKS)
    return f"{kept}{ELLIPSIS}" if kept else first


def _headlines_of_one(summary: Any) -> list[str]:
    """Return headlines, the fullest first."""
    names = {"title": summary.title, "place": summary.where}
    begun = summary.status == CircleStatus.IN_PROGRESS
    if begun and summary.where and not _is_online(summary):
        full = [
            _("Free learning circle “%(title)s” meets at %(place)s"),
            _("Learning circle “%(title)s” meets at %(place)s"),
        ]
    elif summary.where and not _is_online(summary):
        full = [
            _("Free learning circle “%(title)s” begins at %(place)s"),
            _("Learning circle “%(title)s” begins at %(place)s"),
        ]
    elif begun:
        full = [_("Free learning circle “%(title)s” meets online")]
    else:
        full = [_("Free learning circle “%(title)s” begins online")]
    short = [
        _("Free learning circle: %(title)s"),
        _("Learning circle: %(title)s"),
    ]
    return [*(words % names for words in (*full, *short)), summary.title]


def _headlines_of_several(summaries: Sequence[Any]) -> list[str]:
    count = len(summaries)
    place = _shared_place(summaries)
    begun = any(one.status == CircleStatus.IN_PROGRESS for one in summaries)
    if begun:
        at_place = ngettext(
            "%(count)d free learning circle at %(place)s",
            "%(count)d free learning circles at %(place)s",
            count,
        )
        anywhere = ngettext(
            "%(count)d free learning circle to join",
            "%(count)d free learning circles to join",
            count,
        )
    else:
        at_place = ngettext(
            "%(count)d free learning circle begins at %(place)s",
            "%(count)d free learning circles begin at %(place)s",
            count,
        )
        anywhere = ngettext(
            "%(count)d free learning circle begins",
            "%(count)d free learning circles begin",
            count,
        )
    places = [place, _number_of_libraries(summaries)] if place else []
    return [
        *(at_place % {"count": count, "place": one} for one in places if one),
        anywhere % {"count": count},
    ]


def _is_online(summary: Any) -> bool:
    return summary.format == "online" or summary.branch is None


def _shared_place(summaries: Sequence[Any]) -> str:
    """Return the branch, library system or libraries in which all of them meet."""
    branches = {one.branch.name: None for one in summaries if one.branch}
    libraries = {
        one.library_system.name: None for one in summaries if one.library_system
    }
    for names in (branches, libraries):
        if len(names) == 1:
            return next(iter(names))
    if 1 < len(libraries) <= MOST_NAMED:
        return join_words(list(libraries))
    return _number_of_libraries(summaries)


def _number_of_libraries(summaries: Sequence[Any]) -> str:
    """Return in how many libraries circles meet, "" for one or none that is known."""
    count = len({one.library_system.pk for one in summaries if one.library_system})
    return ngettext("%d library", "%d libraries", count) % count if count > 1 else ""


def subheadline(summaries: Sequence[Any]) -> str:
    """Return one line below the headline: when, or what about."""
    if len(summaries) == 1:
        one = summaries[0]
        parts = [one.rhythm, one.span, one.meeting_count if one.meetings else ""]
        return whole_words(", ".join(filter(None, parts)), LONGEST_SUBHEADLINE)
    titles = list(dict.fromkeys(one.title for one in summaries))
    named = [_("“%(title)s”") % {"title": title} for title in titles[:MOST_NAMED]]
    if rest := len(titles) - len(named):
        named.append(ngettext("%d more", "%d more", rest) % rest)
    words = join_words(named)
    return words if len(words) <= LONGEST_SUBHEADLINE else ""


def lead(summaries: Sequence[Any], organisation: str) -> str:
    """Return who, what, when, where and that it is free, as one paragraph."""
    sentences = (
        _lead_of_one(summaries[0], organisation)
        if len(summaries) == 1
        else _lead_of_several(summaries, organisation)
    )
    kept = ""
    for sentence in filter(None, sentences):
        # An hour may end in "p.m." where the sentence ends.
        sentence = sentence.replace("..", ".")
        longer = f"{kept} {sentence}".strip()
        if len(longer) > LONGEST_LEAD:
            break
        kept = longer
    return kept


def _lead_of_one(summary: Any, organisation: str) -> list[str]:
    names = {
        "organisation": organisation or _("The library"),
        "title": summary.title,
        "place": place_words(summary),
        "day": first_day(summary),
    }
    begun = summary.status == CircleStatus.IN_PROGRESS
    if begun:
        first = _(
            "%(organisation)s invites everybody to “%(title)s”, a free learning "
            "circle for people who would rather not study alone."
        )
    elif names["day"]:
        first = _(
            "%(organisation)s invites everybody to “%(title)s”, a free learning "
            "circle that begins on %(day)s."
        )
    else:
        first = _(
            "%(organisation)s invites everybody to “%(title)s”, a new and free "
            "learning circle."
        )
    if not names["place"]:
        where = _("It meets online.")
    elif summary.is_online:
        where = _("It meets at %(place)s, and online.")
    else:
        where = _("It meets at %(place)s.")
    return [
        first % names,
        where % names,
        _when(summary),
        _("Taking part is free."),
        summary.sign_up_hint,
    ]


def _when(summary: Any) -> str:
    """Return when a circle meets, as a sentence, or ""."""
    if not summary.rhythm:
        return ""
    return _("Meetings: %(rhythm)s (%(zone)s), %(span)s.") % {
        "rhythm": summary.rhythm,
        "zone": summary.time_zone_label,
        "span": summary.span.rstrip("."),
    }


def _lead_of_several(summaries: Sequence[Any], organisation: str) -> list[str]:
    count = len(summaries)
    cities = list(dict.fromkeys(_city(one) for one in summaries if _city(one)))
    first = ngettext(
        "%(organisation)s invites everybody to %(count)d free learning circle: people "
        "take an online course together and meet every week.",
        "%(organisation)s invites everybody to %(count)d free learning circles: "
        "people take an online course together and meet every week.",
        count,
    ) % {"organisation": organisation or _("The library"), "count": count}
    where = when = ""
    if 0 < len(cities) <= MOST_NAMED:
        where = _("They meet in %(cities)s.") % {"cities": join_words(cities)}
    elif cities:
        where = ngettext(
            "They meet in %d city.", "They meet in %d cities.", len(cities)
        ) % len(cities)
    to_come = [
        one
        for one in summaries
        if one.status == CircleStatus.UPCOMING and one.timeline.first
    ]
    if to_come:
        first_one = min(to_come, key=lambda one: one.timeline.first.start)
        when = _("The first, “%(title)s”, begins on %(day)s.") % {
            "title": first_one.title,
            "day": first_day(first_one),
        }
    return [first, where, when, _("Taking part is free.")]


def first_day(summary: Any) -> str:
    """Return day and hour of the first meeting in the circle's zone, or ""."""
    held = [one for one in summary.meetings if not one.is_cancelled]
    if not held:
        return ""
    start = held[0].start
    return f"{long_day(start)}, {clock_words(start.time())}"


def place_words(summary: Any) -> str:
    """Return branch, address and city; "" where a circle meets online only."""
    branch = summary.branch
    if branch is None or summary.format == "online":
        return ""
    return ", ".join(filter(None, (branch.name, branch.street_address, branch.city)))


def _city(summary: Any) -> str:
    return summary.branch.city if summary.branch else ""
