"""What is known of a circle to fill the blanks of a message."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop

from learningcircles_wagtail.directory.words import (
    clock_words,
    in_zone,
    join_words,
    weekday_name,
)
from learningcircles_wagtail.domain.blanks import Part, fill, name_of, split
from learningcircles_wagtail.toolkit.chosen import ChosenCircle
from learningcircles_wagtail.toolkit.words import day_words

# How blanks are named in English, whatever the reader's language. Translators: names of
# blanks in message templates; give those of your language, as many as you like, with
# upright strokes between them.
NAMES = {
    "title": gettext_noop("title|topic|circle|learning circle|name of the circle"),
    "course": gettext_noop("course|title of the course|course title"),
    "provider": gettext_noop("provider|provider of the course"),
    "first_day": gettext_noop("first date|date of the first meeting|start date"),
    "vague_day": gettext_noop("date|day|first day"),
    "first_meeting": gettext_noop("first meeting|date and time of the first meeting"),
    "last_day": gettext_noop("last date|date of the last meeting|end date"),
    "next_meeting": gettext_noop("next meeting|next date|date of the next meeting"),
    "weekday": gettext_noop("weekday|day of the week"),
    "rhythm": gettext_noop("day and time|days and times|when"),
    "time": gettext_noop("time|o'clock"),
    "start_time": gettext_noop("start time|first time|time of the meeting"),
    "end_time": gettext_noop("end time|last time"),
    "hours": gettext_noop("hours|from when to when|start and end time"),
    "time_zone": gettext_noop("time zone"),
    "count": gettext_noop("number of meetings|number of weeks|how many meetings"),
    "place": gettext_noop("place|venue|branch|library branch|where"),
    "room": gettext_noop("room|meeting room"),
    "address": gettext_noop("address|street address"),
    "city": gettext_noop("city|town"),
    "library": gettext_noop("library|library system|name of the library"),
    "page": gettext_noop("web address|page of the circle|address of the page"),
    "sign_up": gettext_noop(
        "sign-up link|link to sign up|sign-up address|how to sign up"
    ),
    "facilitator": gettext_noop(
        "facilitator|facilitators|host|name of the facilitator|name of facilitator"
    ),
    "language": gettext_noop("language|language of the circle"),
    "month": gettext_noop("month|month of the first meeting"),
}
VAGUE = ("vague_day", "time")
"""Names that mean the first meeting only where a text has them once."""


def names_of(key: str) -> Iterator[str]:
    """Yield the names of a blank, in English and in the reader's language."""
    for names in (NAMES[key], gettext(NAMES[key])):
        for name in names.split("|"):
            yield name_of(name)


def filled_parts(text: str, circle: ChosenCircle | None) -> list[Part]:
    """Return a text's pieces, its blanks filled with what is known of the circle."""
    if circle is None:
        return split(text)
    memory = circle.memory
    if "blanks" not in memory:
        memory["blanks"] = known_words(circle)
        memory["vague"] = {name for key in VAGUE for name in names_of(key)}
    return fill(text, memory["blanks"], vague=memory["vague"])


def known_words(circle: ChosenCircle) -> dict[str, str]:
    """Return the words for each name of a blank that this circle can fill."""
    values = facts_of(circle)
    return {
        name: values[key] for key in NAMES if values.get(key) for name in names_of(key)
    }


def facts_of(circle: ChosenCircle) -> dict[str, str]:
    """Return what may stand in a message; never how to enter an online meeting."""
    summary, today = circle.summary, circle.today
    branch, course, library = summary.branch, summary.course, summary.library_system
    facts = {
        "title": summary.title,
        "course": course.title if course else "",
        "provider": course.provider if course else "",
        "rhythm": summary.rhythm,
        "next_meeting": summary.next_day,
        "place": summary.where,
        "room": summary.room,
        "address": ", ".join(branch.address_lines) if branch else "",
        "city": branch.city if branch else "",
        "library": library.name if library else "",
        "page": summary.address,
        "sign_up": summary.sign_up_address or summary.address,
        "facilitator": join_words([person.name for person in summary.facilitators]),
        "language": summary.language_name,
        "count": str(summary.timeline.total or ""),
    }
    timeline = summary.timeline
    if timeline.first and timeline.last:
        start = in_zone(timeline.first.start, summary.time_zone)
        end = in_zone(timeline.first.end, summary.time_zone)
        last = in_zone(timeline.last.start, summary.time_zone)
        first_day = day_words(start.date(), today=today)
        first_time = clock_words(start.time())
        days = summary.rhythm_facts.weekdays or [start.weekday()]
        facts |= {
            "first_day": first_day,
            "vague_day": first_day,
            "first_meeting": f"{first_day}, {first_time}",
            "last_day": day_words(last.date(), today=today),
            "weekday": join_words([weekday_name(day) for day in days]),
            "time": first_time,
            "start_time": first_time,
            "end_time": clock_words(end.time()),
            "time_zone": summary.time_zone_label,
            "month": date_format(start.date(), "F"),
        }
        first = next(
            (one for one in summary.meetings if one.facts is timeline.first), None
        )
        facts["hours"] = first.hours if first else ""
    return facts
