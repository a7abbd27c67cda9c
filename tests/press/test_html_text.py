"""HTML as the plain paragraphs of a newswire."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.press.html_text import paragraphs_of

CASES = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
    "spaces": ("<p>  One\n  and   more. </p>\n\n<p> </p>", ["One and more."]),
    "line breaks": ("<p>One<br>two</p>", ["One\ntwo"]),
    "headings": ("<h2>Who pays</h2><p>Us.</p>", ["WHO PAYS", "Us."]),
    "list": ("<ul><li>One</li><li><p>Two</p></li></ul>", ["- One\n- Two"]),
    "numbers": ('<ol start="3"><li>One</li><li>Two</li></ol>', ["3. One\n4. Two"]),
    "list in a list": (
        "<ul><li>One<ul><li>Within</li></ul></li></ul>",
        ["- One\n  - Within"],
    ),
    "terms": ("<dl><div><dt>weeks</dt><dd>6</dd></div></dl>", ["weeks: 6"]),
    "table": (
        "<table><tr><th>Day</th><td>Monday</td></tr></table>",
        ["Day | Monday"],
    ),
    "quotation": (
        "<figure><blockquote><p>Come!</p></blockquote>"
        "<figcaption><b>Ada</b>, mayor</figcaption></figure>",
        ["“Come!”\n– Ada, mayor"],
    ),
    "picture": ('<figure><img src="x"><figcaption>Us</figcaption></figure>', []),
    "link outwards": (
        '<p>See <a href="https://example.org/">there</a>.</p>',
        ["See there (https://example.org/)."],
    ),
    "link within": ('<p>See <a href="/circles/">there</a>.</p>', ["See there."]),
    "address as words": (
        '<p><a href="https://example.org/">https://example.org/</a></p>',
        ["https://example.org/"],
    ),
    "what is no text": (
        "<script>x</script><svg><title>Map</title></svg><button>Copy</button>"
        "<p hidden>x</p><p data-lc-no-text>x</p><!-- x --><p>Yes</p>",
        ["Yes"],
    ),
    "entities": ("<p>A &amp; B &lt;c&gt;&nbsp;d</p>", ["A & B <c>\xa0d"]),
    "words beside blocks": ("before<p>in</p>after", ["before", "in", "after"]),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_html_becomes_paragraphs(html, expected):
    assert paragraphs_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>See <a href="/circles/?q=a">there</a>.</p>', "See there (%s?q=a)."),
        ('<h3><a href="/circles/">Chess</a> &amp; more</h3>', "CHESS (%s) & MORE"),
        ('<p><a href="#lc-1">Below</a></p>', "Below"),
        ('<p><a href="mailto:ada@x.example">Ada</a></p>', "Ada"),
        ('<p><a href="//[">Odd</a></p>', "Odd"),
    ],
)
def test_a_link_within_the_site_is_written_out_where_its_address_is_known(
    html, expected
):
    site = "https://library.example/circles/"

    assert paragraphs_of(html, base="https://library.example/press/news/") == [
        expected.replace("%s", site)
    ]


def test_the_address_of_a_link_in_a_heading_keeps_its_letters():
    assert paragraphs_of('<h2><a href="https://x.example/Aa">Chess</a></h2>') == [
        "CHESS (https://x.example/Aa)"
    ]


def test_a_quotation_stands_in_the_marks_of_its_language():
    html = "<figure><blockquote>Venez !</blockquote><figcaption>A</figcaption></figure>"

    with override("fr"):
        assert paragraphs_of(html) == ["«\u00a0Venez !\u00a0»\n– A"]
        assert paragraphs_of("<blockquote>Oui</blockquote>") == ["«\u00a0Oui\u00a0»"]


@given(st.text())
def test_no_text_breaks_it_and_no_paragraph_is_empty(text):
    for wrapped in (text, f"<ol><li>{text}</ol>", f"<dl><dt>{text}<dd>{text}</dl>"):
        assert all(one.strip() for one in paragraphs_of(wrapped))
