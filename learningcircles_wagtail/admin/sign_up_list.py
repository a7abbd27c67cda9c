"""The learners of one circle: who has a place, who waits, who has left."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learningcircles_wagtail.admin.attendance_rights import may_note
from learningcircles_wagtail.admin.sign_up_pages import LIST, circle_page
from learningcircles_wagtail.admin.sign_up_rights import may_change, may_read
from learningcircles_wagtail.admin.sign_up_rows import (
    CONFIRMED,
    FORMER,
    WAITING,
    count,
    find,
    learners,
    lines,
    question_labels,
)

PAGE_SIZE = 50

TABS = {
    CONFIRMED: pgettext_lazy("learners who", "Have a place"),
    WAITING: pgettext_lazy("learners who", "Wait"),
    FORMER: pgettext_lazy("learners who", "Have left"),
}


class SignUpView(WagtailAdminTemplateMixin, View):
    """A page of the admin about the sign-ups of one circle; sets `page` first."""

    header_icon = "group"
    page_title = gettext_lazy("Sign-ups")
    page: Any

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the circle, and to the list of its sign-ups."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        items = [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": reverse(LIST, args=[self.page.pk]), "label": SignUpView.page_title},
        ]
        if self.page_title != SignUpView.page_title:
            items.append({"url": "", "label": self.page_title})
        return items


@method_decorator(never_cache, name="dispatch")
class SignUpListView(SignUpView):
    """The list; those who may not read names see how many there are."""

    template_name = "learningcircles_wagtail/admin/sign_ups.html"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show the list, or the counts; refuse who may not edit the circle either."""
        self.page = circle_page(page_id)
        reads = may_read(request.user, self.page)
        if not reads and not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        circle = self.page.circle
        more = self.names() if reads else {}
        return self.render_to_response(
            self.get_context_data(
                circle_page=self.page,
                circle=circle,
                counts=count(circle),
                reads=reads,
                changes=may_change(request.user, self.page),
                notes=may_note(request.user, self.page),
                **more,
            )
        )

    def names(self) -> dict[str, Any]:
        """Return what only those see who may read who signed up."""
        circle = self.page.circle
        words = self.request.GET.get("q", "").strip()[:200]
        shown = self.request.GET.get("show", CONFIRMED)
        shown = shown if shown in TABS else CONFIRMED
        rows = find(learners(circle, shown), words)
        items = Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("p"))
        numbered = shown != FORMER and not words
        return {
            "words": words,
            "shown": shown,
            "tabs": TABS.items(),
            "items": items,
            "elided_page_range": items.paginator.get_elided_page_range(items.number),
            "lines": lines(
                items.object_list,
                question_labels(circle),
                first=items.start_index() if numbered else None,
            ),
        }
