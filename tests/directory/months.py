"""Asking for a month of a list, and the same counted by hand."""

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from learningcircles_wagtail.models import Meeting

NOW = datetime(2026, 11, 17, 18, tzinfo=UTC)
"""Noon in Chicago, a Tuesday."""


def get(client: Any, index: Any, path: str = "2026/11/", query: str = "") -> Any:
    """Return the answer of the calendar at a month."""
    return client.get(f"{index.url}calendar/{path}{query}")


def shown(response: Any) -> dict[int, list[Any]]:
    """Return the lines of the days that have any, by the number of the day."""
    days = [day for week in response.context["weeks"] for day in week if day]
    return {day.number: day.lines for day in days if day.lines}


def counts(response: Any) -> dict[int, int]:
    """Return how many meetings each day has, days without any left out."""
    days = [day for week in response.context["weeks"] for day in week if day]
    return {day.number: day.count for day in days if day.count}


def titles(response: Any) -> dict[int, list[str]]:
    """Return the titles that stand on the days, by the number of the day."""
    return {
        number: [line.title for line in lines]
        for number, lines in shown(response).items()
    }


def recount(index: Any, year: int, month: int, circles: Any = None) -> dict[int, list]:
    """Return the keys of the meetings of each day in order, told in the plainest way.

    Of the circles with a public page below the list; of `circles` among them where
    they are given.
    """
    days: dict[int, list] = defaultdict(list)
    for page in index.get_circles(now=NOW):
        if circles is not None and page.circle_id not in circles:
            continue
        for meeting in Meeting.objects.filter(circle=page.circle_id):
            local = meeting.start.astimezone(ZoneInfo(page.circle.time_zone))
            if meeting.withdrawn_at is None and (local.year, local.month) == (
                year,
                month,
            ):
                days[local.day].append(meeting)
    return {
        day: [row.pk for row in sorted(rows, key=lambda row: (row.start, row.pk))]
        for day, rows in days.items()
    }


NOVEMBER_4 = date(2026, 11, 4)
