"""Publishes one page of each type on a foreign site and fetches it as a visitor.

Run by `tools/check_wheel.py` inside the site's folder, with the site's own Python.
"""

import os
import sys
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))
os.environ["DJANGO_SETTINGS_MODULE"] = "library.settings.dev"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.admin.menu import admin_menu  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from learningcircles_wagtail import models  # noqa: E402

HOST = "localhost"
FIRST_DATE = date.today() + timedelta(days=14)  # noqa: DTZ011
MEETINGS = 6


def publish(parent: Page, page: Page) -> Page:
    """Add `page` below `parent` and publish it the way that an editor does."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def publish_circle(parent: Page) -> Page:
    """Publish a circle with six weekly meetings at a branch."""
    library = models.LibrarySystem.objects.create(name="Our Library", slug="ours")
    branch = models.Branch.objects.create(
        library_system=library, name="Main", slug="main", time_zone="Europe/Berlin"
    )
    circle = models.CirclePage(
        title="Public speaking, together",
        branch=branch,
        first_date=FIRST_DATE,
        start_time=time(18),
        length_minutes=90,
        meeting_count=MEETINGS,
        meetings=[
            ("meeting", {"date": FIRST_DATE + timedelta(weeks=week)})
            for week in range(MEETINGS)
        ],
    )
    return publish(parent, circle)


def publish_all() -> list[Page]:
    """Publish a page of each of the six types below the site's home page."""
    home = Site.objects.get(is_default_site=True).root_page
    circles = publish(home, models.CircleIndexPage(title="Learning circles"))
    toolkit = publish(home, models.ToolkitIndexPage(title="Toolkit for hosts"))
    press = publish(home, models.PressIndexPage(title="Press room"))
    return [
        circles,
        publish_circle(circles),
        toolkit,
        publish(toolkit, models.ToolkitPage(title="Before the first meeting")),
        press,
        publish(press, models.PressReleasePage(title="Library starts study groups")),
    ]


def check_public(pages: list[Page]) -> None:
    """Fetch every page as a visitor, and expect its title and our stylesheet."""
    for page in pages:
        response = Client(SERVER_NAME=HOST).get(page.get_url())
        assert response.status_code == 200, (page.specific_class, response.status_code)
        text = response.content.decode()
        assert page.title in text, f"The title is missing on {page.get_url()}"
        assert "learningcircles_wagtail/css/" in text, page.get_url()
        print(f"200 {page.get_url()}  {type(page).__name__}")
    circle = models.Circle.objects.get()
    assert circle.meetings.count() == MEETINGS, "The circle's meetings are not there"


def menu_addresses(user: Any) -> list[str]:
    """Return the addresses of all entries of the menu group that we add."""
    request = RequestFactory(SERVER_NAME=HOST).get("/admin/")
    request.user = user
    groups = admin_menu.menu_items_for_request(request)
    (group,) = (item for item in groups if item.name == "learning-circles")
    return [item.url for item in group.menu.menu_items_for_request(request)]


def check_admin(pages: list[Page]) -> None:
    """Open every editing form and every entry of our menu as an administrator."""
    user = get_user_model().objects.create_superuser("admin", "a@example.org", "admin")
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    edit = "wagtailadmin_pages:edit"
    addresses = [reverse("wagtailadmin_home"), *menu_addresses(user)]
    addresses += [reverse(edit, args=[page.pk]) for page in pages]
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, (address, response.status_code)
        print(f"200 {address}")


if __name__ == "__main__":
    settings.ALLOWED_HOSTS = [HOST]
    published = publish_all()
    check_public(published)
    check_admin(published)
    print("The wheel works on a site made by `wagtail start`.")
