"""Who keeps the list when it is not this website: known by name, or plugged in."""

from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
import time_machine
from django.test import Client

from learningcircles_wagtail.checks import check_settings
from learningcircles_wagtail.directory.summaries import summarise
from learningcircles_wagtail.domain.seats import SignUpBackend, backend_kind
from learningcircles_wagtail.fields import sign_up_backend_choices
from learningcircles_wagtail.models import CirclePage, SignUp
from learningcircles_wagtail.sign_ups.backends import SignUpSystem, system_of
from tests.factories import make_circle
from tests.sign_ups.makers import NOW

PATH = "tests.sign_ups.test_backends.TownEvents"
BEFORE = datetime(2026, 11, 1, 12, tzinfo=UTC)


class TownEvents(SignUpSystem):
    label: ClassVar[str] = "The town's events"
    name: ClassVar[str] = "Town events"

    def get_url(self, circle: Any) -> str:
        return f"https://events.town.example/?q={circle.title}"


class OddEvents(SignUpSystem):
    label: ClassVar[str] = "Odd events"

    def get_url(self, circle: Any) -> str:
        match circle.title:
            case "fails":
                raise KeyError(circle.title)
            case "runs":
                return "javascript:alert(1)"
            case "nothing":
                return None
        return "http://[::1"


class NoSystem:
    pass


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://riverbend.libcal.com/event/1", "LibCal"),
        ("https://RIVERBEND.LibCal.com:443/event/1", "LibCal"),
        ("https://riverbend.libnet.info/event/1", "Communico"),
        ("https://www.eventbrite.co.uk/e/1", "Eventbrite"),
        ("https://eventbrite.com/e/1", "Eventbrite"),
        ("https://learningcircles.p2pu.org/en/signup/x-1/", "P2PU"),
        ("https://notlibcal.com/event/1", ""),
        ("https://libcal.com.evil.example/event/1", ""),
        ("https://user@evil.example/libcal.com", ""),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_a_system_is_known_by_the_host_of_its_links(link: str, name: str) -> None:
    assert system_of(SignUpBackend.EXTERNAL, link).name == name


def test_a_name_that_is_none_of_ours_is_elsewhere() -> None:
    assert backend_kind("town") is SignUpBackend.EXTERNAL
    assert backend_kind("database") is SignUpBackend.DATABASE


@pytest.mark.django_db
class TestASiteOfItsOwn:
    @pytest.fixture(autouse=True)
    def town(self, settings: Any) -> None:
        settings.LEARNINGCIRCLES_SIGN_UP_BACKENDS = {"town": PATH}

    def test_editors_can_choose_it(self) -> None:
        assert ("town", "The town's events") in sign_up_backend_choices()
        form = CirclePage._meta.get_field("sign_up_backend").formfield()
        assert ("town", "The town's events") in list(form.choices)
        page = make_circle(sign_up_backend="town")
        page.full_clean()

    def test_visitors_are_led_there_and_nothing_is_counted(self, client) -> None:
        page = make_circle(title="Eat well", sign_up_backend="town", capacity=5)
        summary = summarise(page, now=BEFORE)

        assert summary.sign_up_state == "external"
        assert summary.sign_up_url == "https://events.town.example/?q=Eat well"
        assert (summary.sign_up_system, summary.places_left) == ("Town events", None)
        assert "Sign up on Town events" in client.get(page.url).content.decode()

    def test_a_draft_knows_it_too(self) -> None:
        page = make_circle(title="Eat well", sign_up_backend="town", live=False)

        assert summarise(page, now=BEFORE).sign_up_system == "Town events"

    @pytest.mark.parametrize("title", ["fails", "runs", "nothing", "broken"])
    def test_one_that_gives_no_web_page_takes_no_other_circle_with_it(
        self, client: Client, settings: Any, title: str
    ) -> None:
        odd = "tests.sign_ups.test_backends.OddEvents"
        settings.LEARNINGCIRCLES_SIGN_UP_BACKENDS = {"town": PATH, "odd": odd}
        page = make_circle(sign_up_backend="odd", title=title)
        make_circle(sign_up_backend="town", title="Speaking")
        with time_machine.travel(BEFORE, tick=False):
            for address in (page.url, page.get_parent().url):
                response = client.get(address)
                assert response.status_code == 200
                assert "javascript:alert" not in response.text
        assert "Speaking" in response.text

    def test_a_list_of_open_circles_has_it(self, client: Client) -> None:
        page = make_circle(title="Eat well", sign_up_backend="town")
        html = client.get(f"{page.get_parent().url}?open=1").content.decode()

        assert "Eat well" in html

    def test_the_form_is_none_here(self, client: Client) -> None:
        page = make_circle(sign_up_backend="town")
        response = client.post(f"{page.url}sign-up/", {"name": "Ada"})

        assert response.status_code == 409
        assert not SignUp.objects.exists()

    def test_a_circle_stays_readable_when_the_setting_is_taken_away(
        self, settings: Any
    ) -> None:
        page = make_circle(
            sign_up_backend="town", sign_up_link="https://events.example.org/"
        )
        settings.LEARNINGCIRCLES_SIGN_UP_BACKENDS = {}

        summary = summarise(CirclePage.objects.get(pk=page.pk), now=NOW)
        assert summary.sign_up_url == "https://events.example.org/"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ([PATH], "has to be a dict"),
        ({"Town!": PATH}, "names 'Town!'"),
        ({"t" * 21: PATH}, "names"),
        ({"database": PATH}, "is a backend of the package"),
        ({"town": 7}, "no dotted path"),
        ({"town": "no.such.module.Class"}, "cannot be loaded"),
        ({"town": "tests.sign_ups.test_backends.Missing"}, "cannot be loaded"),
        ({"town": "tests.sign_ups.test_backends.NoSystem"}, "no SignUpSystem"),
    ],
)
def test_what_cannot_work_is_said_by_a_check(
    settings, value: Any, problem: str
) -> None:
    settings.LEARNINGCIRCLES_SIGN_UP_BACKENDS = value
    found = [one for one in check_settings(None) if one.id.endswith("E009")]

    assert len(found) == 1
    assert problem in found[0].msg


def test_what_works_is_passed_over(settings) -> None:
    settings.LEARNINGCIRCLES_SIGN_UP_BACKENDS = {"town": PATH}

    assert check_settings(None) == []
