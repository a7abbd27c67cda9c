"""Attendance in Chromium: on a phone in the room, by keyboard, without JavaScript."""

import pytest
from django.urls import reverse
from django.utils import timezone

from learningcircles_wagtail.admin.sign_up_pages import ATTENDANCE
from learningcircles_wagtail.models import Attendance, Circle, DropIns
from tests.sign_ups.makers import join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 375, "height": 800}}


def test_attendance_is_noted_by_keyboard_without_javascript(open_admin, add_circle):
    page = add_circle("Sewing", in_days=-10, sign_up_backend="database", capacity=9)
    circle = Circle.objects.get(pk=page.circle_id)
    for name in ("Ada", "Bo"):
        join(circle, name, now=timezone.now())
    first = circle.meetings.order_by("start")[0]
    address = reverse(f"{ATTENDANCE}_meeting", args=[page.pk, first.pk])

    browser = open_admin(address, **PHONE, java_script_enabled=False)
    ada = browser.get_by_role("group", name="Ada")
    ada.get_by_role("radio", name="Not noted").focus()
    browser.keyboard.press("ArrowRight")
    assert ada.get_by_role("radio", name="Here", exact=True).is_checked()
    for choice in browser.locator(".lc-attendance__choice").all():
        box = choice.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    browser.get_by_label("People without a sign-up").fill("3")
    browser.get_by_role("button", name="Save").focus()
    with browser.expect_navigation():
        browser.keyboard.press("Enter")
    assert browser.get_by_text("Noted.").is_visible()

    assert list(Attendance.objects.values_list("sign_up__name", "status")) == [
        ("Ada", "present")
    ]
    assert DropIns.objects.get().number == 3


def test_the_grid_and_the_sheet_have_no_barriers(
    live_server, open_admin, add_circle, axe
):
    page = add_circle("Sewing", in_days=-10, sign_up_backend="database", capacity=9)
    join(Circle.objects.get(pk=page.circle_id), "Ada", now=timezone.now())
    grid = reverse(ATTENDANCE, args=[page.pk])
    wide = "document.documentElement.scrollWidth"

    browser = open_admin(grid, **PHONE)
    assert browser.evaluate(wide) <= 375
    assert axe(browser, ".lc-attendance") == []
    browser.set_viewport_size({"width": 1440, "height": 900})
    assert axe(browser, ".lc-attendance") == []
    browser.goto(live_server.url + reverse(f"{ATTENDANCE}_sheet", args=[page.pk]))
    assert axe(browser, "main") == []
    assert browser.errors == []
