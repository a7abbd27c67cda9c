"""Words of a glossary, found in HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningcircles_wagtail.domain.glossing import Glossary


def explain(html: str, *terms: str, **options: frozenset[str]) -> str:
    return Glossary(terms).explain(
        html, lambda term, words: f"{{{words}|{term}}}", **options
    )


def test_a_word_is_explained_where_it_first_stands_and_only_there() -> None:
    html = "<p>A facilitator.</p><p>The Facilitator.</p>"

    assert explain(html, "Facilitator") == (
        "<p>A {facilitator|Facilitator}.</p><p>The Facilitator.</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>A semicircle, circles and self-circle, circle-like</p>",
        '<p><a href="/circle/">The circle</a></p>',
        "<h2>The circle</h2>",
        '<p><img alt="a circle" src="circle"></p>',
        "<p><code>circle</code><button>circle</button></p>",
        "<div>circle</div>",
        '<div class="x lc-template"><p>circle</p></div>',
        "<p><dfn>circle</dfn></p>",
        "<ul><li><label>circle</label></li></ul>",
        "<p>&circle; &#circle;</p>",
        "<!-- <p>circle</p> --><p></p>",
        "circle",
    ],
)
def test_what_is_no_running_text_or_another_word_is_left_alone(html: str) -> None:
    closed = frozenset({"lc-template"})

    assert explain(html, "circle", closed_classes=closed) == html


@pytest.mark.parametrize(
    ("html", "term", "expected"),
    [
        ("<p>see (circle).</p>", "circle", "<p>see ({circle|circle}).</p>"),
        ("<p><b>circle</b></p>", "circle", "<p><b>{circle|circle}</b></p>"),
        ("<p>R&amp;D here</p>", "R&D", "<p>{R&amp;D|R&D} here</p>"),
        (
            "<p>open\n  licence</p>",
            "open licence",
            "<p>{open\n  licence|open licence}</p>",
        ),
        ("<p>«cercle» d’étude</p>", "Cercle", "<p>«{cercle|Cercle}» d’étude</p>"),
        ("<ul><li>circle</li></ul>", "circle", "<ul><li>{circle|circle}</li></ul>"),
        ("<p>a<br>circle</p>", "circle", "<p>a<br>{circle|circle}</p>"),
        ("<p>a (b+c) c</p>", "(b+c)", "<p>a {(b+c)|(b+c)} c</p>"),
    ],
)
def test_a_word_is_found_in_all_kinds_of_running_text(
    html: str, term: str, expected: str
) -> None:
    assert explain(html, term) == expected


def test_an_abbreviation_is_found_only_as_it_is_written() -> None:
    html = "<p>Take it to IT.</p>"

    assert explain(html, "IT") == "<p>Take it to {IT|IT}.</p>"


def test_of_two_that_overlap_the_longer_one_wins() -> None:
    html = "<p>A learning circle is a circle.</p>"

    assert explain(html, "circle", "learning circle") == (
        "<p>A {learning circle|learning circle} is a {circle|circle}.</p>"
    )


@pytest.mark.parametrize("terms", [(), ("",), ("  ",)])
def test_an_empty_glossary_changes_nothing(terms: tuple[str, ...]) -> None:
    assert explain("<p>a</p>", *terms) == "<p>a</p>"


@given(st.text(alphabet="<>/p a&\"'circle-=!", max_size=80), st.text(max_size=12))
def test_no_html_and_no_word_breaks_it_or_loses_anything(html: str, term: str) -> None:
    glossary = Glossary([term, "circle"])

    assert glossary.explain(html, lambda _term, words: words) == html
