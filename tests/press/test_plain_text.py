"""A release as plain text: every part of its page, in the order of a wire."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from learningcircles_wagtail.models import Boilerplate, PressContact, PressReleasePage
from tests.factories import make_library, make_release

pytestmark = pytest.mark.django_db


def body(*blocks: tuple[str, Any]) -> object:
    """Return the value of a release's stream."""
    stream = PressReleasePage._meta.get_field("body").stream_block
    return stream.to_python([{"type": kind, "value": value} for kind, value in blocks])


@pytest.fixture
def release():
    """A release in which each part has a word of its own."""
    page = make_release(
        title="Circles for everybody",
        subheadline="Free of charge",
        lead="They begin in November.",
        dateline_city="Springfield",
        dateline_region="Ill.",
        dateline_date=date(2026, 11, 1),
        funder='<p>Paid by the <a href="https://example.org/fund/">Fund</a>.</p>',
        body=body(
            ("heading", {"text": "Where they meet"}),
            ("paragraph", "<p>At the <b>library</b>.</p>"),
            (
                "quote",
                {"quote": "Come!", "name": "Ada Vale", "role": "", "organisation": "X"},
            ),
            (
                "library_list",
                {
                    "title": "Cities",
                    "libraries": [make_library(name="Town Library", city="Suva").pk],
                    "map": True,
                },
            ),
        ),
        corrections=PressReleasePage._meta.get_field(
            "corrections"
        ).stream_block.to_python(
            [
                {
                    "type": "correction",
                    "value": {"date": "2026-11-05", "text": "It is Tuesday."},
                }
            ]
        ),
    )
    locale = Locale.get_default()
    page.boilerplates = [
        Boilerplate.objects.create(title="About us", text="<p>We.</p>", locale=locale)
    ]
    page.contacts = [
        PressContact.objects.create(
            name="Press desk",
            job_title="Editor",
            organisation="Library",
            email="press@example.org",
            phone="+1 555 0100",
            locale=locale,
        )
    ]
    page.save()
    return page


def test_the_text_has_every_part_once_and_in_order(client, release):
    response = client.get(f"{release.url}text/")

    paragraphs = response.content.decode().split("\n\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    # The list is kept as it was today.
    assert paragraphs.pop(9).startswith("As of ")
    assert paragraphs == [
        "FOR IMMEDIATE RELEASE",
        "Corrected on Nov. 5, 2026: It is Tuesday.",
        "Circles for everybody",
        "Free of charge",
        "SPRINGFIELD, Ill., Nov. 1, 2026 – They begin in November.",
        "WHERE THEY MEET",
        "At the library.",
        "“Come!”\n– Ada Vale, X",
        "CITIES",
        "1. Town Library, Suva, IA",
        "Paid by the Fund (https://example.org/fund/).",
        "ABOUT US",
        "We.",
        "###",
        "MEDIA CONTACT",
        "Press desk\nEditor, Library\n+1 555 0100\npress@example.org",
        f"http://localhost{release.url}\n",
    ]


def test_a_quote_can_be_copied_with_whose_it_is_and_only_in_a_release(client, release):
    page = client.get(release.url).content.decode()

    assert "data-lc-copy-text hidden>“Come!” – Ada Vale, X</span>" in page
    assert f'href="{release.url}text/" data-lc-copy-source' in page
    block = release.body.stream_block.child_blocks["quote"]
    assert "data-lc-copy" not in block.render(release.body[2].value, context={})


def test_a_french_quote_is_copied_in_french_marks(release):
    block = release.body.stream_block.child_blocks["quote"]

    with override("fr"):
        context = block.get_extra_context({"quote": "Venez !", "name": "Ada"}, {})

    assert context["quotation"] == "«\u00a0Venez !\u00a0» – Ada"


def test_a_bare_release_has_a_text(client):
    release = make_release(title="Short", lead="")

    text = client.get(f"{release.url}text/").content.decode()

    assert text.split("\n\n")[:3] == ["FOR IMMEDIATE RELEASE", "Short", "###"]


@pytest.mark.parametrize("route", ["text", "press-kit"])
def test_nothing_is_given_out_under_embargo(client, release, route):
    assert client.get(f"{release.url}{route}/").status_code == 200
    PressReleasePage.objects.update(
        timing="embargo", embargo_until=timezone.now() + timedelta(hours=1)
    )

    assert client.get(f"{release.url}{route}/").status_code == 404


@pytest.mark.parametrize("route", ["text", "press-kit"])
def test_a_reader_that_has_it_all_is_told_so_until_a_word_changes(
    client, release, route
):
    url = f"{release.url}{route}/"
    tag = {"if-none-match": client.get(url)["ETag"]}
    assert client.get(url, headers=tag).status_code == 304

    release.lead = "They begin in December."
    release.save()

    assert client.get(url, headers=tag).status_code == 200
