"""Tests of “Paste a text”: what is added, what is refused, and who may."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from learningcircles_wagtail.admin.paste_text import URL_NAME
from learningcircles_wagtail.models import (
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "<h2 style='color:red'>Where</h2><p onclick='x()'>At the <b>library</b>.</p>"
    "<script>alert(1)</script><img src='https://tracker.example/x.gif'>"
)


@pytest.fixture
def release(home: Page) -> PressReleasePage:
    """A published release with a text of its own."""
    room = home.add_child(instance=PressIndexPage(title="Press room"))
    page = PressReleasePage(title="Circles begin")
    page.body = [("paragraph", "<p>First.</p>")]
    room.add_child(instance=page)
    page.save_revision().publish()
    return page


def address(page: Page) -> str:
    return reverse(URL_NAME, args=[page.pk])


def drafted(page: Page) -> list[tuple[str, str]]:
    """Return the kinds and the words of the blocks of the latest draft."""
    latest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    return [
        (child.block_type, getattr(child.value, "source", None) or str(child.value))
        for child in latest.body
    ]


def test_a_text_is_added_to_the_draft_as_blocks_and_not_published(
    editor: Client, release: PressReleasePage
) -> None:
    answer = editor.post(address(release), {"text": "", "markup": TEXT}, follow=True)

    kinds = [kind for kind, _words in drafted(release)]
    assert kinds == ["paragraph", "heading", "paragraph"]
    assert drafted(release)[2][1] == "<p>At the <b>library</b>.</p>"
    release.refresh_from_db()
    assert len(release.body) == 1
    words = answer.content.decode()
    assert "Added at the end of the text, as a draft: 1 heading, 1 text." in words
    assert "1 picture was left out" in words
    assert PageLogEntry.objects.filter(page=release.pk, user__username="editor")


def test_plain_words_will_do(editor: Client, release: PressReleasePage) -> None:
    editor.post(address(release), {"text": "One\n\nTwo & <three>"})

    assert drafted(release)[-1][1] == "<p>One</p><p>Two &amp; &lt;three&gt;</p>"


def test_a_toolkit_page_takes_a_text_too(editor: Client, home: Page) -> None:
    index = home.add_child(instance=ToolkitIndexPage(title="Toolkit"))
    page = index.add_child(instance=ToolkitPage(title="Plan"))

    editor.post(address(page), {"text": "# Steps\n\nOne"})

    assert [kind for kind, _words in drafted(page)] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "There is no text."),
        ("<p><img src=x></p>", "There are no words in this text."),
        ("x" * 500_001, "This text is too long"),
    ],
)
def test_a_text_that_gives_nothing_is_refused_with_a_reason(
    editor: Client, release: PressReleasePage, text: str, reason: str
) -> None:
    answer = editor.post(address(release), {"text": text})

    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert len(drafted(release)) == 1


def test_five_megabytes_get_the_same_reason_and_no_bare_400(
    release: PressReleasePage,
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root", "r@example.org", "-"))

    answer = client.post(address(release), {"text": "x" * 5_000_000})

    assert answer.status_code == 200
    assert "This text is too long" in answer.content.decode()
    assert len(drafted(release)) == 1


def test_a_post_without_a_token_is_refused(release: PressReleasePage) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root", "r@example.org", "-"))

    assert client.post(address(release), {"text": "a"}).status_code == 403
    assert len(drafted(release)) == 1


def test_looking_at_the_field_changes_nothing(
    editor: Client, release: PressReleasePage
) -> None:
    assert editor.get(address(release), {"text": "a"}).status_code == 200
    assert len(drafted(release)) == 1


def test_somebody_who_may_not_edit_the_page_is_turned_away(
    client: Client, release: PressReleasePage
) -> None:
    assert client.post(address(release), {"text": "a"}).status_code == 302
    user = User.objects.create_user("limited", "l@example.org", "-")
    group = Group.objects.create(name="limited")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)

    for answer in (
        client.get(address(release)),
        client.post(address(release), {"text": "a"}),
        client.post(address(release), {"text": "x" * 5_000_000}),
    ):
        assert answer.status_code == 302
        assert answer.url == reverse("wagtailadmin_home")
    assert len(drafted(release)) == 1


def test_a_locked_page_takes_no_text(editor: Client, release: PressReleasePage) -> None:
    release.locked = True
    release.locked_by = User.objects.create_user("other")
    release.save()

    assert editor.post(address(release), {"text": "a"}).status_code == 302
    assert len(drafted(release)) == 1


@pytest.mark.parametrize("key", ["0", "1", "9" * 40])
def test_pages_that_take_no_text_are_not_found(
    editor: Client, release: PressReleasePage, key: str
) -> None:
    where = reverse(URL_NAME, args=[7]).replace("/7/", f"/{key}/")
    assert editor.get(where).status_code == 404
    assert editor.post(where, {"text": "a"}).status_code == 404


@pytest.mark.parametrize("text", ["\0", "\ud83d", "<", "&#0;<p", "²"])
def test_no_text_breaks_the_page(
    editor: Client, release: PressReleasePage, text: str
) -> None:
    sent: dict[str, Any] = {"text": text.encode(errors="surrogatepass")}
    assert editor.post(address(release), sent).status_code in {200, 302}
    file = SimpleUploadedFile("a.txt", b"x")
    assert editor.post(address(release), {"text": file}).status_code == 200


def test_the_button_stands_on_pages_that_take_a_text(
    editor: Client, release: PressReleasePage
) -> None:
    where = reverse("wagtailadmin_pages:edit", args=[release.pk])
    assert address(release) in editor.get(where).content.decode()
    room = reverse("wagtailadmin_pages:edit", args=[release.get_parent().pk])
    assert "Paste a text" not in editor.get(room).content.decode()
