"""Instants that the database writes are those that Python would write."""

from datetime import UTC, datetime, timedelta

import pytest

from learningcircles_wagtail.domain.calendar_text import instant
from learningcircles_wagtail.feeds import ical_rows, instants
from learningcircles_wagtail.feeds.instants import UtcInstant, database_writes
from learningcircles_wagtail.models import Meeting
from tests.factories import make_circle
from tests.feeds.sites import read

pytestmark = pytest.mark.django_db

MOMENTS = (
    datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 11, 5, 0, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 34, 56, 250_000, tzinfo=UTC),
    datetime(9998, 12, 31, 23, 59, 0, tzinfo=UTC),
)


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_the_database_writes_what_python_writes(index, moment):
    make_circle(index, meeting_count=1)
    Meeting.objects.update(start=moment, end=moment + timedelta(hours=1))

    (text,) = Meeting.objects.values_list(UtcInstant("start"), flat=True)

    assert text == instant(moment)


def test_a_file_is_the_same_where_the_database_cannot_write(client, index, monkeypatch):
    url = f"{make_circle(index).url}ics/"
    written_there = read(client, url)
    assert database_writes("default")
    for module in (instants, ical_rows):
        monkeypatch.setattr(module, "database_writes", lambda alias: False)

    assert read(client, url) == written_there
