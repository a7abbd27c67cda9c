"""The list as a visitor gets it: what was asked for, said back, and ways on."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import override_settings

from tests.directory.shelf import fill
from tests.factories import make_branch, make_circle, make_circle_index

pytestmark = pytest.mark.django_db

LATER = date(2027, 1, 6)


@pytest.fixture(autouse=True)
def on_a_day_in_november(time_machine):
    """Visit the list on the day about which the shelf's circles lie."""
    time_machine.move_to("2026-11-10T18:30:00Z", tick=False)


def text_of(response) -> str:
    """Return the words of an answer, white space folded."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def links(response, part: str) -> list[str]:
    """Return the addresses of the links in an element with some class."""
    html = response.content.decode()
    found = re.search(rf'class="{part}".*?</(?:ul|nav)>', html, re.S)
    return [unescape(one) for one in re.findall(r'href="([^"]*)"', found[0])]


def test_the_number_of_circles_is_said_in_a_live_region(client):
    index = fill(5)

    html = client.get(index.url).content.decode()

    # Around the heading, not within it: there HTML does not allow a status.
    assert re.search(r'role="status"><h2 id="lc-result"[^>]*>5 learning circles', html)


def test_each_filter_in_use_is_a_chip_that_takes_it_away(client):
    index = fill(12)

    answer = client.get(index.url + "?topic=health&topic=rights&open=1&q=words")

    assert links(answer, "lc-chips") == [
        "?topic=health&topic=rights&open=1",
        "?q=words&topic=rights&open=1",
        "?q=words&topic=health&open=1",
        "?q=words&topic=health&topic=rights",
        "?",
    ]


def test_the_number_at_the_filters_counts_their_choices_and_not_the_words(client):
    index = fill(12)

    some = client.get(index.url + "?topic=health&topic=rights&open=1&q=words")
    none = client.get(index.url + "?q=words")

    count = re.compile(r'data-lc-part="filters-count">(.*?)</summary>', re.S)
    shown = [count.search(one.content.decode())[1] for one in (some, none)]
    assert re.sub(r"<[^>]+>", "", shown[0]).split() == ["3", "in", "use"]
    assert shown[1] == "</span>"


def test_the_form_keeps_what_was_chosen(client):
    index = fill(12)

    html = client.get(
        index.url + "?topic=health&q=words&near=41.5236,-90.5776&order=title"
    ).content.decode()

    assert re.search(r'name="topic" value="health" checked', html)
    assert re.search(r'name="q" type="search" value="words"', html)
    assert 'name="near" type="text" list="lc-near-places" value="Central"' in html
    assert '<option value="Central"></option>' in html
    assert '<input type="hidden" name="order" value="title">' in html


def test_a_value_that_was_left_out_is_said(client):
    index = fill(3)

    words = text_of(client.get(index.url + "?format=by-post&topic=<b>"))

    assert "How people meet: “by-post”" in words
    assert "Topic: “<b>”" in words


def test_a_city_and_a_language_are_said_as_they_are_written(client):
    index = fill(12)

    words = text_of(client.get(index.url + "?city=RIVERBEND&language=FR"))

    assert "Remove: Riverbend ✕" in words
    assert "Remove: French ✕" in words


def test_a_city_that_nothing_has_is_left_out_and_said(client):
    index = fill(3)

    answer = client.get(index.url + "?city=Nowhere&language=zz")

    assert "City: “Nowhere”; Language: “zz”" in text_of(answer)
    assert answer.context["result_count"] == 3


def test_where_nothing_is_found_the_nearest_ways_are_offered(client):
    index = make_circle_index()
    make_circle(index, title="Evening words", format="in_person")

    answer = client.get(index.url + "?format=online&q=words")

    assert "No circle fits all of this" in text_of(answer)
    ways = links(answer, "lc-empty__ways")
    assert ways == ["?q=words"]
    assert "1 learning circle" in text_of(client.get(index.url + ways[0]))


def test_the_neighbouring_branch_is_offered_first(client):
    index = make_circle_index()
    make_circle(index, branch=make_branch(name="Here"), format="online")
    far = make_branch(name="Far", position="SRID=4326;POINT(-80 41)")
    next_door = make_branch(name="Next door", position="SRID=4326;POINT(-90.6 41.5)")
    make_circle(index, branch=far)
    make_circle(index, branch=next_door)

    answer = client.get(index.url + "?branch=here&format=in_person")

    assert links(answer, "lc-empty__ways") == [
        "?branch=next-door&format=in_person",
        "?branch=far&format=in_person",
        "?format=in_person",
        "?branch=here",
    ]


def test_what_begins_later_is_offered_where_nothing_has_free_places(client):
    index = make_circle_index()
    make_circle(index, sign_up_backend="database", capacity=0, first_date=LATER)

    answer = client.get(index.url + "?open=1")

    assert links(answer, "lc-empty__ways") == ["?status=upcoming", "?"]


EARLIER = date(2026, 6, 3)


def test_the_number_of_circles_says_how_many_are_no_more(client):
    index = make_circle_index()
    make_circle(index, first_date=LATER)
    for _number in range(2):
        make_circle(index, first_date=EARLIER)
    make_circle(index, first_date=LATER, cancelled=True)

    words = text_of(client.get(index.url))
    asked = text_of(client.get(f"{index.url}?status=completed"))
    fresh = text_of(client.get(f"{index.url}?status=upcoming"))

    assert "4 learning circles , 2 of them over, 1 of them cancelled" in words
    assert "2 learning circles List" in asked
    assert "1 learning circle List" in fresh


def test_where_all_is_over_the_nearest_ways_to_something_are_offered(client):
    index = make_circle_index()
    make_circle(index, title="Words", format="online", first_date=EARLIER)
    make_circle(index, title="Old words", format="hybrid", first_date=EARLIER)
    make_circle(index, title="New words", format="in_person", first_date=LATER)

    answer = client.get(index.url + "?format=online&q=words&weekday=2")

    assert "None of these circles is still to come" in text_of(answer)
    assert "1 learning circle , 1 of them over" in text_of(answer)
    assert answer.content.count(b"<article") == 1
    # Without the words or the day there is nothing to come either.
    assert links(answer, "lc-empty__ways") == ["?q=words&weekday=2"]
    on_map = client.get(index.url + "map/?format=online")
    assert "None of these circles is still to come" in text_of(on_map)


@pytest.mark.parametrize("query", ["?status=completed", "?format=in_person"])
def test_who_asks_for_what_is_over_or_finds_more_is_offered_nothing(client, query):
    index = make_circle_index()
    make_circle(index, format="in_person", first_date=EARLIER)
    make_circle(index, format="in_person", first_date=LATER)

    assert "still to come" not in text_of(client.get(index.url + query))


def test_a_list_of_which_all_is_over_says_that_nothing_is_planned(client):
    index = make_circle_index()
    make_circle(index, first_date=EARLIER)

    answer = client.get(index.url)

    assert "No circles are planned at the moment" in text_of(answer)
    assert answer.content.count(b"<article") == 1


@override_settings(LEARNINGCIRCLES_PAGE_SIZE=4)
def test_the_pages_of_a_list_are_linked_with_their_filters(client):
    index = fill(36)

    answer = client.get(index.url + "?order=title&page=3")

    assert links(answer, "lc-pages") == [
        "?order=title&page=2",
        "?order=title",
        "?order=title&page=2",
        "?order=title&page=4",
        "?order=title&page=9",
        "?order=title&page=4",
    ]
    html = answer.content.decode()
    # Another order is another list to a crawler: it is asked not to follow.
    assert 'rel="prev nofollow"' in html
    assert 'rel="next nofollow"' in html
    plain = client.get(index.url + "?page=3").content.decode()
    assert 'rel="prev"' in plain
    assert 'rel="next"' in plain


@override_settings(LEARNINGCIRCLES_PAGE_SIZE=4)
def test_a_page_past_the_end_is_not_found_and_the_last_is(client):
    index = fill(9)

    assert client.get(index.url + "?page=3").status_code == 200
    assert client.get(index.url + "?page=4").status_code == 404
    assert client.get(index.url + "?page=99999").status_code == 404


@pytest.mark.parametrize(
    ("query", "canonical", "indexed"),
    [
        ("", "", True),
        ("?utm_source=mail", "", True),
        ("?topic=health&x=1", "?topic=health", False),
        ("?weekday=2&topic=health", "?topic=health&weekday=2", False),
        ("?order=title", "?order=title", False),
    ],
)
def test_search_engines_are_told_one_address(client, query, canonical, indexed):
    index = fill(4)

    html = client.get(index.url + query).content.decode()

    expected = index.full_url + canonical.replace("&", "&amp;")
    assert f'<link rel="canonical" href="{expected}">' in html
    assert ('name="robots" content="noindex' in html) is not indexed


def test_distances_stand_on_cards_in_the_unit_of_the_country(client):
    index = make_circle_index()
    make_circle(index)

    answer = client.get(index.url + "?near=41.5236,-90.4")

    assert "9.2 miles" in text_of(answer)


def test_views_and_orders_keep_the_filters(client):
    index = fill(6)

    answer = client.get(index.url + "?topic=health&near=41.5,-90.5")

    assert links(answer, "lc-views") == [
        f"{index.url}?topic=health&near=41.5,-90.5",
        f"{index.url}calendar/?topic=health&near=41.5,-90.5",
        f"{index.url}map/?topic=health&near=41.5,-90.5",
    ]
    assert links(answer, "lc-orders") == [
        "?topic=health&near=41.5,-90.5&order=soonest",
        "?topic=health&near=41.5,-90.5",
        "?topic=health&near=41.5,-90.5&order=newest",
        "?topic=health&near=41.5,-90.5&order=title",
    ]


HOSTILE = [
    *("page=" + "9" * 5_000, "page=%C2%B2", "page=0", "page=-1", "page=1e3", "page="),
    *("near=nan,inf", "near=1e400,0", "near=%00", "near=1,1&within=1e400", "within=x"),
    *("q=%00", "q=%22", "q=a%22b", "q=%ED%A0%80", "q=" + "%F0%9F%99%82" * 300),
    *(
        "topic=%00",
        "topic=" + "a" * 5_000,
        "branch=%27%3B--",
        "city=%00",
        "language=%00",
    ),
    *("weekday=9999999999999", "access=..%2F..", "open=%00", "order=%00", "status[]=1"),
    *("x=%00&%00=x", "&&&==", "topic=a&" * 900),
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_value_whatever_breaks_the_list(client, query):
    index = fill(3)

    assert client.get(f"{index.url}?{query}", follow=True).status_code == 200


@pytest.mark.parametrize("debug", [False, True])
def test_of_ten_thousand_values_it_is_said_that_they_are_left_out(
    client, settings, debug
):
    settings.DEBUG = debug
    index = fill(2)

    answer = client.get(index.url + "?" + "topic=a&" * 10_000)

    assert answer.status_code == 200
    assert "left out" in answer.content.decode()
    assert answer.context["result_count"] == 2


def test_the_title_names_the_page_of_the_list(client, settings):
    settings.LEARNINGCIRCLES_PAGE_SIZE = 2
    index = fill(3)

    first, second = (
        client.get(f"{index.url}{query}").content.decode() for query in ("", "?page=2")
    )

    assert re.search(r"<title>\s*page 2 of 2 – ", second)
    assert not re.search(r"<title>\s*page", first)
