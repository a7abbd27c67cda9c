"""Lists in a release say what was true when it was published, and keep saying it."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from learningcircles_wagtail.blocks import streams
from learningcircles_wagtail.models import PressReleasePage
from tests.factories import (
    make_branch,
    make_circle,
    make_library,
    make_press_index,
    make_release,
    publish,
)

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 1, 15, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 9, 15, tzinfo=UTC)


def text_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def french(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    return Locale.objects.create(language_code="fr")


def facts_release(*circles, **values):
    page = make_release(live=False)
    page.body = [
        ("circle_facts", {"title": "Where", "circles": list(circles), **values})
    ]
    page.save()
    return page


def rename(page, title):
    page.title = title
    return publish(page)


class TestTaking:
    def test_a_published_release_keeps_what_it_listed(self, client):
        circle = make_circle(title="Speaking up", branch=make_branch(name="Northgate"))
        with time_machine.travel(NOVEMBER, tick=False):
            release = publish(facts_release(circle))
        with time_machine.travel(DECEMBER, tick=False):
            rename(circle, "Another name")
            text = text_of(client, release)

        assert "Speaking up" in text
        assert "Another name" not in text
        assert "As of Nov. 1, 2026" in text
        for words in ("Northgate", "12 River Street", "Nov. 4 – Dec. 9, 2026"):
            assert words in text

    def test_a_live_list_changes_with_its_circles(self, client):
        circle = make_circle(title="Speaking up")
        release = publish(facts_release(circle, facts_of="live"))
        rename(circle, "Another name")
        text = text_of(client, release)

        assert "Another name" in text
        assert "As of" not in text
        assert PressReleasePage.objects.get().frozen == {}

    def test_a_draft_keeps_nothing_and_previews_what_is_true_now(self):
        circle = make_circle(title="Speaking up")
        release = facts_release(circle)
        release.save_revision()
        rename(circle, "Another name")
        with time_machine.travel(DECEMBER, tick=False):
            preview = release.make_preview_request().content.decode()

        assert PressReleasePage.objects.get().frozen == {}
        assert "Another name" in preview
        assert "As of Dec. 9, 2026" in preview

    def test_a_release_that_goes_live_by_itself_takes_the_facts_of_that_hour(self):
        circle = make_circle(title="Speaking up")
        release = facts_release(circle)
        with time_machine.travel(NOVEMBER, tick=False):
            release.go_live_at = DECEMBER
            release.save_revision().publish()
            assert PressReleasePage.objects.get().frozen == {}
        with time_machine.travel(DECEMBER, tick=False):
            PressReleasePage.objects.get().scheduled_revision.publish()
        (entry,) = PressReleasePage.objects.get().frozen["lists"].values()

        assert entry["on"] == "2026-12-09"

    def test_facts_are_in_the_release_s_language_whoever_publishes(self, client):
        circle = make_circle()
        with translation.override("fr"), time_machine.travel(NOVEMBER, tick=False):
            release = publish(facts_release(circle))
        text = text_of(client, release)

        assert "Wednesdays" in text
        assert "mercredi" not in text

    def test_no_link_of_an_online_meeting_is_kept(self):
        circle = make_circle(
            format="hybrid", online_link="https://meet.example.org/secret"
        )
        release = publish(facts_release(circle))

        assert "meet.example.org" not in str(release.frozen)

    def test_a_private_circle_is_never_taken(self):
        circle = make_circle(title="Staff only")
        PageViewRestriction.objects.create(page=circle, restriction_type="login")
        release = publish(facts_release(circle))

        assert "Staff only" not in str(release.frozen)


class TestKeeping:
    @pytest.fixture
    def circle(self):
        return make_circle(title="Speaking up")

    @pytest.fixture
    def release(self, circle):
        with time_machine.travel(NOVEMBER, tick=False):
            return publish(facts_release(circle))

    def test_a_republished_release_keeps_what_it_took_first(
        self, client, circle, release
    ):
        with time_machine.travel(DECEMBER, tick=False):
            rename(circle, "Another name")
            release.lead = "Corrected."
            release = publish(release)
        text = text_of(client, release)

        assert "Corrected." in text
        assert "Speaking up" in text
        assert "Another name" not in text

    def test_an_earlier_version_brings_back_no_earlier_facts(self, client, release):
        first = release.latest_revision
        release.lead = "Corrected."
        release = publish(release)
        first.publish()

        kept = PressReleasePage.objects.get().frozen
        assert kept == release.frozen
        assert "Speaking up" in text_of(client, release)

    def test_lists_are_taken_anew_when_an_editor_asks_for_it(
        self, client, circle, release
    ):
        from learningcircles_wagtail.press.frozen import ask_anew

        with time_machine.travel(DECEMBER, tick=False):
            rename(circle, "Another name")
            ask_anew(release, now=DECEMBER)
            revision = release.save_revision()
            assert "Speaking up" in text_of(client, release)
            preview = revision.as_object().make_preview_request().content.decode()
            assert "Another name" in preview
            revision.publish()
            text = text_of(client, release)

        assert "Another name" in text
        assert "As of Dec. 9, 2026" in text

    def test_asking_once_takes_them_once(self, circle, release):
        from learningcircles_wagtail.press.frozen import ask_anew

        with time_machine.travel(DECEMBER, tick=False):
            ask_anew(release, now=DECEMBER)
            release = publish(release)
        taken = release.frozen["lists"]
        rename(circle, "A third name")
        release.lead = "Corrected."

        assert publish(release).frozen["lists"] == taken

    @pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete", "branch"])
    def test_a_circle_that_is_no_longer_public_keeps_its_words_without_a_link(
        self, client, circle, release, hide
    ):
        assert f'href="{circle.url}"' in text_of(client, release)
        if hide == "unpublish":
            circle.unpublish()
        elif hide == "restrict":
            PageViewRestriction.objects.create(page=circle, restriction_type="login")
        elif hide == "delete":
            circle.delete()
        else:
            circle.circle.branch.live = False
            circle.circle.branch.save()
        text = text_of(client, release)

        assert "Speaking up" in text
        assert circle.url not in text

    def test_a_live_list_leaves_out_a_circle_that_is_no_longer_public(
        self, client, circle
    ):
        release = publish(facts_release(circle, facts_of="live"))
        circle.unpublish()

        assert "Speaking up" not in text_of(client, release)

    def test_a_copy_is_a_release_of_its_own_and_takes_its_own_facts(
        self, client, circle, release
    ):
        rename(circle, "Another name")
        with time_machine.travel(DECEMBER, tick=False):
            copy = release.copy(
                update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False
            )
            copy = PressReleasePage.objects.get(pk=copy.pk)
            assert copy.frozen == {}
            copy = publish(copy)
        text = text_of(client, copy)

        assert "Another name" in text
        assert "As of Dec. 9, 2026" in text
        assert "Speaking up" in text_of(client, release)

    def test_a_translation_takes_facts_in_its_own_words(self, release, french):
        with time_machine.travel(DECEMBER, tick=False):
            page = release.copy_for_translation(french, copy_parents=True)
            page = PressReleasePage.objects.get(pk=page.pk)
            assert page.frozen == {}
            page = publish(page)
        (entry,) = page.frozen["lists"].values()

        assert entry["on"] == "2026-12-09"
        assert "mercredi" in entry["facts"][0]["rhythm"]

    def test_an_alias_shows_what_its_source_shows(self, client, release):
        room = make_press_index(slug="press-2", title="Second room")
        alias = release.create_alias(parent=room, update_slug="alias")

        assert PressReleasePage.objects.get(pk=alias.pk).frozen == release.frozen
        release.lead = "Corrected."
        publish(release)
        assert PressReleasePage.objects.get(pk=alias.pk).frozen == release.frozen

    @pytest.mark.parametrize(
        "garbage",
        [
            None,
            [],
            "x",
            {"lists": 1},
            {"lists": {"a": None}},
            {"lists": {"a": {"at": "yesterday", "on": "x", "facts": []}}},
            {"lists": {}, "anew_since": "soon"},
            {"lists": {}, "anew_since": ["2026"]},
        ],
    )
    def test_what_cannot_be_read_is_taken_again(self, client, release, garbage):
        ((key, entry_now),) = release.frozen["lists"].items()
        if isinstance(garbage, dict) and isinstance(garbage["lists"], dict):
            (entry,) = garbage["lists"].values() or [entry_now]
            garbage = {**garbage, "lists": {key: entry}}
        PressReleasePage.objects.update(frozen=garbage if garbage is not None else {})
        assert "Speaking up" in text_of(client, release)
        release = publish(PressReleasePage.objects.get())

        assert "Speaking up" in str(release.frozen["lists"][key]["facts"])


class TestOtherLists:
    def test_every_list_of_circles_or_places_can_be_kept(self, client):
        library = make_library(name="Lakeside", position="SRID=4326;POINT(-90 41)")
        branch = make_branch(name="Northgate", library_system=library)
        circle = make_circle(title="Speaking up", branch=branch)
        release = make_release(live=False)
        release.body = [
            ("upcoming_circles", {"title": "Next", "count": 3}),
            ("circle_card", {"circle": circle}),
            ("library_list", {"title": "Libraries", "libraries": [library]}),
            ("map", {"title": "Map", "libraries": [library], "branches": [branch]}),
        ]
        release.save()
        with time_machine.travel(NOVEMBER, tick=False):
            release = publish(release)
            before = text_of(client, release)
        library.name = branch.name = "Renamed"
        library.save()
        branch.save()
        rename(circle, "Another name")
        with time_machine.travel(DECEMBER, tick=False):
            after = text_of(client, release)

        assert len(release.frozen["lists"]) == 4
        assert before.count("As of Nov. 1, 2026") == 4
        assert "Renamed" not in after
        assert "Another name" not in after
        assert after.count("lc-map__pin") == before.count("lc-map__pin") > 0

    @pytest.mark.parametrize(
        "name", [name for name in streams.__all__ if name != "PressBodyBlock"]
    )
    def test_only_a_release_offers_to_keep_its_lists(self, name):
        stream = getattr(streams, name)()
        for block in stream.child_blocks.values():
            assert "facts_of" not in getattr(block, "child_blocks", {})

    def test_a_list_that_says_nothing_is_kept(self):
        stream = streams.PressBodyBlock()
        raw = [{"type": "circle_facts", "id": "a", "value": {"circles": []}}]
        (child,) = stream.to_python(raw)

        assert child.block.is_frozen(child.value)

    def test_a_release_without_lists_asks_nothing(self, django_assert_num_queries):
        from learningcircles_wagtail.press.frozen import frozen_lists

        release = make_release()
        with django_assert_num_queries(0):
            assert frozen_lists(release, None) == {}
