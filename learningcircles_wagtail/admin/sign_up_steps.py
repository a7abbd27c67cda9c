"""Steps of staff with a sign-up: add, remove, restore and move; by POST alone.

Each asks first, and goes through `sign_ups.staff`, which counts and writes the log.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from learningcircles_wagtail.admin.sign_up_forms import AddForm, MoveForm
from learningcircles_wagtail.admin.sign_up_list import SignUpView
from learningcircles_wagtail.admin.sign_up_pages import (
    LIST,
    page_to_change,
    sign_up_of,
)
from learningcircles_wagtail.admin.sign_up_words import outcome_words, refusal_words
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.results import SignUpResult
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.sign_ups.secrecy import keep_out_of_reports


@method_decorator(never_cache, name="dispatch")
class StepView(SignUpView):
    """Asks by GET, and does by POST what `run` says."""

    template_name = "learningcircles_wagtail/admin/sign_up_step.html"
    verb: Any = ""
    is_serious = False
    searches = False
    sign_up: SignUp | None = None

    def dispatch(
        self, request: HttpRequest, page_id: int, pk: int | None = None
    ) -> HttpResponse:
        """Find the circle and the sign-up; refuse who may not change them."""
        keep_out_of_reports(request)
        self.page = page_to_change(request.user, page_id)
        if pk is not None:
            self.sign_up = sign_up_of(self.page, pk)
        return super().dispatch(request)

    @property
    def words(self) -> str:
        """What is searched for among that of which one is to be chosen."""
        return self.request.GET.get("q", "").strip()[:200]

    def question(self) -> str:
        """Override to say what is about to happen."""
        return ""

    def get_form(self, data: Any = None) -> forms.Form:
        """Override to ask for more than yes."""
        return forms.Form(data)

    def run(self, form: Any) -> str | None:
        """Override to do it; return what was done, or None with errors in the form."""
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask."""
        return self.show(self.get_form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, and lead back to the list."""
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            with outside_request_transaction():
                done = self.run(form)
        except TooBusyError:
            form.add_error(None, _("The site is very busy. Please try again."))
            done = None
        if done is None:
            return self.show(form)
        messages.success(request, done)
        return redirect(LIST, self.page.pk)

    def show(self, form: forms.Form) -> HttpResponse:
        """Return the page with the question and the form."""
        return self.render_to_response(
            self.get_context_data(
                circle_page=self.page,
                form=form,
                question=self.question(),
                verb=self.verb,
                is_serious=self.is_serious,
                searches=self.searches and (bool(self.words) or form.is_cut),
                words=self.words,
            )
        )

    def tell(self, form: forms.Form, result: SignUpResult, name: str) -> str | None:
        """Return what somebody got, or put into the form why nothing was done."""
        if result.refusal is not None:
            form.add_error(None, refusal_words(result.refusal))
            return None
        return outcome_words(result, name)


class AddView(StepView):
    """Signs somebody up from a paper list or at the desk."""

    page_title = verb = gettext_lazy("Sign somebody up")

    def question(self) -> str:
        """Say what will happen to them."""
        return _(
            "They get a free place if nobody waits, else the next place in line. "
            "Whoever has an address is written to."
        )

    def get_form(self, data: Any = None) -> AddForm:
        """Return the circle's form."""
        return AddForm(self.page.circle, data)

    def run(self, form: AddForm) -> str | None:
        """Sign them up."""
        circle = self.page.circle
        try:
            result = staff.add(
                circle,
                form.learner(circle.language or self.page.locale.language_code),
                now=timezone.now(),
                user=self.request.user,
                request_key=form.cleaned_data["request_key"],
            )
        except ValidationError as error:
            form.add_faults(error)
            return None
        name = form.cleaned_data["name"]
        if result.refusal is None and not result.created:
            return _("%(name)s is in this circle already.") % {"name": name}
        return self.tell(form, result, name)


class RemoveView(StepView):
    """Takes a learner's place back."""

    page_title = gettext_lazy("Remove a sign-up")
    verb = gettext_lazy("Yes, remove")
    is_serious = True

    def question(self) -> str:
        """Say whose place it is, and who gets it."""
        return _(
            "Take back the place of %(name)s? The first in line gets it. Both are "
            "written to, where there is an address."
        ) % {"name": self.sign_up.name}

    def run(self, form: forms.Form) -> str:
        """Take it back; somebody who has none any more stays as they are."""
        staff.remove(self.sign_up, now=timezone.now(), user=self.request.user)
        return _("%(name)s has no place any more.") % {"name": self.sign_up.name}


class RestoreView(StepView):
    """Gives a place again to somebody who had left."""

    page_title = gettext_lazy("Restore a sign-up")
    verb = gettext_lazy("Yes, restore")

    def question(self) -> str:
        """Say what they get."""
        return _(
            "Sign %(name)s up again? They get a free place if nobody waits, else the "
            "end of the line, and are written to."
        ) % {"name": self.sign_up.name}

    def run(self, form: forms.Form) -> str | None:
        """Give it."""
        result = staff.restore(self.sign_up, now=timezone.now(), user=self.request.user)
        return self.tell(form, result, self.sign_up.name)


class MoveView(StepView):
    """Moves somebody to another circle, which may be searched for."""

    searches = True

    page_title = gettext_lazy("Move to another circle")
    verb = gettext_lazy("Move")

    def question(self) -> str:
        """Say what happens here and there."""
        return _(
            "%(name)s gives up the place here. In the other circle they get a free "
            "place if nobody waits, else the end of the line, and are written to."
        ) % {"name": self.sign_up.name}

    def get_form(self, data: Any = None) -> MoveForm:
        """Return the choice of circles."""
        return MoveForm(self.request.user, self.page, data, words=self.words)

    def run(self, form: MoveForm) -> str | None:
        """Move them."""
        to = get_object_or_404(Circle, pk=form.cleaned_data["to"])
        result = staff.move(
            self.sign_up, to, now=timezone.now(), user=self.request.user
        )
        return self.tell(form, result, self.sign_up.name)


STEPS: dict[str, Callable[..., HttpResponse]] = {
    "remove": RemoveView.as_view(),
    "restore": RestoreView.as_view(),
    "move": MoveView.as_view(),
}
"""Steps with one sign-up, by the last part of their addresses."""
