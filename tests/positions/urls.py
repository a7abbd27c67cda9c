"""The example site's addresses and one form of the tests: a stream of positions."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail import blocks

from example_site.urls import urlpatterns as site_urlpatterns
from learningcircles_wagtail.positions.blocks import PositionBlock

POLICY = "default-src 'self'; img-src 'self' data:"


class PlacesForm(forms.Form):
    """A form with a stream of positions, as a page's body could hold them."""

    places = blocks.BlockField(
        blocks.StreamBlock([("place", PositionBlock())], required=False),
        initial=[],
    )


@login_required(login_url="/admin/login/")
def places(request: HttpRequest) -> HttpResponse:
    """Show the form in Wagtail's own frame; answer a valid one with its values."""
    form = PlacesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = [place.value for place in form.cleaned_data["places"]]
        return HttpResponse(f"<p>{[(p.latitude, p.longitude) for p in found]}</p>")
    context = {
        "form": form,
        "media": form.media,
        "page_title": "Places",
        "submit_button_label": "Save",
    }
    answer = render(request, "wagtailadmin/generic/form.html", context)
    answer["Content-Security-Policy-Report-Only"] = POLICY
    return answer


urlpatterns = [path("places/", places), *site_urlpatterns]
