"""The public templates: no inline style or script, and no page that needs all facts."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

import learningcircles_wagtail
from learningcircles_wagtail.models import (
    CircleIndexPage,
    CirclePage,
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)
from tests.factories import root_page

FOLDER = Path(learningcircles_wagtail.__file__).parent / "templates"
PUBLIC = FOLDER / "learningcircles_wagtail"
# Mail programs leave out style sheets: messages are styled inline, and scripted not.
ELSEWHERE = {"admin", "mail"}
TEMPLATES = sorted(
    path
    for path in PUBLIC.rglob("*.html")
    if path.relative_to(PUBLIC).parts[0] not in ELSEWHERE
)
MAIL = sorted((PUBLIC / "mail").rglob("*.html"))
ICON = "learningcircles_wagtail/components/icon.html"
INLINE = re.compile(r"""\sstyle=|\son\w+=["']|<style\b|<script\b(?![^>]*\bsrc=)""")
UNKNOWN_ICON = '<circle cx="12" cy="12" r="3.5"/>'
KEYS = [f"{hue}{shape}000000" for hue in "0af" for shape in "0123456789abcdef"]


def draw_icon(name: str) -> str:
    return render_to_string(ICON, {"name": name})


def draw_placeholder(key: str) -> str:
    return render_to_string(
        "learningcircles_wagtail/components/placeholder.html", {"key": key}
    )


class TestContentSecurity:
    @pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
    def test_nothing_is_styled_or_scripted_inline(self, path):
        assert INLINE.findall(path.read_text()) == []

    @pytest.mark.parametrize(
        "markup",
        ['<p style="x">', "<script>x()</script>", '<a onclick="x">', "<style>"],
    )
    def test_inline_code_would_be_noticed(self, markup):
        assert INLINE.search(markup)


class TestMail:
    @pytest.mark.parametrize("path", MAIL, ids=lambda path: path.name)
    def test_a_message_fetches_nothing_and_runs_nothing(self, path):
        text = path.read_text()

        assert re.findall(r"<(?:img|script|link|style|iframe|object)\b", text) == []
        assert re.findall(r"\bsrc=|url\(|@import|\son\w+=", text) == []


class TestIcons:
    def test_every_icon_that_a_template_names_is_drawn(self):
        names = set()
        for path in TEMPLATES:
            names |= set(re.findall(r'icon\.html" with name="(\w+)"', path.read_text()))
            names |= set(re.findall(r'icon="(\w+)"', path.read_text()))
        assert names
        assert [name for name in sorted(names) if UNKNOWN_ICON in draw_icon(name)] == []

    def test_an_unknown_icon_is_a_dot(self):
        assert UNKNOWN_ICON in draw_icon("no-such-icon")


class TestPlaceholder:
    def test_the_same_key_gives_the_same_picture(self):
        assert draw_placeholder("3b000000") == draw_placeholder("3bffffff")

    def test_keys_give_twenty_four_pictures_in_three_colours(self):
        assert len({draw_placeholder(key) for key in KEYS}) == 24

    def test_a_page_without_a_key_has_a_picture_too(self):
        assert "<svg" in draw_placeholder(None)


@pytest.mark.django_db
class TestPagesWithHoles:
    @pytest.mark.parametrize(
        ("parent", "child"),
        [
            (CircleIndexPage, CirclePage),
            (ToolkitIndexPage, ToolkitPage),
            (PressIndexPage, PressReleasePage),
        ],
    )
    def test_a_page_with_nothing_but_a_title_has_one_h1(self, client, parent, child):
        index = root_page().add_child(instance=parent(title="Index", slug="index"))
        page = index.add_child(instance=child(title="Only a title", slug="page"))
        for address, title in ((index.url, "Index"), (page.url, "Only a title")):
            html = client.get(address).content.decode()
            assert re.findall(r"<h1[^>]*>([^<]*)</h1>", html) == [title]
