"""The report of guides that somebody should read again."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from learningcircles_wagtail.admin.guide_reports import (
    GuideReport,
    GuideReportMenuItem,
    own_pages,
    title_column,
)
from learningcircles_wagtail.toolkit.reviews import (
    ReviewState,
    live_guides,
    state_of,
    state_q,
)

URL_NAME = "learningcircles_wagtail_guide_reviews"
DUE = (ReviewState.OVERDUE.value, ReviewState.NEVER.value)
"""What the report shows before anything is chosen."""


class ReviewFilterSet(WagtailFilterSet):
    """Chooses states; none chosen means those that somebody should see to."""

    state = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("review of a guide", "State"),
        choices=ReviewState.choices,
        method="filter_state",
        widget=CheckboxSelectMultiple,
    )

    def filter_state(self, guides: QuerySet, _name: str, states: list[str]) -> QuerySet:
        """Return the guides that are in one of the states."""
        today = timezone.localdate()
        wanted = Q(pk__in=[])
        for state in states or DUE:
            wanted |= state_q(state, today=today)
        return guides.filter(wanted)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Narrow to what is due where no state was chosen."""
        chosen = self.form.cleaned_data.get("state")
        return self.filter_state(queryset, "state", chosen or [])


class GuideReviewsView(GuideReport):
    """Guides whose review is overdue, and those that were never reviewed."""

    page_title = _("Guides to review")
    header_icon = "lc-toolkit"
    index_url_name = URL_NAME
    index_results_url_name = f"{URL_NAME}_results"
    filterset_class = ReviewFilterSet
    export_filename = "guides-to-review"
    list_export = [
        "title",
        "review_state",
        "last_reviewed_on",
        "review_due_on",
        "last_published_at",
        "full_url",
    ]
    export_headings = {
        "title": _("Title"),
        "review_state": pgettext_lazy("review of a guide", "State"),
        "last_reviewed_on": _("Last reviewed"),
        "review_due_on": _("Next review due"),
        "last_published_at": _("Last published"),
        "full_url": _("Address"),
    }
    columns = [
        title_column(),
        Column("review_state", label=pgettext_lazy("review of a guide", "State")),
        Column("last_reviewed_on", label=_("Last reviewed")),
        Column("review_due_on", label=_("Next review due")),
        DateColumn("last_published_at", label=_("Last published")),
    ]

    def get_queryset(self) -> QuerySet:
        """Return the public guides that the user may work on."""
        self.queryset = live_guides().filter(pk__in=own_pages(self.request.user))
        return super().get_queryset()

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Add the guides, for the filters have no model of their own."""
        return {**super().get_filterset_kwargs(), "queryset": live_guides()}

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Give each guide its `review_state` in words."""
        today = timezone.localdate()
        for guide in object_list:
            guide.review_state = state_of(guide, today=today).label
        return object_list


def review_urls() -> list[Any]:
    """Return the addresses of the report."""
    return [
        path(
            "reports/guides-to-review/",
            GuideReviewsView.as_view(),
            name=URL_NAME,
        ),
        path(
            "reports/guides-to-review/results/",
            GuideReviewsView.as_view(results_only=True),
            name=f"{URL_NAME}_results",
        ),
    ]


def reviews_menu_item() -> GuideReportMenuItem:
    """Return the entry of the menu “Reports”."""
    return GuideReportMenuItem(
        _("Guides to review"),
        reverse(URL_NAME),
        name="guides-to-review",
        icon_name="lc-toolkit",
        order=1000,
    )
