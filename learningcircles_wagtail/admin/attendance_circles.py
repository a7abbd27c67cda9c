"""“My circles”: those whose attendance somebody may note, the next meeting first.

The way in for facilitators, who often may edit no page.
"""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Min, Q
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learningcircles_wagtail.admin.attendance_rights import NotingRights
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.words import in_zone, long_day
from learningcircles_wagtail.models import Circle

URL_NAME = "learningcircles_wagtail_my_circles"
PAGE_SIZE = 20


@method_decorator(never_cache, name="dispatch")
class MyCirclesView(WagtailAdminTemplateMixin, View):
    """The circles that the user was given to note; an empty list for everybody else."""

    template_name = "learningcircles_wagtail/admin/my_circles.html"
    page_title = _("My circles")
    header_icon = "check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Say where we are."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list."""
        rights = NotingRights(request.user)
        items = Paginator(circles_of(rights), PAGE_SIZE).get_page(request.GET.get("p"))
        return self.render_to_response(
            self.get_context_data(
                items=items,
                elided_page_range=items.paginator.get_elided_page_range(items.number),
                circles=list_lines(list(items.object_list), rights),
            )
        )


def circles_of(rights: NotingRights) -> Any:
    """Return the circles, by their next meeting, those that are over last."""
    coming = (
        Q(meetings__end__gt=timezone.now())
        & Q(meetings__withdrawn_at=None)
        & ~Q(meetings__state="cancelled")
        & Q(cancelled=False)
    )
    rows = Circle.objects.filter(rights.circles_q()).select_related("branch")
    return rows.annotate(lc_next=Min("meetings__start", filter=coming)).order_by(
        F("lc_next").asc(nulls_last=True),
        F("last_meeting_at").desc(nulls_last=True),
        "pk",
    )


def list_lines(circles: list[Circle], rights: NotingRights) -> list[dict[str, Any]]:
    """Return the circles with the address of their grids, where they have a page."""
    pages: dict[int, Any] = {}
    for model in circle_page_models():
        found = model.objects.filter(
            circle__in=circles, translation_key=F("circle__translation_key")
        ).select_related("circle")
        for page in found.order_by("pk"):
            is_source = page.locale_id == page.circle.source_locale_id
            if page.circle_id in pages and not is_source:
                continue
            if rights.allow(page):
                pages[page.circle_id] = page
    return [
        {
            "circle": circle,
            "page": pages[circle.pk],
            "next": long_day(in_zone(circle.lc_next, circle.time_zone))
            if circle.lc_next
            else "",
        }
        for circle in circles
        if circle.pk in pages
    ]


def my_circles_urls() -> list[Any]:
    """Return the address of the list."""
    return [
        path("learning-circles/my-circles/", MyCirclesView.as_view(), name=URL_NAME)
    ]


class MyCirclesMenuItem(MenuItem):
    """Shown to those who were given something to note."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the list has circles to come, or had."""
        return NotingRights(request.user).has_some


def my_circles_menu_item() -> MyCirclesMenuItem:
    """Return the entry in the main menu."""
    return MyCirclesMenuItem(
        _("My circles"),
        reverse(URL_NAME),
        name="my-circles",
        icon_name="check",
        order=140,
    )
