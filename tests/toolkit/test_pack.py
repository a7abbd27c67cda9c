"""The pack that is printed for a circle."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests import factories
from tests.toolkit.guides import NOW, TIMELINE, make_circle, make_guide, make_toolkit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("december")]


@pytest.fixture
def december() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def test_the_timelines_of_all_guides_are_one_list_by_date(client: Client) -> None:
    index = make_toolkit()
    make_guide(index, title="One")
    row = {"amount": 4, "unit": "weeks", "direction": "before", "tasks": ["Call"]}
    same = {"amount": 14, "unit": "days", "direction": "before", "tasks": ["Tell"]}
    make_guide(index, [("timeline", {"rows": [same, row]})], title="Other")
    html = read(client, f"{index.url}pack/?circle={make_circle().pk}")
    plan = html.split('id="lc-pack-plan"')[1].split("</section>")[0]

    days = re.findall(r'datetime="([\d-]+)"', plan)
    assert days == sorted(days)
    assert len(days) == 6
    both = plan.split('datetime="2026-12-30"')[1].split("</div>")[0]
    assert re.findall(r"<li>(\w+)</li>", both) == ["Print", "Tell"]


def test_a_pack_holds_meetings_lists_messages_and_a_sheet(client: Client) -> None:
    circle = make_circle(title="Speaking up", capacity=9)
    html = read(client, f"{make_guide().url}pack/?circle={circle.pk}")

    assert html.count("<td></td>") == 9 * 7
    assert "A screen" in html
    assert '<span class="lc-template__filled">Speaking up</span>' in html
    assert len(re.findall(r"<time datetime=.2027-\d\d-\d\dT", html)) == 6


def test_a_name_says_whose_it_is(client: Client) -> None:
    guide = make_guide()
    circle = make_circle()
    for names, words in (
        ([], ""),
        (["Ruth"], "Facilitator: Ruth"),
        (["Ruth", "Noor"], "Facilitators: Noor and Ruth"),
    ):
        circle.facilitators = [factories.make_facilitator(name=name) for name in names]
        factories.publish(circle)
        html = read(client, f"{guide.url}pack/?circle={circle.pk}")
        found = re.findall(r"<li>(Facilitators?: [^<]*)</li>", html)
        assert found == ([words] if words else [])
        assert "<li>Ruth</li>" not in html


def test_without_a_circle_it_is_a_pack_to_fill_in_by_hand(client: Client) -> None:
    make_circle()
    html = read(client, f"{make_guide().url}pack/")

    assert "2 weeks before" in html
    assert "[first date]" in html
    assert 'name="circle"' in html


def test_a_sheet_has_a_line_at_least_and_thirty_at_most(client: Client) -> None:
    guide = make_guide()
    for capacity, lines in ((0, 12), (5_000, 30)):
        circle = make_circle(capacity=capacity)
        html = read(client, f"{guide.url}pack/?circle={circle.pk}")
        assert html.count("<tr><td>") == lines


def test_a_draft_guide_s_plan_is_not_in_the_toolkit_s_pack(client: Client) -> None:
    index = make_toolkit()
    make_guide(index, [TIMELINE], title="Shown")
    secret = {"amount": 1, "unit": "days", "direction": "after", "tasks": ["Canary"]}
    guide = make_guide(index, [("timeline", {"rows": [secret]})], title="Hidden")
    query = f"?circle={make_circle().pk}"
    assert "Canary" in read(client, f"{index.url}pack/{query}")
    guide.unpublish()

    assert "Canary" not in read(client, f"{index.url}pack/{query}")
    assert b"Canary" not in client.get(f"{index.url}ics/{query}").content
    assert factories.root_page().live
