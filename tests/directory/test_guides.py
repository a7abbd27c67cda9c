"""The entrance of the toolkit: filters, words, reading times, what changed lately."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.models import ToolkitIndexPage, ToolkitPage
from tests.printing.guides import make_guide, make_toolkit

pytestmark = pytest.mark.django_db

SURROGATE = "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")
HOSTILE = (
    *("²", "0", "-1", "9" * 5_000, "\x00", '"', "NaN", "\u0661", SURROGATE, "' OR 1=1"),
    *("%", "[]", "plan\x00", "PLAN", "<script>", "\ufffe", "*"),
)


@pytest.fixture
def toolkit():
    """Five guides in two sections, the last of them in none; one is a draft."""
    index = make_toolkit()
    values = [
        ("Poster", "promote", ["promoter", "organiser"], 20),
        ("Room", "plan", ["organiser"], None),
        ("Welcome", "run", ["facilitator"], 5),
        ("Goodbye", "wrap_up", ["facilitator", "organiser"], None),
        ("Extra", "plan", [], None),
    ]
    pages = {}
    for title, stage, roles, minutes in values:
        pages[title] = make_guide(
            index,
            title=title,
            slug=title.lower(),
            stage=stage,
            roles=roles,
            minutes=minutes,
            summary=f"All about the {title.lower()} and marmalade",
        )
    make_guide(index, title="Secret", slug="secret", roles=["facilitator"])
    ToolkitPage.objects.filter(slug="secret").update(live=False)
    index.sections = [
        ("section", {"title": "Before", "pages": [pages["Room"], pages["Poster"]]}),
        ("section", {"title": "During", "pages": [pages["Welcome"], pages["Goodbye"]]}),
    ]
    index.save_revision().publish()
    return ToolkitIndexPage.objects.get(pk=index.pk)


def shown(client, address: str) -> list[str]:
    """Return the titles of the guides that stand in sections, in order."""
    response = client.get(address)
    assert response.status_code == 200
    return [
        guide.title
        for section in response.context["sections"]
        for guide in section["pages"]
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Room", "Poster", "Welcome", "Goodbye", "Extra"]),
        ("?role=organiser", ["Room", "Poster", "Goodbye"]),
        ("?role=promoter", ["Poster"]),
        ("?stage=plan", ["Room", "Extra"]),
        ("?role=organiser&stage=wrap_up", ["Goodbye"]),
        ("?q=marmalade&role=facilitator", ["Welcome", "Goodbye"]),
        ("?q=poster", ["Poster"]),
        ("?q=secret", []),
        ("?role=promoter&stage=run", []),
        ("?role=&stage=&q=", ["Room", "Poster", "Welcome", "Goodbye", "Extra"]),
    ],
)
def test_each_filter_leaves_the_editors_order(client, toolkit, query, titles):
    assert shown(client, toolkit.url + query) == titles


def test_how_many_were_found_is_told_to_all(client, toolkit):
    page = BeautifulSoup(
        client.get(f"{toolkit.url}?role=organiser").content, "html.parser"
    )

    assert page.select_one("p[role=status]").text == "3 of 5 guides"
    select = page.select_one("select[name=role] [selected]")
    assert (select["value"], select.text) == ("organiser", "Organisers (3)")
    assert page.select_one("form[method=get] button[type=submit]")


def test_each_chip_takes_one_filter_away(client, toolkit):
    page = client.get(f"{toolkit.url}?q=the+poster&role=promoter&stage=promote")
    chips = BeautifulSoup(page.content, "html.parser").select(".lc-chips a")

    assert [chip["href"] for chip in chips] == [
        "?role=promoter&stage=promote",
        "?q=the+poster&stage=promote",
        "?q=the+poster&role=promoter",
        "?",
    ]


def test_where_nothing_fits_there_is_a_way_out(client, toolkit):
    text = client.get(f"{toolkit.url}?q=zeppelin").content.decode()

    assert "No guide fits all of this" in text
    assert f'href="{toolkit.url}">Show all guides' in text


@pytest.mark.parametrize(
    ("query", "is_indexed"),
    [("", True), ("?role=promoter", False), ("?q=poster", False), ("?stage=x", False)],
)
def test_search_engines_keep_the_whole_list_alone(client, toolkit, query, is_indexed):
    text = client.get(toolkit.url + query).content.decode()

    assert ('content="noindex, follow"' not in text) is is_indexed
    assert f'<link rel="canonical" href="http://localhost{toolkit.url}">' in text


@pytest.mark.parametrize("value", ["boss", "PLAN", "\x00", "9" * 5_000])
def test_what_cannot_be_used_is_said(client, toolkit, value):
    response = client.get(toolkit.url, {"stage": value})

    assert "could not be understood" in response.content.decode()
    assert len(response.content) < 40_000
    assert response.context["found"] == 5


def test_of_two_values_the_first_counts_and_the_other_is_named(client, toolkit):
    response = client.get(f"{toolkit.url}?stage=plan&stage=run&stage=plan")

    assert response.context["found"] == 2
    assert "Stage: “run”" in response.content.decode()


def test_signs_without_a_word_find_everything_and_are_named(client, toolkit):
    response = client.get(toolkit.url, {"q": "?!"})

    assert response.context["found"] == 5
    assert "Words: “?!”" in response.content.decode()


def test_no_value_breaks_the_list(client, toolkit):
    for name in ("q", "role", "stage", "page", "format"):
        for value in HOSTILE:
            assert client.get(toolkit.url, {name: value}).status_code == 200
        assert client.get(toolkit.url, {name: list(HOSTILE) * 50}).status_code == 200


def test_the_editors_minutes_come_before_an_estimate(client, toolkit):
    body = [("paragraph", "<p>" + "word " * 450 + "</p>")]
    make_guide(toolkit, title="Long", slug="long", body=body)
    text = client.get(toolkit.url).content.decode()

    assert "20 minutes<" in text
    assert "3 minutes to read" in text


def test_what_changed_last_stands_first_with_its_day(client, toolkit):
    day = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for number, title in enumerate(("Welcome", "Room", "Extra", "Goodbye", "Poster")):
        ToolkitPage.objects.filter(title=title).update(
            first_published_at=day,
            last_published_at=day + timedelta(days=number),
        )
    ToolkitPage.objects.filter(title="Secret").update(
        last_published_at=day + timedelta(days=9)
    )
    response = client.get(toolkit.url)
    lately = response.context["changed_lately"]

    assert [one["guide"].title for one in lately] == [
        "Poster",
        "Goodbye",
        "Extra",
        "Room",
    ]
    assert "March 5, 2026" in response.content.decode()
    assert not lately[0]["is_new"]
    assert client.get(f"{toolkit.url}?stage=plan").context["changed_lately"] == []


def test_a_private_guide_is_nowhere(client, toolkit):
    guide = ToolkitPage.objects.get(title="Room")
    PageViewRestriction.objects.create(page=guide, restriction_type="login")

    assert "Room" not in shown(client, toolkit.url)
    assert shown(client, f"{toolkit.url}?q=room") == []


def test_as_many_queries_with_many_guides_as_with_few(
    client, toolkit, django_assert_num_queries
):
    for _number in range(9):
        make_guide(toolkit, roles=["organiser"], summary="marmalade")
    client.get(toolkit.url)

    # PostgreSQL asks its two indexes in one query.
    search = 13 if connection.vendor == "postgresql" else 14
    for query, number in (
        ("", 12),
        ("?role=organiser&stage=plan", 12),
        ("?q=marmalade", search),
        ("?q=marmalade&role=organiser", search),
    ):
        with django_assert_num_queries(number):
            client.get(toolkit.url + query)
