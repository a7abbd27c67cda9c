"""The file of a single meeting."""

import pytest

from learningcircles_wagtail.models import Meeting
from tests.factories import (
    change_meeting,
    make_circle,
    publish,
    raw_meetings,
)
from tests.feeds.sites import events, read

pytestmark = pytest.mark.django_db


class TestOneMeeting:
    """The file of a single meeting."""

    def test_it_holds_that_meeting_alone(self, client, index):
        page = make_circle(index)
        meeting = Meeting.objects.all()[2]

        found = events(read(client, f"{page.url}meetings/{meeting.pk}/ics/"))

        assert set(found) == {meeting.uid}
        assert found[meeting.uid]["SUMMARY"].endswith("(3 of 6)")

    def test_a_cancelled_one_can_still_be_had(self, client, index):
        page = make_circle(index)
        change_meeting(page, 0, state="cancelled")
        page = publish(page)
        meeting = Meeting.objects.first()

        found = events(read(client, f"{page.url}meetings/{meeting.pk}/ics/"))

        assert found[meeting.uid]["STATUS"] == "CANCELLED"

    def test_there_is_none_of_another_circle(self, client, index):
        page, other = make_circle(index), make_circle(index)
        meeting = other.circle.meetings.first()

        response = client.get(f"{page.url}meetings/{meeting.pk}/ics/")

        assert response.status_code == 404

    def test_there_is_none_that_was_taken_away(self, client, index):
        page = make_circle(index)
        page.meetings = raw_meetings(list(page.meetings.raw_data)[:1])
        publish(page)
        gone = Meeting.objects.last()

        response = client.get(f"{page.url}meetings/{gone.pk}/ics/")

        assert gone.withdrawn_at is not None
        assert response.status_code == 404

    @pytest.mark.parametrize("key", ["0", "9" * 30, "9" * 5_000, "-1", "²", "x"])
    def test_there_is_none_of_an_impossible_key(self, client, index, key):
        page = make_circle(index)

        assert client.get(f"{page.url}meetings/{key}/ics/").status_code == 404
