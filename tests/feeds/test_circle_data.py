"""The graph of schema.org on a circle's page: complete, joined up, and discreet."""

import copy
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.images import ImageFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from learningcircles_wagtail.directory.summaries import summarise
from learningcircles_wagtail.feeds.circle_data import circle_graph, duration
from learningcircles_wagtail.feeds.currencies import CURRENCIES, currency_of
from learningcircles_wagtail.models import Circle, CirclePage
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_course,
    make_facilitator,
    publish,
)
from tests.support.schema_org import faults

pytestmark = pytest.mark.django_db

BETWEEN = datetime(2026, 11, 17, 12, tzinfo=UTC)
LINK = "https://meet.example.org/secret"


def graph_of(page, *, now=BETWEEN):
    """Return the graph of a page and its nodes by the last part of their `@id`."""
    data = circle_graph(summarise(page, now=now), request=None)
    # As it is written: nothing that JSON has not.
    data = json.loads(json.dumps(data, allow_nan=False))
    return data, {node["@id"].rpartition("#")[2]: node for node in data["@graph"]}


def events_of(nodes):
    return [node for name, node in nodes.items() if name.startswith("meeting-")]


def full_circle(**values):
    """Return a circle of which everything can be said."""
    branch = make_branch(
        phone="+1 555 0100", email="a@b.example", access_facts=["step-free"]
    )
    course = make_course(description="How to speak.", licence="cc-by", hours=12)
    return make_circle(
        **{
            "title": "Speaking up",
            "branch": branch,
            "course": course,
            "facilitators": [make_facilitator(name="Ruth")],
            "online_link": LINK,
            "sign_up_backend": "database",
            "capacity": 12,
            **values,
        }
    )


def test_a_circle_is_one_graph_of_joined_nodes():
    page = full_circle()
    Circle.objects.update(taken=5)
    data, nodes = graph_of(CirclePage.objects.get(pk=page.pk))

    assert faults(data) == []
    assert [node["@type"] for node in data["@graph"]] == [
        "Course",
        "Library",
        "Organization",
        "CourseInstance",
        "EventSeries",
        *["Event"] * 6,
        "Offer",
    ]
    assert nodes["course"]["hasCourseInstance"] == {"@id": nodes["instance"]["@id"]}
    assert nodes["instance"]["courseWorkload"] == "PT9H"
    assert nodes["instance"]["instructor"] == [{"@type": "Person", "name": "Ruth"}]
    assert nodes["branch"]["parentOrganization"] == {"@id": nodes["library"]["@id"]}
    assert nodes["branch"]["geo"]["latitude"] == 41.5236
    series = nodes["series"]
    assert series["startDate"] == "2026-11-04T18:00:00-06:00"
    assert series["endDate"] == "2026-12-09T19:30:00-06:00"
    assert series["subEvent"] == [{"@id": node["@id"]} for node in events_of(nodes)]
    assert (series["maximumAttendeeCapacity"], series["remainingAttendeeCapacity"]) == (
        12,
        7,
    )
    assert all(
        node["superEvent"] == {"@id": series["@id"]} for node in events_of(nodes)
    )


@pytest.mark.parametrize("change", ["@id", "offers", "startDate", "@type", "name"])
def test_the_checker_notices_what_is_missing(change):
    data, _nodes = graph_of(full_circle())
    broken = copy.deepcopy(data)
    event = next(node for node in broken["@graph"] if node["@type"] == "Event")
    if change == "offers":
        event["offers"] = {"@id": "#nowhere"}
    else:
        del event[change]

    assert faults(broken)


def test_moved_and_cancelled_meetings_say_so():
    page = full_circle()
    change_meeting(page, 1, state="cancelled")
    change_meeting(page, 2, state="moved", date=date(2026, 11, 19))
    data, nodes = graph_of(publish(page))
    _first, cancelled, moved, *rest = events_of(nodes)

    assert faults(data) == []
    assert cancelled["eventStatus"] == "https://schema.org/EventCancelled"
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == "2026-11-18T18:00:00-06:00"
    assert moved["startDate"] == "2026-11-19T18:00:00-06:00"
    assert nodes["series"]["eventStatus"] == "https://schema.org/EventScheduled"
    assert nodes["instance"]["courseWorkload"] == "PT7H30M"
    assert {event["eventStatus"] for event in rest} == {
        "https://schema.org/EventScheduled"
    }


@pytest.mark.parametrize("now", [BETWEEN, BETWEEN + timedelta(days=90)])
def test_a_cancelled_circle_is_cancelled_and_what_was_held_was_held(now):
    with time_machine.travel(BETWEEN, tick=False):
        page = full_circle(cancelled=True)
    data, nodes = graph_of(page, now=now)
    states = [event["eventStatus"].rpartition("/")[2] for event in events_of(nodes)]

    assert faults(data) == []
    assert nodes["series"]["eventStatus"].endswith("EventCancelled")
    assert states == ["EventScheduled"] * 2 + ["EventCancelled"] * 4
    assert nodes["offer"]["availability"].endswith("SoldOut")
    assert nodes["series"]["remainingAttendeeCapacity"] == 0


@pytest.mark.parametrize(
    ("form", "mode", "places"),
    [
        ("in_person", "Offline", ["branch"]),
        ("online", "Online", ["online"]),
        ("hybrid", "Mixed", ["branch", "online"]),
    ],
)
def test_the_link_of_an_online_meeting_is_never_there(form, mode, places):
    data, nodes = graph_of(full_circle(format=form))
    where = nodes["series"]["location"]
    where = where if isinstance(where, list) else [where]

    assert faults(data) == []
    assert "meet.example.org" not in json.dumps(data)
    assert [place["@id"].rpartition("#")[2] for place in where] == places
    assert nodes["series"]["eventAttendanceMode"].endswith(f"{mode}EventAttendanceMode")


def test_a_circle_with_holes_says_nothing_that_is_not_so():
    bare = make_circle(branch=None, first_date=None)
    data, nodes = graph_of(bare)

    assert faults(data) == []
    assert set(nodes) == {"offer"}
    assert "priceCurrency" not in nodes["offer"]


def test_a_circle_without_a_branch_is_where_the_site_is():
    Site.objects.update(site_name="Riverbend Public Library")
    data, nodes = graph_of(make_circle(branch=None))

    assert faults(data) == []
    assert nodes["series"]["location"]["name"] == "Riverbend Public Library"
    assert "maximumAttendeeCapacity" not in nodes["series"]


@pytest.mark.parametrize("missing", ["course", "facilitators", "library_system"])
def test_what_is_missing_leaves_no_loose_end(missing):
    values = {"facilitators": []} if missing == "facilitators" else {}
    if missing == "course":
        values["course"] = None
    page = full_circle(**values)
    if missing == "library_system":
        Circle.objects.get().branch.library_system.delete()
    data, nodes = graph_of(CirclePage.objects.get(pk=page.pk))

    assert faults(data) == []
    assert ("course" in nodes) == (missing != "course")


@pytest.mark.parametrize(
    ("values", "availability", "capacity"),
    [
        ({"sign_up_backend": "none", "capacity": 9}, "InStock", None),
        (
            {
                "sign_up_backend": "external",
                "sign_up_link": "https://events.example.org/1",
                "capacity": 9,
            },
            "InStock",
            None,
        ),
        ({"capacity": 0, "waiting_list": False}, "SoldOut", 0),
        ({"capacity": 0}, "SoldOut", 0),
        ({"capacity": None}, "InStock", None),
        (
            {"sign_up_opens_at": datetime(2026, 12, 1, tzinfo=UTC), "capacity": 3},
            "PreOrder",
            3,
        ),
    ],
)
def test_the_offer_follows_sign_up_and_seats_are_told_only_where_they_are_ours(
    values, availability, capacity
):
    data, nodes = graph_of(full_circle(**values))

    assert faults(data) == []
    assert nodes["offer"]["availability"].endswith(availability)
    assert nodes["offer"]["price"] == 0
    assert nodes["series"].get("maximumAttendeeCapacity") == capacity


@pytest.mark.parametrize(
    ("country", "currency"),
    [("US", "USD"), ("ca", "CAD"), ("GB", "GBP"), ("HR", "EUR"), ("KE", "KES")],
)
def test_nothing_is_nothing_in_the_money_of_the_place(country, currency):
    _data, nodes = graph_of(make_circle(branch=make_branch(country=country)))

    assert nodes["offer"]["priceCurrency"] == currency


def test_a_currency_that_is_not_known_is_not_made_up():
    assert currency_of("") == currency_of("ZZ") == ""
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CURRENCIES.values())
    assert all(re.fullmatch("[A-Z]{2}", country) for country in CURRENCIES)


def test_the_picture_has_an_absolute_address():
    picture = get_image_model().objects.create(
        title="Evening", file=ImageFile(get_test_image_file(), name="evening.png")
    )
    _data, nodes = graph_of(full_circle(picture=picture))

    assert nodes["series"]["image"].startswith("http://localhost/")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=st.text(min_size=1, max_size=60), note=st.text(max_size=60))
def test_no_words_break_the_block(client, title, note):
    page = CirclePage.objects.first() or full_circle()
    title = title.encode(errors="replace").decode().replace("\x00", "") or "x"
    note = note.encode(errors="replace").decode().replace("\x00", "")
    CirclePage.objects.update(title=title)
    Circle.objects.get().meetings.update(note=note, title=title)
    text = client.get(page.url).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    data = json.loads(block[1])

    assert faults(data) == []
    names = {node["name"] for node in data["@graph"] if node["@type"] == "EventSeries"}
    assert names == {title}


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "PT0M"), (45, "PT45M"), (90, "PT1H30M"), (540, "PT9H")]
)
def test_a_duration_is_iso_8601(minutes, text):
    assert duration(minutes) == text
