"""Two revisions of a field of several choices are compared in words."""

import pytest
from django.urls import reverse

from learningcircles_wagtail.models import ToolkitIndexPage, ToolkitPage
from tests.factories import root_page


@pytest.mark.django_db
def test_choices_that_went_and_came_are_told_by_their_labels(admin_client):
    index = ToolkitIndexPage(title="Toolkit", slug="toolkit")
    root_page().add_child(instance=index)
    page = ToolkitPage(title="Guide", slug="guide", roles=["facilitator", "promoter"])
    index.add_child(instance=page)
    first = page.save_revision()
    page.roles = ["organiser"]
    second = page.save_revision()
    address = reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]
    )
    text = admin_client.get(address).content.decode()

    assert '<span class="deletion">Facilitators, Promoters</span>' in text
    assert '<span class="addition">Organisers</span>' in text
