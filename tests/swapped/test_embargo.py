"""An embargo, a reporter's link and closed files on a base page of the site's own."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Site

from example_site.swapped_pages.models import PressIndexPage, PressReleasePage
from learningcircles_wagtail.models import EmbargoCollection
from learningcircles_wagtail.press import embargo, reporter
from learningcircles_wagtail.press.files import hold_files

pytestmark = pytest.mark.django_db


def test_a_release_is_held_read_early_and_appears_by_itself(
    client: Client, settings: Any
) -> None:
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 10
    embargo.watch.forget()
    hour = timezone.now() + timedelta(days=1)
    document = get_document_model().objects.create(
        title="Facts", file=ContentFile(b"facts", name="facts.pdf")
    )
    room = PressIndexPage(title="Press room", slug="press")
    Site.objects.get(is_default_site=True).root_page.add_child(instance=room)
    page = PressReleasePage(
        title="The news",
        slug="news",
        timing="embargo",
        embargo_until=hour,
        body=[("download", {"document": document, "title": "", "description": ""})],
    )
    room.add_child(instance=page)
    page.save_revision().publish()
    hold_files(page, now=timezone.now())
    document.refresh_from_db()
    _link, token = reporter.make_link(page, label="Courier", now=timezone.now())

    assert EmbargoCollection.objects.get().page_id == page.pk
    assert client.get(page.url).status_code == 404
    assert client.get(document.url).status_code == 404
    assert "The news" in client.get(f"{page.url}reporter/{token}/").text

    with time_machine.travel(hour, tick=False):
        assert "The news" in client.get(room.url).text
        assert client.get(page.url).status_code == 200
    embargo.watch.forget()
