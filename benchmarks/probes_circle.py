"""A circle's page, measured inside a site's process: visited, and merely rendered."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import select_template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from benchmarks.measuring import in_turns
from benchmarks.probes import visit
from benchmarks.run import stopwatch
from learningcircles_wagtail.models.pages import CirclePage


def typical() -> str:
    """Return the address of a circle at a branch that has not begun."""
    page = (
        CirclePage.objects.live()
        .filter(
            slug__startswith="more-",
            circle__first_meeting_at__gt=timezone.now(),
            circle__cancelled=False,
            branch__isnull=False,
        )
        .order_by("pk")
        .first()
    )
    return page.get_url()


def measure(path: str, most: int) -> dict[str, Any]:
    """Return the seconds of a visit, and of its template with its data in memory.

    The template is rendered again and again with one context; what it had to ask for
    the first time is in memory then. `template_queries` are those that it asks anew.
    """
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    site = Site.objects.get(is_default_site=True)
    slug = path.rstrip("/").rsplit("/", 1)[-1]
    page = CirclePage.objects.get(slug=slug)
    Site.find_for_request(request)
    context = page.get_context(request)
    names = page.get_template(request)
    template = select_template([names] if isinstance(names, str) else names)

    def render() -> str:
        return template.render(context, request)

    assert site and render()
    samples = {"page": lambda: visit(path).seconds, "template": stopwatch(render)}
    taken = in_turns(samples, most=2 * most, warm_up=1)
    with CaptureQueriesContext(connection) as captured:
        render()
    return {**taken, "template_queries": len(captured)}
