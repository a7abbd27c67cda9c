"""The flat list of circles: state, next meeting, branch and places at a glance."""

from datetime import datetime
from typing import Any

import django_filters
import swapper
from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies.pages import PagePermissionPolicy

from learningcircles_wagtail.admin.circle_rows import RELATED, attach_rows
from learningcircles_wagtail.admin.press_rooms import press_rooms_for
from learningcircles_wagtail.directory.pages import circle_page_models
from learningcircles_wagtail.directory.querysets import in_list_order
from learningcircles_wagtail.enums import CircleStatus
from learningcircles_wagtail.models import Branch, Meeting
from learningcircles_wagtail.models.querysets import (
    cancelled_q,
    completed_q,
    in_progress_q,
    upcoming_q,
)

WRITE_RELEASE = "learningcircles_wagtail_write_release"
"""The name of the address at which a release about listed circles is begun."""


def status_q(status: str, *, now: datetime) -> Q:
    """Return the condition on a page whose circle has a status (a `CircleStatus`)."""
    match status:
        case CircleStatus.UPCOMING:
            return upcoming_q(now, "circle__")
        case CircleStatus.IN_PROGRESS:
            return in_progress_q(now, "circle__")
        case CircleStatus.COMPLETED:
            return completed_q(now, "circle__")
        case _cancelled:
            return cancelled_q("circle__")


def branch_choices() -> list[tuple[str, str]]:
    """Return the branches by key; as texts, which no number in an address breaks."""
    return [(str(pk), name) for pk, name in Branch.objects.values_list("pk", "name")]


class CircleFilterSet(WagtailFilterSet):
    """Filters of the list; states are compared at the moment of asking."""

    state = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("of a learning circle", "State"),
        choices=CircleStatus.choices,
        method="filter_state",
        widget=CheckboxSelectMultiple,
    )
    branch = django_filters.MultipleChoiceFilter(
        label=_("Branch"),
        field_name="branch_id",
        choices=branch_choices,
        widget=CheckboxSelectMultiple,
    )
    live = django_filters.ChoiceFilter(
        label=_("Page"),
        choices=[("true", _("Published")), ("false", _("Draft"))],
        method="filter_live",
        empty_label=_("All"),
        widget=RadioSelect,
    )

    class Meta:
        fields: list[str] = []

    def filter_state(
        self, pages: QuerySet[Any], name: str, values: list[str]
    ) -> QuerySet[Any]:
        """Keep published circles that are in one of the states."""
        if not values:
            return pages
        now = timezone.now()
        wanted = Q()
        for value in values:
            wanted |= status_q(value, now=now)
        return pages.filter(wanted, live=True, circle__isnull=False)

    def filter_live(self, pages: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep published pages, or those that are not."""
        return pages.filter(live=value == "true")


def search_circles(pages: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Find words of title, branch, city, course and provider.

    By SQL: the search index refuses filters and orders that it does not know.
    """
    for word in words.split():
        pages = pages.filter(
            Q(title__icontains=word)
            | Q(draft_title__icontains=word)
            | Q(branch__name__icontains=word)
            | Q(branch__city__icontains=word)
            | Q(course__title__icontains=word)
            | Q(course__provider__icontains=word)
        )
    return pages


def _row(name: str) -> Any:
    return lambda page: getattr(page.lc_row, name)


class CircleStateColumn(Column):
    """Where the circle stands, and what visitors read about its places."""

    cell_template_name = "learningcircles_wagtail/admin/columns/state.html"


class CirclePlacesColumn(Column):
    """How many places are taken, and the way to who has them."""

    cell_template_name = "learningcircles_wagtail/admin/columns/places.html"


class CircleIndexView(IndexView):
    """The list itself: what is running first, as in public."""

    default_ordering = None
    base_filterset_class = CircleFilterSet
    base_columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn(
            "title", label=_("Title"), sort_key="title", classname="title", width="30%"
        ),
        CircleStateColumn(
            "state",
            label=pgettext_lazy("of a learning circle", "State"),
            accessor="lc_row",
        ),
        Column(
            "next_meeting",
            label=_("Next meeting"),
            accessor=_row("next_meeting"),
            sort_key="lc_next",
        ),
        Column(
            "branch",
            label=_("Branch"),
            accessor=_row("branch"),
            sort_key="branch__name",
        ),
        CirclePlacesColumn("places", label=_("Places taken"), accessor="lc_row"),
        PageStatusColumn("status", label=_("Page"), sort_key="live"),
    )

    @cached_property
    def filterset_class(self) -> type[CircleFilterSet]:
        """Our filters, for the page model in hand."""
        meta = type("Meta", (CircleFilterSet.Meta,), {"model": self.model})
        return type("CircleFilterSet", (self.base_filterset_class,), {"Meta": meta})

    @property
    def header_more_buttons(self) -> list[Button]:
        """Add the way to a press release about the circles that are listed."""
        buttons = super().header_more_buttons
        if not press_rooms_for(self.request.user):
            return buttons
        query = self.request.GET.copy()
        for name in ("p", "ordering", "circle", "index"):
            query.pop(name, None)
        query["listed"] = self.model._meta.label_lower
        write = Button(
            _("Write a press release about these circles"),
            f"{reverse(WRITE_RELEASE)}?{query.urlencode()}",
            icon_name="lc-press",
            priority=80,
        )
        return [*buttons, write]

    def annotate_queryset(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """Read what the rows show, and what Wagtail's own columns ask of a page.

        Wagtail's own version reads each page a second time, without its streams, as
        what it really is. These pages are what they are, and the meetings of drafts
        stand in a stream.
        """
        pages = pages.prefetch_related("content_type", "sites_rooted_here")
        if getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            pages = pages.prefetch_workflow_states()
        if self.i18n_enabled:
            pages = pages.prefetch_related("locale").annotate_has_untranslated_locale()
        pages = pages.annotate_site_root_state().annotate_approved_schedule()
        return pages.defer("body").select_related(*RELATED)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Order as asked, else running circles by next meeting, then those over."""
        now = timezone.now()
        to_come = Meeting.objects.to_come(now).filter(circle=OuterRef("circle"))
        queryset = in_list_order(queryset, now=now).annotate(
            lc_next=Subquery(to_come.order_by("start").values("start")[:1])
        )
        coming = F("lc_next").asc(nulls_last=True)
        match self.ordering:
            case "lc_next":
                return queryset.order_by(coming, "pk")
            case "-lc_next":
                return queryset.order_by(F("lc_next").desc(nulls_last=True), "pk")
            case str() as name if name:
                return queryset.order_by(name, "pk")
        over = F("circle__last_meeting_at").desc(nulls_last=True)
        return queryset.order_by("lc_group", coming, over, "pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Find words of the page and of its records; see `search_circles`."""
        return search_circles(queryset, self.search_query if self.is_searching else "")

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        """Return one page of the list, each circle with its row."""
        paginator, page, _items, has_others = super().paginate_queryset(
            queryset, page_size
        )
        page.object_list = attach_rows(
            page.object_list, user=self.request.user, now=timezone.now()
        )
        return paginator, page, page.object_list, has_others


class CircleMenuItem(MenuItem):
    """Shown to those who may do anything with pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the list would not be refused."""
        # Before Wagtail 8 the policy knows rights on the base page's model only.
        policy = PagePermissionPolicy(swapper.load_model("wagtailcore", "Page"))
        return policy.user_has_any_permission(
            request.user, CircleIndexView.any_permission_required
        )


class CircleListViewSet(PageListingViewSet):
    """The list of all pages of one circle page model."""

    icon = "lc-circle"
    index_view_class = CircleIndexView
    filterset_class = PageListingViewSet.UNDEFINED
    menu_item_class = CircleMenuItem

    @cached_property
    def menu_label(self) -> str:
        """The model's plural."""
        return capfirst(self.model._meta.verbose_name_plural)


def circle_viewsets() -> list[CircleListViewSet]:
    """Return a list of circles for each page model of circles that the site has.

    Usually one; none where the site swapped the base page and wrote no model.
    """
    return [
        CircleListViewSet(
            "learning_circles" if number == 0 else f"learning_circles_{number + 1}",
            model=model,
            url_prefix="learning-circles/circles"
            if number == 0
            else f"learning-circles/{model._meta.label_lower}",
        )
        for number, model in enumerate(circle_page_models())
    ]
