"""Whether a guide helped: counted without token, cookie or person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from learningcircles_wagtail.models import GuideAnswer, GuideNote
from learningcircles_wagtail.toolkit import answers
from tests import factories
from tests.toolkit.guides import make_circle, make_guide

pytestmark = pytest.mark.django_db

OWN = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
TODAY = date(2026, 12, 29)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def december() -> Any:
    with time_machine.travel("2026-12-29T18:00:00Z", tick=False):
        yield


@pytest.fixture
def browser() -> Client:
    """A client that Django asks for a token, as it asks every visitor."""
    return Client(enforce_csrf_checks=True)


def send(browser: Client, guide: Any, headers: Any = OWN, **fields: str) -> Any:
    return browser.post(f"{guide.url}helpful/", fields, headers=headers)


def counts() -> list[tuple[date, int, int]]:
    rows = GuideAnswer.objects.order_by("day")
    return list(rows.values_list("day", "helpful", "unhelpful"))


class TestCounting:
    def test_answers_are_counted_by_guide_and_day(self, browser: Client) -> None:
        guide = make_guide()
        for answer in ("yes", "yes", "no"):
            send(browser, guide, answer=answer)
        with time_machine.travel("2026-12-30T18:00:00Z", tick=False):
            send(browser, guide, answer="no")

        assert counts() == [(TODAY, 2, 1), (date(2026, 12, 30), 0, 1)]
        assert not GuideNote.objects.exists()

    def test_the_reader_is_led_back_and_thanked(self, browser: Client) -> None:
        guide, circle = make_guide(), make_circle()
        response = send(browser, guide, answer="yes", circle=str(circle.pk))

        assert response.status_code == 303
        expected = f"{guide.url}?answered=1&circle={circle.pk}#lc-helpful"
        assert response["Location"] == expected
        html = browser.get(response["Location"]).content.decode()
        assert "Thank you." in html
        assert 'name="answer"' not in html
        assert "noindex" in html

    def test_a_note_is_kept_clean_and_short(self, browser: Client) -> None:
        note = "  <b>More\0</b>\x0b\r\nplease \ufffe \n" + "x" * 5_000
        send(browser, make_guide(), answer="no", note=note)
        kept = GuideNote.objects.get()

        assert kept.text.startswith("<b>More</b>\nplease\nxxx")
        assert len(kept.text) == 1_000
        assert (kept.day, kept.helpful) == (TODAY, False)

    def test_a_note_of_spaces_is_none(self, browser: Client) -> None:
        send(browser, make_guide(), answer="no", note=" \n\0 ")

        assert counts() == [(TODAY, 0, 1)]
        assert not GuideNote.objects.exists()

    def test_two_first_answers_of_a_day_are_both_counted(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        guide = make_guide()
        count, calls = answers._count, []

        def late(*arguments: Any) -> int:
            """Find no row at first, as if the other had not yet written it."""
            calls.append(arguments)
            return 0 if len(calls) == 1 else count(*arguments)

        answers.record(guide, helpful=True, note="", day=TODAY)
        monkeypatch.setattr(answers, "_count", late)
        answers.record(guide, helpful=True, note="", day=TODAY)

        assert counts() == [(TODAY, 2, 0)]

    def test_nothing_of_a_reader_is_stored(self, browser: Client) -> None:
        headers = {**OWN, "user-agent": "Canary/1.0", "cookie": "who=Canary"}
        guide = make_guide()
        browser.post(
            f"{guide.url}helpful/",
            {"answer": "yes", "note": "Good", "email": "canary@example.org"},
            headers=headers,
            REMOTE_ADDR="203.0.113.77",
        )
        held = [
            str(row)
            for row in (*GuideAnswer.objects.values(), *GuideNote.objects.values())
        ]
        keys = str(list(cache._cache))

        assert len(held) == 2
        for trace in ("anary", "203.0.113"):
            assert trace not in "".join(held)
            assert trace not in keys

    def test_a_guide_that_goes_takes_its_answers_along(self, browser: Client) -> None:
        guide = make_guide()
        send(browser, guide, answer="no", note="Longer please")
        guide.delete()

        assert counts() == []
        assert not GuideNote.objects.exists()


class TestWhoMaySend:
    def test_the_guide_sets_no_cookie_and_holds_no_token(self, browser: Client) -> None:
        response = browser.get(make_guide().url)

        assert 'action="' in response.content.decode()
        assert "csrf" not in response.content.decode()
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://elsewhere.example"},
            {"origin": "null"},
            {"referer": "https://elsewhere.example/page/"},
            {"origin": "http://[broken"},
        ],
    )
    def test_what_another_website_sends_is_refused(
        self, browser: Client, headers: dict[str, str]
    ) -> None:
        assert send(browser, make_guide(), headers, answer="yes").status_code == 403
        assert counts() == []

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "same-origin", "origin": "null"},
            {"origin": "http://testserver"},
            {"referer": "http://testserver/toolkit/"},
            {},
        ],
    )
    def test_what_comes_from_here_or_does_not_say_is_taken(
        self, browser: Client, headers: dict[str, str]
    ) -> None:
        assert send(browser, make_guide(), headers, answer="yes").status_code == 303
        assert counts() == [(TODAY, 1, 0)]

    def test_other_forms_still_need_their_token(self, browser: Client) -> None:
        guide = make_guide()
        child = factories.make_release(slug="helpful")

        assert browser.post(guide.url, headers=OWN).status_code == 403
        assert browser.post(child.url, headers=OWN).status_code == 403
        index = guide.get_parent()
        assert browser.post(f"{index.url}helpful/", headers=OWN).status_code == 403

    def test_no_other_method_counts(self, browser: Client) -> None:
        guide = make_guide()
        for method in ("get", "head"):
            answer = getattr(browser, method)(f"{guide.url}helpful/?answer=yes")
            assert answer.status_code == 303
        assert browser.put(f"{guide.url}helpful/").status_code == 403
        assert counts() == []

    def test_a_hidden_guide_takes_no_answers(self, browser: Client) -> None:
        guide = make_guide()
        PageViewRestriction.objects.create(page=guide, restriction_type="login")
        send(browser, guide, answer="yes")
        draft = make_guide(guide.get_parent().specific, title="Draft")
        draft.unpublish()

        assert send(browser, draft, answer="yes").status_code == 403
        assert counts() == []

    def test_a_program_that_fills_in_everything_is_not_counted(
        self, browser: Client
    ) -> None:
        response = send(browser, make_guide(), answer="yes", website="https://spam")

        assert response.status_code == 303
        assert counts() == []

    def test_who_answers_too_often_is_told_to_wait(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(answers, "PER_CLIENT", 2)
        guide = make_guide()
        sent = [send(browser, guide, answer="yes").status_code for _n in range(3)]
        other = browser.post(
            f"{guide.url}helpful/", {"answer": "no"}, REMOTE_ADDR="198.51.100.4"
        )

        assert sent == [303, 303, 429]
        assert other.status_code == 303
        assert counts() == [(TODAY, 2, 1)]

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"answer": ""},
            {"answer": "maybe"},
            {"answer": "yes\0"},
            {"answer": "1" * 5_000},
        ],
    )
    def test_what_is_no_answer_is_not_counted(
        self, browser: Client, fields: dict[str, str]
    ) -> None:
        guide = make_guide()
        response = send(browser, guide, **fields, circle="²")

        assert response["Location"] == f"{guide.url}#lc-helpful"
        assert counts() == []

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"\xff\xfe\0answer=yes", "application/x-www-form-urlencoded"),
            (b"answer=yes&note=%ED%A0%80%00%FF", "application/x-www-form-urlencoded"),
            (b"{", "application/json"),
            (b"--x\r\n", "multipart/form-data; boundary=x"),
            (b"", "multipart/form-data"),
            (b"a=1&" * 2_000, "application/x-www-form-urlencoded"),
            (b"note=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
        ],
    )
    def test_a_broken_form_is_never_an_error_of_ours(
        self, browser: Client, body: bytes, kind: str
    ) -> None:
        response = browser.post(
            f"{make_guide().url}helpful/", body, content_type=kind, headers=OWN
        )

        assert response.status_code in {303, 400}


class TestQueries:
    def test_an_answer_costs_the_same_whatever_was_answered_before(
        self, browser: Client, django_assert_num_queries: Any
    ) -> None:
        guide = make_guide()
        send(browser, guide, answer="yes")
        for number in range(5):
            answers.record(guide, helpful=True, note=f"n{number}", day=TODAY)

        with django_assert_num_queries(10):
            send(browser, guide, answer="yes")
