"""Guides and circles that the tests of the toolkit read."""

from datetime import UTC, date, datetime
from typing import Any

from learningcircles_wagtail.models import ToolkitIndexPage, ToolkitPage
from tests import factories

NOW = datetime(2026, 12, 29, 18, tzinfo=UTC)
"""Two weeks and a day before the first meeting, at noon in Chicago."""

FIRST_DATE = date(2027, 1, 13)

TIMELINE = (
    "timeline",
    {
        "title": "To the first evening",
        "rows": [
            {"amount": 6, "unit": "weeks", "direction": "before", "tasks": ["Book"]},
            {"amount": 15, "unit": "days", "direction": "before", "tasks": ["Today"]},
            {"amount": 2, "unit": "weeks", "direction": "before", "tasks": ["Print"]},
            {"amount": 0, "unit": "weeks", "direction": "before", "tasks": ["Welcome"]},
            {"amount": 1, "unit": "days", "direction": "after", "tasks": ["Thank"]},
        ],
    },
)
MESSAGE = (
    "message_template",
    {
        "title": "Invitation",
        "channel": "email",
        "subject": "Learn [topic] with us",
        "text": "On [first date] at [start time] in [place]. Sign up: [sign-up link]. "
        "Your host is [facilitator]. Dear [name], it takes [number of meetings] weeks.",
    },
)
CHECKLIST = ("checklist", {"title": "The room", "items": ["A screen", "Sockets"]})
STEPS = (
    "steps",
    {"steps": [{"title": "Choose a course", "body": [CHECKLIST, MESSAGE]}]},
)


def make_toolkit(**values: Any) -> ToolkitIndexPage:
    """Publish an empty toolkit."""
    index = ToolkitIndexPage(**{"title": "Toolkit", "slug": "toolkit", **values})
    factories.root_page().add_child(instance=index)
    return factories.publish(index)


def make_guide(
    index: ToolkitIndexPage | None = None,
    body: Any = (TIMELINE, STEPS),
    **values: Any,
) -> ToolkitPage:
    """Publish a guide with a timeline, a message and a checklist."""
    index = index or make_toolkit()
    guide = ToolkitPage(**{"title": "Before the first meeting", **values})
    guide.body = list(body)
    index.add_child(instance=guide)
    return factories.publish(guide)


def make_circle(index: Any = None, **values: Any) -> Any:
    """Publish a circle whose first meeting is on 13 January 2027 in Chicago."""
    return factories.make_circle(index, **{"first_date": FIRST_DATE, **values})
