"""The map of a list in Chromium: asked first, then loaded, and used by every means."""

import struct
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.browser import looking
from tests.factories import make_branch, make_circle, make_circle_index
from tests.support.browser import leaves_machine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TILES = "https://tiles.example.org"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; "
    f"img-src 'self' data: {TILES}"
)
LISTEN = """window.breaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI}`));"""
OFFER = "Show the interactive map"
FOCUSED = "document.activeElement.getAttribute('aria-label') || ''"
PART = ".lc-map-view"
# The heading above, of level 2, is a status to axe and no heading.
APART = ("heading-order",)
WIDE, NARROW = (1280, 900), (320, 700)


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG file."""
    return (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
    )


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
PIXEL = chunk(b"IDAT", zlib.compress(b"\0\xe8\xe4\xd8"))
TILE = b"\x89PNG\r\n\x1a\n" + HEADER + PIXEL + chunk(b"IEND", b"")


@pytest.fixture
def map_address(live_server: Any, settings: Any) -> str:
    """The address of a map with two neighbouring branches, a far one, and others."""
    settings.LEARNINGCIRCLES_MAP_TILES = {
        "url": f"{TILES}/{{z}}/{{x}}/{{y}}.png",
        "attribution": '© <a href="https://maps.example.org/">A map maker</a>',
        "max_zoom": 16,
    }
    index = make_circle_index()
    for name, position in {
        "Central Library": "-90.5776 41.5236",
        "Riverside": "-90.5700 41.5200",
        "Capital": "-93.6250 41.5868",
        "Attic": "",
    }.items():
        point = f"SRID=4326;POINT({position})" if position else ""
        branch = make_branch(name=name, position=point)
        for _circle in range(6 if name == "Central Library" else 1):
            make_circle(index, branch=branch, first_date=date(2027, 1, 6))
    make_circle(index, branch=None, format="online")
    return f"{live_server.url}{index.url}map/"


@pytest.fixture
def open_map(
    map_address: str, new_context: Callable[..., Any]
) -> Callable[..., tuple[Any, list[str]]]:
    """A function that opens the map and returns the page and the addresses asked for.

    Tiles are answered here, so that no request leaves the machine.
    """

    def open_map(
        size: tuple[int, int] = WIDE, policy: str = "", **options: Any
    ) -> tuple[Any, list[str]]:
        width, height = size
        context = new_context(viewport={"width": width, "height": height}, **options)
        context.add_init_script(LISTEN)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))

        def add_policy(route: Any) -> None:
            if route.request.resource_type != "document":
                route.fallback()
                return
            response = route.fetch()
            headers = {**response.headers, "content-security-policy": policy}
            route.fulfill(response=response, headers=headers)

        if policy:
            page.route("**/*", add_policy)
        page.route(
            f"{TILES}/**",
            lambda route: route.fulfill(body=TILE, content_type="image/png"),
        )
        page.goto(map_address, wait_until="networkidle")
        return page, asked

    return open_map


def press(page: Any) -> None:
    """Ask for the interactive map, and wait until its pins and tiles are there."""
    page.get_by_role("button", name=OFFER).click()
    page.locator(".lc-live-map__pin").first.wait_for()
    page.locator(".leaflet-tile-loaded").first.wait_for()


def elsewhere(asked: list[str]) -> list[str]:
    return [address for address in asked if leaves_machine(address)]


def pin(page: Any, name: str) -> Any:
    return page.locator(".lc-live-map__view").get_by_role("button", name=name)


class TestConsent:
    def test_nothing_is_asked_elsewhere_before_the_press_and_tiles_are_after_it(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, asked = open_map()
        looking.scroll_to_the_end(page)
        before = list(asked)
        assert (
            page.locator(".lc-live-map__offer").inner_text().count("tiles.example.org")
        )

        press(page)

        assert elsewhere(before) == []
        assert [address for address in before if "leaflet" in address] == []
        assert all(address.startswith(TILES) for address in elsewhere(asked))
        assert elsewhere(asked) != []
        words = page.locator(".leaflet-control-attribution").inner_text()
        assert words == "© A map maker"
        assert page.locator(".lc-map").is_hidden()

    def test_the_choice_is_kept_until_it_is_forgotten(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, asked = open_map()
        press(page)
        page.reload()
        page.locator(".lc-live-map__pin").first.wait_for()

        page.get_by_role("button", name="Back to the simple map").click()
        assert page.locator(".lc-map").is_visible()
        assert page.get_by_role("button", name=OFFER).is_visible()
        asked.clear()
        page.reload(wait_until="networkidle")

        assert page.locator(".lc-map").is_visible()
        assert elsewhere(asked) == []
        assert page.evaluate("localStorage.length") == 0

    def test_the_map_starts_again_where_a_search_replaces_the_results(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map()
        press(page)
        places = page.locator("#lc-near-places option")
        page.locator("input[name=near]").fill(places.first.get_attribute("value") or "")
        with page.expect_response("**/map/?*near=*"):
            page.get_by_role("button", name="Show circles").click()

        page.locator(".lc-live-map__pin").first.wait_for()
        page.locator(".lc-map-place__about", has_text="mile").first.wait_for()
        assert page.locator(".leaflet-container").count() == 1
        assert page.locator(".lc-map").is_hidden()

    def test_a_choice_for_another_host_does_not_count(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, asked = open_map()
        page.evaluate("localStorage.setItem('lc-map-tiles', 'other.example.org')")
        page.reload(wait_until="networkidle")

        assert page.get_by_role("button", name=OFFER).is_visible()
        assert elsewhere(asked) == []

    def test_without_tiles_there_is_no_offer_and_no_script(
        self, open_map: Callable[..., Any], settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_MAP_TILES = None
        page, asked = open_map()

        assert page.locator(".lc-map").is_visible()
        assert page.locator("[data-lc-map]").count() == 0
        assert [address for address in asked if "map.js" in address] == []

    def test_without_a_script_there_are_the_drawing_and_the_list(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map(java_script_enabled=False)

        assert page.locator(".lc-map").is_visible()
        assert page.get_by_role("button", name=OFFER).is_hidden()
        assert page.locator(".lc-map-circle__title").count() == 8

    def test_where_leaflet_does_not_load_the_page_says_so_and_keeps_its_drawing(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, asked = open_map()
        page.route("**/leaflet.js*", lambda route: route.abort())
        page.get_by_role("button", name=OFFER).click()

        page.get_by_text("The interactive map could not be loaded.").wait_for()
        assert page.locator(".lc-map").is_visible()
        assert elsewhere(asked) == []
        page.unroute("**/leaflet.js*")
        press(page)
        assert page.locator("[data-lc-map-status]").inner_text() == ""

    def test_the_map_works_under_a_policy_that_allows_the_pictures_alone(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map(policy=POLICY)
        press(page)
        pin(page, "Capital: 1 circle").click()

        assert page.evaluate("window.breaches") == []

    def test_a_policy_without_the_host_is_breached(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map(policy=POLICY.replace(TILES, ""))
        page.get_by_role("button", name=OFFER).click()
        page.locator(".lc-live-map__pin").first.wait_for()
        page.wait_for_function("window.breaches.length > 0")

        assert page.evaluate("window.breaches")[0].startswith(f"img-src: {TILES}")


class TestKeyboard:
    def test_pins_of_the_drawing_lead_to_the_list(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map()
        link = page.get_by_role("link", name="Central Library: 6 circles")
        link.focus()
        page.keyboard.press("Enter")

        page.wait_for_url("**#place-1")
        assert page.locator("#place-1:target").is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#place-1') !== null")

    def test_the_map_can_be_skipped(self, open_map: Callable[..., Any]) -> None:
        page, _asked = open_map()
        page.get_by_role("link", name="Skip the map").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        assert page.evaluate("document.activeElement.closest('#lc-places') !== null")

    def test_tab_reaches_every_pin_and_enter_opens_them_until_escape(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map()
        page.get_by_role("button", name=OFFER).press("Enter")
        page.locator(".lc-live-map__pin").first.wait_for()
        names = set()
        for _press in range(4):
            page.keyboard.press("Tab")
            names.add(page.evaluate(FOCUSED))
        assert {"Places: 2. Circles: 7. Zoom in.", "Capital: 1 circle"} <= names

        pin(page, "Places: 2. Circles: 7.").press("Enter")
        assert page.evaluate(FOCUSED) in {
            "Central Library: 6 circles",
            "Riverside: 1 circle",
        }
        pin(page, "Central Library: 6 circles").press("Space")
        assert page.evaluate(FOCUSED) == "Central Library: 6 circles"
        popup = page.locator(".leaflet-popup")
        assert popup.get_by_role("link").count() == 5
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('.leaflet-popup') !== null"
        )

        page.keyboard.press("Escape")
        assert popup.count() == 0
        focused = "document.activeElement.matches('.lc-live-map__pin--one')"
        assert page.evaluate(focused)
        assert page.evaluate(FOCUSED) == "Central Library: 6 circles"

    def test_places_at_one_position_are_spread(
        self, open_map: Callable[..., Any]
    ) -> None:
        index = make_circle().get_parent().specific
        for name in ("Ground floor", "First floor"):
            branch = make_branch(
                name=name, position="SRID=4326;POINT(-93.6250 41.5868)"
            )
            make_circle(index, branch=branch)
        page, _asked = open_map()
        press(page)
        for _time in range(20):
            if pin(page, "First floor: 1 circle").count():
                break
            page.locator(
                ".lc-live-map__pin--many[aria-label^='Places: 3']"
            ).first.press("Enter")

        pin(page, "First floor: 1 circle").press("Enter")
        assert page.locator(".lc-live-map__name").inner_text() == "First floor"

    def test_a_click_beside_a_popup_closes_it_and_the_next_one_opens(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map()
        press(page)
        pin(page, "Capital: 1 circle").click()
        page.locator(".leaflet-popup").get_by_role("button", name="Close").click()
        assert page.locator(".leaflet-popup").count() == 0
        pin(page, "Capital: 1 circle").click()
        page.locator(".lc-live-map__view").click(position={"x": 30, "y": 300})

        assert page.locator(".leaflet-popup").count() == 0


class TestWithoutDragging:
    @pytest.mark.parametrize(
        ("button", "axis", "sign"),
        [
            ("Move north", "y", 1),
            ("Move south", "y", -1),
            ("Move west", "x", 1),
            ("Move east", "x", -1),
        ],
    )
    def test_a_button_moves_the_map(
        self, open_map: Callable[..., Any], button: str, axis: str, sign: int
    ) -> None:
        page, _asked = open_map()
        press(page)
        page.get_by_role("button", name="Zoom out").click()
        capital = pin(page, "Capital: 1 circle")
        before = capital.bounding_box()
        page.get_by_role("button", name=button).click()
        moved = capital.evaluate(
            "(element, axis) => element.getBoundingClientRect()[axis]", axis
        )

        assert (moved - before[axis]) * sign > 20

    def test_an_arrow_key_moves_the_map_at_once(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map()
        press(page)
        capital = pin(page, "Capital: 1 circle")
        before = capital.bounding_box()
        moved = page.locator(".lc-live-map__view").evaluate(
            """async (view) => {
              view.focus();
              const key = { key: "ArrowLeft", keyCode: 37, bubbles: true };
              view.dispatchEvent(new KeyboardEvent("keydown", key));
              return view.querySelectorAll(".leaflet-pan-anim").length;
            }"""
        )

        assert moved == 0
        assert capital.bounding_box()["x"] > before["x"] + 20

    def test_buttons_zoom_and_show_all_places_again(
        self, open_map: Callable[..., Any]
    ) -> None:
        page, _asked = open_map()
        press(page)
        zoom_in = page.get_by_role("button", name="Zoom in", exact=True)
        for _time in range(6):
            zoom_in.click()
        assert pin(page, "Capital: 1 circle").count() == 0

        page.get_by_role("button", name="All places").click()
        assert pin(page, "Capital: 1 circle").is_visible()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_the_press(
    open_map: Callable[..., Any],
    axe: Callable[..., list[str]],
    size: tuple[int, int],
    scheme: str,
) -> None:
    page, _asked = open_map(size, color_scheme=scheme)
    assert axe(page, PART, APART) == []
    assert looking.wider_than_the_screen(page) == []

    press(page)
    pin(page, "Capital: 1 circle").click()
    page.locator(".leaflet-popup").wait_for()

    assert axe(page, PART, APART) == []
    assert looking.wider_than_the_screen(page) == []
    assert looking.faults_of_structure(looking.structure(page)) == []


def test_axe_finds_a_pin_without_a_name(
    open_map: Callable[..., Any], axe: Callable[..., list[str]]
) -> None:
    page, _asked = open_map()
    press(page)
    page.locator(".lc-live-map__pin").first.evaluate(
        "pin => { pin.removeAttribute('aria-label'); pin.textContent = ''; }"
    )

    assert {found.split(":")[0] for found in axe(page, PART, APART)} == {"button-name"}
