"""The page on which a visitor signs up: the form, and what became of it.

It stands below the circle's page, which so can be kept by caches and sets no cookie.
What it answers depends on the circle, the form and the number of places alone: nothing
that anybody sees tells whether an address has signed up before.
"""

from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from learningcircles_wagtail.directory.related import remembered_beside
from learningcircles_wagtail.enums import SignUpStatus
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.sign_ups import stamps
from learningcircles_wagtail.sign_ups.actions import sign_up
from learningcircles_wagtail.sign_ups.arriving import refusal_of
from learningcircles_wagtail.sign_ups.forms import LearnerForm
from learningcircles_wagtail.sign_ups.limits import seconds_to_wait
from learningcircles_wagtail.sign_ups.privacy import privacy_text
from learningcircles_wagtail.sign_ups.publicity import is_public
from learningcircles_wagtail.sign_ups.results import Refusal, SignUpResult
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.sign_ups.seats import Entry
from learningcircles_wagtail.sign_ups.secrecy import (
    keep_out_of_logs,
    keep_out_of_reports,
)

TEMPLATE = "learningcircles_wagtail/circle_sign_up.html"
SALT = "learningcircles_wagtail.sign_ups.answer"

ANSWER = "answer"
"""The parameter that says, signed, what became of a form."""

KEY, STAMP, TRAP = "form", "shown", "website"
"""Hidden fields: a form's own key, when it was shown, and one that nobody sees."""

ANSWER_LASTS = 3_600
"""Seconds for which an address tells what became of a form."""

RETRY_AFTER = 30
"""Seconds after which a visitor should try again whom the database let not through."""

STATUS_OF = {
    Refusal.NOT_PUBLIC: 404,
}
CONFLICT = 409
"""The circle is not any more what the form took it for (RFC 9110, 15.5.10)."""


def sign_up_response(page: Any, request: HttpRequest) -> HttpResponse:
    """Show the form by GET, sign somebody up by POST, and tell what became of it."""
    return form_response(request, _SignUp(page, request))


def form_response(request: HttpRequest, form_page: Any) -> HttpResponse:
    """Let the page of a form answer, by its `get` or its `post`; no cache keeps it."""
    keep_out_of_reports(request)
    if request.method == "POST":
        response = form_page.post()
    elif request.method in {"GET", "HEAD"}:
        response = form_page.get()
    else:
        response = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return keep_out_of_logs(response)


class _SignUp:
    """One request for the page of a form."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page, self.request, self.circle = page, request, page.circle
        self.now = timezone.now()

    def get(self) -> HttpResponse:
        """Show what became of a form that was sent, else a form, or why none is."""
        answer = self.request.GET.get(ANSWER)
        told = read_answer(answer, circle_id=self._circle_id) if answer else None
        if told is not None:
            return self.show(answered=told)
        refusal = self.find_refusal()
        if refusal is not None:
            return self.refuse(refusal, status=STATUS_OF.get(refusal, 200))
        return self.show_form(self.make_form())

    def post(self) -> HttpResponse:
        """Sign the visitor up, and lead to a page that can be loaded again."""
        refusal = self.refusal_of_facts()
        # Who is in a full circle gets the link once more, so that is decided below.
        if refusal is not None and refusal is not Refusal.FULL:
            return self.refuse(refusal if self.is_public() else Refusal.NOT_PUBLIC)
        form = self.make_form(self.request.POST)
        flaw = self.find_flaw(form)
        if flaw is None:
            # The action asks by itself whether everybody may see the circle.
            return self.sign_up(form)
        if not self.is_public():
            return self.refuse(Refusal.NOT_PUBLIC)
        response = self.show_form(form, **flaw)
        if "seconds_to_wait" in flaw:
            response["Retry-After"] = str(flaw["seconds_to_wait"])
        return response

    def find_flaw(self, form: LearnerForm) -> dict[str, Any] | None:
        """Return with what a form has to be shown again, None where it is good."""
        if not form.is_valid():
            return {"status": 422}
        again = stamps.asked_again(
            self.read_stamp(),
            circle_id=self.circle.pk,
            trapped=bool(self.request.POST.get(TRAP)),
            now=self.now,
        )
        if again is not None:
            return {"status": 422, "stamp": again, "asked_again": True}
        wait = seconds_to_wait(self.request, form.learner.email)
        return {"status": 429, "seconds_to_wait": wait} if wait else None

    def sign_up(self, form: LearnerForm) -> HttpResponse:
        """Call the action, outside of the request's own transaction."""
        try:
            with outside_request_transaction():
                result = sign_up(
                    self.circle,
                    form.learner,
                    now=self.now,
                    request_key=self.request.POST.get(KEY),
                )
        except TooBusyError:
            response = self.show_form(form, status=503, is_busy=True)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        except ValidationError as error:
            # The library has changed its questions since the form was looked at.
            form.take_faults(error)
            return self.show_form(form, status=422)
        return self.answer(result)

    def answer(self, result: SignUpResult) -> HttpResponse:
        """Lead to what became of it; the same for a newcomer and for who was in."""
        if result.refusal is not None:
            return self.refuse(result.refusal)
        told = make_answer(result.status or "", circle_id=self.circle.pk)
        address = f"{self.address}?{urlencode({ANSWER: told})}"
        response = HttpResponseRedirect(address)
        # To be fetched by GET, so that loading it again sends nothing (RFC 9110).
        response.status_code = 303
        return response

    def find_refusal(self) -> Refusal | None:
        """Return why nobody can sign up now, as far as it can be told beforehand."""
        return self.refusal_of_facts() if self.is_public() else Refusal.NOT_PUBLIC

    def is_public(self) -> bool:
        """Return whether everybody may see the circle."""
        return self.circle is not None and is_public(self.circle.pk)

    def refusal_of_facts(self) -> Refusal | None:
        """Return what speaks against it, whoever may see the circle."""
        if self.circle is None:
            return Refusal.NOT_PUBLIC
        return refusal_of(self.circle, entry=Entry.VISITOR, now=self.now)

    def make_form(self, data: Any = None) -> LearnerForm:
        """Return the form of the circle, filled in or not."""
        privacy, language = privacy_text(self.page), get_language() or ""
        return LearnerForm(self.circle, privacy, language, data)

    def read_stamp(self) -> stamps.Stamp | None:
        """Return when this form was shown, None where it does not say so."""
        given = self.request.POST.get(STAMP, "")
        return stamps.read_stamp(given, circle_id=self.circle.pk)

    def show_form(
        self,
        form: LearnerForm,
        *,
        status: int = 200,
        stamp: stamps.Stamp | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Show the form, as it was filled in, with its key and its stamp."""
        fresh = stamps.Stamp(self.circle.pk, self.now)
        return self.show(
            status=status,
            form=form,
            form_key=self.form_key(),
            form_stamp=str(stamp or self.read_stamp() or fresh),
            **context,
        )

    def form_key(self) -> str:
        """Return the key of a form: its own when it comes back, else a new one."""
        try:
            return str(UUID(self.request.POST.get(KEY, "")))
        except ValueError:
            return str(uuid4())

    def refuse(self, refusal: Refusal, *, status: int = CONFLICT) -> HttpResponse:
        """Say why there is no place, and lead on."""
        status = STATUS_OF.get(refusal, status)
        beside = remembered_beside(self.page, self.request, now=self.now)
        return self.show(status=status, refusal=refusal.value, remembered=beside)

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page around the form."""
        shown = self.page.get_form_context(self.request)
        shown |= {
            "sign_up_action": self.address,
            "trap": TRAP,
            "form": None,
            "refusal": "",
            "answered": None,
            "is_posted": self.request.method == "POST",
            **context,
        }
        return TemplateResponse(self.request, TEMPLATE, shown, status=status)

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return f"{self.page.get_url(self.request)}sign-up/"

    @property
    def _circle_id(self) -> int:
        return self.circle.pk if self.circle else 0


def make_answer(status: str, *, circle_id: int) -> str:
    """Return, signed, what became of a form; nothing in it is about a person."""
    return signing.TimestampSigner(salt=SALT).sign(f"{circle_id}.{status}")


def read_answer(text: str, *, circle_id: int) -> str | None:
    """Return what became of a form: a status, "" where that is long ago.

    None for anything that we did not write for this circle.
    """
    signer = signing.TimestampSigner(salt=SALT)
    try:
        whose, _dot, status = signer.unsign(text).partition(".")
    except signing.BadSignature:
        return None
    if whose != str(circle_id) or status not in SignUpStatus.values:
        return None
    try:
        signer.unsign(text, max_age=ANSWER_LASTS)
    except signing.SignatureExpired:
        return ""
    return status
