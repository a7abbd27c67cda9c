"""Parts of a guide's page: words explained, downloads, agendas, dates of change."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.documents import get_document_model

from learningcircles_wagtail.blocks.media import DownloadBlock
from learningcircles_wagtail.blocks.toolkit import AgendaBlock
from learningcircles_wagtail.toolkit import files
from tests import factories
from tests.domain.test_pdf_pages import plain
from tests.toolkit.guides import make_circle, make_guide, make_toolkit

pytestmark = pytest.mark.django_db

TEXT = ("paragraph", "<p>The facilitator has no licence. A facilitator asks.</p>")


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def words(*pairs: tuple[str, str]) -> Any:
    terms = [{"term": term, "definition": meaning} for term, meaning in pairs]
    return ("glossary", {"title": "Words", "terms": terms})


def read(client: Client, page: Any, query: str = "") -> str:
    response = client.get(page.url + query)
    assert response.status_code == 200
    return response.content.decode()


class TestGlossary:
    def test_a_word_leads_to_the_entry_on_the_same_page(self, client: Client) -> None:
        guide = make_guide(
            body=[TEXT, words(("Facilitator", 'Who "hosts" <a> circle'))]
        )
        html = read(client, guide)

        assert html.count('class="lc-term"') == 1
        assert 'href="#lc-term-facilitator"' in html
        assert 'data-lc-meaning="Who &quot;hosts&quot; &lt;a&gt; circle"' in html
        assert '<dt class="lc-glossary__term" id="lc-term-facilitator">' in html

    def test_a_word_of_the_toolkit_leads_there_and_keeps_the_circle(
        self, client: Client
    ) -> None:
        index = make_toolkit()
        index.body = [words(("Licence", "What others may do."))]
        factories.publish(index)
        guide, circle = make_guide(index, [TEXT]), make_circle()
        html = read(client, guide, f"?circle={circle.pk}")

        address = f"{index.url}?circle={circle.pk}#lc-term-licence"
        assert f'href="{address}"' in html
        assert 'id="lc-term-licence"' in read(client, index)

    def test_the_same_word_twice_has_two_addresses(self, client: Client) -> None:
        pair = ("Facilitator", "One")
        html = read(client, make_guide(body=[words(pair, pair), words(pair), TEXT]))

        ids = re.findall(r'id="(lc-term-[^"]*)"', html)
        assert ids == [
            "lc-term-facilitator",
            "lc-term-facilitator-2",
            "lc-term-facilitator-3",
        ]

    def test_a_word_without_a_meaning_is_not_explained(self, client: Client) -> None:
        assert 'lc-term"' not in read(
            client, make_guide(body=[TEXT, words(("Facilitator", ""))])
        )


class TestDownloads:
    def make(self, data: bytes, name: str = "sheet.pdf") -> Any:
        return get_document_model().objects.create(
            title="Sign-in sheet", file=ContentFile(data, name=name)
        )

    def test_a_file_is_told_by_type_size_and_pages(self) -> None:
        document = self.make(plain(3) + b" " * 2048)
        other = self.make(b"x" * 4096, "sheet.docx")
        with override("en"):
            html = DownloadBlock().render(
                {"document": document, "alternatives": [other, None]}
            )

        assert "(PDF, 2 KB, 3 pages)" in html
        assert "DOCX, 4 KB" in html
        assert html.count("<a ") == 2

    def test_the_pages_are_counted_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        document = self.make(plain(1))
        calls = []
        count = files.pdf_pages.page_count
        monkeypatch.setattr(
            files.pdf_pages, "page_count", lambda d: calls.append(1) or count(d)
        )

        assert [files.page_count(document) for _n in range(3)] == [1, 1, 1]
        assert len(calls) == 1

    def test_a_lost_file_leaves_the_page_whole(self, client: Client) -> None:
        document = self.make(plain(3))
        gone, other = self.make(plain(2)), self.make(b"x" * 2048, "sheet.odt")
        # The last, so that no other file gets the name that becomes free.
        document.file.storage.delete(document.file.name)
        value = {"document": gone, "alternatives": [other]}
        guide = make_guide(
            body=[("download", {"document": document}), ("download", value)]
        )
        gone.delete()
        html = read(client, guide)

        assert "pages)" not in html
        assert "(ODT, 2 KB)" in html
        assert files.page_count(document) is None

    def test_a_storage_that_fails_is_no_error(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document = self.make(plain(3))

        def fail() -> None:
            raise ConnectionError

        monkeypatch.setattr(document, "open_file", fail)
        assert files.page_count(document) is None


class TestAgenda:
    ROWS = [{"minutes": 15, "title": "Tea"}, {"minutes": 50, "title": "Talk"}]

    def test_minutes_run_from_the_beginning(self) -> None:
        rows = [*self.ROWS, {"minutes": None, "title": "End"}]
        html = AgendaBlock().render({"rows": rows})

        assert re.findall(r"agenda__since\">([^<]+)", html) == ["0:00", "0:15", "1:05"]

    def test_for_a_circle_they_are_told_by_the_clock(self, client: Client) -> None:
        guide, circle = (
            make_guide(body=[("agenda", {"rows": self.ROWS})]),
            make_circle(),
        )
        html = read(client, guide, f"?circle={circle.pk}")

        assert re.findall(r"agenda__since\">([^<]+)", html) == [
            "6\u00a0p.m.",
            "6:15\u00a0p.m.",
        ]


def test_a_guide_says_when_it_was_changed_and_reviewed(client: Client) -> None:
    guide = make_guide(body=(), last_reviewed_on="2026-10-05")
    html = read(client, guide).split("lc-guide__foot")[1]

    changed_on = timezone.localdate(guide.last_published_at)
    assert changed_on.isoformat() in html
    assert 'datetime="2026-10-05"' in html
