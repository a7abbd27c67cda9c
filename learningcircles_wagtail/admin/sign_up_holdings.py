"""What is held on an address: staff look, hand it over as a file, or delete it.

For those who may read the sign-ups of every circle. The address is sent by POST, so
that it stands in no address line and in no log of a server.
"""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learningcircles_wagtail.admin.sign_up_export import BYTE_ORDER_MARK
from learningcircles_wagtail.admin.sign_up_rights import may_read_everything
from learningcircles_wagtail.domain.spreadsheet_text import harmless
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.sign_ups import holdings
from learningcircles_wagtail.sign_ups.addresses import clean_address
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.sign_ups.secrecy import keep_out_of_reports

URL_NAME = "learningcircles_wagtail_holdings"


class AddressForm(forms.Form):
    """One e-mail address."""

    address = forms.CharField(label=_("E-mail address"), widget=forms.EmailInput)

    def clean_address(self) -> str:
        """Return the address as sign-ups keep it."""
        return clean_address(self.cleaned_data["address"])


@method_decorator(never_cache, name="dispatch")
class HoldingsView(WagtailAdminTemplateMixin, View):
    """Shows what is held; `do` in the form says what else is wanted."""

    template_name = "learningcircles_wagtail/admin/holdings.html"
    page_title = _("What is held on an address")
    header_icon = "user"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        """Refuse who may not read everything."""
        keep_out_of_reports(request)
        if not may_read_everything(request.user):
            raise PermissionDenied
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Say where we are."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for an address."""
        return self.show(AddressForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look, hand over, ask once more, or delete."""
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        address = form.cleaned_data["address"]
        match request.POST.get("do"):
            case "json":
                return _attached(
                    JsonResponse(
                        holdings.held_on(address),
                        json_dumps_params={"ensure_ascii": False, "indent": 2},
                    ),
                    "json",
                )
            case "csv":
                return _attached(as_csv(holdings.held_on(address)), "csv")
            case "delete":
                return self.delete(form, address)
            case wanted:
                held = holdings.held_on(address)
                return self.show(form, held=held, asks=wanted == "ask")

    def delete(self, form: AddressForm, address: str) -> HttpResponse:
        """Delete it, and say how much there was."""
        try:
            with outside_request_transaction():
                number = holdings.delete(
                    address, now=timezone.now(), user=self.request.user
                )
        except TooBusyError:
            form.add_error(None, _("The site is very busy. Please try again."))
            return self.show(form)
        words = ngettext(
            "The data of %d sign-up or subscription is deleted.",
            "The data of %d sign-ups and subscriptions is deleted.",
            number,
        )
        messages.success(self.request, words % number)
        return self.show(AddressForm())

    def show(self, form: AddressForm, **more: Any) -> HttpResponse:
        """Return the page."""
        return self.render_to_response(self.get_context_data(form=form, **more))


def as_csv(held: dict[str, Any]) -> HttpResponse:
    """Return what is held as a spreadsheet of three columns: of what, which, value."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["record", "field", "value"])
    for kind in ("sign_ups", "subscriptions", "messages"):
        for number, record in enumerate(held[kind], 1):
            for field, value in record.items():
                pairs = value.items() if isinstance(value, dict) else [(field, value)]
                for name, said in pairs:
                    words = "" if said is None else str(said)
                    writer.writerow(
                        [f"{kind} {number}", harmless(name), harmless(words)]
                    )
    body = BYTE_ORDER_MARK + text.getvalue().encode()
    return HttpResponse(body, content_type="text/csv; charset=utf-8")


def _attached(response: HttpResponse, kind: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="held-data.{kind}"'
    return response


def holdings_urls() -> list[Any]:
    """Return the address of the page."""
    address = "learning-circles/held-on-an-address/"
    return [path(address, HoldingsView.as_view(), name=URL_NAME)]


class HoldingsMenuItem(MenuItem):
    """Shown to those who may read the sign-ups of every circle."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the page would not be refused."""
        return may_read_everything(request.user)


def holdings_menu_item() -> HoldingsMenuItem:
    """Return the entry in the menu “Reports”."""
    return HoldingsMenuItem(
        _("Held on an address"),
        reverse(URL_NAME),
        name="held-on-an-address",
        icon_name="user",
        order=1030,
    )
