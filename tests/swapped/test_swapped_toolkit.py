"""Guides on a base page of the site's own: a circle's dates, answers, reports."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from example_site.swapped_pages.models import (
    CircleIndexPage,
    CirclePage,
    ToolkitIndexPage,
    ToolkitPage,
)
from learningcircles_wagtail.models import GuideAnswer, GuideNote
from tests.swapped.test_swapped_pages import publish

pytestmark = pytest.mark.django_db

ROW = {"amount": 1, "unit": "weeks", "direction": "before", "tasks": ["Print"]}


@pytest.fixture
def guide() -> ToolkitPage:
    home = Site.objects.get(is_default_site=True).root_page
    toolkit = publish(home, ToolkitIndexPage(title="Toolkit"))
    body = [("timeline", {"rows": [ROW]})]
    return publish(toolkit, ToolkitPage(title="Prepare", body=body))


@pytest.fixture
def circle() -> CirclePage:
    home = Site.objects.get(is_default_site=True).root_page
    first_date = date.today() + timedelta(days=14)  # noqa: DTZ011
    return publish(
        publish(home, CircleIndexPage(title="Learning circles")),
        CirclePage(
            title="Public speaking",
            first_date=first_date,
            start_time=time(18),
            length_minutes=90,
            meetings=[("meeting", {"date": first_date})],
        ),
    )


def test_a_guide_is_read_for_a_circle(
    guide: ToolkitPage, circle: CirclePage, client: Client
) -> None:
    due = circle.first_date - timedelta(weeks=1)
    query = f"?circle={circle.pk}"

    assert f'datetime="{due}"' in client.get(guide.url + query).content.decode()
    index = guide.get_parent()
    for page in (guide, index):
        assert client.get(f"{page.url}pack/{query}").status_code == 200
        calendar = client.get(f"{page.url}ics/{query}").content.decode()
        assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}" in calendar


def test_an_answer_is_counted_without_a_token_and_stands_in_the_reports(
    guide: ToolkitPage,
) -> None:
    browser = Client(enforce_csrf_checks=True)
    fields = {"answer": "no", "note": "More pictures"}
    assert browser.post(f"{guide.url}helpful/", fields).status_code == 303
    assert GuideAnswer.objects.get().page_id == guide.pk

    browser.force_login(User.objects.create_superuser("admin"))
    for name in ("guide_reviews", "guide_answers", "guide_notes"):
        response = browser.get(reverse(f"learningcircles_wagtail_{name}"))
        assert response.status_code == 200
        assert "Prepare" in response.content.decode()
    note = GuideNote.objects.get()
    address = reverse("learningcircles_wagtail_delete_guide_note", args=[note.pk])
    assert "More pictures" in browser.get(address).content.decode()
