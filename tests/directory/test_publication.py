"""For a site's own search and API: what is live for Wagtail and still not public."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from learningcircles_wagtail.directory.publication import withheld_q
from learningcircles_wagtail.models import CirclePage, PressReleasePage
from tests.factories import make_branch, make_circle, make_release

pytestmark = pytest.mark.django_db


def make_withheld():
    """Return a circle at a branch that was taken back, beside one that is public."""
    branch = make_branch(name="Closed", slug="closed")
    make_circle(title="Staying", branch=make_branch())
    page = make_circle(title="Leaving", branch=branch)
    branch.unpublish()
    return page


def test_what_is_withheld_is_told_for_any_model_of_pages():
    page = make_withheld()
    release = make_release(
        timing="embargo", embargo_until=timezone.now() + timedelta(days=1)
    )

    # As code may do that asks nobody.
    PressReleasePage.objects.filter(pk=release.pk).update(live=True)

    def withheld(model):
        found = model.objects.live().filter(withheld_q(model, now=timezone.now()))
        return {one.pk for one in found}

    assert withheld(CirclePage) == {page.pk}
    assert withheld(PressReleasePage) == {release.pk}
    assert withheld(Page) == {page.pk, release.pk}


def test_an_api_that_leaves_out_what_is_withheld_knows_nothing_of_it(
    client, monkeypatch
):
    page = make_withheld()
    url = "/api/v2/pages/?type=learningcircles_wagtail.CirclePage"
    assert "Leaving" in client.get(url).content.decode()
    ours = PagesAPIViewSet.get_base_queryset

    def get_base_queryset(self):
        withheld = Page.objects.filter(withheld_q(Page, now=timezone.now()))
        return ours(self).exclude(pk__in=withheld.values("pk"))

    monkeypatch.setattr(PagesAPIViewSet, "get_base_queryset", get_base_queryset)

    titles = [item["title"] for item in client.get(url).json()["items"]]
    assert titles == ["Staying"]
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
