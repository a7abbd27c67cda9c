"""A library's pages and records for the tests of the admin, and its forms as sent."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import querydict_from_html

from learningcircles_wagtail.models import (
    Branch,
    CircleIndexPage,
    CirclePage,
    LibrarySystem,
)

SIZE = {"width": 1280, "height": 1000}

NOTE_WATCHING = """addEventListener("w-unsaved:watch-edits", () => {
  window.watchedSince = performance.now();
});"""


@pytest.fixture
def editor(client: Client) -> Client:
    """A browser in which a superuser is logged in."""
    user = get_user_model().objects.create_superuser("editor", "e@example.org", "-")
    client.force_login(user)
    return client


@pytest.fixture
def home() -> Page:
    """The site's root page."""
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def circles(home: Page) -> CircleIndexPage:
    """A published list of circles."""
    return home.add_child(instance=CircleIndexPage(title="Learning circles"))


@pytest.fixture
def branch() -> Branch:
    """A branch in Chicago's time zone."""
    library = LibrarySystem.objects.create(name="Riverbend Public Library")
    return Branch.objects.create(
        library_system=library, name="Central Library", time_zone="America/Chicago"
    )


@pytest.fixture
def add_circle(circles: CircleIndexPage, branch: Branch) -> Callable[..., CirclePage]:
    """A function that publishes a circle of weekly meetings, the first `in_days`.

    Further fields of the page may be given; `live=False` leaves it a draft.
    """

    def add(
        title: str,
        *,
        in_days: int = 7,
        meetings: int = 6,
        live: bool = True,
        **more: Any,
    ) -> CirclePage:
        first = timezone.localdate() + timedelta(days=in_days)
        rows = [
            ("meeting", {"date": first + timedelta(weeks=week), "state": "planned"})
            for week in range(meetings)
        ]
        fields = {
            "branch": branch,
            "first_date": first,
            "start_time": time(18),
            "length_minutes": 90,
            "meetings": rows,
            **more,
        }
        page = circles.add_child(instance=CirclePage(title=title, live=False, **fields))
        revision = page.save_revision()
        if live:
            revision.publish()
            page.refresh_from_db()
        return page

    return add


@pytest.fixture
def page_form(editor: Client) -> Callable[..., QueryDict]:
    """A function that opens a form of the admin and returns what it would send.

    Streams are drawn by the browser, so they are added empty.
    """

    def open_form(address: str, model: type) -> QueryDict:
        answer = editor.get(address)
        assert answer.status_code == 200
        form_id = "page-edit-form" if issubclass(model, Page) else "w-editor-form"
        data = querydict_from_html(answer.content.decode(), form_id=form_id)
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                data[f"{field.name}-count"] = "0"
        return data

    return open_form


@pytest.fixture
def new_page_address() -> Callable[..., str]:
    """A function that returns where a page of a model is added below another."""

    def address(model: type, parent: Page) -> str:
        meta = model._meta
        return reverse(
            "wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk]
        )

    return address


def stream_of_meetings(*days: date, **shared: Any) -> dict[str, str]:
    """Return meetings on days as the browser sends their stream."""
    data = {"meetings-count": str(len(days))}
    for index, day in enumerate(days):
        row = {
            "date": day.isoformat(),
            "start_time": "",
            "length_minutes": "",
            "state": "planned",
            "moved_from": "",
            "title": "",
            "room": "",
            "note": "",
            **shared,
        }
        prefix = f"meetings-{index}"
        data |= {
            f"{prefix}-type": "meeting",
            f"{prefix}-order": str(index),
            f"{prefix}-deleted": "",
            f"{prefix}-id": f"row-{index}",
        }
        data |= {f"{prefix}-value-{name}": value for name, value in row.items()}
    return data


@pytest.fixture
def open_admin(live_server: Any, new_context: Callable[..., Any]) -> Callable[..., Any]:
    """A function that opens an address as a superuser; options are Playwright's.

    A `script` runs in the page before all others.
    """
    user = get_user_model().objects.create_superuser("editor", "e@example.org", "-")

    def open_at(address: str, script: str = "", **options: Any) -> Any:
        client = Client()
        client.force_login(user)
        context = new_context(**{"viewport": SIZE, **options})
        name, value = settings.SESSION_COOKIE_NAME, client.cookies["sessionid"].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.add_init_script(f"{NOTE_WATCHING}\n{script}")
        page.goto(live_server.url + address)
        return page

    return open_at
