"""What the reports about guides have in common: who sees them, and of which guides."""

from typing import Any

import swapper
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.pages import PagePermissionPolicy

from learningcircles_wagtail.directory.pages import page_models

RIGHTS = ("add", "change", "publish")


def page_policy() -> PagePermissionPolicy:
    """Return who may do what with pages.

    Before Wagtail 8 the policy knows rights on the base page's model only.
    """
    return PagePermissionPolicy(swapper.load_model("wagtailcore", "Page"))


def own_pages(user: Any) -> QuerySet:
    """Return the keys of the pages that a user may write, change or publish."""
    pages = page_policy().instances_user_has_any_permission_for(user, RIGHTS)
    return pages.order_by().values("pk")


class GuideReport(ReportView):
    """A report about the guides that an editor may work on, to read and to export."""

    any_permission_required = RIGHTS
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    is_searchable = False

    @cached_property
    def permission_policy(self) -> PagePermissionPolicy:
        """Rights on pages, whatever the report lists."""
        return page_policy()


def title_column() -> TitleColumn:
    """Return the column with a guide's title, which leads to its form."""
    return TitleColumn(
        "title", get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])
    )


class GuideReportMenuItem(MenuItem):
    """An entry of the menu “Reports”, for those who write guides."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the site has guides and the user may work on pages."""
        return bool(page_models("toolkit_page")) and (
            page_policy().user_has_any_permission(request.user, RIGHTS)
        )
