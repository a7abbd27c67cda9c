"""A guide read for a circle: which circles can be chosen, and what nobody may see."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client, RequestFactory
from wagtail.models import Locale, Page, PageViewRestriction

from learningcircles_wagtail.enums import SignUpBackend
from learningcircles_wagtail.models import CirclePage
from learningcircles_wagtail.toolkit import choices
from learningcircles_wagtail.toolkit.chosen import chosen
from tests import factories
from tests.toolkit.guides import NOW, make_circle, make_guide, make_toolkit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december")]

UNKNOWN = "That circle is not to be found."


@pytest.fixture
def december() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, page: Any, query: str = "") -> str:
    response = client.get(page.url + query)
    assert response.status_code == 200
    return response.content.decode()


class TestDates:
    def test_weeks_before_become_days_of_the_circle_s_own_clock(
        self, client: Client
    ) -> None:
        circle = make_circle()
        html = read(client, make_guide(), f"?circle={circle.pk}")

        assert (
            '<time datetime="2026-12-30">Wednesday, December 30</time>, '
            '<span class="lc-timeline__distance">2 weeks before</span>' in html
        )
        assert '<time datetime="2027-01-14">Thursday, January 14, 2027</time>' in html

    def test_what_is_past_today_and_next_is_said_in_words(self, client: Client) -> None:
        circle = make_circle()
        html = read(client, make_guide(), f"?circle={circle.pk}")
        rows = html.split('class="lc-timeline__row ')[1:]

        states = [row.split('"')[0].removeprefix("lc-timeline__row--") for row in rows]
        assert states == ["past", "today", "next", "later", "later"]
        words = ["Past" in rows[0], "Today" in rows[1], "Next" in rows[2]]
        assert words == [True, True, True]
        assert "lc-state" not in rows[3]

    def test_without_a_circle_there_are_weeks_and_no_dates(
        self, client: Client
    ) -> None:
        make_circle()
        html = read(client, make_guide())

        assert "2 weeks before" in html
        assert 'datetime="2026-12-30"' not in html
        assert "noindex" not in html

    def test_a_circle_without_a_meeting_that_takes_place_has_no_dates(
        self, client: Client
    ) -> None:
        circle = make_circle()
        for number in range(6):
            factories.change_meeting(circle, number, state="cancelled")
        circle = factories.publish(circle)
        html = read(client, make_guide(), f"?circle={circle.pk}")

        assert "there are no dates" in html
        assert "2 weeks before" in html


class TestMessages:
    def test_blanks_are_filled_with_what_is_known(self, client: Client) -> None:
        circle = make_circle(
            title="Speaking up",
            facilitators=[factories.make_facilitator(name="Ana Ruiz")],
            sign_up_backend=SignUpBackend.EXTERNAL,
            sign_up_link="https://events.example.org/speaking-up",
        )
        html = read(client, make_guide(), f"?circle={circle.pk}")

        for words in (
            "Speaking up",
            "Wednesday, January 13, 2027",
            "6 p.m.",
            circle.branch.name,
            "https://events.example.org/speaking-up",
            "Ana Ruiz",
            "6",
        ):
            words = words.replace("6 p.m.", "6\u00a0p.m.")
            assert f'<span class="lc-template__filled">{words}</span>' in html
        assert '<mark class="lc-template__blank">[name]</mark>' in html
        assert "1 blank is left for you." in html
        assert "Copied, with 1 blank to fill in" in html

    def test_the_link_of_an_online_meeting_is_never_filled_in(
        self, client: Client
    ) -> None:
        circle = make_circle(
            format="online", online_link="https://meet.example.org/secret"
        )
        names = "[link] [online link] [sign-up link] [place] [address] [web address]"
        guide = make_guide(body=[("message_template", {"text": names})])

        for route in ("", "pack/", "ics/"):
            answer = client.get(f"{guide.url}{route}?circle={circle.pk}")
            assert answer.status_code == 200
            assert b"secret" not in answer.content

    def test_a_facilitator_s_draft_record_is_not_named(self, client: Client) -> None:
        person = factories.make_facilitator(name="Hidden Name", live=False)
        circle = make_circle(facilitators=[person])
        html = read(client, make_guide(), f"?circle={circle.pk}")

        assert "Hidden Name" not in html
        assert "[facilitator]" in html


class TestWhoCanBeChosen:
    def test_a_draft_a_private_and_an_unpublished_circle_are_not_to_be_found(
        self, client: Client
    ) -> None:
        guide = make_guide()
        index = factories.make_circle_index()
        draft = make_circle(index, live=False, title="Canary")
        private = make_circle(index, title="Canary")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        gone = make_circle(index, title="Canary")
        gone.unpublish()
        branch = factories.make_branch(name="Draft branch", live=False)
        hidden = make_circle(index, title="Canary", branch=branch)

        for circle in (draft, private, gone, hidden, guide):
            html = read(client, guide, f"?circle={circle.pk}")
            assert UNKNOWN in html
            assert "Canary" not in html
            assert client.get(f"{guide.url}ics/?circle={circle.pk}").status_code == 404

    @pytest.mark.parametrize(
        "value",
        [
            "0",
            "-1",
            "9" * 5_000,
            "9" * 18,
            "9" * 19,
            "²",
            "١٢",
            "1_0",
            "+1",
            "\0",
            "1\0",
            "\ud800",
            "nan",
            "abc",
            "1' OR 1=1--",
        ],
    )
    def test_what_is_no_circle_is_said_to_be_none_and_breaks_nothing(
        self, client: Client, value: str
    ) -> None:
        guide = make_guide()
        query = "?circle=" + quote(value, errors="surrogatepass")

        assert UNKNOWN in read(client, guide, query)
        assert client.get(f"{guide.url}pack/{query}").status_code == 200
        assert client.get(f"{guide.url}ics/{query}").status_code == 404
        index = guide.get_parent().specific
        assert client.get(f"{index.url}{query}").status_code == 200
        assert (
            client.get(f"{index.url}pack/{query}&find=%00a%ED%A0%80").status_code == 200
        )

    def test_an_empty_choice_is_no_choice(self, client: Client) -> None:
        assert UNKNOWN not in read(client, make_guide(), "?circle=")

    def test_circles_to_come_are_offered_the_soonest_first_and_others_by_title(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(choices, "MOST", 3)
        index = factories.make_circle_index()
        begun = make_circle(index, title="Begun", first_date=date(2026, 12, 16))
        for number in range(4):
            make_circle(index, title=f"Group {number:02}")
        guide = make_guide()
        html = read(client, guide)

        offered = html.split("<option ")[2:]
        assert len(offered) == 3
        assert f'value="{begun.pk}"' not in html
        assert "Not in the list?" in html

        found = read(client, guide, "?find=begun")
        assert f'<option value="{begun.pk}">' in found
        assert "Group 01" not in found
        assert 'content="noindex, follow"' in found
        assert "No circle to come has “x&lt;y” in its title." in read(
            client, guide, "?find=x<y"
        )

    def test_a_guide_without_dates_or_blanks_asks_for_no_circle(
        self, client: Client
    ) -> None:
        make_circle()
        guide = make_guide(body=[("heading", {"text": "Words"})])

        assert "lc-choose" not in read(client, guide).split("</head>")[1]


class TestCarriedAlong:
    def test_links_within_the_toolkit_keep_the_circle_and_others_do_not(
        self, client: Client
    ) -> None:
        circle = make_circle()
        index = make_toolkit()
        before, guide, after = (
            make_guide(index, title=title) for title in ("Before", "Guide", "After")
        )
        query = f"?circle={circle.pk}"
        html = read(client, guide, query)

        for page in (before, after, index):
            assert f'href="{page.url}{query}"' in html
        assert f'<link rel="canonical" href="{guide.full_url}">' in html
        assert 'content="noindex, follow"' in html

    def test_no_query_is_carried_on_for_a_circle_that_is_none(
        self, client: Client
    ) -> None:
        guide = make_guide()
        html = read(client, guide, "?circle=99999")

        assert f'href="{guide.get_parent().url}"' in html
        assert "circle=99999" not in html


@pytest.mark.parametrize("count", [1, 9])
class TestQueries:
    """The same number, whatever the number of circles and guides."""

    def test_a_guide_read_for_a_circle(
        self, client: Client, count: int, django_assert_num_queries: Any
    ) -> None:
        index = make_toolkit()
        for number in range(count):
            circle = make_circle(
                title=f"Circle {number}",
                facilitators=[factories.make_facilitator(name=f"P {number}")],
            )
            guide = make_guide(index, title=f"Guide {number}")
        client.get(f"{guide.url}?circle={circle.pk}")

        with django_assert_num_queries(14):
            client.get(guide.url)
        with django_assert_num_queries(17):
            client.get(f"{guide.url}?circle={circle.pk}")
        with django_assert_num_queries(14):
            client.get(f"{index.url}pack/?circle={circle.pk}")
        assert CirclePage.objects.count() == count


class TestLanguages:
    def test_a_french_guide_offers_and_takes_french_circles(
        self, client: Client
    ) -> None:
        french = Locale.objects.create(language_code="fr")
        guide, circle = make_guide(), make_circle()
        for parent in (circle.get_parent().specific, guide.get_parent().specific):
            parent.copy_for_translation(french, copy_parents=True)
        for page in (circle, guide):
            page.copy_for_translation(french)
        for copy in Page.objects.filter(locale=french).order_by("path"):
            if copy.alias_of_id is None:
                copy.specific.save_revision().publish()
        there = type(guide).objects.get(locale=french)
        translated = CirclePage.objects.get(locale=french)

        options = choices.options(
            RequestFactory().get(there.url), locale_id=french.pk, now=NOW
        )

        assert [option.value for option in options.circles] == [translated.pk]
        chosen_one = chosen(
            RequestFactory().get(there.url, {"circle": translated.pk}), now=NOW
        )
        assert chosen_one.circle is not None
