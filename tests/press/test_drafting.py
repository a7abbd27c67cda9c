"""Drafting a release from circles: words, languages, lengths, and what stays out."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from learningcircles_wagtail.directory.criteria import Criteria
from learningcircles_wagtail.models import (
    Boilerplate,
    LearningCirclesSettings,
    PressReleasePage,
)
from learningcircles_wagtail.press.content_checks import check_release
from learningcircles_wagtail.press.draft_words import whole_words
from learningcircles_wagtail.press.drafting import draft_release
from learningcircles_wagtail.press.subjects import (
    MOST_CIRCLES,
    in_language,
    subjects_below,
    subjects_of,
)
from tests.factories import (
    make_branch,
    make_circle,
    make_circle_index,
    make_course,
    make_facilitator,
    make_library,
    make_press_index,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 28, 3, tzinfo=UTC)
"""In Chicago it is still the 27th."""


@pytest.fixture(autouse=True)
def clock():
    """A week before the circles of the factory begin."""
    with time_machine.travel(NOW, tick=False):
        yield


def drafted(*pages: Any, room: Any = None) -> PressReleasePage:
    """Return the draft about some circles, as it was stored."""
    user = get_user_model().objects.create_superuser("root", "r@example.org", "-")
    release = draft_release(room or make_press_index(), pages, user=user, now=NOW)
    return PressReleasePage.objects.get(pk=release.pk)


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def kinds(release: PressReleasePage) -> list[str]:
    return [child.block_type for child in release.body]


def test_a_circle_becomes_headline_subheadline_dateline_and_lead() -> None:
    release = drafted(make_circle(title="Public speaking"))

    assert release.title == (
        "Free learning circle “Public speaking” begins at Central Library"
    )
    assert plain(release.subheadline) == (
        "Wednesdays, 6 – 7:30 p.m., Nov. 4 – Dec. 9, 6 meetings"
    )
    assert release.dateline == "RIVERBEND, Iowa, Oct. 27, 2026 –"
    assert plain(release.lead) == (
        "Riverbend Public Library invites everybody to “Public speaking”, a free "
        "learning circle that begins on Wednesday, November 4, 6 p.m. It meets at "
        "Central Library, 12 River Street, Riverbend. Meetings: Wednesdays, 6 – 7:30 "
        "p.m. (CST), Nov. 4 – Dec. 9. Taking part is free. No sign-up needed."
    )


def test_the_quote_waits_for_its_words_and_names_who_hosts_the_circle() -> None:
    host = make_facilitator(name="Ada Vale", job_title="Librarian")
    release = drafted(make_circle(facilitators=[host], course=make_course()))

    assert kinds(release) == [
        "paragraph",
        "quote",
        "circle_facts",
        "heading",
        "paragraph",
    ]
    quote = release.body[1].value
    assert quote["quote"] == "[Quote of the facilitator]"
    assert (quote["name"], quote["role"]) == ("Ada Vale", "Librarian")
    assert quote["organisation"] == "Riverbend Public Library"


WORD = "x" * 9


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5, 6, 7, 8, 20, 25])
def test_a_headline_has_seventy_characters_at_most_and_whole_words(words: int) -> None:
    title = " ".join([WORD] * words)
    release = drafted(make_circle(title=title))

    assert len(release.title) <= 70
    if len(title) <= 70:
        assert title in release.title
    else:
        assert release.title == f"{' '.join([WORD] * 7)}…"
    assert "long_headline" not in codes(release)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("short", "short"),
        ("exactly 10", "exactly 10"),
        ("exactly 10.", "exactly…"),
        ("one, two, three", "one, two…"),
        ("unbreakable", "unbreakable"),
        ("unbreakable word", "unbreakable"),
    ],
)
def test_words_are_cut_between_them(text: str, cut: str) -> None:
    assert whole_words(text, 10) == cut


def codes(release: PressReleasePage) -> dict[str, str]:
    """Return what is to be looked at, by code, with the field."""
    return {one.code: one.field for one in check_release(release, now=NOW)}


def image(**values: str) -> Any:
    """Return a picture."""
    return get_image_model().objects.create(
        title="Table", file=get_test_image_file(), **values
    )


def test_the_picture_of_a_circle_comes_with_its_credit_where_it_has_one() -> None:
    told = image(description="Six people at a table. Photo: Ida Roe")
    release = drafted(make_circle(picture=told))

    assert (release.picture, release.picture_credit) == (told, "Photo: Ida Roe")
    assert "no_credit" not in codes(release)


def test_a_picture_without_a_credit_leaves_a_place_for_it() -> None:
    release = drafted(make_circle(picture=image(description="Six people")))

    assert release.picture_credit == "[Who took the picture]"
    release.body = []
    assert codes(release)["placeholder"] == "picture_credit"


def test_without_a_picture_there_is_no_credit() -> None:
    assert drafted(make_circle()).picture_credit == ""


def test_circles_of_several_libraries_list_them_and_count_their_cities() -> None:
    town = make_library(name="Town Library", city="Suva")
    branch = make_branch(name="West", library_system=town, city="Suva")
    central = make_branch(library_system=make_library())
    release = drafted(make_circle(branch=central), make_circle(branch=branch))

    assert "library_list" in kinds(release)
    assert "They meet in Riverbend and Suva." in release.lead
    assert release.title == "2 free learning circles begin at 2 libraries"


def test_the_draft_speaks_the_language_of_its_press_room() -> None:
    french = Locale.objects.create(language_code="fr")
    home = make_circle_index().get_parent()
    home.copy_for_translation(french)
    circle = make_circle(title="Public speaking")
    circle.get_parent().copy_for_translation(french)
    parole = circle.copy_for_translation(french)
    parole.title = "Parler en public"
    parole.save_revision().publish()
    room = make_press_index().copy_for_translation(french)
    boilerplate = Boilerplate.objects.create(title="About", locale=circle.locale)
    about = boilerplate.copy_for_translation(french)
    about.live = True
    about.save()
    preferences = LearningCirclesSettings.for_site(circle.get_site())
    preferences.default_boilerplate = boilerplate
    preferences.save()

    release = drafted(circle, room=room)

    assert release.locale == french
    facts = next(one for one in release.body if one.block_type == "circle_facts")
    assert [page.pk for page in facts.value["circles"]] == [parole.pk]
    assert "Parler en public" in release.title
    assert list(release.boilerplates.all()) == [about]


def test_a_translation_and_its_original_are_one_circle() -> None:
    french = Locale.objects.create(language_code="fr")
    circle = make_circle()
    circle.get_parent().get_parent().copy_for_translation(french)
    circle.get_parent().copy_for_translation(french)
    other = circle.copy_for_translation(french)

    assert in_language([other, circle], circle.locale_id) == [circle]


def test_no_link_of_an_online_meeting_is_in_the_draft() -> None:
    page = make_circle(format="online", online_link="https://meet.example.org/secret")
    release = drafted(page)

    assert release.title.endswith("begins online")
    assert "meet.example.org" not in str(release.serializable_data())


def test_without_circles_there_is_no_release() -> None:
    with pytest.raises(ValueError, match="about a circle"):
        drafted()


def test_a_term_is_what_begins_from_now_on_and_the_rest_is_counted() -> None:
    index = make_circle_index()
    make_circle(index, first_date=date(2026, 10, 20))
    make_circle(index, first_date=date(2027, 6, 1))
    for _number in range(3):
        make_circle(index, first_date=date(2026, 11, 4))

    term = subjects_below(index, Criteria(), now=NOW, weeks=2)
    everything = subjects_below(index, Criteria(), now=NOW)

    assert len(term.pages) == 3
    assert len(everything.pages) == 5
    assert MOST_CIRCLES >= 20


def test_a_long_list_is_cut_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("learningcircles_wagtail.press.subjects.MOST_CIRCLES", 2)
    index = make_circle_index()
    keys = [make_circle(index).pk for _number in range(3)]

    for found in (
        subjects_below(index, Criteria(), now=NOW),
        subjects_below(index, Criteria(format="in_person"), now=NOW),
        subjects_of(keys, now=NOW, may_know=lambda page: True),
    ):
        assert [page.pk for page in found.pages] == keys[:2]
        assert found.more == 1


def test_finding_the_subjects_takes_a_fixed_number_of_queries() -> None:
    index = make_circle_index()

    def queries(*keys: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            subjects_of(keys, now=NOW, may_know=lambda page: True)
        return len(captured)

    keys = [make_circle(index).pk for _number in range(5)]
    queries(*keys)
    assert queries(*keys) == queries(*keys[:2])
