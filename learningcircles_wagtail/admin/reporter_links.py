"""Where editors make, see and take back reporters' links to a release."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.models import ReporterLink
from learningcircles_wagtail.press import reporter
from learningcircles_wagtail.press.embargo import early_edition

LIST = "learningcircles_wagtail_reporter_links"
REVOKE = "learningcircles_wagtail_revoke_reporter_link"

LARGEST_KEY = 2**63 - 1
"""SQLite raises for a number beyond."""

LIFETIMES = (1, 3, 7, 14)
"""Days for which an editor may let a link work."""


def lifetimes() -> list[tuple[int, str]]:
    """Return the choices of days, in words."""
    return [(days, ngettext("%d day", "%d days", days) % (days)) for days in LIFETIMES]


class ReporterLinkForm(forms.Form):
    """For whom a link is, and how long it works."""

    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=150,
        help_text=gettext_lazy("A note for you, such as “City desk, the Courier”."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Works for"),
        choices=lifetimes,
        coerce=int,
        initial=reporter.DAYS,
        help_text=gettext_lazy("At most until a week after the embargo has ended."),
    )


def release_for(user: Any, pk: int) -> Any:
    """Return the release with a key; raise PermissionDenied, or Http404.

    Who may publish a release may show it to a reporter.
    """
    for model in page_models("press_release_page") if pk <= LARGEST_KEY else ():
        page = model.objects.filter(pk=pk).first()
        if page is not None:
            if not page.permissions_for_user(user).can_publish():
                raise PermissionDenied
            return page
    raise Http404


@method_decorator(never_cache, name="dispatch")
class ReporterLinksView(WagtailAdminTemplateMixin, View):
    """The links of one release, and a form for the next one."""

    template_name = "learningcircles_wagtail/admin/reporter_links.html"
    header_icon = "link"
    page_title = gettext_lazy("Reporters' links")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the release."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.release.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.release.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Show the links."""
        self.release = release_for(request.user, page_id)
        return self.show(ReporterLinkForm())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Make a link, and show its address this once."""
        self.release = release_for(request.user, page_id)
        form = ReporterLinkForm(request.POST)
        own = self.release.get_full_url(request)
        if early_edition(self.release) is None or not own or not form.is_valid():
            return self.show(form)
        link, token = reporter.make_link(
            self.release,
            label=form.cleaned_data["label"],
            days=form.cleaned_data["days"],
            user=request.user,
            now=timezone.now(),
        )
        address = f"{own}reporter/{token}/"
        return self.show(ReporterLinkForm(), new_link=link, new_address=address)

    def show(self, form: ReporterLinkForm, **more: Any) -> HttpResponse:
        """Return the page with a form."""
        early = early_edition(self.release)
        now = timezone.now()
        context = self.get_context_data(
            release=self.release,
            early=early,
            line=early.get_embargo_words() if early is not None else "",
            form=form,
            links=[
                {
                    "link": link,
                    "works": link.revoked_at is None and link.expires_at > now,
                }
                for link in ReporterLink.objects.filter(page_id=self.release.pk)
            ],
            edit_url=reverse("wagtailadmin_pages:edit", args=[self.release.pk]),
            **more,
        )
        return self.render_to_response(context)


class RevokeReporterLinkView(View):
    """Takes a link back; by POST alone."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
        """Take the link back and say so."""
        release = release_for(request.user, page_id)
        if pk > LARGEST_KEY:
            raise Http404
        link = get_object_or_404(ReporterLink, pk=pk, page_id=release.pk)
        reporter.revoke_link(link, release, now=timezone.now(), user=request.user)
        messages.success(
            request, _("The link for %(name)s opens nothing any more.") % {"name": link}
        )
        return redirect(LIST, release.pk)


urlpatterns = [
    path(
        "learning-circles/releases/<int:page_id>/reporters/",
        ReporterLinksView.as_view(),
        name=LIST,
    ),
    path(
        "learning-circles/releases/<int:page_id>/reporters/<int:pk>/revoke/",
        RevokeReporterLinkView.as_view(),
        name=REVOKE,
    ),
]


def reporter_link_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Yield the way to the links of a release, for the menu in its header."""
    if not isinstance(page, page_models("press_release_page")) or page.live:
        return
    if page.permissions_for_user(user).can_publish():
        address = reverse(LIST, args=[page.pk])
        yield Button(_("Reporters' links"), address, icon_name="link", priority=85)


def register_reporter_link_actions(actions: LogActionRegistry) -> None:
    """Say in Wagtail's history who made a link, and who took it back."""
    actions.register_action(
        reporter.MADE,
        gettext_lazy("Reporter's link"),
        gettext_lazy("Reporter's link made"),
    )
    actions.register_action(
        reporter.REVOKED,
        gettext_lazy("Take back reporter's link"),
        gettext_lazy("Reporter's link taken back"),
    )
