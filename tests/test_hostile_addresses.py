"""Whatever an address, a header or a method says, it is answered and never breaks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, quote_from_bytes

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from learningcircles_wagtail.directory.criteria import PARAMETERS
from learningcircles_wagtail.models import CirclePage
from tests.directory.shelf import NOW, fill

pytestmark = pytest.mark.django_db

MONTH = "calendar/2026/11/"
HTML_VIEWS = ("", MONTH, "calendar/", "map/")
FEEDS = ("ics/", "rss/", "json/", "geojson/")
VIEWS = (*HTML_VIEWS, f"{MONTH}?day=4", *FEEDS, "embed/")
CIRCLE_VIEWS = ("", "flyer/", "ics/", "meetings/{meeting}/ics/")
NAMES = (
    *PARAMETERS,
    *("day", "limit", "scheme", "paper", "size", "unknown", "topic[]", "%00", ""),
)
VALUES = (
    *("", "0", "-1", "9" * 5_000, "1" + "0" * 30, "10**30", "1e400", "1e-320"),
    *("%C2%B2", "%D9%A1%D9%A2", "%EF%BC%91", "%E2%85%A3", "+1", "1_0", "0x1"),
    *("%00", "a%00b", "%ED%A0%80", "%ED%A0%80,%ED%B0%80", "%FF%FE", "%", "%zz"),
    *("nan", "inf", "-inf", "nan,inf", "1e400,0", "91,181", "90,180", "-90,-180"),
    *("0,0", "41.5,-90.5", "1,2,3", ",", "41.5", "2026-13-99", "true", "None"),
    *(";", "%3B--", "%27%20OR%201=1--", "%22", "a%22b", "%5C", "*", "%25s", "{0}"),
    *("[]", "{}", "..%2F..%2Fetc", "%0D%0ASet-Cookie:%20a=b", "%3Cscript%3E"),
    *("a" * 5_000, "%F0%9F%98%80" * 300, "%CC%81" * 300, "%E2%80%AE", "%20%20"),
    *("AND", "NOT", "a%20NEAR%20b", "a:b", "a%26b", "%21%28a%7Cb%29", "%27%27%27"),
)
MANY = ("topic=a&" * 900, "access=step-free&" * 900, "near=1,1&" * 900, "&=" * 900)
"""Django reads at most 1,000 pairs."""

PARTS = (*filter(None, VALUES), "0000/13", "9999/12", "0001/01")
SHAPES = (
    *("{list}{part}/", "{circle}meetings/{part}/ics/", "{list}calendar/{part}/"),
    *("{list}calendar/2026/{part}/", "{list}calendar/{part}/11/", "{list}map/{part}/"),
    *("{list}{part}/ics/", "{list}{part}", "{circle}{part}/", "{circle}flyer/{part}/"),
    *("{circle}meetings/{part}/", "{circle}{part}"),
)


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """A list with a few circles of all kinds, and one of them with its addresses."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOW, tick=False),
        transaction.atomic(),
    ):
        Site.clear_site_root_paths_cache()
        index = fill(8)
        circle = CirclePage.objects.filter(cancelled=False).first()
        yield SimpleNamespace(
            list=index.url,
            circle=circle.url,
            meeting=circle.circle.meetings.first().pk,
        )
        transaction.set_rollback(True)
    Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def quiet(caplog: Any) -> None:
    """Keep a thousand "Not Found" out of the report of a failure."""
    caplog.set_level(logging.CRITICAL, logger="django")


def status(client: Client, url: str, method: str = "get", **options: Any) -> int:
    """Return the status of an address, once its whole body has been read.

    Whatever is raised meanwhile is raised here.
    """
    response = getattr(client, method)(url, **options)
    if response.streaming:
        b"".join(response)
    return response.status_code


def with_query(address: str, query: str) -> str:
    """Return an address with a query, or with more of it."""
    return f"{address}{'&' if '?' in address else '?'}{query}"


def addresses(site: SimpleNamespace) -> list[str]:
    """Return every address of the list and of a circle."""
    circle = [view.format(meeting=site.meeting) for view in CIRCLE_VIEWS]
    return [
        *(site.list + view for view in VIEWS),
        *(site.circle + view for view in circle),
    ]


def test_the_addresses_are_there(client, site):
    assert {url: status(client, url) for url in addresses(site)} == dict.fromkeys(
        addresses(site), 200
    )


def some(of: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Return a fifth of some values; of five numbers in a row each returns others."""
    return of[number % 5 :: 5]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view or "list")
def test_no_value_in_every_parameter_breaks_a_view(client, site, view):
    for value in some(VALUES, VIEWS.index(view)):
        query = "&".join(f"{name}={value}" for name in NAMES)

        # A page past the end of a list is no page; empty fields are led away.
        found = status(client, with_query(site.list + view, query))
        assert found in {200, 302, 404}, value


@pytest.mark.parametrize("name", NAMES)
def test_no_value_in_one_parameter_breaks_a_list(client, site, name):
    for value in some(VALUES, NAMES.index(name)):
        assert status(client, f"{site.list}json/?{name}={value}") == 200, value


@pytest.mark.parametrize("view", CIRCLE_VIEWS)
def test_no_query_breaks_what_a_circle_shows(client, site, view):
    url = site.circle + view.format(meeting=site.meeting)

    for value in some(VALUES, CIRCLE_VIEWS.index(view)):
        query = "&".join(f"{name}={value}" for name in ("paper", "size", "day", "x"))
        assert status(client, f"{url}?{query}") == 200, value


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view or "list")
def test_hundreds_of_values_are_read_and_thousands_cut(client, site, view):
    for query in MANY:
        assert status(client, with_query(site.list + view, query)) == 200
    thousands = with_query(site.list + view, "topic=a&" * 10_000)
    assert status(client, thousands) == 200


def test_no_part_of_a_path_breaks_an_address(client, site):
    for number, part in enumerate(PARTS):
        for shape in (*SHAPES[:2], *some(SHAPES[2:], number)):
            url = shape.format(list=site.list, circle=site.circle, part=quoted(part))
            # Where a slash is added, or taken away, it is another address.
            assert status(client, url) in {200, 301, 302, 404}, url


def quoted(part: str) -> str:
    """Return a part of a path in which no query begins."""
    return part.replace("?", "%3F").replace("#", "%23")


@pytest.mark.parametrize(
    "part", ["0", "-1", "²", "٣", "9" * 30, "9" * 5_000, "1e3", "nan", "\x00", ""]
)
def test_a_meeting_that_is_none_is_not_found(client, site, part):
    assert status(client, f"{site.circle}meetings/{quote(part)}/ics/") == 404


BAD = (
    *("page=%C2%B2", "page=0", "page=-1", f"page={'9' * 5_000}", "page=1e3"),
    *("near=nan,inf", "near=91,0", "near=no+such+place", "near=1,1&within=1e400"),
    *(
        "near=1,1&within=-1",
        "within=far",
        "format=by-post",
        "weekday=7",
        "weekday=%C2%B2",
    ),
    *("time=noon", "access=lift", "access=%00", "open=maybe", "status=lost"),
    *("order=random", "city=none", "topic=none", "branch=none", "library=none"),
    *("topic=%00", "branch=%ED%A0%80", "library=%00", "city=%00", "language=%00"),
    *("q=%00", "&".join(f"topic={number}" for number in range(60))),
)


@pytest.mark.parametrize("view", HTML_VIEWS, ids=lambda view: view or "list")
def test_what_cannot_be_used_is_said_on_the_page(client, site, view):
    good = client.get(with_query(site.list + view, "topic=health&near=41.5,-90.5"))
    assert b"could not be understood" not in good.content

    silent = [
        query
        for query in BAD
        if b"could not be understood"
        not in client.get(with_query(site.list + view, query)).content
    ]

    assert silent == []


HEADERS = (
    *(
        '"',
        "*",
        "W/",
        'W/"',
        "\x00, W/, ,",
        '"a", ' * 2_000,
        "²",
        "a" * 9_000,
    ),
    *("yesterday", "Sun, 01 Nov 99999 12:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"),
    *("Sat, 31 Feb 2026 99:99:99 GMT", "-1", "0", "en;q=nan", "x-" * 500, "bytes=9-1"),
)
CONDITIONS = (
    *("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since"),
    *("Accept-Language", "Accept", "Range", "Cookie", "Referer", "X-Requested-With"),
)


@pytest.mark.parametrize("name", CONDITIONS)
def test_no_header_breaks_a_feed(client, site, name):
    feeds = [site.list + view for view in FEEDS] + [f"{site.circle}ics/"]
    for number, value in enumerate(HEADERS):
        for url in {feeds[number % len(feeds)], feeds[-1]}:
            found = status(client, url, headers={name: value})
            assert found in {200, 304, 412}, (url, value)


@pytest.mark.parametrize(
    "method", ["post", "put", "patch", "delete", "head", "options", "trace"]
)
def test_no_method_breaks_an_address(client, site, method):
    for url in addresses(site):
        assert status(client, url, method) in {200, 204, 405}, url


def test_no_body_breaks_an_address(client, site):
    for url in addresses(site):
        for kind in ("multipart/form-data; boundary=", "application/json", "²"):
            found = status(client, url, "post", data=b"\x00\xff", content_type=kind)
            assert found in {200, 400, 405, 415}, (url, kind)


PIECES = st.one_of(
    st.sampled_from(VALUES),
    st.binary(max_size=12).map(quote_from_bytes),
    st.text(max_size=20).map(lambda text: quote(text, errors="surrogatepass")),
    st.floats(allow_nan=True).map(str),
    st.tuples(st.floats(-91, 91), st.floats(-181, 181)).map(
        lambda pair: f"{pair[0]:.6f},{pair[1]:.6f}"
    ),
    st.integers().map(str),
)


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    view=st.sampled_from(VIEWS),
    pairs=st.lists(st.tuples(st.sampled_from(NAMES), PIECES), max_size=8),
    separator=st.sampled_from(["&", "&", "&", ";", "&&", "?"]),
)
def test_no_query_whatever_breaks_a_view(client, site, view, pairs, separator):
    query = separator.join(f"{name}={value}" for name, value in pairs)

    assert status(client, with_query(site.list + view, query)) in {200, 302, 404}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    parts=st.lists(
        st.one_of(PIECES, st.sampled_from(["calendar", "ics", "map", "2026", "11"])),
        max_size=4,
    ),
    below=st.sampled_from(["list", "circle"]),
)
def test_no_path_whatever_breaks_a_site(client, site, parts, below):
    url = getattr(site, below) + "".join(f"{quoted(part)}/" for part in parts)

    assert status(client, url) in {200, 301, 302, 404}


def test_a_view_that_breaks_would_be_noticed(client, site, monkeypatch):
    def careless(_query: Any) -> Any:
        return int("9" * 5_000)

    monkeypatch.setattr(
        "learningcircles_wagtail.directory.finder.Criteria.parse", careless
    )

    with pytest.raises(ValueError, match="Exceeds the limit"):
        status(client, site.list)
