"""The press room: its years, its search, its pages, and nothing under embargo."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from learningcircles_wagtail.conf import settings as ours
from tests.factories import make_press_index, make_release

pytestmark = pytest.mark.django_db

HOSTILE = (
    *("²", "0", "-1", "1e9", "9" * 5_000, "\x00", '"', "NaN", "", "\u0661"),
    *("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), " ", "%", "'"),
)


@pytest.fixture
def room():
    """A press room with a release in each of three years, and one under embargo."""
    index = make_press_index()
    for year, title in ((2024, "Marigolds"), (2025, "Larkspur"), (2026, "Foxglove")):
        make_release(
            index,
            title=f"{title} at the library",
            slug=title.lower(),
            dateline_date=date(year, 3, 4),
        )
    make_release(
        index,
        title="Secret quince",
        slug="quince",
        dateline_date=date(2023, 3, 4),
        timing="embargo",
        embargo_until=timezone.now() + timedelta(days=2),
    )
    return index


def titles(client, address: str) -> list[str]:
    """Return the headlines that a view of the press room shows, in order."""
    response = client.get(address)
    assert response.status_code == 200
    return [release.title.split()[0] for release in response.context["releases"]]


def test_each_year_has_its_releases_and_the_number_of_them(client, room):
    context = client.get(room.url).context

    assert titles(client, room.url) == ["Foxglove", "Larkspur", "Marigolds"]
    assert titles(client, f"{room.url}2025/") == ["Larkspur"]
    assert [(one.number, one.count) for one in context["years"]] == [
        (2026, 1),
        (2025, 1),
        (2024, 1),
    ]


@pytest.mark.parametrize("year", ["2023", "2027", "0000", "9999", "202", "20255"])
def test_a_year_without_a_release_is_not_found(client, room, year):
    assert client.get(f"{room.url}{year}/").status_code == 404


def test_a_release_is_found_by_its_words_and_one_under_embargo_is_not(client, room):
    assert titles(client, f"{room.url}?q=larkspur") == ["Larkspur"]
    assert titles(client, f"{room.url}?q=library+foxglove") == ["Foxglove"]
    assert titles(client, f"{room.url}?q=quince") == []


def test_what_was_found_is_not_for_search_engines(client, room):
    found = client.get(f"{room.url}?q=larkspur").content.decode()
    whole = client.get(room.url).content.decode()

    assert '<meta name="robots" content="noindex, follow">' in found
    assert 'name="robots"' not in whole
    assert f'<link rel="canonical" href="http://localhost{room.url}">' in found


def test_the_address_of_a_year_is_its_own(client, room):
    page = client.get(f"{room.url}2025/").content.decode()

    assert f'<link rel="canonical" href="http://localhost{room.url}2025/">' in page


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["q", "page"])
def test_no_value_breaks_the_list(client, room, name, value):
    for path in ("", "2025/"):
        response = client.get(room.url + path, {name: value})
        assert response.status_code in {200, 404}


def test_past_the_last_page_there_is_nothing(client, room, settings):
    settings.LEARNINGCIRCLES_PAGE_SIZE = 2
    assert ours.PAGE_SIZE == 2

    assert len(titles(client, f"{room.url}?page=2")) == 1
    assert client.get(f"{room.url}?page=3").status_code == 404
    for number in ("999999999", "9" * 18, "9" * 5000):
        assert client.get(f"{room.url}?page={number}").status_code == 404
    for unreadable in ("", "two", "0", "-1", "²"):
        assert client.get(room.url, {"page": unreadable}).status_code == 200


def test_as_many_queries_with_many_releases_as_with_few(
    client, room, django_assert_num_queries
):
    for number in range(12):
        make_release(room, dateline_date=date(2020 + number % 4, 1, 1))
    client.get(room.url)

    # PostgreSQL asks its two indexes in one query.
    search = 13 if connection.vendor == "postgresql" else 14
    for address, number in (("", 11), ("2025/", 11), ("?q=library", search)):
        with django_assert_num_queries(number):
            client.get(room.url + address)


def test_a_release_without_any_date_is_in_no_year(client):
    index = make_press_index()
    release = make_release(index)
    type(release).objects.update(first_published_at=None, dateline_date=None)

    assert client.get(index.url).context["years"] == []
    assert len(titles(client, index.url)) == 1


def test_a_public_release_is_dated_by_the_end_of_its_embargo():
    until = datetime(2026, 11, 3, 9, tzinfo=UTC)
    release = make_release(timing="embargo", embargo_until=until)
    release.first_published_at = until - timedelta(hours=5)

    assert release.get_public_since() == until
    release.timing = "immediate"
    assert release.get_public_since() == until - timedelta(hours=5)
