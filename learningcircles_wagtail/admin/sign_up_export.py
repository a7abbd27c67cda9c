"""The learners of one circle as a spreadsheet, which runs no formula of theirs."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from learningcircles_wagtail.admin.sign_up_pages import page_with_names
from learningcircles_wagtail.admin.sign_up_rows import answer_words, question_labels
from learningcircles_wagtail.domain.spreadsheet_text import harmless
from learningcircles_wagtail.enums import AttendanceStatus, SignUpStatus
from learningcircles_wagtail.models import SignUp
from learningcircles_wagtail.sign_ups.attendance import meetings_noted, noted_at_q

BYTE_ORDER_MARK = "\ufeff".encode()
"""Without it some spreadsheets take UTF-8 for something older."""

HEADINGS = {
    "line_number": _("Number in line"),
    "name": _("Name"),
    "email": _("E-mail address"),
    "phone": _("Telephone"),
    "status": _("State"),
    "source": _("Came in by"),
    "created_at": _("Signed up"),
    "accommodation": _("What would help"),
    "came": _("Meetings that they came to"),
    "noted": _("Meetings with attendance noted"),
}

ANSWER = "answer-"


@method_decorator(never_cache, name="dispatch")
class SignUpExportView(SpreadsheetExportMixin, View):
    """Everybody of a circle whose data is not deleted: `csv`, or `xlsx`."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, page_id: int, kind: str) -> HttpResponse:
        """Return the file; refuse who may not read names."""
        self.page = page_with_names(request.user, page_id)
        rows = self.people().annotate(
            lc_came=Count(
                "attendance",
                filter=noted_at_q(self.page.circle_id, "attendance__")
                & Q(attendance__status=AttendanceStatus.PRESENT),
            )
        )
        return self.as_spreadsheet(rows.order_by("line_number", "pk"), kind)

    def people(self) -> QuerySet[SignUp]:
        """Return everybody of the circle whose data is not deleted."""
        rows = SignUp.objects.filter(circle_id=self.page.circle_id)
        return rows.exclude(status=SignUpStatus.ANONYMISED)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The questions, by the keys of their answers.

        An answer whose question is gone from the form keeps its key as the question.
        """
        labels = question_labels(self.page.circle)
        for answers in self.people().values_list("answers", flat=True):
            for key in answers:
                labels.setdefault(key, key)
        return labels

    @cached_property
    def noted(self) -> int:
        """Of how many meetings of the circle it was noted who came."""
        return meetings_noted(self.page.circle)

    @property
    def list_export(self) -> list[str]:
        """The columns: what everybody is asked, and each question."""
        return [*HEADINGS, *(ANSWER + key for key in self.labels)]

    def get_filename(self) -> str:
        """Return the file's name: which circle, which day."""
        return f"sign-ups-{self.page.slug}-{timezone.localdate():%Y-%m-%d}"

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return a column's heading."""
        asked = self.labels.get(field.removeprefix(ANSWER), "")
        return harmless(str(HEADINGS.get(field) or asked))

    def to_row_dict(self, item: SignUp) -> dict[str, Any]:
        """Return the cells of one learner, each text harmless."""
        texts = {
            "name": item.name,
            "email": item.email,
            "phone": item.phone,
            "status": item.get_status_display(),
            "source": item.get_source_display(),
            "accommodation": item.accommodation,
        }
        cells: dict[str, Any] = {
            "line_number": item.line_number,
            "came": item.lc_came,
            "noted": self.noted,
            "created_at": timezone.localtime(item.created_at).replace(
                tzinfo=None, microsecond=0
            ),
            **{name: harmless(str(text)) for name, text in texts.items()},
        }
        for key in self.labels:
            answer = item.answers.get(key, "")
            cells[ANSWER + key] = harmless(answer_words(answer))
        return {field: cells[field] for field in self.list_export}

    def stream_csv(self, queryset: Any) -> Any:
        """Yield the lines, the mark of UTF-8 first."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
