"""The grid of attendance: one meeting at a time, on a phone in the room."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from learningcircles_wagtail.admin.attendance_form import (
    NotingForm,
    TamperedError,
    read,
)
from learningcircles_wagtail.admin.attendance_rights import may_note
from learningcircles_wagtail.admin.attendance_rows import (
    MeetingColumn,
    columns,
    first_shown,
    lines,
    listed,
    totals,
)
from learningcircles_wagtail.admin.sign_up_list import SignUpView
from learningcircles_wagtail.admin.sign_up_pages import ATTENDANCE, circle_page
from learningcircles_wagtail.admin.sign_up_rights import may_read
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.sign_ups.noting import Noted, note
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.sign_ups.secrecy import keep_out_of_reports

PAGE_SIZE = 100
"""Learners of a circle on one page: two fields of each are sent, and Django takes
a thousand at most."""


@method_decorator(never_cache, name="dispatch")
class AttendanceView(SignUpView):
    """Shows the grid, and writes what was changed in it; others see how many came."""

    template_name = "learningcircles_wagtail/admin/attendance.html"
    page_title = gettext_lazy("Attendance")
    header_icon = "check"
    meeting: MeetingColumn | None

    def dispatch(
        self, request: HttpRequest, page_id: int, pk: int | None = None
    ) -> HttpResponse:
        """Find circle and meeting; refuse who may neither note, read nor edit."""
        keep_out_of_reports(request)
        self.page = circle_page(page_id)
        self.now = timezone.now()
        self.notes = may_note(request.user, self.page)
        self.reads = may_read(request.user, self.page)
        self.edits = self.page.permissions_for_user(request.user).can_edit()
        if not (self.notes or self.reads or self.edits):
            raise PermissionDenied
        self.columns = columns(self.page.circle, now=self.now)
        self.meeting = self.find_meeting(pk)
        return super().dispatch(request)

    def find_meeting(self, pk: int | None) -> MeetingColumn | None:
        """Return the meeting with a key, or the one to show first; raise Http404."""
        if pk is None:
            return first_shown(self.columns, now=self.now)
        for one in self.columns:
            if one.row.pk == pk:
                return one
        raise Http404

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back only to where the user may go."""
        if self.edits:
            return super().get_breadcrumbs_items()
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the meeting's learners, or the counts of all meetings."""
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write what was changed, and lead back; say what was in the way."""
        if not self.notes:
            raise PermissionDenied
        meeting = self.meeting
        if meeting is None or not meeting.is_held:
            return self.show(
                status=409, problem=_("Nothing was noted: this meeting is cancelled.")
            )
        keys = listed(self.page.circle).values_list("pk", flat=True)
        try:
            form = read(request.POST, keys, meeting.choices)
        except TamperedError:
            return self.show(
                status=400,
                problem=_(
                    "Nothing was noted: the form named people or states that it does "
                    "not offer. Please note them again."
                ),
            )
        if not meeting.has_begun and form.drop_ins.is_one:
            form.is_valid = False
        if not form.is_valid:
            return self.show(
                form=form,
                problem=_("Nothing was noted: how many came besides is no number."),
            )
        try:
            with outside_request_transaction():
                noted = note(
                    self.page.circle,
                    meeting.row,
                    form.changes,
                    form.drop_ins,
                    now=self.now,
                    user=request.user,
                )
        except TooBusyError:
            return self.show(
                form=form, problem=_("The site is very busy. Please try again.")
            )
        return self.after(noted)

    def after(self, noted: Noted) -> HttpResponse:
        """Lead back to the meeting, or show whom somebody else noted meanwhile."""
        if not noted.has_clashes:
            words = _("Noted.") if noted.written else _("Nothing was changed.")
            messages.success(self.request, words)
            response = HttpResponseRedirect(self.address())
            response.status_code = 303
            return response
        self.columns = columns(self.page.circle, now=self.now)
        self.meeting = self.find_meeting(self.meeting.row.pk)
        return self.show(noted=noted)

    def address(self) -> str:
        """Return where the meeting is noted, on the same page of the list."""
        path = reverse(
            f"{ATTENDANCE}_meeting", args=[self.page.pk, self.meeting.row.pk]
        )
        number = self.request.GET.get("p", "")
        return f"{path}?p={number}" if number.isascii() and number.isdigit() else path

    def items(self) -> ListPage:
        """Return the page of the list that is asked for."""
        rows = listed(self.page.circle)
        return Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("p"))

    def show(
        self,
        *,
        status: int = 200,
        form: NotingForm | None = None,
        noted: Noted | None = None,
        problem: str = "",
    ) -> HttpResponse:
        """Return the page."""
        more: dict[str, Any] = {}
        if self.notes:
            items = self.items()
            more = {
                "items": items,
                "elided_page_range": items.paginator.get_elided_page_range(
                    items.number
                ),
                "lines": lines(
                    items.object_list,
                    self.columns,
                    self.meeting,
                    asked=form.changes if form else None,
                    clashes=noted.clashes if noted else (),
                ),
                **self.number(form),
            }
        context = self.get_context_data(
            circle_page=self.page,
            circle=self.page.circle,
            columns=self.columns,
            meeting=self.meeting,
            totals=totals(self.columns),
            notes=self.notes,
            reads=self.reads,
            edits=self.edits,
            noted=noted,
            problem=problem,
            **more,
        )
        return self.render_to_response(context, status=status)

    def number(self, form: NotingForm | None) -> dict[str, Any]:
        """Return how many came besides: what stands, and what the field shows."""
        stands = self.meeting.drop_ins if self.meeting else None
        words = "" if stands is None else str(stands)
        if form is None:
            return {"had_drop_ins": words, "drop_ins": words}
        had = self.request.POST.get("had-drop-ins", "")
        return {"had_drop_ins": had, "drop_ins": form.typed}
