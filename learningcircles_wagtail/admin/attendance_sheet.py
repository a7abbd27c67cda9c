"""The sign-in sheet: names, a box for each meeting, lines for those who drop in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from learningcircles_wagtail.admin.attendance_rights import may_note
from learningcircles_wagtail.admin.attendance_rows import MeetingColumn, columns, listed
from learningcircles_wagtail.admin.sign_up_pages import ATTENDANCE, circle_page
from learningcircles_wagtail.admin.sign_up_rights import may_read
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.domain.paper import Paper, paper_of
from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.sign_ups.secrecy import keep_to_ourselves

TEMPLATE = "learningcircles_wagtail/admin/attendance_sheet.html"
BLANK_LINES = 10
MOST_COLUMNS = 10
"""Boxes beside one name; a longer circle has them on further sheets."""

PAPERS = {Paper.A4: "A4", Paper.LETTER: "Letter"}


@method_decorator(never_cache, name="dispatch")
class AttendanceSheetView(View):
    """Shows the sheet of a circle, or of one `meeting`, on `paper` (a4, letter)."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Return the sheet; refuse who may neither note attendance nor read names."""
        page = circle_page(page_id)
        if not (may_note(request.user, page) or may_read(request.user, page)):
            raise PermissionDenied
        circle = page.circle
        held = [one for one in columns(circle, now=timezone.now()) if one.is_held]
        meeting = self.meeting(held)
        shown = [meeting] if meeting else held
        paper = self.paper(circle)
        people = listed(circle).filter(status=SignUpStatus.CONFIRMED)
        context = {
            "circle_page": page,
            "circle": circle,
            "meeting": meeting,
            "meetings": held,
            "sheets": [
                shown[start : start + MOST_COLUMNS]
                for start in range(0, max(1, len(shown)), MOST_COLUMNS)
            ],
            "names": list(people.values_list("name", flat=True)),
            "blanks": range(BLANK_LINES),
            "paper": paper.value,
            "papers": self.papers(paper, meeting),
            "back": reverse(ATTENDANCE, args=[page.pk]),
        }
        return keep_to_ourselves(TemplateResponse(request, TEMPLATE, context).render())

    def meeting(self, held: list[MeetingColumn]) -> MeetingColumn | None:
        """Return the meeting that is asked for, if it is one that is held."""
        text = self.request.GET.get("meeting", "")
        key = whole_number(text, digits=LONGEST_KEY)
        return next((one for one in held if one.row.pk == key), None)

    def paper(self, circle: Any) -> Paper:
        """Return the paper that is asked for, or the branch's country's."""
        wanted = self.request.GET.get("paper", "")
        if wanted in PAPERS:
            return Paper(wanted)
        branch = circle.branch
        return paper_of(branch.country if branch else "", circle.language or "")

    def papers(
        self, paper: Paper, meeting: MeetingColumn | None
    ) -> list[dict[str, Any]]:
        """Return the choice of papers."""
        kept = f"&meeting={meeting.row.pk}" if meeting else ""
        return [
            {
                "query": f"?paper={one.value}{kept}",
                "words": _("%(paper)s paper") % {"paper": words},
                "is_current": one == paper,
            }
            for one, words in PAPERS.items()
        ]
