"""A guide as Markdown: whole, with absolute links, and nothing that only moves."""

import pytest
from markdown_it import MarkdownIt

from tests.printing.guides import FILM, full_body, make_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    """A guide with one of every block."""
    other = make_guide(title="Other", slug="other")
    link = f'<a linktype="page" id="{other.pk}">the other guide</a>'
    return make_guide(
        title="How to *begin*",
        slug="begin",
        summary="1. Begin. # Not a heading",
        roles=["facilitator", "organiser"],
        minutes=45,
        materials=[("item", "A [large] table")],
        body=full_body(link),
        licence="cc-by",
        attribution="Riverbend <Library>",
        credits="Written by Ada.\nAfter Bo.",
    )


def read(client, guide) -> str:
    """Return a guide's Markdown."""
    response = client.get(f"{guide.url}markdown/")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def test_the_guide_is_there_from_title_to_licence(client, guide):
    paragraphs = read(client, guide).strip().split("\n\n")
    home = f"http://localhost{guide.url}"

    assert paragraphs[:5] == [
        "# How to \\*begin\\*",
        "1\\. Begin. # Not a heading",
        "- For: Facilitators, Organisers\n- Stage: Plan\n- 45 minutes to read and do",
        "## What you need",
        "- A \\[large\\] table",
    ]
    assert paragraphs[-2] == "---"
    lines = paragraphs[-1].split("\n")
    assert lines[:4] == [
        "- Written by Ada.",
        "- After Bo.",
        "- Riverbend \\<Library>",
        "- Licence: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)",
    ]
    assert lines[-1] == f"- From: <{home}>"


PARTS = (
    "## Costs",
    "Write **one** \\*sentence\\*. [the other guide](http://localhost/toolkit/other/)",
    "> **Tip: Ask**\n>\n> Early.",
    "1. **Choose a course**\n\n   Try a lesson.\n\n   **It is**\n\n   - [ ] free",
    "2. **Book the room**",
    "### 2 weeks before\n\n- [ ] Hang posters",
    "- [ ] Pens\n- [ ] Name \\[cards\\]",
    "````text\nSubject: Learn [topic]\n\nDear [name],\n\ncome & see ``` us.\n\n"
    "* [your name] *\n````",
    "**Welcome** (",
    "15 minutes): Names.",
    "- **Hub**: A",
    "**Why?**\n\nSo.",
    f"[Film: A circle]({FILM})",
    "**Transcript: A circle**\n\nHello.",
    "![A round table](http://localhost/media/images/",
    "Our table · CC BY",
    "- [OpenLearn](https://www.open.edu/) (Website): Free courses",
)
"""How each block is written."""


def test_each_block_is_written_in_its_way(client, guide):
    text = read(client, guide)

    assert [part for part in PARTS if part not in text] == []


def test_a_parser_finds_what_the_editor_wrote(client, guide):
    html = MarkdownIt("commonmark").render(read(client, guide))

    assert html.count("<h1>") == 1
    assert html.count("<blockquote>") == 1
    assert html.count("<ol>") == 2
    assert '<code class="language-text">Subject: Learn [topic]\n\nDear' in html
    assert "Riverbend &lt;Library&gt;" in html


@pytest.mark.parametrize(
    "word", ["<svg", "Copy", "Start over", "data-", "<div", "None"]
)
def test_nothing_that_only_works_on_the_page_is_there(client, guide, word):
    assert word not in read(client, guide)


def test_who_has_it_all_gets_no_copy(client, guide):
    url = f"{guide.url}markdown/"
    tag = client.get(url)["ETag"]

    assert client.get(url, headers={"if-none-match": tag}).status_code == 304
    guide.summary = "Changed"
    guide.save_revision().publish()
    assert client.get(url, headers={"if-none-match": tag}).status_code == 200


def test_a_guide_with_nothing_but_a_title_is_a_heading(client):
    text = read(client, make_guide(title="Bare\x0b", slug="bare"))

    assert text.startswith("# Bare\n\n- Stage: Plan\n\n---\n\n- Last changed on")
