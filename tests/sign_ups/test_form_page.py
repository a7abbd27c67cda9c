"""The page on which visitors sign up: what it takes, tells, and hides."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import Locale, PageViewRestriction, Site

from learningcircles_wagtail.admin.sign_up_forms import AddForm
from learningcircles_wagtail.directory.related import SHOWN_FOR
from learningcircles_wagtail.enums import QuestionKind, SignUpBackend, SignUpStatus
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.models import (
    Circle,
    CirclePage,
    LearningCirclesSettings,
    OutboxMail,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import form_page
from learningcircles_wagtail.sign_ups.actions import cancel
from learningcircles_wagtail.sign_ups.forms import LearnerForm
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.privacy import PrivacyText
from tests.factories import publish
from tests.sign_ups.makers import NOW, names, open_circle
from tests.sign_ups.makers import join as join_at_once
from tests.sign_ups.visits import (
    at,
    form_address,
    join,
    later,
    open_form,
    page_of,
    person,
    send,
)

pytestmark = pytest.mark.django_db
CONFIRMED, WAITING = SignUpStatus.CONFIRMED, SignUpStatus.WAITING


@pytest.fixture(autouse=True)
def before_the_first_meeting():
    cache.clear()
    with at(NOW):
        yield
        assert check(now=NOW + timedelta(hours=1)) == []


@pytest.fixture
def browser() -> Client:
    """A client that Django asks for a token, as it asks every visitor."""
    return Client(enforce_csrf_checks=True)


def nothing_was_written() -> bool:
    return not SignUp.objects.exists() and not OutboxMail.objects.exists()


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def ask(circle: Circle, *questions: dict[str, Any], **values: Any) -> SignUpForm:
    """Let a circle ask what a form says."""
    form = SignUpForm(name="Form", locale=Locale.get_default(), **values)
    form.questions = [SignUpQuestion(**question) for question in questions]
    form.save()
    page = page_of(circle)
    page.sign_up_form = form
    publish(page)
    circle.refresh_from_db()
    return form


def agree_to(text: str) -> None:
    """Let the library ask for consent to a text."""
    site = Site.objects.get(is_default_site=True)
    usual = LearningCirclesSettings.for_site(site)
    usual.privacy_notice = text
    usual.save()


class TestSigningUp:
    def test_a_visitor_signs_up_and_is_led_to_a_page_that_can_be_loaded_again(
        self, browser: Client
    ) -> None:
        circle = open_circle()

        response = join(browser, circle)

        assert response.status_code == 303
        assert names(circle, CONFIRMED) == ["ada"]
        for _time in range(2):
            shown = browser.get(response["Location"])
            assert shown.status_code == 200
            assert "You have a place" in words(shown)
        assert SignUp.objects.count() == 1
        row = SignUp.objects.get()
        assert (row.email, row.language) == ("ada@example.org", "en")

    def test_whoever_comes_late_is_told_of_the_line(self, client: Client) -> None:
        circle = open_circle(capacity=1, waiting_list=True)
        join(client, circle, "ada")
        assert "Join the waiting list" in words(client.get(form_address(circle)))

        response = join(client, circle, "bo")

        assert names(circle, WAITING) == ["bo"]
        told = words(client.get(response["Location"]))
        assert "You are on the waiting list" in told
        assert "You have a place" not in told

    def test_the_form_posted_twice_gives_one_sign_up(self, client: Client) -> None:
        circle = open_circle()
        filled = {**open_form(client, circle), **person()}
        with later():
            first, second = (send(client, circle, filled) for _time in range(2))

        assert first["Location"] == second["Location"]
        assert (SignUp.objects.count(), OutboxMail.objects.count()) == (1, 1)

    def test_two_tabs_give_one_sign_up(self, client: Client) -> None:
        circle = open_circle()
        tabs = [open_form(client, circle) for _tab in range(2)]
        assert tabs[0]["form"] != tabs[1]["form"]
        with later():
            for hidden in tabs:
                send(client, circle, {**hidden, **person()})

        assert SignUp.objects.count() == 1

    def test_a_form_sent_again_after_cancelling_undoes_nothing(self, client) -> None:
        circle = open_circle()
        filled = {**open_form(client, circle), **person()}
        with later():
            send(client, circle, filled)
            cancel(SignUp.objects.get(), now=NOW)
            response = send(client, circle, filled)

        assert response.status_code == 409
        assert "This form was used before" in words(response)
        assert names(circle, CONFIRMED) == []

    def test_no_token_no_sign_up(self, browser: Client) -> None:
        circle = open_circle()
        with later():
            response = send(browser, circle, person())

        assert response.status_code == 403
        assert nothing_was_written()

    def test_a_database_that_lets_nobody_through_keeps_what_was_written(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        circle = open_circle()

        def busy(*args: Any, **options: Any) -> None:
            raise TooBusyError

        monkeypatch.setattr(form_page, "sign_up", busy)
        response = join(client, circle, "ada")

        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert 'value="ada@example.org"' in response.content.decode()

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, client: Client, method: str) -> None:
        response = getattr(client, method)(form_address(open_circle()))

        assert response.status_code == 405


class TestFields:
    def test_everything_that_is_asked_is_kept_as_it_was_answered(
        self, client: Client
    ) -> None:
        circle = open_circle()
        form = ask(
            circle,
            {"label": "How?", "kind": QuestionKind.CHOICE, "choices": "Bus\nBike"},
            {"label": "Computer?", "kind": QuestionKind.YES_NO, "required": True},
            {"label": "Why?", "kind": QuestionKind.TEXT},
            ask_phone=True,
        )
        how, computer, why = (f"answer-{one.key}" for one in form.questions.all())

        join(
            client,
            circle,
            phone="555 0100",
            accommodation="Large print,\r\nplease.",
            **{how: "Bike", computer: "no", why: "  To  learn "},
        )

        row = SignUp.objects.get()
        assert (row.phone, row.accommodation) == ("555 0100", "Large print,\nplease.")
        assert row.answers == {
            how[7:]: "Bike",
            computer[7:]: False,
            why[7:]: "To learn",
        }

    def test_a_question_that_needs_an_answer_is_told_at_its_place(self, client) -> None:
        circle = open_circle()
        form = ask(circle, {"label": "Computer?", "kind": "yes_no", "required": True})
        response = join(client, circle)
        key = form.questions.get().key

        html = response.content.decode()
        assert response.status_code == 422
        assert f'href="#lc-answer-{key}_0"' in html
        assert f'aria-describedby="lc-answer-{key}_error"' in html
        assert nothing_was_written()

    def test_an_answer_that_was_not_offered_is_refused(self, client: Client) -> None:
        circle = open_circle()
        form = ask(circle, {"label": "How?", "kind": "choice", "choices": "Bus\nBike"})
        key = f"answer-{form.questions.get().key}"

        for tampered in ("Car", "Bus\nBike", "\x00", "0", "' OR 1=1"):
            response = join(client, circle, **{key: tampered})
            assert response.status_code == 422, tampered
        assert nothing_was_written()

    def test_what_nobody_asked_is_not_kept(self, client: Client) -> None:
        circle = open_circle()
        ask(circle, ask_phone=False, ask_accommodation=False)

        join(
            client,
            circle,
            phone="canary",
            accommodation="canary",
            **{"answer-q-1": "canary", "status": "removed", "circle_id": "7"},
        )

        row = SignUp.objects.get()
        assert (row.phone, row.accommodation, row.answers) == ("", "", {})
        assert row.status == CONFIRMED

    def test_what_a_draft_asks_is_asked_of_nobody(self, client: Client) -> None:
        circle = open_circle()
        form = ask(
            circle,
            {"label": "Computer?", "kind": "text", "required": True},
            ask_phone=True,
        )
        form.unpublish()

        html = client.get(form_address(circle)).content.decode()
        assert "Computer?" not in html
        assert "telephone" not in html
        assert join(client, circle).status_code == 303
        of_staff = AddForm(Circle.objects.get())
        assert f"answer-{form.questions.get().key}" not in of_staff.fields

    def test_the_usual_form_of_the_site_is_asked_where_a_circle_has_none(self) -> None:
        form = SignUpForm.objects.create(name="Usual", locale=Locale.get_default())
        site = Site.objects.get(is_default_site=True)
        usual = LearningCirclesSettings.for_site(site)
        usual.default_sign_up_form = form
        usual.save()

        assert open_circle().sign_up_form == form

    def test_faults_are_summed_up_linked_and_what_was_written_stays(
        self, client: Client
    ) -> None:
        circle = open_circle()
        response = join(client, circle, "Ada Lovelace", email="nobody@")

        html = response.content.decode()
        assert response.status_code == 422
        assert '<a href="#lc-email">Enter an e-mail address, such as' in html
        email = re.search(r'<input[^>]+name="email"[^>]*>', html)[0]
        assert 'aria-invalid="true"' in email
        assert 'aria-describedby="lc-email_helptext lc-email_error"' in email
        assert 'autocomplete="email"' in email
        assert 'value="Ada Lovelace"' in html
        name = re.search(r'<input[^>]+name="name"[^>]*>', html)[0]
        assert "aria-invalid" not in name
        assert 'autocomplete="name"' in name

    def test_a_form_that_comes_back_keeps_its_key(self, client: Client) -> None:
        circle = open_circle()
        hidden = open_form(client, circle)
        with later():
            response = send(client, circle, {**hidden, "name": "Ada"})

        assert f'name="form" value="{hidden["form"]}"' in response.content.decode()


class TestConsent:
    TEXT = "<p>We keep your <b>name</b>.</p>"

    def test_without_agreeing_nobody_is_signed_up(self, client: Client) -> None:
        agree_to(self.TEXT)
        response = join(client, open_circle())

        assert response.status_code == 422
        assert 'href="#lc-consent"' in response.content.decode()
        assert "We keep your name ." in words(response)
        assert nothing_was_written()

    def test_the_version_of_the_text_is_kept_with_the_time(self, client) -> None:
        agree_to(self.TEXT)
        circle = open_circle()
        join(client, circle, consent="on")
        agree_to("<p>We keep everything.</p>")
        join(client, circle, "bo", consent="on")

        ada, bo = SignUp.objects.order_by("pk")
        assert re.fullmatch(r"[0-9a-f]{64}", ada.consent_version)
        assert ada.consent_version != bo.consent_version
        assert ada.consented_at is not None

    def test_a_text_that_changed_meanwhile_has_to_be_read_again(self, client) -> None:
        agree_to(self.TEXT)
        circle = open_circle()
        hidden = open_form(client, circle)
        agree_to("<p>We keep everything.</p>")
        filled = {**hidden, **person(), "consent": "on"}
        with later():
            response = send(client, circle, filled)
            assert response.status_code == 422
            assert "has changed this text" in words(response)
            assert nothing_was_written()
            assert not re.search(
                r'name="consent"[^>]*checked', response.content.decode()
            )
            again = re.search(
                r'name="consent_version" value="(\w+)"', response.content.decode()
            )
            send(client, circle, {**filled, "consent_version": again[1]})

        assert SignUp.objects.get().consent_version == again[1]

    @pytest.mark.parametrize("empty", ["", "<p></p>", "<p> <br/></p>"])
    def test_a_library_without_a_text_asks_for_nothing(self, client, empty) -> None:
        agree_to(empty)
        join(client, open_circle())

        row = SignUp.objects.get()
        assert (row.consent_version, row.consented_at) == ("", None)


class TestHostileInput:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", ""),
            ("name", "Ada\nBcc: all@example.org"),
            ("name", "Ada\u202eadA"),
            ("name", "a" * 10_000),
            ("name", "\x00"),
            ("name", "a\u2028x"),
            ("email", "ada"),
            ("email", "ada@example.org%0aBcc:all@example.org"),
            ("email", "ada@example.org\r\nBcc: all@example.org"),
            ("email", "ada@example.org,bo@example.org"),
            ("email", "a" * 10_000 + "@example.org"),
            ("email", "ada\u202e@example.org"),
            ("email", "<ada@example.org>"),
            ("email", '"Ada" <ada@example.org>'),
            ("email", "ada@[127.0.0.1]\x00"),
            ("accommodation", "a" * 2_001),
            ("accommodation", "a\x0bb"),
        ],
    )
    def test_it_is_told_at_its_field_and_writes_nothing(
        self, client: Client, field: str, value: str
    ) -> None:
        response = join(client, open_circle(), **{**person(), field: value})

        assert response.status_code == 422
        assert f'href="#lc-{field}"' in response.content.decode()
        assert nothing_was_written()

    def test_markup_in_a_name_stays_text(self, client: Client) -> None:
        response = join(client, open_circle(), "<script>alert(1)</script>", email="x")

        assert b"<script>alert" not in response.content

    def test_bytes_that_are_no_text_break_nothing(self, client: Client) -> None:
        circle = open_circle()
        hidden = open_form(client, circle)
        body = b"name=%ed%a0%80%ff&email=ada%40example.org&shown=" + hidden[
            "shown"
        ].encode().replace(b":", b"%3A")
        kind = "application/x-www-form-urlencoded"
        with later():
            response = client.post(form_address(circle), body, content_type=kind)

        assert response.status_code in {303, 422}

    @pytest.mark.parametrize(
        "answer", ["x", "1.confirmed", "", "\x00", "a" * 5_000, "1.confirmed:1:x"]
    )
    def test_a_forged_outcome_is_the_form(self, client: Client, answer: str) -> None:
        circle = open_circle()
        response = client.get(form_address(circle), {"answer": answer})

        assert response.status_code == 200
        assert b'name="email"' in response.content

    def test_the_outcome_of_another_circle_is_the_form(self, client: Client) -> None:
        here, there = open_circle(), open_circle()
        query = join(client, here)["Location"].partition("?")[2]

        assert b'name="email"' in client.get(f"{form_address(there)}?{query}").content

    def test_an_outcome_of_long_ago_tells_to_look_into_the_mail(self, client) -> None:
        address = join(client, open_circle())["Location"]
        with at(NOW + timedelta(hours=2)):
            told = words(client.get(address))

        assert "We have written to you" in told
        assert "You have a place" not in told


def closed(circle: Circle) -> None:
    Circle.objects.filter(pk=circle.pk).update(sign_up_closes_at=NOW)


def not_open_yet(circle: Circle) -> None:
    Circle.objects.filter(pk=circle.pk).update(sign_up_opens_at=NOW + timedelta(days=1))


def cancelled(circle: Circle) -> None:
    page = page_of(circle)
    page.cancelled, page.cancellation_note = True, "The course was withdrawn."
    publish(page)


def full(circle: Circle) -> None:
    Circle.objects.filter(pk=circle.pk).update(capacity=0, waiting_list=False)


def elsewhere(circle: Circle) -> None:
    page = page_of(circle)
    page.sign_up_backend = SignUpBackend.EXTERNAL
    page.sign_up_link = "https://riverbend.libcal.com/event/1"
    publish(page)


def turning_up(circle: Circle) -> None:
    page = page_of(circle)
    page.sign_up_backend = SignUpBackend.NONE
    publish(page)


def unpublished(circle: Circle) -> None:
    page_of(circle).unpublish()


def private(circle: Circle) -> None:
    PageViewRestriction.objects.create(
        page=page_of(circle), restriction_type=PageViewRestriction.LOGIN
    )


def at_a_draft_branch(circle: Circle) -> None:
    circle.branch.live = False
    circle.branch.save()


CHANGES = [
    (closed, 409, "Sign-up is closed"),
    (not_open_yet, 409, "It opens on Oct. 2, 2026, 7 a.m. CDT."),
    (cancelled, 409, "The course was withdrawn."),
    (full, 409, "All places are taken"),
    (elsewhere, 409, "Sign up on LibCal"),
    (turning_up, 409, "No sign-up needed"),
    (unpublished, 404, ""),
    (private, 302, ""),
    (at_a_draft_branch, 404, ""),
]


class TestRefusals:
    @pytest.mark.parametrize(("change", "status", "told"), CHANGES)
    def test_what_changed_since_the_form_was_loaded_is_told_and_writes_nothing(
        self, client: Client, change: Any, status: int, told: str
    ) -> None:
        circle = open_circle(time_zone="America/Chicago")
        filled = {**open_form(client, circle), **person()}
        change(circle)
        with later():
            response = send(client, circle, filled)

        assert response.status_code == status
        assert told in words(response)
        assert nothing_was_written()

    @pytest.mark.parametrize(
        ("change", "told"), [(change, told) for change, _code, told in CHANGES[:6]]
    )
    def test_there_is_no_form_where_there_is_no_place(
        self, client: Client, change: Any, told: str
    ) -> None:
        circle = open_circle(time_zone="America/Chicago")
        change(circle)
        response = client.get(form_address(circle))

        assert response.status_code == 200
        assert told in words(response)
        assert b"<form" not in response.content
        assert "Find another learning circle" in words(response)

    def test_members_of_a_private_section_are_told_that_it_is_not_public(
        self, client: Client, django_user_model: Any
    ) -> None:
        circle = open_circle()
        private(circle)
        client.force_login(django_user_model.objects.create_user("member"))

        response = client.get(form_address(circle))

        assert response.status_code == 404
        assert "is not public at the moment" in words(response)

    @pytest.mark.parametrize(
        ("change", "fields"),
        [(None, {}), (None, {"email": ""}), (closed, {}), (full, {})],
        ids=["good", "flawed", "closed", "full"],
    )
    def test_nor_do_members_of_a_private_section_sign_up(
        self, client: Client, django_user_model: Any, change: Any, fields: Any
    ) -> None:
        circle = open_circle()
        filled = {**open_form(client, circle), **person(), **fields}
        private(circle)
        if change:
            change(circle)
        client.force_login(django_user_model.objects.create_user("member"))

        with later():
            response = send(client, circle, filled)

        assert response.status_code == 404
        assert "is not public at the moment" in words(response)
        assert nothing_was_written()


class TestNobodyLearnsWhoSignedUp:
    def body(self, response: Any) -> tuple[int, str, str]:
        text = re.sub(r'value="[^"]*"', "", response.content.decode())
        return response.status_code, response.get("Location", ""), text

    @pytest.mark.parametrize(
        ("values", "status"),
        [
            ({"capacity": 5}, 303),
            ({"capacity": 1, "waiting_list": True}, 303),
            ({"capacity": 1, "waiting_list": False}, 409),
        ],
    )
    def test_who_is_in_gets_the_same_bytes_as_a_stranger(
        self, values: dict[str, Any], status: int
    ) -> None:
        circle = open_circle(**{**values, "capacity": 9})
        join_at_once(circle, "ada")
        browsers = {name: Client() for name in ("ada", "stranger")}
        forms = {name: open_form(browsers[name], circle) for name in browsers}
        Circle.objects.filter(pk=circle.pk).update(capacity=values["capacity"])
        with later():
            answers = [
                self.body(send(browsers[name], circle, {**forms[name], **person(name)}))
                for name in browsers
            ]

        assert answers[0] == answers[1]
        assert answers[0][0] == status

    def test_the_page_that_follows_is_the_same_too(self) -> None:
        circle = open_circle(capacity=9)
        join_at_once(circle, "ada")
        shown = [
            self.body(Client().get(join(Client(), circle, name)["Location"]))
            for name in ("ada", "stranger")
        ]

        assert shown[0] == shown[1]
        assert "ada" not in shown[0][2]

    def test_who_is_in_gets_the_link_by_mail_instead(self, client: Client) -> None:
        circle = open_circle()
        join_at_once(circle, "ada")
        join(client, circle, "ada")

        kinds = OutboxMail.objects.order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["confirmed", "link"]


class TestCaches:
    def test_the_circle_s_page_sets_no_cookie_and_leads_to_the_form(self) -> None:
        circle = open_circle()
        browser = Client()
        response = browser.get(page_of(circle).url)

        assert response.cookies == {}
        assert "Cookie" not in response.get("Vary", "")
        assert b"csrfmiddlewaretoken" not in response.content
        assert f'href="{form_address(circle)}"' in response.content.decode()

    def test_the_form_is_kept_by_no_cache_and_found_by_no_search_engine(self) -> None:
        response = Client().get(form_address(open_circle()))

        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Robots-Tag"] == "noindex"
        assert set(response.cookies) == {"csrftoken"}

    def test_outcomes_are_kept_by_no_cache(self, client: Client) -> None:
        circle = open_circle()
        redirect = join(client, circle)

        for response in (redirect, client.get(redirect["Location"])):
            assert response["Cache-Control"] == "no-store, private"


def title_of(page: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", page.content.decode(), re.S)
    return " ".join(found[1].split()) if found else ""


def test_each_result_says_in_its_title_what_became_of_it_and_of_what(
    browser: Client,
) -> None:
    full = open_circle(capacity=0, waiting_list=False, title="Full up")
    page = CirclePage.objects.get(circle=full)

    refused = browser.get(f"{page.url}sign-up/")
    assert title_of(refused).startswith("All places are taken – Full up")

    form = render_to_string(
        "learningcircles_wagtail/circle_sign_up.html",
        {"page": page, "answered": "waiting", "refusal": "", "form": None},
    )
    assert "<title>You are on the waiting list – Full up" in form


def test_questions_in_another_language_than_the_page_say_so() -> None:
    circle = open_circle(capacity=None)
    form = ask(
        circle, {"label": "How?", "kind": QuestionKind.CHOICE, "choices": "Bus\nBike"}
    )
    circle.refresh_from_db()
    own = form.locale.language_code

    def shown(language: str) -> str:
        one = LearnerForm(circle, PrivacyText("", ""), language)
        (field,) = [item for item in one.about_circle if item.name != "accommodation"]
        return render_to_string(
            "learningcircles_wagtail/components/form_field.html", {"field": field}
        )

    assert f'lang="{own}">How?' in shown("fr")
    assert f'lang="{own}">Bus' in shown("fr")
    assert "lang=" not in shown(own)
    assert 'lang="en">No answer' not in shown("fr")


def test_a_form_asks_for_no_other_circle_and_a_refusal_leads_to_one(
    browser, django_assert_max_num_queries
):
    circle = open_circle(capacity=1, waiting_list=False)
    open_circle()
    address = form_address(circle)
    browser.get(address)

    with django_assert_max_num_queries(100) as asked:
        assert b"lc-related" not in browser.get(address).content
    assert not [one for one in asked.captured_queries if "lc_closeness" in one["sql"]]

    join_at_once(circle, "ada")
    with django_assert_max_num_queries(100) as asked:
        assert b"lc-related" in browser.get(address).content
    assert [one for one in asked.captured_queries if "lc_closeness" in one["sql"]]


class TestCirclesBesideARefusal:
    """Many are refused at once: what stands below is drawn for all of them."""

    def beside(self, browser: Client, full_circle: Circle, now: Any = NOW) -> str:
        with at(now):
            html = browser.get(form_address(full_circle)).content.decode()
        _head, _found, rest = html.partition('id="lc-related"')
        return re.sub(r"<[^>]+>", " ", rest)

    def test_they_are_asked_for_once(
        self, browser: Client, django_assert_max_num_queries: Any
    ) -> None:
        full_circle = open_circle(capacity=0, waiting_list=False)
        other = open_circle(title="Bread")
        assert "Bread" in self.beside(browser, full_circle)
        join_at_once(other, "ada")

        with django_assert_max_num_queries(100) as asked:
            again = self.beside(browser, full_circle)

        assert "Bread" in again
        found = [one for one in asked.captured_queries if "lc_closeness" in one["sql"]]
        assert not found

    def test_places_are_told_anew_before_long(self, browser: Client) -> None:
        full_circle = open_circle(capacity=0, waiting_list=False)
        other = open_circle(title="Bread", capacity=1, waiting_list=False)
        assert "Full" not in self.beside(browser, full_circle)
        join_at_once(other, "ada")

        assert "Full" in self.beside(browser, full_circle, NOW + SHOWN_FOR)

    @pytest.mark.parametrize("change", [cancelled, unpublished, private])
    def test_what_is_hidden_or_called_off_is_gone_at_once(
        self, browser: Client, change: Any
    ) -> None:
        full_circle = open_circle(capacity=0, waiting_list=False)
        other = open_circle(title="Bread")
        assert "Bread" in self.beside(browser, full_circle)

        change(other)

        assert "Bread" not in self.beside(browser, full_circle)

    def test_each_circle_has_its_own(self, browser: Client) -> None:
        one, two = (
            open_circle(capacity=0, waiting_list=False, title=title)
            for title in ("Bread", "Roses")
        )
        assert "Roses" in self.beside(browser, one)
        assert "Bread" in self.beside(browser, two)
