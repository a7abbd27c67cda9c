"""A learner's own page behind a secret address: their state, and how to get out again.

GET and HEAD change nothing: mail scanners open every link. The page shows what is
public of the circle; where its page was taken back or made private, it still lets the
learner go, says no more than the circle's title, which they know from their mail, and
gives them the certificate that they have earned.
"""

from collections.abc import Mapping
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from learningcircles_wagtail.directory.summaries import summarise_facts
from learningcircles_wagtail.domain.numbers import LONGEST_KEY, whole_number
from learningcircles_wagtail.enums import HOLDING, QuestionKind, SignUpStatus
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import (
    LearningCirclesSettings,
    Meeting,
    SignUp,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import attendance
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.certificate import CERTIFICATE, certificate_of
from learningcircles_wagtail.sign_ups.forgetting import forget
from learningcircles_wagtail.sign_ups.learners import questions_of
from learningcircles_wagtail.sign_ups.mail.lines import meeting_line
from learningcircles_wagtail.sign_ups.publicity import is_public_page
from learningcircles_wagtail.sign_ups.question_words import (
    choices_in_words,
    translated,
)
from learningcircles_wagtail.sign_ups.retrying import outside_request_transaction
from learningcircles_wagtail.sign_ups.seats import place_in_line
from learningcircles_wagtail.sign_ups.secrecy import (
    keep_out_of_reports,
    keep_to_ourselves,
    unknown_address,
)
from learningcircles_wagtail.sign_ups.tokens import find_sign_up

TEMPLATE = "learningcircles_wagtail/circle_learner.html"
STEP, CANCEL, FORGET = "step", "cancel", "forget"
EXCUSE, COME = "excuse", "come"
"""The field of the buttons, and what they ask for."""

RETRY_AFTER = 30


def learner_response(page: Any, request: HttpRequest, token: str) -> HttpResponse:
    """Show a learner's page, or do what one of its buttons asks for.

    404 for every token but those of this circle's sign-ups.
    """
    keep_out_of_reports(request)
    sign_up = find_sign_up(token)
    if sign_up is None or sign_up.circle_id != page.circle_id:
        return unknown_address(request)
    own = _OwnPage(page, request, sign_up)
    if request.method == "POST":
        response = own.post()
    elif request.method in {"GET", "HEAD"}:
        response = own.show()
    else:
        response = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return keep_to_ourselves(response)


class _OwnPage:
    """One request for a learner's page."""

    def __init__(self, page: Any, request: HttpRequest, sign_up: SignUp) -> None:
        self.page, self.request, self.sign_up = page, request, sign_up
        self.now = timezone.now()

    def post(self) -> HttpResponse:
        """Give up the place, miss one meeting, or forget; anything else leads back."""
        step = self.request.POST.get(STEP)
        meeting = None
        if step in {EXCUSE, COME}:
            meeting = self.meeting()
            if meeting is None:
                return self.show(status=409, is_past_meeting=True)
        try:
            with outside_request_transaction():
                if step == CANCEL:
                    cancel(self.sign_up, now=self.now)
                elif step == FORGET:
                    forget(self.sign_up, now=self.now)
                elif step == EXCUSE:
                    attendance.excuse(self.sign_up, meeting, now=self.now)
                elif step == COME:
                    attendance.take_back(self.sign_up, meeting)
        except TooBusyError:
            response = self.show(status=503, is_busy=True)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        if step == FORGET:
            # Its address leads nowhere from now on.
            return self.show(is_forgotten=True, sign_up=None)
        response = HttpResponseRedirect(self.request.path)
        response.status_code = 303
        return response

    def meeting(self) -> Meeting | None:
        """Return the meeting that a button names, if one can still say not to come."""
        key = whole_number(self.request.POST.get("meeting", ""), digits=LONGEST_KEY)
        return next((row for row in self.coming if row.pk == key), None)

    @cached_property
    def coming(self) -> list[Meeting]:
        """The meetings that the learner can miss, by start."""
        return attendance.meetings_to_come(self.sign_up, now=self.now)

    def coming_lines(self) -> list[dict[str, Any]]:
        """Return these in words, each with whether the learner comes."""
        away = attendance.excused_from(self.sign_up) if self.coming else set()
        circle = self.sign_up.circle
        return [
            {
                "pk": row.pk,
                "line": meeting_line(row, circle),
                "is_excused": row.pk in away,
            }
            for row in self.coming
        ]

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page; it has words of the circle only where these are public."""
        page, row = self.page, self.sign_up
        shown = page.get_form_context(self.request)
        summary = shown["summary"]
        holds = row.status in HOLDING
        shown |= {
            "circle_title": page.title if self.is_shown else row.circle.title,
            "is_shown": self.is_shown,
            "sign_up": row,
            "holds_a_place": holds,
            "place_in_line": place_in_line(row),
            "online_link": self.online_link(summary),
            "answers": self.answers(),
            "certificate_address": self.certificate_address(summary),
            "coming": self.coming_lines() if self.is_shown else [],
            "own_address": self.request.path,
            "lc_title": "",
            "lc_description": "",
            **context,
        }
        if not self.is_shown:
            shown |= {"summary": None, "related": [], "translations": []}
        return TemplateResponse(self.request, TEMPLATE, shown, status=status)

    @cached_property
    def is_shown(self) -> bool:
        """Whether everybody may see the circle's page, so that it may be told of."""
        return is_public_page(self.page)

    def online_link(self, summary: Any) -> str:
        """Return where people meet online, for who has a place in what is not over."""
        if self.sign_up.status != SignUpStatus.CONFIRMED or not self.is_shown:
            return ""
        if summary.is_over or not summary.is_online:
            return ""
        return self.sign_up.circle.online_link

    def certificate_address(self, summary: Any) -> str:
        """Return where the learner's certificate is, "" where there is none."""
        settings = LearningCirclesSettings.for_request(self.request)
        if not self.is_shown:
            # A page that was taken back speaks from itself, a certificate from the row.
            summary = summarise_facts(self.page, now=self.now, request=self.request)
        if certificate_of(self.sign_up, summary, settings) is None:
            return ""
        return f"{self.request.path.rstrip('/')}/{CERTIFICATE}/"

    def answers(self) -> list[dict[str, Any]]:
        """Return the library's questions with what the learner answered.

        In the words in which the page is read, where the form has them.
        """
        given, circle = self.sign_up.answers, self.sign_up.circle
        questions = [one for one in questions_of(circle) if one.answer_key in given]
        if not questions:
            return []
        words = translated(circle.sign_up_form, questions, get_language() or "")
        return [
            answer_in_words(question, words.get(question.answer_key), given)
            for question in questions
        ]


def answer_in_words(
    question: SignUpQuestion, said: SignUpQuestion | None, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a question and what was answered; `said` is a translation of it."""
    said, answer = said or question, given[question.answer_key]
    if question.kind == QuestionKind.CHOICE:
        # One that is offered no more stays as it was chosen.
        answer = dict(choices_in_words(question, said)).get(answer, answer)
    return {
        "question": said.label,
        "answer": answer,
        # By the answer: the library may have made another kind of question of it.
        "is_yes_no": isinstance(answer, bool),
    }
