"""The reports of what readers say: whether a guide helped, and their notes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn

from learningcircles_wagtail.admin.guide_reports import (
    GuideReport,
    GuideReportMenuItem,
    own_pages,
    page_policy,
    title_column,
)
from learningcircles_wagtail.directory.pages import page_model
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.models import GuideAnswer, GuideNote

URL_NAME = "learningcircles_wagtail_guide_answers"
NOTES_URL_NAME = "learningcircles_wagtail_guide_notes"
DELETE_URL_NAME = "learningcircles_wagtail_delete_guide_note"


def about_guide(rows: QuerySet, value: Any) -> Subquery:
    """Return one figure about the rows of each guide, 0 where there are none."""
    grouped = rows.filter(page_id=OuterRef("pk")).order_by().values("page_id")
    return Subquery(grouped.annotate(lc_figure=value).values("lc_figure"))


class GuideAnswersView(GuideReport):
    """How many readers found each guide helpful, and how many did not."""

    page_title = _("Were guides helpful?")
    header_icon = "lc-toolkit"
    index_url_name = URL_NAME
    index_results_url_name = f"{URL_NAME}_results"
    export_filename = "were-guides-helpful"
    list_export = ["title", "lc_helpful", "lc_unhelpful", "lc_notes", "lc_last"]
    export_headings = {
        "title": _("Title"),
        "lc_helpful": pgettext_lazy("it was helpful", "Yes"),
        "lc_unhelpful": pgettext_lazy("it was not helpful", "No"),
        "lc_notes": _("Notes"),
        "lc_last": _("Last answer"),
    }
    columns = [
        title_column(),
        Column("lc_helpful", label=pgettext_lazy("it was helpful", "Yes")),
        Column("lc_unhelpful", label=pgettext_lazy("it was not helpful", "No")),
        TitleColumn(
            "lc_notes",
            label=_("Notes"),
            get_url=lambda guide: (
                f"{reverse(NOTES_URL_NAME)}?{urlencode({'guide': guide.pk})}"
                if guide.lc_notes
                else None
            ),
        ),
        Column("lc_last", label=_("Last answer")),
    ]

    def get_queryset(self) -> QuerySet:
        """Return the guides with answers, those that helped least often first."""
        answers, notes = GuideAnswer.objects.all(), GuideNote.objects.all()
        number = IntegerField()
        self.queryset = (
            page_model("toolkit_page")
            .objects.filter(pk__in=own_pages(self.request.user))
            .annotate(
                lc_last=about_guide(answers, Max("day")),
                lc_helpful=Coalesce(
                    about_guide(answers, Sum("helpful")), 0, output_field=number
                ),
                lc_unhelpful=Coalesce(
                    about_guide(answers, Sum("unhelpful")), 0, output_field=number
                ),
                lc_notes=Coalesce(
                    about_guide(notes, Count("pk")), 0, output_field=number
                ),
            )
            .filter(lc_last__isnull=False)
            .order_by("-lc_unhelpful", "title", "pk")
        )
        return super().get_queryset()


class GuideNotesView(GuideReport):
    """What readers wrote, the newest first; `?guide=` shows those about one guide."""

    page_title = _("Readers’ notes about guides")
    header_icon = "lc-toolkit"
    index_url_name = NOTES_URL_NAME
    index_results_url_name = f"{NOTES_URL_NAME}_results"
    # Anybody may write a note: none becomes a formula in somebody's spreadsheet.
    list_export: list[str] = []

    @cached_property
    def columns(self) -> list[Column]:
        """The note, its guide, the answer, the day, and the way to delete it."""
        return [
            Column("text", label=pgettext_lazy("a reader's", "Note")),
            TitleColumn(
                "page",
                label=_("Guide"),
                get_url=lambda note: reverse(
                    "wagtailadmin_pages:edit", args=[note.page_id]
                ),
            ),
            Column(
                "helpful",
                label=_("Helpful?"),
                accessor=lambda note: gettext("Yes") if note.helpful else gettext("No"),
            ),
            Column("day", label=_("Day")),
            TitleColumn(
                "delete",
                label=_("Delete"),
                accessor=lambda _note: gettext("Delete"),
                get_url=lambda note: reverse(DELETE_URL_NAME, args=[note.pk]),
            ),
        ]

    def get_queryset(self) -> QuerySet:
        """Return the notes about guides that the user may work on."""
        notes = GuideNote.objects.filter(page__in=own_pages(self.request.user))
        guide = whole_number(self.request.GET.get("guide", ""), digits=LONGEST_KEY)
        if guide is not None:
            notes = notes.filter(page_id=guide)
        self.queryset = notes.select_related("page")
        return super().get_queryset()


def delete_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a note is to be deleted, and delete it by POST.

    Raises PermissionDenied for those who may not change the guide.
    """
    if pk >= 10**LONGEST_KEY:
        raise PermissionDenied
    note = get_object_or_404(GuideNote.objects.select_related("page"), pk=pk)
    if not page_policy().user_has_permission_for_instance(
        request.user, "change", note.page
    ):
        raise PermissionDenied
    if request.method == "POST":
        note.delete()
        messages.success(request, _("The note is deleted."))
        return redirect(NOTES_URL_NAME)
    template = "learningcircles_wagtail/admin/delete_note.html"
    return TemplateResponse(request, template, {"note": note})


def answer_urls() -> list[Any]:
    """Return the addresses of the reports and of deleting a note."""
    return [
        path("reports/guide-answers/", GuideAnswersView.as_view(), name=URL_NAME),
        path(
            "reports/guide-answers/results/",
            GuideAnswersView.as_view(results_only=True),
            name=f"{URL_NAME}_results",
        ),
        path("reports/guide-notes/", GuideNotesView.as_view(), name=NOTES_URL_NAME),
        path(
            "reports/guide-notes/results/",
            GuideNotesView.as_view(results_only=True),
            name=f"{NOTES_URL_NAME}_results",
        ),
        path("reports/guide-notes/<int:pk>/delete/", delete_note, name=DELETE_URL_NAME),
    ]


def answers_menu_item() -> GuideReportMenuItem:
    """Return the entry of the counts in the menu “Reports”."""
    return GuideReportMenuItem(
        _("Were guides helpful?"),
        reverse(URL_NAME),
        name="guide-answers",
        icon_name="lc-toolkit",
        order=1010,
    )


def notes_menu_item() -> GuideReportMenuItem:
    """Return the entry of the notes in the menu “Reports”."""
    return GuideReportMenuItem(
        _("Readers’ notes"),
        reverse(NOTES_URL_NAME),
        name="guide-notes",
        icon_name="lc-toolkit",
        order=1020,
    )
