"""A release and its form in Chromium: addresses that are links, counted headlines."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from learningcircles_wagtail.models import PressContact
from tests.factories import make_press_index, make_release, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESS = "press.desk+news@riverbend.example"


class TestAddress:
    @pytest.fixture
    def address(self, live_server: Any) -> str:
        """The address of a release with a contact."""
        contact = PressContact.objects.create(
            name="Ida Berg", email=ADDRESS, locale=Locale.get_default()
        )
        release = make_release()
        release.contacts = [contact]
        return live_server.url + publish(release).url

    def test_it_becomes_a_link_that_writes_a_message(
        self, address: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context().new_page()
        page.goto(address)
        link = page.get_by_role("link", name=ADDRESS)

        assert link.get_attribute("href") == f"mailto:{ADDRESS}"

    def test_without_a_script_it_is_read_selected_and_copied_in_words(
        self, address: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(address)
        words = page.locator(".lc-email")

        assert words.inner_text() == "press.desk+news at riverbend.example"
        spoken = page.locator(".lc-reach").aria_snapshot()
        assert "press.desk+news at riverbend.example" in spoken.replace('"', "")
        assert "mailto" not in page.content()


class TestHeadline:
    @pytest.fixture
    def form(self, live_server: Any, new_context: Callable[..., Any]) -> Any:
        """The form of a new release."""
        room = make_press_index()
        user = get_user_model().objects.create_superuser("editor", "e@example.org", "-")
        client = Client()
        client.force_login(user)
        context = new_context(viewport={"width": 1280, "height": 900})
        name, value = settings.SESSION_COOKIE_NAME, client.cookies["sessionid"].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.goto(
            live_server.url
            + reverse(
                "wagtailadmin_pages:add",
                args=["learningcircles_wagtail", "pressreleasepage", room.pk],
            )
        )
        return page

    def test_the_count_follows_the_keys_and_advice_comes_past_eighty(
        self, form: Any
    ) -> None:
        title, hint = form.locator("#id_title"), form.locator(".lc-headline")
        title.fill("a" * 80)
        assert hint.inner_text() == "80 of 80 characters"
        title.fill("a" * 81)
        assert hint.inner_text() == "81 characters: 80 at most are best"
        title.fill("")
        assert hint.inner_text() == ""

    def test_advice_is_spoken_after_a_pause_and_only_where_it_changes(
        self, form: Any
    ) -> None:
        title = form.locator("#id_title")
        status = form.locator(".lc-headline__spoken")
        assert status.get_attribute("role") == "status"
        title.fill("a" * 40)
        form.wait_for_timeout(1200)
        assert status.inner_text() == ""
        title.fill("🎉" * 81)
        assert status.inner_text() == ""
        status.filter(has_text="81 characters").wait_for()
        title.fill("a" * 70)
        status.filter(has_text="70 of 80 characters").wait_for()

    def test_a_long_headline_is_seen_whole_and_stays_one_line(self, form: Any) -> None:
        title = form.locator("#id_title")
        low = title.bounding_box()["height"]
        title.fill("Neighbours learn together at the library. " * 5)
        form.wait_for_function(
            "(low) => document.querySelector('#id_title').clientHeight > 1.5 * low",
            arg=low,
        )
        assert title.evaluate("field => field.scrollHeight - field.clientHeight") <= 2
        assert title.evaluate("field => field.scrollWidth - field.clientWidth") <= 0

        title.fill("One")
        title.press("End")
        title.press("Enter")
        title.press_sequentially(" two")
        assert title.input_value() == "One two"
        title.evaluate(
            """field => {
              field.value = "Pasted\\nfrom a letter";
              field.dispatchEvent(new Event("input", { bubbles: true }));
            }"""
        )
        assert title.input_value() == "Pasted from a letter"


class TestPaper:
    QUOTE = ("quote", {"quote": "It is a pleasure.", "name": "Ida Berg"})

    @pytest.fixture
    def printed(self, live_server: Any, page: Any) -> Any:
        """A release with a quote, as a printer gets it."""
        release = publish(make_release(body=[self.QUOTE]))
        page.goto(live_server.url + release.url)
        page.get_by_role("button", name="Copy quote").wait_for()
        page.emulate_media(media="print")
        return page

    def test_the_quote_is_there_without_the_button_that_copies_it(
        self, printed: Any
    ) -> None:
        assert printed.get_by_text("It is a pleasure.").first.is_visible()
        assert not printed.get_by_text("Copy quote").first.is_visible()

    def test_nothing_follows_its_end_that_could_begin_an_empty_sheet(
        self, printed: Any
    ) -> None:
        printed.set_viewport_size({"width": 800, "height": 3000})
        left = printed.evaluate(
            "document.body.getBoundingClientRect().bottom"
            " - document.querySelector('.lc-end').getBoundingClientRect().bottom"
        )

        assert left < 80
