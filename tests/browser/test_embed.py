"""Another website shows the list in a frame: allowed ones only, at its full height."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from learningcircles_wagtail.models import CircleIndexPage
from tests import factories
from tests.browser.going import next_page
from tests.browser.looking import (
    faults_of_structure,
    structure,
    tab_through,
    wider_than_the_screen,
)
from tests.browser.public_site import read

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOST_SCRIPT = "static/learningcircles_wagtail/js/embed_host.js"
STATED = "document.querySelector('[data-learningcircles]').height"
HEIGHT = "document.querySelector('iframe').getBoundingClientRect().height"
FIRST_HEIGHT = 300


@pytest.fixture
def index() -> CircleIndexPage:
    """A list of three circles."""
    page = factories.make_circle_index(title="Learning circles")
    for number in range(3):
        factories.make_circle(page, title=f"Circle {number}")
    return page


@pytest.fixture
def embed(live_server: Any, index: CircleIndexPage) -> str:
    """The address of the list to embed."""
    return f"{live_server.url}{index.get_url()}embed/"


class Town(BaseHTTPRequestHandler):
    """A website with one page, which shows the list in a frame."""

    html = ""

    def do_GET(self) -> None:
        """Answer with the page, whatever the address."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.html.encode())

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def other_site() -> Iterator[str]:
    """The origin of another website, on a server of its own.

    A page made up by the browser's routes would not do: Chromium lets such a page open
    no frame of this machine's.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), Town) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def host(embed: str, other_site: str, live_server: Any) -> Callable[..., None]:
    """A function that opens the other website's page with the frame in a browser page.

    `script` says whether the page has our script, `first` is HTML before the frame,
    `query` stands in the list's address.
    """

    def open_host(
        page: Any, *, script: bool = True, first: str = "", query: str = ""
    ) -> None:
        Town.html = (
            f'<!doctype html><html lang="en"><title>Town</title><h1>Town</h1>{first}'
            f'<iframe data-learningcircles src="{embed}{query}" '
            f'title="Learning circles" '
            f'width="600" height="{FIRST_HEIGHT}"></iframe>'
        )
        if script:
            Town.html += (
                f'<script src="{live_server.url}/{HOST_SCRIPT}" async></script>'
            )
        page.goto(f"{other_site}/town/")

    return open_host


def framed(page: Any) -> Any:
    """Return what stands in the frame."""
    return page.frame_locator("iframe[data-learningcircles]")


class TestFrame:
    def test_an_allowed_website_shows_the_whole_list(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page)
        framed(page).get_by_role("heading", name="Circle 2").wait_for()
        page.wait_for_function(f"{HEIGHT} > {FIRST_HEIGHT} + 100")

        frame = page.frames[1]
        body, window = frame.evaluate(
            "[document.scrollingElement.scrollHeight, window.innerHeight]"
        )
        assert body <= window

    def test_no_other_website_does(
        self, page: Any, host: Callable[..., None], settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = ["https://town.example"]
        refused = []
        page.on("console", lambda message: refused.append(message.text))
        host(page)
        page.wait_for_timeout(500)

        assert framed(page).get_by_role("heading", name="Circle 2").count() == 0
        assert any("frame-ancestors" in text for text in refused)
        assert page.evaluate(HEIGHT) < FIRST_HEIGHT + 10

    def test_every_website_does_where_all_may(
        self, page: Any, host: Callable[..., None], settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = ["*"]
        host(page)

        framed(page).get_by_role("heading", name="Circle 2").wait_for()

    def test_the_height_follows_the_width(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page)
        page.wait_for_function(f"{HEIGHT} > {FIRST_HEIGHT} + 100")
        narrow = page.evaluate(HEIGHT)
        page.evaluate("document.querySelector('iframe').width = 1100")
        page.wait_for_function(f"{HEIGHT} < {narrow} - 200")
        page.evaluate("document.querySelector('iframe').width = 600")

        page.wait_for_function(f"{HEIGHT} > {narrow} - 20")

    def test_without_our_script_the_list_scrolls(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page, script=False)
        framed(page).get_by_role("heading", name="Circle 2").wait_for()

        assert page.evaluate(HEIGHT) == pytest.approx(FIRST_HEIGHT, abs=5)

    def test_the_other_website_believes_nobody_else(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page, first='<iframe id="stranger" srcdoc="<p>x" title="x"></iframe>')
        page.wait_for_function(
            "document.querySelector('[data-learningcircles]').height > 400"
        )
        before = page.evaluate(
            "document.querySelector('[data-learningcircles]').height"
        )
        page.evaluate("""() => {
          const message = { type: "learningcircles:height", height: 7777 };
          window.postMessage(message, "*");
          const stranger = document.getElementById("stranger").contentWindow;
          const script = stranger.document.createElement("script");
          script.textContent = `parent.postMessage(${JSON.stringify(message)}, "*")`;
          stranger.document.body.append(script);
        }""")
        page.wait_for_timeout(300)

        assert page.evaluate(STATED) == before
        assert page.evaluate("document.getElementById('stranger').height") == ""

    def test_nonsense_from_the_frame_changes_nothing(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page)
        page.wait_for_function(f"{HEIGHT} > {FIRST_HEIGHT} + 100")
        before = page.evaluate(HEIGHT)
        page.frames[1].evaluate("""() => {
          for (const height of [NaN, -5, "x", null, {}])
            parent.postMessage({ type: "learningcircles:height", height }, "*");
          for (const odd of [null, "text", 7, { type: "other", height: 9999 }])
            parent.postMessage(odd, "*");
        }""")
        page.wait_for_timeout(300)

        assert page.evaluate(HEIGHT) == before

    def test_a_link_leaves_the_frame(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page)
        with next_page(page):
            framed(page).get_by_role("link", name="Circle 1").click()

        assert page.url.endswith("/circles/circle-2/")
        assert page.locator("h1").inner_text() == "Circle 1"

    def test_a_further_page_stays_in_the_frame_and_is_seen_from_its_top(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        page.set_viewport_size({"width": 700, "height": 400})
        host(page, query="?limit=2")
        page.wait_for_function(f"{HEIGHT} > {FIRST_HEIGHT} + 100")
        framed(page).get_by_role("link", name="Next").click()
        framed(page).get_by_text("page 2 of 2").wait_for()
        page.wait_for_function(
            "document.querySelector('iframe').getBoundingClientRect().top > -1"
        )

        assert page.url == f"{other_site}/town/"
        assert framed(page).get_by_role("article").count() == 1

    def test_no_cookie_is_left_behind(
        self, page: Any, host: Callable[..., None], other_site: str, settings: Any
    ) -> None:
        settings.LEARNINGCIRCLES_EMBED_ORIGINS = [other_site]
        host(page)
        framed(page).get_by_role("heading", name="Circle 2").wait_for()

        assert page.context.cookies() == []


class TestAlone:
    @pytest.mark.parametrize(
        "query", ["", "?scheme=light", "?q=nothing-like-it", "?limit=1&page=2&time=x"]
    )
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing(
        self,
        embed: str,
        new_context: Callable[..., Any],
        axe: Callable[..., list[str]],
        query: str,
        scheme: str,
    ) -> None:
        context = new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        page.goto(embed + query)

        assert axe(page) == []

    def test_it_fits_a_narrow_frame(self, embed: str, page: Any) -> None:
        page.goto(embed)
        for direction in ("ltr", "rtl"):
            page.evaluate("to => { document.documentElement.dir = to; }", direction)
            for width in (280, 320, 768):
                page.set_viewport_size({"width": width, "height": 600})
                assert wider_than_the_screen(page) == []

    def test_headings_landmarks_and_keyboard_are_in_order(
        self, embed: str, page: Any
    ) -> None:
        page.goto(embed)
        stops, missed = tab_through(page)

        assert faults_of_structure(structure(page)) == []
        assert [stop["faults"] for stop in stops if stop["faults"]] == []
        assert missed == []
        assert len(stops) == 4

    def test_without_scripts_nothing_is_missing(
        self, embed: str, new_context: Callable[..., Any]
    ) -> None:
        page = new_context(java_script_enabled=False).new_page()
        page.goto(embed)

        assert page.get_by_role("article").count() == 3
        assert page.get_by_role("link", name="Search the whole list").is_visible()

    def test_the_html_is_valid(
        self, embed: str, nu_html_checker: Callable[..., list[str]]
    ) -> None:
        documents = {
            query: read(embed + query)[2] for query in ("", "?limit=1&page=2&time=x")
        }

        assert nu_html_checker(documents) == []
