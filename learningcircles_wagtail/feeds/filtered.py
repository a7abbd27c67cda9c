"""What a filtered feed is called, and what of its address could not be used."""

from __future__ import annotations

from django.utils.html import strip_tags

from learningcircles_wagtail.directory.asked import chips_of, problems_of
from learningcircles_wagtail.directory.finding import Finding
from learningcircles_wagtail.domain.feed_text import one_line, printable

LONGEST = 200


def feed_title(finding: Finding, *, says_state: bool = True) -> str:
    """Return the name of the list with what was asked for, in one line.

    Without `says_state` a state was not asked for, but by the feed.
    """
    asked = [
        chip.words
        for chip in chips_of(finding)
        if says_state or chip.attribute != "status"
    ]
    title = finding.index_page.title
    if asked:
        title = f"{title} – {' · '.join(asked)}"
    return one_line(title)[:LONGEST]


def feed_description(finding: Finding) -> str:
    """Return what could not be used, then what the list is about; "" for nothing.

    Who subscribed to a branch that has another address now reads why they get all.
    """
    about = printable(strip_tags(finding.index_page.introduction)).strip()
    said = problems_of(finding.criteria.ignored)
    return "\n\n".join(filter(None, [*map(printable, said), about]))
