"""Guides on paper: one of them, and all of them as one document."""

from collections import Counter
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.models import ToolkitPage
from learningcircles_wagtail.printing import toolkit as module
from tests.printing.guides import full_body, make_guide, make_toolkit

pytestmark = pytest.mark.django_db

HOSTILE = ("²", "9" * 5_000, "\x00", '"', "PDF", "a4\n", "'", "<", "\ufffe")


@pytest.fixture
def toolkit():
    """A toolkit with two guides of all blocks, which link to each other."""
    index = make_toolkit(introduction="<p>For <b>all</b>.</p>")
    first = make_guide(index, title="First", slug="first")
    link = f'<a linktype="page" id="{first.pk}">to the first</a>'
    second = make_guide(index, title="Second", slug="second", body=full_body(link))
    back = f'<a linktype="page" id="{second.pk}">to the second</a>'
    first.body = full_body(back)
    first.save_revision().publish()
    return index


def soup_of(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return BeautifulSoup(response.content, "html.parser")


def test_no_id_is_there_twice_and_every_link_within_leads_somewhere(client, toolkit):
    page = soup_of(client, f"{toolkit.url}print/")
    ids = Counter(element["id"] for element in page.select("[id]"))
    within = [a["href"][1:] for a in page.select('a[href^="#"]')]

    assert [name for name, count in ids.items() if count > 1] == []
    assert len(within) == 4
    assert set(within) <= set(ids)


def test_links_between_guides_stay_in_the_document(client, toolkit):
    first, second = ToolkitPage.objects.order_by("pk")
    page = soup_of(client, f"{toolkit.url}print/")
    links = {a.text: a["href"] for a in page.select(".lc-paper-body .lc-paper-within")}

    assert links == {
        "to the first": f"#g{first.pk}-top",
        "to the second": f"#g{second.pk}-top",
    }
    alone = soup_of(client, f"{second.url}print/")
    assert alone.find("a", string="to the first")["href"] == first.full_url


@pytest.mark.parametrize("which", ["all", "one"])
def test_headings_are_in_order_below_one_title(client, toolkit, which):
    url = toolkit.url if which == "all" else f"{toolkit.url}first/"
    page = soup_of(client, f"{url}print/")
    levels = [int(h.name[1]) for h in page.select("h1, h2, h3, h4, h5, h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_contents_follow_the_editors_sections(client, toolkit):
    second = ToolkitPage.objects.get(title="Second")
    toolkit.sections = [("section", {"title": "Plan", "pages": [second]})]
    toolkit.save_revision().publish()
    page = soup_of(client, f"{toolkit.url}print/")

    assert [a.text for a in page.select(".lc-paper-contents a")] == ["Second", "First"]
    assert [a.text for a in page.select(".lc-paper-head__title")] == ["Second", "First"]


def test_drafts_and_private_guides_are_not_printed(client, toolkit):
    first, second = ToolkitPage.objects.order_by("pk")
    PageViewRestriction.objects.create(page=first, restriction_type="login")
    page = client.get(f"{toolkit.url}print/").content.decode()
    assert ">First<" not in page
    assert client.get(f"{first.url}print/").status_code == 302
    second.unpublish()
    assert client.get(f"{toolkit.url}print/").status_code == 404
    assert client.get(f"{second.url}print/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "sheet"), [("a4", "a4"), ("letter", "letter"), ("", "a4"), ("a5", "a4")]
)
def test_the_paper_can_be_chosen(client, toolkit, asked, sheet):
    page = client.get(f"{toolkit.url}print/?paper={asked}").content.decode()

    assert f"css/paper-{sheet}.css" in page


def test_no_value_breaks_a_print(client, toolkit):
    for url in (toolkit.url, f"{toolkit.url}first/"):
        for name in ("paper", "format", "q"):
            for value in HOSTILE:
                response = client.get(f"{url}print/", {name: value})
                assert response.status_code == 200


def test_who_has_it_all_gets_no_copy(client, toolkit):
    url = f"{toolkit.url}print/"
    tag = client.get(url)["ETag"]

    response = client.get(url, headers={"if-none-match": tag})
    assert (response.status_code, response["X-Robots-Tag"]) == (304, "noindex")
    make_guide(toolkit)
    assert client.get(url, headers={"if-none-match": tag}).status_code == 200


def test_without_weasyprint_there_is_no_link_and_no_file(client, toolkit, monkeypatch):
    for name in ("printing.toolkit", "printing.pdf"):
        monkeypatch.setattr(f"learningcircles_wagtail.{name}.can_make_pdf", bool)

    assert module.can_make_pdf() is False
    for url in (toolkit.url, f"{toolkit.url}print/", f"{toolkit.url}first/"):
        assert "format=pdf" not in client.get(url).content.decode()
    assert client.get(f"{toolkit.url}print/?format=pdf").status_code == 404
