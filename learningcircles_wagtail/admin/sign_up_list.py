"""The learners of one circle: who has a place, who waits, who has left.

What is searched for is often an address, so it comes by POST: in an address line it
would stand in logs and in `Referer`. The session keeps the keys of who was found, and
no word of what was asked, so that the result has pages, and can be loaded again.
"""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learningcircles_wagtail.admin.attendance_rights import may_note
from learningcircles_wagtail.admin.sign_up_pages import (
    LIST,
    circle_page,
    page_with_names,
)
from learningcircles_wagtail.admin.sign_up_rights import may_change, may_read
from learningcircles_wagtail.admin.sign_up_rows import (
    CONFIRMED,
    FORMER,
    WAITING,
    count,
    everybody,
    find,
    learners,
    lines,
    question_labels,
)
from learningcircles_wagtail.sign_ups.secrecy import keep_out_of_reports
from learningcircles_wagtail.sign_ups.undelivered import unreached_with_a_place

PAGE_SIZE = 50

FOUND = "found"
"""Parameter of the address of a result; its value changes nothing."""

SESSION_KEY = "learningcircles_wagtail_sign_ups_found"

MOST_FOUND = 300
"""How many a search finds at most: a session may have to fit into a cookie."""

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

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Search, and lead to the result; refuse who may not read names."""
        keep_out_of_reports(request)
        self.page = page_with_names(request.user, page_id)
        words = request.POST.get("q", "").strip()[:200]
        query = {"show": _shown(request.POST)}
        if words:
            rows = find(everybody(self.page.circle), words)
            keys = list(rows.values_list("pk", flat=True)[:MOST_FOUND])
            request.session[SESSION_KEY] = [self.page.circle_id, keys]
            query[FOUND] = "1"
        else:
            request.session.pop(SESSION_KEY, None)
        address = reverse(LIST, args=[self.page.pk])
        response = HttpResponseRedirect(f"{address}?{urlencode(query)}")
        # To be fetched by GET (RFC 9110).
        response.status_code = 303
        return response

    def found(self) -> list[int] | None:
        """Return the keys of who was found in this circle, None for no search."""
        if FOUND not in self.request.GET:
            return None
        circle_id, keys = self.request.session.get(SESSION_KEY, (None, []))
        return keys if circle_id == self.page.circle_id else None

    def names(self) -> dict[str, Any]:
        """Return what only those see who may read who signed up."""
        circle = self.page.circle
        found = self.found()
        shown = _shown(self.request.GET)
        rows = learners(circle, shown)
        if found is not None:
            rows = rows.filter(pk__in=found)
        items = Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("p"))
        numbered = shown != FORMER and found is None
        return {
            "unreached": unreached_with_a_place(circle),
            "is_result": found is not None,
            "is_cut": found is not None and len(found) == MOST_FOUND,
            "most_found": MOST_FOUND,
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


def _shown(query: Any) -> str:
    """Return which part of the list is asked for; of what is none, the first."""
    shown = query.get("show", CONFIRMED)
    return shown if shown in TABS else CONFIRMED
