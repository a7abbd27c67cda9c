"""Pictures and documents of a release under embargo are put away, and given back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from learningcircles_wagtail.models import (
    EmbargoCollection,
    PressReleasePage,
    ToolkitIndexPage,
)
from learningcircles_wagtail.press import embargo
from learningcircles_wagtail.press.files import (
    hold_files,
    put_away,
    referenced,
    shared_files,
)
from tests.factories import make_facilitator, make_release, root_page
from tests.support.embargo import HOUR, make_document, make_picture, mark

pytestmark = pytest.mark.django_db
SECRET = "[0-9a-f]{32}"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    """Keep the files of each test apart."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files() -> tuple[Any, Any]:
    """A picture and a document that have been uploaded."""
    picture = make_picture("Harvest", mark("pix"))
    return picture, make_document("Facts", mark("pdf"))


@pytest.fixture
def release(scheduled: Any, files: Any) -> PressReleasePage:
    """A scheduled release that uses both."""
    picture, document = files
    link = f'<p><a linktype="document" id="{document.pk}">facts</a></p>'
    return scheduled(picture=picture, body=[("paragraph", link)])


def opens(client: Any, document: Any) -> bool:
    """Return whether a visitor gets a document."""
    response = client.get(document.url)
    if response.streaming:
        # To its end, where the file is closed.
        b"".join(response)
    return response.status_code == 200


def hold(page: Any, *files: Any) -> None:
    """Put away the files of a release, and read them again."""
    hold_files(page, now=timezone.now())
    for one in files:
        one.refresh_from_db()


def test_files_are_found_in_fields_streams_and_rich_text(release, files):
    picture, document = files

    found = referenced(release)

    assert found == {type(picture): {picture.pk}, type(document): {document.pk}}


def test_they_go_into_a_closed_collection_under_names_that_nobody_can_guess(
    release, files
):
    picture, document = files
    hold(release, picture, document)

    own = EmbargoCollection.objects.get(page_id=release.pk).collection
    assert {picture.collection, document.collection} == {own}
    assert own.get_parent() == Collection.get_first_root_node()
    assert own.view_restrictions.get().restriction_type == "groups"
    name, folder = mark("pix"), mark("pdf")
    assert re.fullmatch(f"original_images/{SECRET}-{name}.png", picture.file.name)
    assert re.fullmatch(f"documents/{SECRET}/{folder}.pdf", document.file.name)
    assert document.filename == f"{folder}.pdf"
    with document.file.open() as file:
        assert file.read() == b"%PDF-1.4 canary"


def test_renditions_bear_the_secret_name_too(release, files):
    picture, _document = files
    old = picture.get_rendition("width-200").file.name
    hold(release, picture)

    new = picture.get_rendition("width-200").file.name

    assert old != new
    assert re.match(f"images/{SECRET}-", new)


def test_nothing_is_left_under_the_old_name(
    release, files, django_capture_on_commit_callbacks
):
    picture, document = files
    rendition = picture.get_rendition("width-200")
    old = [(one.file.storage, one.file.name) for one in (picture, document, rendition)]
    with django_capture_on_commit_callbacks(execute=True):
        hold(release, picture, document)

    assert [storage.exists(name) for storage, name in old] == [False] * 3


def test_doing_it_again_changes_nothing(release, files):
    picture, document = files
    hold(release, picture, document)
    names = picture.file.name, document.file.name
    hold(release, picture, document)

    assert (picture.file.name, document.file.name) == names
    assert EmbargoCollection.objects.count() == 1


def test_a_file_that_something_else_uses_stays_and_is_told_of(release, files):
    picture, document = files
    body = [("picture", {"picture": picture, "caption": "", "credit": ""})]
    page = ToolkitIndexPage(title="Toolkit", slug="tools")
    page.body = [("download", {"document": document, "title": "", "description": ""})]
    root_page().add_child(instance=page)
    hold(release, picture, document)

    assert body
    assert document.collection == Collection.get_first_root_node()
    assert document.file.name == f"documents/{mark('pdf')}.pdf"
    assert picture.collection != document.collection
    assert shared_files(release, now=timezone.now()) == [document]


def make_using(document: Any, **values: Any) -> ToolkitIndexPage:
    """Return a page that offers a document."""
    download = {"document": document, "title": "", "description": ""}
    page = ToolkitIndexPage(title="Toolkit", slug="tools", **values)
    page.body = [("download", download)]
    root_page().add_child(instance=page)
    return page


def test_a_file_that_only_a_draft_uses_elsewhere_is_put_away(release, files, client):
    picture, document = files
    make_using(document, live=False)
    make_release(picture=picture, live=False)
    address = document.file.url
    assert opens(client, document)
    hold(release, picture, document)

    assert document.collection.get_view_restrictions().exists()
    assert picture.collection == document.collection
    assert document.file.url != address
    assert not opens(client, document)
    assert shared_files(release, now=timezone.now()) == []


def test_a_file_that_only_the_draft_of_a_public_page_uses_is_put_away(release, files):
    _picture, document = files
    page = make_using(make_document("Other", "other"))
    page.body = [("download", {"document": document, "title": "", "description": ""})]
    page.save_revision()
    hold(release, document)

    assert document.collection.get_view_restrictions().exists()


def test_a_file_that_only_a_draft_has_given_up_stays(release, files):
    """The page shows it until the draft is published."""
    _picture, document = files
    page = make_using(document)
    page.body = []
    page.save_revision()
    hold(release, document)

    assert not document.collection.get_view_restrictions().exists()


def test_a_file_that_a_page_for_few_uses_is_put_away(release, files):
    _picture, document = files
    page = make_using(document)
    page.view_restrictions.create(restriction_type="login")
    hold(release, document)

    assert document.collection.get_view_restrictions().exists()


@pytest.mark.parametrize("live", [True, False])
def test_a_file_that_a_record_uses_stays_while_the_record_is_published(
    release, files, live
):
    picture, _document = files
    make_facilitator(picture=picture, live=live)
    hold(release, picture)

    assert picture.collection.get_view_restrictions().exists() is not live


def test_two_releases_under_embargo_may_share_a_file(release, files, scheduled):
    picture, document = files
    other = scheduled(slug="other", picture=picture)
    hold(release, picture, document)
    hold(other, picture)

    assert picture.collection == document.collection
    assert shared_files(other, now=timezone.now()) == []


def test_what_is_uploaded_into_the_collection_is_hidden_at_once(
    release, files, django_capture_on_commit_callbacks
):
    picture, document = files
    hold(release, picture, document)

    with django_capture_on_commit_callbacks(execute=True):
        late = type(document)(title="Late", collection=picture.collection)
        late.file = ContentFile(b"late", name="late.pdf")
        late.save()

    late.refresh_from_db()
    assert re.fullmatch(f"documents/{SECRET}/late.pdf", late.file.name)


def test_at_the_hour_the_collection_is_opened(release, files, clock):
    picture, document = files
    hold(release, picture, document)
    clock.move_to(HOUR, tick=False)

    embargo.publish_due(now=HOUR)

    assert not picture.collection.view_restrictions.exists()


def test_an_embargo_that_is_set_again_closes_it_again(release, files, clock):
    picture, document = files
    hold(release, picture, document)
    clock.move_to(HOUR, tick=False)
    embargo.publish_due(now=HOUR)
    page = PressReleasePage.objects.get(pk=release.pk)
    page.unpublish()
    page.embargo_until = HOUR + timedelta(days=2)
    hold(page, picture)

    assert picture.collection.view_restrictions.count() == 1


def test_editors_read_the_documents_and_visitors_do_not(client, release, files):
    picture, document = files
    hold(release, picture, document)
    editor = User.objects.create_user("ed", password="x")
    editor.groups.add(Group.objects.get(name="Editors"))

    assert client.get(document.url).status_code == 404
    client.force_login(User.objects.create_user("learner", password="x"))
    assert client.get(document.url).status_code == 404
    client.force_login(editor)
    response = client.get(document.url)
    assert response.status_code == 200
    response.close()


def test_a_release_without_an_embargo_leaves_its_files_alone(files):
    picture, _document = files
    page = make_release(picture=picture)
    hold(page, picture)

    assert not EmbargoCollection.objects.exists()


def test_a_file_that_is_lost_breaks_nothing(release, files):
    picture, document = files
    document.file.storage.delete(document.file.name)
    hold(release, picture, document)

    assert picture.collection == document.collection


def test_a_very_long_name_is_cut_and_keeps_its_ending(release):
    picture = make_picture("Long", "n" * 70)
    put_away(picture, release)
    picture.refresh_from_db()

    assert len(picture.file.name) <= 100
    assert picture.file.name.endswith(".png")
    with picture.file.open() as file:
        assert file.read(4) == b"\x89PNG"


def restrict(name: str) -> Collection:
    """Return a collection that is not for everybody."""
    collection = Collection.get_first_root_node().add_child(name=name)
    collection.view_restrictions.create(restriction_type="login")
    return collection


def test_a_draft_that_speaks_of_an_embargo_hides_nothing_of_a_public_release(files):
    picture, _document = files
    release = make_release(picture=picture)
    name = picture.file.name
    release.timing, release.embargo_until = "embargo", HOUR + timedelta(days=3650)

    release.save_revision()
    hold(release, picture)

    assert picture.file.name == name
    assert not EmbargoCollection.objects.exists()


def test_a_private_file_does_not_become_public_with_the_release(release, files, clock):
    picture, document = files
    private = restrict("Private")
    document.collection = private
    document.save()

    hold(release, picture, document)
    clock.move_to(HOUR + timedelta(seconds=1))
    embargo.publish_due(now=timezone.now())

    document.refresh_from_db()
    picture.refresh_from_db()
    assert document.collection == private
    assert picture.collection.get_view_restrictions().count() == 0


def test_a_public_release_takes_a_file_out_of_the_embargo_of_another(release, files):
    picture, document = files
    hold(release, picture, document)
    assert picture.collection.get_view_restrictions().exists()

    make_release(picture=picture).save_revision().publish()

    picture.refresh_from_db()
    document.refresh_from_db()
    assert not picture.collection.get_view_restrictions().exists()
    assert document.collection.get_view_restrictions().exists()


@pytest.mark.parametrize("is_scheduled", [True, False])
def test_a_file_that_went_to_a_later_release_stays_closed_until_that_one_is_public(
    release, files, scheduled, clock, client, settings, is_scheduled
):
    settings.LEARNINGCIRCLES_EMBARGO_CHECK_SECONDS = 1
    picture, document = files
    hold(release, *files)
    page = PressReleasePage.objects.get(pk=release.pk)
    kept = page.body
    page.body = []
    page.save_revision().publish()
    day = timedelta(days=1)
    if is_scheduled:
        later = scheduled(slug="later", body=kept, embargo_until=HOUR + day)
    else:
        later = make_release(slug="later", live=False)
        later.body, later.timing, later.embargo_until = kept, "embargo", HOUR + day
        later.save_revision()
    hold(later, document)

    clock.move_to(HOUR + timedelta(minutes=1), tick=False)
    assert client.get(page.get_url()).status_code == 200
    picture.refresh_from_db()
    document.refresh_from_db()
    assert not picture.collection.get_view_restrictions().exists()
    assert not opens(client, document)
    assert (
        document.collection
        == EmbargoCollection.objects.get(page_id=later.pk).collection
    )

    clock.move_to(HOUR + day + timedelta(minutes=1), tick=False)
    later.save_revision().publish()
    document.refresh_from_db()
    assert opens(client, document)


def test_what_a_release_held_back_does_not_come_out_when_it_is_deleted(
    release, files, client
):
    picture, document = files
    hold(release, *files)
    assert not opens(client, document)

    release.delete()

    for one in (picture, document):
        one.refresh_from_db()
        assert one.collection.get_view_restrictions().exists()
    assert not opens(client, document)
    # Another release that uses it in public brings it out.
    make_release(picture=picture).save_revision().publish()
    picture.refresh_from_db()
    assert not picture.collection.get_view_restrictions().exists()


def test_the_files_of_a_public_release_stay_public_when_it_is_deleted(
    release, files, clock, client
):
    picture, document = files
    hold(release, *files)
    clock.move_to(HOUR + timedelta(seconds=1))
    embargo.publish_due(now=timezone.now())

    PressReleasePage.objects.get(pk=release.pk).delete()

    picture.refresh_from_db()
    assert not picture.collection.get_view_restrictions().exists()
    assert opens(client, document)


def test_one_file_that_cannot_be_hidden_keeps_no_other_from_it(
    release, files, monkeypatch, caplog
):
    picture, document = files

    def fails_once(row: Any, page: Any) -> None:
        if row == picture:
            raise RuntimeError
        put_away(row, page)

    monkeypatch.setattr("learningcircles_wagtail.press.files.put_away", fails_once)

    hold(release, picture, document)

    assert document.collection.get_view_restrictions().exists()
    assert "still public" in caplog.text
