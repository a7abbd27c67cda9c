"""Signing up in a browser: with keys, without scripts, by what a screen reader says."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Locale, Site

from learningcircles_wagtail.enums import SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import (
    Circle,
    LearningCirclesSettings,
    SignUp,
    SignUpForm,
    SignUpQuestion,
)
from learningcircles_wagtail.sign_ups import stamps
from learningcircles_wagtail.sign_ups.actions import sign_up
from learningcircles_wagtail.sign_ups.learners import Learner
from learningcircles_wagtail.sign_ups.tokens import token_of
from tests import factories
from tests.browser.looking import wider_than_the_screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIEWS = [(320, "light"), (320, "dark"), (1440, "light"), (1440, "dark")]


@pytest.fixture
def site(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A circle with one place and a line, whose form asks everything."""
    cache.clear()
    # A browser that is steered fills in a form faster than a person; what follows
    # from that is tried in `tests/sign_ups/test_limits.py`.
    monkeypatch.setattr(stamps, "LEAST", timedelta(0))
    form = SignUpForm(name="All", ask_phone=True, locale=Locale.get_default())
    form.questions = [
        SignUpQuestion(label="How will you come?", kind="choice", choices="Bus\nBike"),
        SignUpQuestion(label="Do you need a computer?", kind="yes_no", required=True),
        SignUpQuestion(label="Why this course?", kind="text"),
    ]
    form.save()
    default = Site.objects.get(is_default_site=True)
    usual = LearningCirclesSettings.for_site(default)
    usual.privacy_notice = "<p>We keep what you write until the circle has ended.</p>"
    usual.save()
    page = factories.make_circle(
        title="Speaking up",
        first_date=timezone.localdate() + timedelta(days=20),
        sign_up_backend=SignUpBackend.DATABASE,
        sign_up_form=form,
        capacity=1,
        waiting_list=True,
        format="hybrid",
        online_link="https://video.example.org/room",
    )
    return SimpleNamespace(
        circle=page.circle,
        page=live_server.url + page.url,
        form=f"{live_server.url}{page.url}sign-up/",
        own=f"{live_server.url}{page.url}sign-ups/",
        questions=list(form.questions.all()),
    )


def fill(page: Any, name: str = "Ada") -> None:
    """Fill in what is needed, by the names that a screen reader says."""
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("textbox", name="Your e-mail address").fill(f"{name}@example.org")
    group = page.get_by_role("group", name="Do you need a computer?")
    group.get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("checkbox", name="I agree to this privacy text.").check()


def press(page: Any, name: str = "Sign up") -> None:
    page.get_by_role("button", name=name).click()


def somebody(site: SimpleNamespace, name: str) -> str:
    """Sign somebody up; return the address of their own page."""
    computer = site.questions[1].answer_key
    learner = Learner(
        name=name, email=f"{name}@example.org", language="en", answers={computer: "no"}
    )
    circle = Circle.objects.get(pk=site.circle.pk)
    row = sign_up(circle, learner, now=timezone.now()).sign_up
    return f"{site.own}{token_of(row)}/"


def states() -> dict[str, str]:
    return dict(SignUp.objects.values_list("name", "status"))


def test_from_the_circle_to_a_place_and_out_again_without_scripts(
    site: SimpleNamespace, new_context: Callable[..., Any]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site.page)
    page.get_by_role("link", name="Sign up").click()
    fill(page)
    press(page)
    page.get_by_role("heading", name="You have a place", level=1).wait_for()
    page.reload()
    assert states() == {"Ada": SignUpStatus.CONFIRMED}

    waiting = somebody(site, "Bo")
    page.goto(waiting)
    line = page.get_by_role("heading", name="You are number 1 on the waiting list")
    line.wait_for()
    assert page.get_by_role("link", name="Go to the online meeting").count() == 0

    page.goto(site.own + token_of(SignUp.objects.get(name="Ada")) + "/")
    page.get_by_text("Give up my place", exact=True).click()
    press(page, "Yes, give up my place")
    page.get_by_role("heading", name="You have given up your place").wait_for()

    page.goto(waiting)
    page.get_by_role("heading", name="You have a place", level=1).wait_for()
    assert page.get_by_role("link", name="Go to the online meeting").count() == 1
    page.get_by_text("Delete what you know of me").click()
    press(page, "Yes, delete everything")
    page.get_by_role("heading", name="We have forgotten you").wait_for()
    assert page.goto(waiting).status == 404
    assert states() == {"Ada": SignUpStatus.CANCELLED, "": SignUpStatus.ANONYMISED}


def test_with_keys_alone_a_visitor_gets_a_place(
    site: SimpleNamespace, page: Any
) -> None:
    page.goto(site.form)
    page.get_by_role("textbox", name="Your name").focus()
    keys = page.keyboard
    reached = []

    def tab() -> str:
        keys.press("Tab")
        return page.evaluate("document.activeElement.name || document.activeElement.id")

    keys.type("Ada")
    reached.append(tab())
    keys.type("ada@example.org")
    reached.append(tab())
    reached.append(tab())
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    reached.append(tab())
    keys.press("Space")
    reached += [tab(), tab()]
    keys.type("A seat near the door")
    reached.append(tab())
    keys.press("Space")
    tab()
    keys.press("Enter")
    page.get_by_role("heading", name="You have a place", level=1).wait_for()

    asked = [f"answer-{one.answer_key}" for one in site.questions]
    # The field that nobody sees is nobody's to reach.
    assert reached == ["email", "phone", *asked, "accommodation", "consent"]
    row = SignUp.objects.get()
    assert (row.name, row.accommodation) == ("Ada", "A seat near the door")
    assert row.answers[site.questions[1].answer_key] is True


def test_what_is_wrong_is_said_first_and_leads_to_its_field(
    site: SimpleNamespace, page: Any
) -> None:
    page.goto(site.form)
    page.get_by_role("textbox", name="Your name").fill("Ada")
    press(page)
    alert = page.get_by_role("alert")
    alert.wait_for()

    assert page.title().startswith("Please look at the form again")
    page.locator("#lc-errors:focus").wait_for()
    links = alert.get_by_role("link")
    assert links.all_inner_texts() == [
        "Enter your e-mail address.",
        "This question needs an answer.",
        "Tick this box if you agree, or ask at the library.",
    ]
    expected = ["lc-email", f"lc-answer-{site.questions[1].answer_key}_0", "lc-consent"]
    for number, focused in enumerate(expected):
        links.nth(number).click()
        assert page.evaluate("document.activeElement.id") == focused

    email = page.get_by_role("textbox", name="Your e-mail address")
    assert email.get_attribute("aria-invalid") == "true"
    described = email.evaluate(
        "one => one.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).innerText.trim()).join(' ')"
    )
    assert described.endswith("Enter your e-mail address.")
    assert page.get_by_role("textbox", name="Your name").input_value() == "Ada"

    fill(page)
    press(page)
    page.get_by_role("heading", name="You have a place", level=1).wait_for()


def test_a_double_click_gives_one_sign_up(site: SimpleNamespace, page: Any) -> None:
    page.goto(site.form)
    fill(page)
    page.get_by_role("button", name="Sign up").dblclick()
    page.get_by_role("heading", name="You have a place", level=1).wait_for()
    # No browser keeps the form, so going back brings a new one, for the line by now.
    page.go_back()
    fill(page)
    press(page, "Join the waiting list")
    page.get_by_role("heading", name="You are on the waiting list").wait_for()

    assert states() == {"Ada": SignUpStatus.CONFIRMED}


def test_nothing_in_the_way_of_anybody(
    site: SimpleNamespace, new_context: Callable[..., Any], axe: Callable[..., Any]
) -> None:
    """Look with axe-core, and for what is wider than the screen."""
    own = somebody(site, "Ada")
    page = new_context(reduced_motion="reduce").new_page()

    def see_form() -> None:
        page.goto(site.form)

    def see_faults() -> None:
        page.goto(site.form)
        press(page, "Join the waiting list")

    def see_outcome() -> None:
        page.goto(site.form)
        fill(page, f"bo{SignUp.objects.count()}")
        press(page, "Join the waiting list")

    def see_own_page() -> None:
        page.goto(own)
        page.get_by_text("Give up my place", exact=True).click()
        page.get_by_text("Delete what you know of me").click()

    found = {}
    for see in (see_form, see_faults, see_outcome, see_own_page):
        see()
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if faults := [*axe(page), *wider_than_the_screen(page)]:
                found[f"{see.__name__}, {width}, {scheme}"] = faults
    Circle.objects.update(waiting_list=False)
    page.goto(site.form)
    if faults := axe(page):
        found["refused"] = faults

    assert found == {}
