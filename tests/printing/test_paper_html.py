"""HTML for paper: ids that do not collide, links in order, nothing to click."""

import pytest
from bs4 import BeautifulSoup

from learningcircles_wagtail.printing.paper_html import for_paper, page_key

BASE = "http://library.example/toolkit/plan/"
INSIDE = {
    page_key("http://library.example/toolkit/run/"): "g2-",
    page_key("http://library.example/toolkit/é/"): "g3-",
}


def links(html: str, **options) -> list[str | None]:
    """Return where the links in some HTML lead on paper."""
    printed = for_paper(html, base=BASE, **options)
    return [a.get("href") for a in BeautifulSoup(printed, "html.parser").select("a")]


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("#costs", "#g1-costs"),
        ("/toolkit/plan/#costs", "#g1-costs"),
        ("/toolkit/plan/", "#g1-top"),
        ("/toolkit/run/", "#g2-top"),
        ("../run", "#g2-top"),
        ("http://LIBRARY.example/toolkit/run/#door", "#g2-door"),
        ("/toolkit/%C3%A9/", "#g3-top"),
        ("/toolkit/run/?circle=5", "http://library.example/toolkit/run/?circle=5"),
        ("https://elsewhere.example/toolkit/run/", None),
        ("/circles/", "http://library.example/circles/"),
        ("mailto:desk@library.example", None),
        ("", "#g1-top"),
    ],
)
def test_a_link_stays_inside_where_its_page_does(href, leads_to):
    html = f'<a href="{href}">words</a>'

    assert links(html, prefix="g1-", inside=INSIDE) == [leads_to or href]


def test_an_address_that_cannot_be_read_leaves_the_words():
    assert for_paper('<a href="http://[">words</a>', base=BASE) == "<a>words</a>"


def test_a_guide_alone_keeps_its_ids():
    html = '<h2 id="costs">Costs</h2><a href="#costs">up</a>'

    assert links(html) == ["#costs"]
    assert '<h2 id="costs">' in for_paper(html, base=BASE)


def test_what_names_an_id_goes_with_it():
    html = '<b id="a"></b><i aria-labelledby="a b" aria-describedby="a"></i>'
    printed = for_paper(html, base=BASE, prefix="g1-")

    assert 'id="g1-a"' in printed
    assert 'aria-labelledby="g1-a g1-b"' in printed
    assert 'aria-describedby="g1-a"' in printed


def test_what_works_on_a_screen_alone_is_left_out():
    html = (
        "<form><input></form><button>Copy</button><svg></svg><p hidden>x</p>"
        '<script>1</script><details><summary>Q</summary>A</details><img loading="lazy" '
        'src="/m/a.png" srcset="/m/b.png 2x" sizes="1px">'
    )

    assert for_paper(html, base=BASE) == (
        "<details open><summary>Q</summary>A</details>"
        '<img src="http://library.example/m/a.png">'
    )


def test_a_box_is_drawn_and_a_film_is_its_address():
    boxes = '<label for="x"><input id="x" type="checkbox"><span>Pens</span></label>'
    drawn_later = '<ul class="lc-checks"><li data-lc-check="5"><b>Pens</b></li></ul>'
    film = (
        '<figure class="lc-video" data-lc-video-title="A &lt;circle&gt;">'
        '<a href="https://v.example/1"><svg></svg>Watch</a></figure>'
    )

    assert for_paper(boxes, base=BASE) == (
        '<span class="lc-paper-check"><span aria-hidden="true" class="lc-paper-box">'
        "</span><span>Pens</span></span>"
    )
    assert for_paper(drawn_later, base=BASE) == (
        '<ul class="lc-checks"><li><span class="lc-paper-check"><span '
        'aria-hidden="true" class="lc-paper-box"></span><b>Pens</b></span></li></ul>'
    )
    assert for_paper(film, base=BASE) == (
        '<p class="lc-paper-film"><strong>Film: A &lt;circle&gt;</strong> '
        '<a class="lc-paper-address" href="https://v.example/1">https://v.example/1'
        "</a></p>"
    )


def test_an_address_is_not_written_twice():
    html = '<a href="https://a.example/x/">a.example/x</a> <a href="https://b.c/">B</a>'
    printed = BeautifulSoup(for_paper(html, base=BASE), "html.parser").select("a")

    assert [a.get("class") for a in printed] == [["lc-paper-address"], None]


def test_a_map_stays_with_its_numbers_and_other_drawings_go():
    sheet = (
        '<svg class="lc-map__sheet lc-map__sheet--{}" viewBox="0 0 9 9">'
        '<g class="lc-map__pin"><circle r="2"/><text>7</text></g></svg>'
    )
    html = for_paper(
        f'<div class="lc-map">{sheet.format("wide")}{sheet.format("narrow")}</div>'
        '<ol class="lc-places"><li><span class="lc-places__number" '
        'data-lc-no-text="">7</span>Seventh</li></ol>'
        '<svg class="lc-icon"></svg><span data-lc-no-text="">gone</span>',
        base="https://library.example/",
    )

    assert html.count("<svg") == 1
    assert "lc-map__sheet--wide" in html
    assert 'fill="#0b3d45"' in html
    assert '<span class="lc-places__number">7</span>Seventh' in html
    assert "gone" not in html
