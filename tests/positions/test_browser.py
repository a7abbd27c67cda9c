"""Tests of the position field in Chromium: what an editor sees, types and clicks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from learningcircles_wagtail.models import LibrarySystem
from tests.browser.going import next_page
from tests.positions.texts import REFUSED, WRITTEN

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHICAGO = "SRID=4326;POINT(-87.6298 41.8781)"
TYPED = "41.8781, -87.6298"
FIELD = "#id_position"
SIZE = {"width": 1280, "height": 1000}


@pytest.fixture
def open_form(
    live_server: Any, new_context: Callable[..., Any], settings: Any
) -> Callable[..., Any]:
    """A function that opens an admin address, by default "add library system".

    Wagtail's autosave and editing sessions are off: their requests would still be
    under way while the database is emptied after a test.
    """
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    user = get_user_model().objects.create_superuser("editor", "e@example.org", "-")

    def open_at(address: str = "", theme: str = "light", **options: Any) -> Any:
        client = Client()
        client.force_login(user)
        context = new_context(viewport=SIZE, color_scheme=theme, **options)
        name, value = settings.SESSION_COOKIE_NAME, client.cookies["sessionid"].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        context.route("**/editing-sessions/**", lambda route: route.abort())
        page = context.new_page()
        add = LibrarySystem.snippet_viewset.get_url_name("add")
        page.goto(live_server.url + (address or reverse(add)))
        return page

    return open_at


def save(page: Any) -> LibrarySystem:
    """Give the record its name, save the form, and return what was stored."""
    page.fill("#id_name", "Riverbend Public Library")
    if page.locator("#id_slug").count():
        page.fill("#id_slug", "riverbend")
    with next_page(page):
        page.locator("#w-editor-form [type=submit], form [type=submit].button").locator(
            "visible=true"
        ).first.click()
    return LibrarySystem.objects.get()


def is_stored(library: LibrarySystem) -> bool:
    """Return whether text and columns are Chicago's."""
    columns = (library.latitude, library.longitude)
    return library.position == CHICAGO and columns == (41.8781, -87.6298)


def test_a_typed_coordinate_is_saved_and_shown_with_its_hemispheres(
    open_form: Callable[..., Any],
) -> None:
    page = open_form()
    page.fill(FIELD, TYPED)
    page.locator(FIELD).blur()

    words = page.locator(".lc-position__words").inner_text()
    assert words == "41.8781° north, 87.6298° west"
    assert page.locator(".leaflet-marker-icon[role=button]").is_visible()
    assert page.input_value(FIELD) == TYPED
    assert is_stored(save(page))


def test_a_typed_coordinate_is_saved_without_javascript(
    open_form: Callable[..., Any],
) -> None:
    page = open_form(java_script_enabled=False)
    page.fill(FIELD, TYPED)

    assert page.locator(".lc-position").count() == 0
    assert is_stored(save(page))


def test_a_typed_coordinate_is_saved_when_leaflet_does_not_load(
    open_form: Callable[..., Any],
) -> None:
    page = open_form()
    page.context.route("**/leaflet.js*", lambda route: route.abort())
    page.reload()
    page.fill(FIELD, TYPED)
    page.locator(FIELD).blur()

    assert page.locator(".lc-position__map").count() == 0
    assert page.locator(".lc-position__words").inner_text() != ""
    assert is_stored(save(page))


def test_what_is_no_position_stays_in_the_form_with_a_message(
    open_form: Callable[..., Any],
) -> None:
    page = open_form()
    page.fill(FIELD, "999, 999")
    page.fill("#id_name", "Riverbend")
    with next_page(page):
        page.locator("form [type=submit].button").locator("visible=true").first.click()

    panel = page.locator(".w-field", has=page.locator(FIELD))
    assert page.input_value(FIELD) == "999, 999"
    assert "a latitude between -90 and 90" in panel.inner_text()
    assert not LibrarySystem.objects.exists()


def test_a_click_on_the_map_writes_the_coordinate(
    open_form: Callable[..., Any],
) -> None:
    page = open_form()
    page.locator(".lc-position__map").click()

    # The middle of the map that shows the whole world.
    latitude, longitude = map(float, page.input_value(FIELD).split(", "))
    assert abs(longitude) < 2
    assert 0 < latitude < 30
    assert page.locator(".leaflet-marker-icon[role=button]").is_visible()


def test_arrow_keys_move_the_pin(open_form: Callable[..., Any]) -> None:
    page = open_form()
    page.fill(FIELD, TYPED)
    pin = page.locator(".leaflet-marker-icon[role=button]")
    pin.focus()
    for key in ("ArrowUp", "ArrowRight", "Shift+ArrowRight"):
        pin.press(key)

    latitude, longitude = map(float, page.input_value(FIELD).split(", "))
    assert latitude > 41.8781
    # Eleven pixels of 360 / (256 * 2**7) degrees.
    assert longitude == pytest.approx(-87.6298 + 11 * 360 / 2**15, abs=0.00001)


def test_enter_on_the_map_sets_the_pin_and_does_not_send_the_form(
    open_form: Callable[..., Any],
) -> None:
    page = open_form()
    address = page.url
    page.locator(".lc-position__map").press("Enter")

    assert page.input_value(FIELD) != ""
    assert page.url == address


def test_the_clear_button_empties_the_position(open_form: Callable[..., Any]) -> None:
    page = open_form()
    button = page.get_by_role("button", name="Clear position")
    assert button.is_hidden()

    page.fill(FIELD, TYPED)
    button.click()

    assert page.input_value(FIELD) == ""
    assert page.locator(".leaflet-marker-icon[role=button]").count() == 0
    assert page.locator(".lc-position__words").inner_text() == ""
    library = save(page)
    assert (library.position, library.latitude, library.longitude) == ("", None, None)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_form(
    open_form: Callable[..., Any], axe: Callable[..., list[str]], theme: str
) -> None:
    page = open_form(theme=theme)
    page.fill(FIELD, TYPED)
    page.locator(FIELD).blur()
    page.wait_for_selector("path.lc-position__line", state="attached")

    assert axe(page, ".w-panel:has(#id_position), .w-field:has(#id_position)") == []


def test_axe_finds_an_input_whose_label_names_nothing(
    open_form: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    page = open_form()
    page.locator("label[for=id_position]").evaluate("label => { label.htmlFor = '' }")
    found = axe(page, ".w-panel:has(#id_position), .w-field:has(#id_position)")

    assert "label" in {finding.split(":")[0] for finding in found}


def test_a_map_asks_for_tiles_only_where_the_library_has_set_them(
    open_form: Callable[..., Any], live_server: Any, settings: Any
) -> None:
    page = open_form()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    before = [url for url in asked if "/tiles/" in url]

    settings.LEARNINGCIRCLES_MAP_TILES = {
        "url": f"{live_server.url}/tiles/{{z}}/{{x}}/{{y}}.png",
        "attribution": "© A map maker",
    }
    page.context.route("**/tiles/**", lambda route: route.fulfill(status=204))
    page.reload(wait_until="networkidle")

    assert before == []
    assert [url for url in asked if "/tiles/" in url] != []
    attribution = page.locator(".leaflet-control-attribution")
    assert attribution.inner_text() == "© A map maker"


@pytest.mark.parametrize(
    ("texts", "read"),
    [(WRITTEN, {"latitude": 41.8781, "longitude": -87.6298}), (REFUSED, None)],
)
def test_the_map_reads_texts_as_the_server_does(
    page: Any, texts: list[str], read: dict[str, float] | None
) -> None:
    script = finders.find("learningcircles_wagtail/admin/position-text.js")
    page.add_script_tag(path=script)
    found = page.evaluate("texts => texts.map(learningCirclesPosition.read)", texts)

    assert dict(zip(texts, found, strict=True)) == dict.fromkeys(texts, read)


@pytest.mark.urls("tests.positions.urls")
def test_a_block_that_is_added_has_a_map_and_keeps_what_is_typed(
    open_form: Callable[..., Any],
) -> None:
    page = open_form("/places/")
    page.evaluate(
        """() => {
          window.violations = [];
          document.addEventListener("securitypolicyviolation", (event) =>
            window.violations.push([event.violatedDirective, event.sourceFile]));
        }"""
    )
    page.locator("[data-streamblock-menu-open], .c-sf-add-button").first.click()
    page.locator(".lc-position__map").wait_for()
    field = page.locator("input[data-controller=lc-position]")
    assert field.input_value() == ""

    field.fill(TYPED)
    field.blur()
    page.locator(".leaflet-marker-icon[role=button]").wait_for()
    violations = page.evaluate("window.violations")
    assert [v for v in violations if "learningcircles_wagtail" in v[1]] == []
    with next_page(page):
        page.locator("#w-editor-form [type=submit]").first.click()
    assert page.inner_text("p") == "[(41.8781, -87.6298)]"
