"""HTML as Markdown: what a parser makes of it has the same words and the same shape."""

from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from learningcircles_wagtail.feeds.markdown import link, markdown_of

PARSER = MarkdownIt("commonmark")
BASE = "http://library.example/toolkit/"

SIGNS = [*"ab1 .)(-+#>=_*`[]!<&;\\~|:\n\"'/é– x9", "&amp;", "http://x.y/", "1. "]
plain = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join).map(escape)


def items(contents: list[str]) -> str:
    """Return contents as items of a list."""
    return "".join(f"<li>{one}</li>" for one in contents)


words_in_line = st.recursive(
    plain,
    lambda inner: st.lists(
        st.one_of(
            inner,
            inner.map(lambda one: f"<b>{one}</b>"),
            inner.map(lambda one: f"<i>{one}</i>"),
        ),
        max_size=3,
    ).map("".join),
    max_leaves=4,
)
a_line = st.lists(
    st.one_of(
        words_in_line,
        words_in_line.map(lambda one: f'<a href="/a?b=1&amp;copy=2(x)">{one}</a>'),
        st.just("<br>"),
    ),
    max_size=4,
).map("".join)
a_block = st.recursive(
    st.one_of(
        a_line.map(lambda one: f"<p>{one}</p>"),
        a_line.map(lambda one: f"<h3>{one}</h3>"),
        plain.map(lambda one: f"<pre>{one}</pre>"),
        st.just("<hr>"),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda all: f"<ul>{items(all)}</ul>"),
        st.lists(inner, max_size=3).map(lambda all: f"<ol>{items(all)}</ol>"),
        inner.map(lambda one: f"<blockquote>{one}</blockquote>"),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=8,
)


def words(html: str) -> str:
    """Return the letters of some HTML without spaces."""
    return "".join(BeautifulSoup(html, "html.parser").get_text().split())


def shape(html: str) -> list[str]:
    """Return the names of the elements that hold something, in order."""
    return [
        element.name
        for element in BeautifulSoup(html, "html.parser").find_all(
            ["h3", "ul", "ol", "li", "pre", "blockquote", "hr"]
        )
        if element.name == "hr" or element.get_text().strip() or element.find("hr")
    ]


@settings(max_examples=250, deadline=None)
@given(st.lists(a_block, max_size=4).map("".join))
def test_a_parser_reads_the_same_words_in_the_same_shape(html):
    back = PARSER.render(markdown_of(html, base=BASE))

    assert words(back) == words(html)
    assert shape(back) == shape(html)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>It is <b>free</b>, <i>really</i>.</p>", "It is **free**, *really*."),
        ("<p>one<br>two</p>", "one\\\ntwo"),
        ("<p># 1 of 2</p>", "\\# 1 of 2"),
        ("<p>1986. A year</p>", "1986\\. A year"),
        ("<p>snake_case, _this_</p>", "snake_case, \\_this\\_"),
        ("<p>2 < 3 & 4 &amp;amp; 5</p>", "2 \\< 3 & 4 \\&amp; 5"),
        ("<p>See!<a href='/x'>here</a></p>", "See\\![here](http://library.example/x)"),
        ("<p><a href='javascript:x'>no</a></p>", "no"),
        ("<p>half<b>.</b>word</p>", "half.word"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n\n- b\n\n  - c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ol start='4'><li>a</li><li>b</li></ol>", "4. a\n5. b"),
        ("<ul><li><label><input type=checkbox><span>x</span></label></ul>", "- [ ] x"),
        ("<dl><dt>Hub</dt><dd>A place</dd></dl>", "- **Hub**: A place"),
        ("<pre>a ``` b</pre>", "````text\na ``` b\n````"),
        (
            "<img src='/m.png' alt='A [map]'>",
            "![A \\[map\\]](http://library.example/m.png)",
        ),
        ("<table><tr><th>a|b</th></tr></table>", "| a\\|b |\n| --- |"),
        ("<p> </p>", ""),
    ],
)
def test_it_reads_well_as_it_stands(html, markdown):
    assert markdown_of(html, base=BASE) == markdown


@pytest.mark.parametrize(
    "address", ["http://[", "javascript:alert(1)", "data:text/html,x", "", "//x"]
)
def test_an_address_that_leads_nowhere_leaves_the_words(address):
    assert link("words", address) == "words"


def test_an_address_ends_where_it_should():
    made = link("a", "http://x.y/a b(c)<d>\\*_&copy;")

    assert PARSER.render(made) == (
        '<p><a href="http://x.y/a%20b%28c%29%3Cd%3E%5C%2A_&amp;copy;">a</a></p>\n'
    )
