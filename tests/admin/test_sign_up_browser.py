"""The list of learners in Chromium: on a phone, by keyboard, without barriers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from learningcircles_wagtail.admin.sign_up_pages import LIST
from learningcircles_wagtail.enums import SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import Circle
from tests.sign_ups.makers import join, names

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 375, "height": 800}}


def test_somebody_is_removed_by_keyboard_on_a_phone(open_admin, add_circle, axe):
    page = add_circle(
        "Sewing", sign_up_backend=SignUpBackend.DATABASE, capacity=1, waiting_list=True
    )
    circle = Circle.objects.get(pk=page.circle_id)
    for name in ("ada", "bo"):
        join(circle, name, now=timezone.now(), accommodation="A ramp, please")

    browser = open_admin(reverse(LIST, args=[page.pk]), **PHONE)
    wide = "document.documentElement.scrollWidth"
    assert browser.evaluate(wide) <= 375
    assert axe(browser, ".lc-sign-ups") == []
    browser.get_by_role("link", name="Remove ada").focus()
    browser.keyboard.press("Enter")
    browser.get_by_role("button", name="Yes, remove").wait_for()
    assert browser.evaluate(wide) <= 375
    assert axe(browser, ".lc-sign-ups") == []
    browser.get_by_role("button", name="Yes, remove").focus()
    browser.keyboard.press("Enter")
    browser.get_by_text("ada has no place any more").wait_for()

    assert browser.get_by_role("heading", name="bo").is_visible()
    assert names(circle, SignUpStatus.CONFIRMED) == ["bo"]
    assert browser.errors == []
