"""The page on which a reader leaves an address.

It answers every address alike: nothing tells whether one is known.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.querysets import public_circle_pages
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import Topic
from learningcircles_wagtail.sign_ups import stamps
from learningcircles_wagtail.sign_ups.addresses import clean_address
from learningcircles_wagtail.sign_ups.form_page import (
    RETRY_AFTER,
    STAMP,
    TRAP,
    form_response,
)
from learningcircles_wagtail.sign_ups.forms import first_id, line
from learningcircles_wagtail.sign_ups.limits import seconds_to_wait
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.subscriptions.actions import subscribe
from learningcircles_wagtail.subscriptions.addresses import CIRCLE, SENT, TOPIC
from learningcircles_wagtail.subscriptions.wishes import (
    Wish,
    wish_for_any_circle,
    wish_for_releases,
    wish_of_circle,
    wish_of_topic,
)

TEMPLATE = "learningcircles_wagtail/subscribe.html"
LONGEST_SLUG = 255


class AddressForm(forms.Form):
    """One e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="lc-%s", **kwargs)
        self.fields["email"] = line(
            _("Your e-mail address"),
            type="email",
            autocomplete="email",
            spellcheck="false",
        )
        self.fields["email"].error_messages["required"] = _(
            "Enter your e-mail address."
        )

    def clean_email(self) -> str:
        """Return the address as it is kept; ValidationError for none."""
        return clean_address(self.cleaned_data["email"])

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong: the id to go to, and the words."""
        return [(first_id(self[name]), self.errors[name][0]) for name in self.errors]


def subscribe_response(page: Any, request: HttpRequest) -> HttpResponse:
    """Show the form by GET, keep an address by POST, and say what happens next."""
    return form_response(request, _Subscribe(page, request))


def wish_at(page: Any, query: Any) -> Wish:
    """Return what somebody wishes who came with a query; what is none is left out.

    Of circles only those that everybody may see below the page, and their topics.
    """
    if page.page_kind == "press_index_page":
        return wish_for_releases()
    key = whole_number(query.get(CIRCLE, ""), digits=LONGEST_KEY)
    if key is not None:
        pages = public_circle_pages(page, index_page=page).filter(circle_id=key)
        found = pages.select_related("circle").first()
        if found is not None:
            return wish_of_circle(found.circle, found.title)
    slug = query.get(TOPIC, "")[:LONGEST_SLUG].replace("\0", "")
    # Translations share the slug: the page's own language comes first.
    topics = Topic.objects.filter(slug=slug, live=True) if slug else ()
    found = sorted(topics, key=lambda one: (one.locale_id != page.locale_id, one.pk))
    return wish_of_topic(found[0]) if found else wish_for_any_circle()


class _Subscribe:
    """One request for the form."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page, self.request = page, request
        self.now = timezone.now()
        self.wish = wish_at(page, request.GET)

    def get(self) -> HttpResponse:
        """Show the form, or that it was sent."""
        if SENT in self.request.GET:
            return self.show(is_sent=True)
        return self.show_form(AddressForm())

    def post(self) -> HttpResponse:
        """Keep the address, and lead to a page that can be loaded again."""
        form = AddressForm(self.request.POST)
        if not form.is_valid():
            return self.show_form(form, status=422)
        again = stamps.asked_again(
            self.read_stamp(),
            circle_id=self.page.pk,
            trapped=bool(self.request.POST.get(TRAP)),
            now=self.now,
        )
        if again is not None:
            return self.show_form(form, status=422, stamp=again, asked_again=True)
        email = form.cleaned_data["email"]
        wait = seconds_to_wait(self.request, email)
        if wait:
            response = self.show_form(form, status=429, seconds_to_wait=wait)
            response["Retry-After"] = str(wait)
            return response
        try:
            with outside_request_transaction():
                subscribe(
                    self.page,
                    self.wish,
                    email,
                    language=get_language() or "",
                    now=self.now,
                )
        except TooBusyError:
            response = self.show_form(form, status=503, is_busy=True)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        except ValidationError as error:
            form.add_error("email", error)
            return self.show_form(form, status=422)
        response = HttpResponseRedirect(f"{self.request.path}?{SENT}=1")
        # To be fetched by GET, so that loading it again sends nothing (RFC 9110).
        response.status_code = 303
        return response

    def read_stamp(self) -> stamps.Stamp | None:
        """Return when this form was shown, None where it does not say so."""
        given = self.request.POST.get(STAMP, "")
        return stamps.read_stamp(given, circle_id=self.page.pk)

    def show_form(
        self,
        form: AddressForm,
        *,
        status: int = 200,
        stamp: stamps.Stamp | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Show the form as it was filled in, with its stamp."""
        fresh = stamps.Stamp(self.page.pk, self.now)
        shown = str(stamp or self.read_stamp() or fresh)
        return self.show(status=status, form=form, form_stamp=shown, **context)

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page around the form."""
        shown = self.page.get_frame_context(self.request)
        shown |= {
            "wish": self.wish,
            "is_about_releases": self.wish.kind == SubscriptionKind.RELEASES,
            "form": None,
            "form_action": self.request.get_full_path(),
            "trap": TRAP,
            "wish_days": settings.WISH_DAYS,
            "is_sent": False,
            **context,
        }
        return TemplateResponse(self.request, TEMPLATE, shown, status=status)
