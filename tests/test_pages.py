"""Every public page answers, whatever it lacks, and says what it is about."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation
from wagtail.models import Page

from learningcircles_wagtail.models import (
    Branch,
    CircleIndexPage,
    CirclePage,
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)
from tests.factories import (
    change_meeting,
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_facilitator,
    make_press_index,
    make_release,
    make_topic,
    publish,
    root_page,
)

pytestmark = pytest.mark.django_db

TYPES = [
    CircleIndexPage,
    CirclePage,
    ToolkitIndexPage,
    ToolkitPage,
    PressIndexPage,
    PressReleasePage,
]
PARENTS = {
    CirclePage: CircleIndexPage,
    ToolkitPage: ToolkitIndexPage,
    PressReleasePage: PressIndexPage,
}


def bare_page(model: type[Page]) -> Page:
    """Return a published page of a type with nothing but a title."""
    parent = root_page()
    if model in PARENTS:
        parent = parent.add_child(
            instance=PARENTS[model](title="Index", slug=f"{model.__name__.lower()}s")
        )
    page = model(title="Nothing but a title", slug=model.__name__.lower())
    parent.add_child(instance=page)
    return page


@pytest.mark.parametrize("model", TYPES)
def test_a_page_with_nothing_but_a_title_is_shown(client, model):
    response = client.get(bare_page(model).url)

    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    assert "Nothing but a title" in text


@pytest.mark.parametrize("model", TYPES)
def test_a_draft_with_nothing_but_a_title_can_be_previewed(model):
    page = bare_page(model)
    for mode, _label in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        assert response.status_code == 200


def test_a_circle_tells_all_its_facts_and_keeps_its_online_link(client):
    page = make_circle(
        title="Speaking up",
        course=make_course(),
        topics=[make_topic("Speech")],
        facilitators=[make_facilitator(name="The Central librarian")],
        room="Room 2",
        format="hybrid",
        online_link="https://meet.example.org/secret",
        summary="Seven evenings to find your voice.",
    )
    text = client.get(page.url).content.decode()

    for words in (
        "Speaking up",
        "Seven evenings to find your voice.",
        "Introduction to Public Speaking",
        "University of Washington",
        "Central Library",
        "Room 2",
        "12 River Street",
        "The Central librarian",
        "Speech",
    ):
        assert words in text
    assert "meet.example.org" not in text


def test_the_list_shows_public_circles_alone(client):
    index = make_circle_index()
    make_circle(index, title="Open to all")
    make_circle(index, title="Still a draft", live=False)
    text = client.get(index.url).content.decode()

    assert "Open to all" in text
    assert "Still a draft" not in text


@pytest.mark.parametrize(
    "number", ["0", "-1", "²", "9" * 5000, "abc", "", "1.5", "\x00"]
)
def test_no_page_number_breaks_the_list(client, number):
    make_circle(title="The only one")
    url = CircleIndexPage.objects.get().url
    response = client.get(url, {"page": number}, follow=True)

    assert response.status_code == 200
    assert "The only one" in response.content.decode()


def test_an_embargoed_release_is_not_found_until_its_hour(client):
    hour = timezone.now() + timedelta(hours=1)
    index = make_press_index()
    page = make_release(
        index, title="Secret until noon", timing="embargo", embargo_until=hour
    )
    # As if somebody had made it live by hand.
    PressReleasePage.objects.update(live=True)

    assert client.get(page.url).status_code == 404
    assert "Secret until noon" not in client.get(index.url).content.decode()

    PressReleasePage.objects.update(embargo_until=timezone.now())
    assert client.get(page.url).status_code == 200
    assert "Secret until noon" in client.get(index.url).content.decode()


def test_publishing_under_embargo_schedules_the_release_for_its_hour():
    hour = timezone.now() + timedelta(hours=1)
    page = make_release(title="Ready", live=False)
    page.timing, page.embargo_until = "embargo", hour
    page = publish(page)

    assert page.live is False
    assert page.go_live_at == hour
    assert page.scheduled_revision is not None


def test_a_new_release_under_embargo_is_not_live():
    hour = timezone.now() + timedelta(hours=1)
    held = make_release(timing="embargo", embargo_until=hour)
    over = make_release(timing="embargo", embargo_until=timezone.now())

    assert (held.live, over.live) == (False, True)
    assert PressReleasePage.objects.live().count() == 1


def test_an_embargo_without_an_hour_holds(client):
    page = make_release(title="No hour yet", timing="embargo")
    PressReleasePage.objects.update(live=True)

    assert page.live is False
    assert client.get(page.url).status_code == 404
    assert "No hour yet" not in client.get(page.get_parent().url).content.decode()


def test_a_live_release_saved_under_embargo_is_live_no_more():
    page = make_release()
    page.timing, page.embargo_until = "embargo", timezone.now() + timedelta(days=2)
    page.save()

    assert PressReleasePage.objects.get().live is False


def test_a_draft_branch_is_named_nowhere(client):
    branch = make_branch(name="Not open yet", street_address="1 Secret Street")
    index = make_circle_index()
    page = make_circle(index, branch=branch)
    Branch.objects.update(live=False)
    texts = [client.get(shown.url).content.decode() for shown in (page, index)]

    assert all("Not open yet" not in text for text in texts)
    assert all("Secret Street" not in text for text in texts)
    assert page.title not in texts[1]


def test_a_release_prints_its_dateline_as_newspapers_do():
    page = PressReleasePage(
        dateline_city="Riverbend", dateline_region="Iowa", dateline_date=None
    )
    assert page.dateline == "RIVERBEND, Iowa –"
    page.dateline_date = datetime(2026, 11, 3, tzinfo=UTC).date()
    assert page.dateline == "RIVERBEND, Iowa, Nov. 3, 2026 –"
    assert PressReleasePage().dateline == ""


def test_release_line_names_the_hour_in_the_zone_until_it_has_come():
    page = PressReleasePage(
        timing="embargo",
        embargo_until=datetime(2026, 12, 1, 15, tzinfo=UTC),
        embargo_time_zone="America/Chicago",
    )
    with time_machine.travel(page.embargo_until - timedelta(seconds=1), tick=False):
        words = page.get_embargo_words()
    assert words == "Under embargo until Dec. 1, 2026, 9 a.m. CST"
    with time_machine.travel(page.embargo_until, tick=False):
        assert page.get_embargo_words() == "For immediate release"
    assert PressReleasePage().get_embargo_words() == "For immediate release"


def test_guides_outside_all_sections_are_not_lost(client):
    index = ToolkitIndexPage(title="Toolkit", slug="toolkit")
    root_page().add_child(instance=index)
    pages = [ToolkitPage(title=f"Guide {n}", slug=f"guide-{n}") for n in range(3)]
    for page in pages:
        index.add_child(instance=page)
    index.sections = [("section", {"title": "Begin", "pages": [pages[2]]})]
    index.save()

    sections = ToolkitIndexPage.objects.get().get_sections()
    assert [
        (str(section["title"]), [page.title for page in section["pages"]])
        for section in sections
    ] == [("Begin", ["Guide 2"]), ("More guides", ["Guide 0", "Guide 1"])]
    guide = ToolkitPage.objects.get(slug="guide-0")
    _index, before, after = guide.get_neighbours()
    assert (before.title, after.title) == ("Guide 2", "Guide 1")


def test_structured_data_has_one_event_a_meeting_and_ends_no_script(client):
    page = make_circle(title="</script><b>Speak", course=make_course())
    text = client.get(page.url).content.decode()

    assert "</script><b>" not in text
    assert text.count('"@type": "Event"') == 6
    assert '"@type": "Course"' in text


def test_meetings_are_told_by_the_circle_s_own_clock_and_not_the_site_s(client):
    page = make_circle(branch=make_branch(time_zone="Africa/Nairobi"))
    text = client.get(page.url).content.decode()

    assert '<time datetime="2026-11-04T18:00:00+03:00">Wednesday' in text
    assert "6\u00a0– 7:30\u00a0p.m." in text
    assert "9:00" not in text


@pytest.mark.parametrize(("enabled", "language"), [(True, "en"), (False, "fr")])
def test_a_page_speaks_its_own_language_where_a_site_has_several(
    rf, settings, enabled, language
):
    settings.WAGTAIL_I18N_ENABLED = enabled
    page = make_circle()
    with translation.override("fr"):
        response = page.serve(rf.get(page.url))
        text = response.render().content.decode()

    assert f'<html lang="{language}"' in text


def test_a_moved_meeting_says_from_when_without_the_editor_typing_it(client):
    page = make_circle(first_date=date(2027, 1, 6))
    change_meeting(page, 1, date=date(2027, 1, 15), state="moved")
    page = publish(page)
    text = client.get(page.url).content.decode()

    assert "Moved from" in text
    assert '<del><time datetime="2027-01-13T18:00:00-06:00">' in text
