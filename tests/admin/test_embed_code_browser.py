"""An editor copies the code for another website, with the filters of an address."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODE = "[data-lc-embed-code]"


@pytest.fixture
def edit_list(live_server: Any, new_context: Callable[..., Any]) -> Callable[..., Any]:
    """A function that opens the form of a published list as a superuser."""
    user = get_user_model().objects.create_superuser("editor", "e@example.org", "-")
    index = factories.make_circle_index()

    def open_form(**options: Any) -> Any:
        client = Client()
        client.force_login(user)
        context = new_context(
            permissions=["clipboard-read", "clipboard-write"], **options
        )
        name = django_settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        address = reverse("wagtailadmin_pages:edit", args=[index.pk])
        page.goto(live_server.url + address)
        return page

    return open_form


def test_the_code_is_copied(edit_list: Callable[..., Any]) -> None:
    page = edit_list()
    page.get_by_role("button", name="Copy the code").click()
    page.get_by_role("status").get_by_text("Copied").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(CODE).input_value()
    assert 'src="http://localhost/circles/embed/"' in copied


def test_the_filters_of_an_address_come_into_the_code(
    edit_list: Callable[..., Any],
) -> None:
    page = edit_list()
    whole = page.locator(CODE).input_value()
    address = page.get_by_label("Only some circles?")
    address.fill('https://x.example/?topic=health&q=&page=3&city="><script>#top')

    query = "?topic=health&amp;city=%22%3E%3Cscript%3E"
    wanted = whole.replace('/embed/"', f'/embed/{query}"')
    assert page.locator(CODE).input_value() == wanted
    address.fill("no address")
    assert page.locator(CODE).input_value() == whole


def test_the_panel_has_no_violation(
    edit_list: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    assert axe(edit_list(), "[data-lc-embed]") == []


def test_without_scripts_the_code_stands_there(edit_list: Callable[..., Any]) -> None:
    page = edit_list(java_script_enabled=False)

    assert "<iframe data-learningcircles" in page.locator(CODE).input_value()
    assert page.get_by_role("button", name="Copy the code").count() == 0
