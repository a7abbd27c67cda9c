"""The settings of each site, editable with and without `wagtail.contrib.settings`."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import (
    ModelAdminURLFinder,
    register_admin_url_finder,
)
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    ObjectList,
    Panel,
    extract_panel_definitions_from_model_class,
)
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import ReferenceIndex, Site

from learningcircles_wagtail.models import LearningCirclesSettings

NAMESPACE = "learning_circles_settings"


def editable_sites(user: Any) -> QuerySet[Site]:
    """Return the sites whose settings a user may change."""
    policy = LearningCirclesSettings.get_permission_policy()
    return policy.sites_user_has_permission_for(user, "change")


class SettingsIndexView(generic.BaseListingView):
    """The sites, where a user may change the settings of several."""

    page_title = _("Settings of the learning circles")
    header_icon = "cogs"
    index_url_name = f"{NAMESPACE}:index"
    is_searchable = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead on to the one site there is; refuse those who may change none."""
        sites = editable_sites(request.user)
        if not sites:
            raise PermissionDenied
        if len(sites) == 1:
            return redirect(f"{NAMESPACE}:edit", sites[0].pk)
        self.queryset = sites
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        """The site with the link to its settings, and its host."""
        return [
            TitleColumn(
                "site",
                label=_("Site"),
                accessor=str,
                get_url=lambda site: reverse(f"{NAMESPACE}:edit", args=[site.pk]),
            ),
            Column("hostname", label=_("Host")),
        ]


class SettingsEditView(generic.EditView):
    """The settings of one site."""

    model = LearningCirclesSettings
    template_name = "learningcircles_wagtail/admin/site_settings.html"
    header_icon = "cogs"
    edit_url_name = f"{NAMESPACE}:edit"
    success_message = _("Settings saved.")
    error_message = _("The settings could not be saved due to errors.")

    @cached_property
    def permission_policy(self) -> Any:
        """Who may change settings: everywhere, or on single sites."""
        return LearningCirclesSettings.get_permission_policy()

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the site's settings, made with their defaults if need be."""
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def get_object(self, queryset: Any = None) -> LearningCirclesSettings:
        """Return the settings; raise PermissionDenied on a site of somebody else."""
        self.site = get_object_or_404(Site, pk=self.kwargs["pk"])
        if not self.permission_policy.user_has_permission_for_instance(
            self.request.user, "change", self.site
        ):
            raise PermissionDenied
        return LearningCirclesSettings.for_site(self.site)

    def get_panel(self) -> Panel:
        """Return the panels of the model, so that a site may change them there."""
        panels = extract_panel_definitions_from_model_class(self.model, ["site"])
        return ObjectList(panels).bind_to_model(self.model)

    def get_edit_url(self) -> str:
        """Return this page's address, which names the site."""
        return reverse(self.edit_url_name, args=[self.site.pk])

    def get_success_url(self) -> str:
        """Stay on the page."""
        return self.get_edit_url()

    def get_success_buttons(self) -> None:
        """Offer no button: one is already on the page."""
        return

    def get_page_subtitle(self) -> str:
        """Return what is set."""
        return capfirst(str(self.model._meta.verbose_name))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the `site`, and `other_sites` whose settings the user may change."""
        context = super().get_context_data(**kwargs)
        sites = editable_sites(self.request.user)
        context["site"] = self.site
        context["has_several_sites"] = Site.objects.count() > 1
        context["other_sites"] = [site for site in sites if site.pk != self.site.pk]
        return context


class SettingsMenuItem(MenuItem):
    """Shown to those who may change the settings of any site."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the page would not be refused."""
        policy = LearningCirclesSettings.get_permission_policy()
        return policy.user_has_permission(request.user, "change")


class SettingsURLFinder(ModelAdminURLFinder):
    """Leads from a record's usage to the settings that name it."""

    model = LearningCirclesSettings
    permission_policy = LearningCirclesSettings.get_permission_policy()

    def construct_edit_url(self, instance: LearningCirclesSettings) -> str:
        """Return the address at which the settings are edited."""
        return reverse(f"{NAMESPACE}:edit", args=[instance.site_id])


class SettingsViewSet(ViewSet):
    """The settings in the menu of the learning circles."""

    name = NAMESPACE
    url_prefix = "learning-circles/settings"
    icon = "cogs"
    menu_label = _("Settings")
    menu_name = "learning-circles-settings"
    menu_item_class = SettingsMenuItem

    def on_register(self) -> None:
        """Let Wagtail know what the settings refer to, and where they are edited."""
        super().on_register()
        ReferenceIndex.register_model(LearningCirclesSettings)
        register_admin_url_finder(LearningCirclesSettings, SettingsURLFinder)

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses: the sites, and the settings of one."""
        return [
            path("", SettingsIndexView.as_view(), name="index"),
            path("<int:pk>/", SettingsEditView.as_view(), name="edit"),
        ]


def settings_permissions() -> QuerySet[Permission]:
    """Return the permission that is given to groups: to change these settings."""
    return Permission.objects.filter(
        content_type__app_label="learningcircles_wagtail",
        codename="change_learningcirclessettings",
    )
