"""Events as iCalendar, with the library that tutorials use."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from icalendar import Calendar, Event


def calendar(events: Iterable[Any]) -> Calendar:
    """Return a calendar with an entry for each event."""
    result = Calendar()
    result.add("prodid", "-//Tutorial//Events//EN")
    result.add("version", "2.0")
    zone = timezone.get_current_timezone()
    for page in events:
        entry = Event()
        entry.add("uid", f"event-{page.pk}@example.org")
        entry.add("dtstamp", page.last_published_at)
        entry.add("summary", page.title)
        entry.add("dtstart", datetime.combine(page.date, page.start_time, zone))
        entry.add("dtend", datetime.combine(page.date, page.end_time, zone))
        if page.location:
            entry.add("location", str(page.location))
        entry.add("description", page.summary)
        entry.add("categories", [topic.name for topic in page.topics.all()])
        entry.add("url", page.full_url)
        result.add_component(entry)
    return result
