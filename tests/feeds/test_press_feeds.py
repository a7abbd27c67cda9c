"""The press room's feeds and news sitemap, each read by two parsers."""

from datetime import UTC, datetime, timedelta
from xml.dom import minidom
from xml.etree import ElementTree

import feedparser
import pytest
import time_machine

from learningcircles_wagtail.models import PressReleasePage
from tests.factories import make_press_index, make_release

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = (
    'A “word” & <b>bold</b> ]]> "quoted"',
    "a\x0bb\x00c\ufffe\x7f \x85 \u2028 d".replace("\x00", ""),
    "Ünïcødé 😀 مرحبا",
    "line\nbreak\r\nand\ttab",
)


@pytest.fixture
def clock():
    """The hour is `NOW`, and moves only when it is told to."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def room(clock):
    """A press room with a release for each hostile text."""
    index = make_press_index(introduction="<p>News & more</p>")
    for number, words in enumerate(HOSTILE):
        release = make_release(
            index,
            title=f"{words} {number}",
            subheadline=words[:200],
            lead=words,
            dateline_city="Springfield",
        )
        hour = NOW - timedelta(hours=20 * number)
        PressReleasePage.objects.filter(pk=release.pk).update(
            first_published_at=hour, last_published_at=hour
        )
    return index


def get(client, room, route: str, **headers):
    response = client.get(f"{room.url}{route}/", headers=headers)
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_two_readers_find_every_release(client, room, kind):
    content = get(client, room, kind).content
    ElementTree.fromstring(content)  # noqa: S314
    loose = feedparser.parse(content)

    assert not loose.bozo
    assert loose.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert len(loose.entries) == len(HOSTILE)
    assert [entry.title[-1] for entry in loose.entries] == ["0", "1", "2", "3"]
    for entry in loose.entries:
        assert entry.link.startswith("http://localhost/press/release-")
        assert "SPRINGFIELD" in entry.summary
    assert loose.entries[0].summary.count("<b>") == 0


def test_both_feeds_know_a_release_by_the_same_name_for_ever(client, room):
    ids = [
        {
            entry.id
            for entry in feedparser.parse(get(client, room, kind).content).entries
        }
        for kind in ("rss", "atom")
    ]
    release = PressReleasePage.objects.first()
    release.title, release.slug = "Another title", "another-address"
    release.save_revision().publish()

    after = feedparser.parse(get(client, room, "rss").content).entries

    assert ids[0] == ids[1] == {entry.id for entry in after}


@pytest.mark.parametrize("route", ["rss", "atom", "news-sitemap"])
def test_nothing_new_is_told_with_304_and_a_change_with_200(client, room, route):
    first = get(client, room, route)
    assert get(client, room, route).content == first.content
    tag = {"if-none-match": first["ETag"]}
    url = f"{room.url}{route}/"
    assert client.get(url, headers=tag).status_code == 304

    PressReleasePage.objects.get(title__endswith="0").unpublish()

    assert client.get(url, headers=tag).status_code == 200


@pytest.mark.parametrize("route", ["rss", "atom", "news-sitemap"])
def test_what_is_under_embargo_is_told_at_its_hour_and_not_before(
    client, room, clock, route
):
    until = NOW + timedelta(hours=2)
    release = make_release(
        room, title="Secret quince", timing="embargo", embargo_until=until
    )
    # As though somebody had made it live by hand, or the hour had not come.
    PressReleasePage.objects.filter(pk=release.pk).update(
        live=True, first_published_at=NOW, last_published_at=NOW
    )
    assert b"quince" not in get(client, room, route).content

    clock.move_to(until + timedelta(seconds=1))

    assert b"quince" in get(client, room, route).content


def test_the_news_sitemap_has_the_last_48_hours_as_the_format_wants(client, room):
    response = get(client, room, "news-sitemap")
    root = ElementTree.fromstring(response.content)  # noqa: S314
    other = minidom.parseString(response.content)  # noqa: S318

    assert response["Content-Type"].startswith("application/xml")
    assert root.tag == f"{MAP}urlset"
    urls = root.findall(f"{MAP}url")
    # Published 0, 20 and 40 hours ago; the one of 60 hours ago is too old.
    assert len(urls) == len(other.getElementsByTagName("news:news")) == 3
    for url in urls:
        news = url.find(f"{NEWS}news")
        assert [child.tag.removeprefix(NEWS) for child in news] == [
            "publication",
            "publication_date",
            "title",
        ]
        publication = [child.tag.removeprefix(NEWS) for child in news[0]]
        assert publication == ["name", "language"]
        assert news[0][1].text == "en"
        assert datetime.fromisoformat(news[1].text) >= NOW - timedelta(hours=48)
        assert url.findtext(f"{MAP}loc").startswith("http://localhost/press/")


def test_an_empty_press_room_has_feeds_that_can_be_read(client, clock):
    room = make_press_index()

    for kind in ("rss", "atom"):
        loose = feedparser.parse(get(client, room, kind).content)
        assert not loose.bozo
        assert loose.entries == []
    root = ElementTree.fromstring(  # noqa: S314
        get(client, room, "news-sitemap").content
    )
    assert list(root) == []


@pytest.mark.parametrize("route", ["rss", "atom", "news-sitemap"])
def test_a_feed_asks_as_much_for_many_as_for_few(
    client, room, route, django_assert_max_num_queries
):
    get(client, room, route)
    for _number in range(8):
        make_release(room)

    with django_assert_max_num_queries(10):
        get(client, room, route)
