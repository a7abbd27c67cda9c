"""The two small scripts of blocks, in a real browser."""

from pathlib import Path
from typing import Any

import pytest

import learningcircles_wagtail
from learningcircles_wagtail.blocks.media import VideoBlock
from learningcircles_wagtail.blocks.messages import MessageTemplateBlock

pytestmark = pytest.mark.browser

STATIC = Path(learningcircles_wagtail.__file__).parent / "static"
SCRIPTS = STATIC / "learningcircles_wagtail" / "js"
ADDRESS = "http://localhost/blocks/"
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def show(page: Any, html: str, script: str) -> None:
    """Open a document with `html` and one of our scripts, served from localhost."""

    def answer(route: Any) -> None:
        if route.request.url == ADDRESS:
            body = f'<title>Blocks</title>{html}<script src="{script}" defer></script>'
            route.fulfill(body=body, content_type="text/html; charset=utf-8")
        elif route.request.url.endswith(".js"):
            route.fulfill(path=SCRIPTS / script, content_type="text/javascript")
        else:
            route.fulfill(status=404)

    page.route("http://localhost/**", answer)
    page.goto(ADDRESS)


def test_a_video_is_loaded_by_a_click_and_not_before(
    page: Any, outside_requests: list[str]
) -> None:
    show(page, VideoBlock().render({"link": VIDEO, "title": "A film"}), "video.js")
    page.wait_for_load_state("networkidle")
    before = list(outside_requests)

    with page.expect_request(lambda sent: "youtube-nocookie.com/embed" in sent.url):
        page.get_by_role("link", name="A film").click()
    frame = page.locator("iframe.lc-video__frame")
    frame.wait_for()

    assert before == []
    assert frame.get_attribute("title") == "A film"
    assert frame.evaluate("element => element === document.activeElement")
    assert page.url == ADDRESS
    outside_requests.clear()


def test_the_copy_button_copies_the_text_and_says_so(new_context: Any) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    block = MessageTemplateBlock()
    show(page, block.render({"text": "Learn [topic].\n\nCome!"}), "copy.js")

    page.get_by_role("button", name="Copy message").click()
    page.get_by_role("status").filter(has_text="Copied").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Learn [topic].\n\nCome!"


def test_without_a_script_there_is_no_copy_button_and_the_text_stands(
    new_context: Any,
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    show(page, MessageTemplateBlock().render({"text": "Learn [topic]."}), "copy.js")

    assert page.get_by_role("button").count() == 0
    assert page.get_by_text("Learn [topic].").is_visible()
