"""The world's outlines for the map in the admin, from the data that we ship."""

from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

OUTLINES_URL_NAME = "learningcircles_wagtail_outlines"


@require_safe
@cache_control(private=True, max_age=24 * 60 * 60)
@gzip_page
def outlines(request: HttpRequest) -> HttpResponse:
    """Answer with `data/outlines.json`, whose form `domain.outlines` describes."""
    packaged = resources.files("learningcircles_wagtail") / "data" / "outlines.json"
    return HttpResponse(packaged.read_bytes(), content_type="application/json")
