"""Tests of the other pages' forms, and of what all of them share."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404, QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from learningcircles_wagtail.mixins.page_form import is_route
from learningcircles_wagtail.models import (
    CircleIndexPage,
    CirclePage,
    PressIndexPage,
    PressReleasePage,
    ToolkitIndexPage,
    ToolkitPage,
)

pytestmark = pytest.mark.django_db

PARENTS = {
    CirclePage: CircleIndexPage,
    ToolkitPage: ToolkitIndexPage,
    PressReleasePage: PressIndexPage,
}
INDEXES = tuple(PARENTS.values())


@pytest.fixture
def send(
    editor: Client,
    home: Page,
    page_form: Callable[..., QueryDict],
    new_page_address: Callable[..., str],
) -> Callable[..., Any]:
    """A function that sends the form of a new page with nothing but its title."""

    def post(model: type[Page], action: str = "", **more: str) -> Any:
        parent: Page = home
        if model in PARENTS:
            kind = PARENTS[model]
            parent = kind.objects.first() or home.add_child(
                instance=kind(title="Above")
            )
        address = new_page_address(model, parent)
        data = page_form(address, model)
        for name, value in {"title": "A title", "slug": "a-slug", **more}.items():
            data[name] = value
        if action:
            data[f"action-{action}"] = "1"
        return editor.post(address, data)

    return post


@pytest.mark.parametrize("model", [*PARENTS, *INDEXES])
def test_a_draft_with_nothing_but_a_title_is_saved_previewed_and_opened_again(
    editor: Client, send: Callable[..., Any], model: type[Page]
) -> None:
    assert send(model).status_code == 302

    page = model.objects.get(title="A title")
    assert not page.live
    for name in ("edit", "view_draft"):
        answer = editor.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        assert answer.status_code == 200, name


@pytest.mark.parametrize("model", [*PARENTS, *INDEXES])
def test_the_preview_of_an_unsaved_form_answers(
    editor: Client,
    send: Callable[..., Any],
    page_form: Callable[..., QueryDict],
    model: type[Page],
) -> None:
    send(model)
    page = model.objects.get(title="A title")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    sent = editor.post(preview, page_form(edit, model))

    assert sent.json()["is_valid"]
    assert editor.get(preview).status_code == 200


@pytest.mark.parametrize("model", PARENTS)
def test_a_slug_that_the_page_above_answers_itself_is_refused(
    send: Callable[..., Any], model: type[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        PARENTS[model], "reserved_slugs", classmethod(lambda cls: {"calendar"})
    )

    refused = send(model, slug="calendar")

    assert list(refused.context["form"].errors) == ["slug"]
    assert "“calendar” is an address of the page above" in str(
        refused.context["form"].errors["slug"]
    )
    assert send(model, slug="calendars").status_code == 302


def test_a_slug_like_any_route_is_seen_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def resolve(self: Any, path: str) -> str:
        if path == "/2026/":
            return "releases of a year"
        raise Http404

    monkeypatch.setattr(PressIndexPage, "resolve_subpage", resolve)
    parent = PressIndexPage(title="Press room")

    assert is_route(parent, "2026")
    assert not is_route(parent, "20261")
    assert not is_route(parent, "")
    assert not is_route(None, "2026")


def test_below_a_page_of_another_kind_every_slug_is_free(home: Page) -> None:
    assert not is_route(home, "calendar")


def test_a_page_with_a_refused_slug_can_still_be_opened(
    editor: Client,
    send: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send(ToolkitPage, slug="handouts")
    monkeypatch.setattr(
        ToolkitIndexPage, "reserved_slugs", classmethod(lambda cls: {"handouts"})
    )

    page = ToolkitPage.objects.get()
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert edit.status_code == 200


def test_an_embargo_needs_its_hour(send: Callable[..., Any]) -> None:
    refused = send(PressReleasePage, "publish", timing="embargo")

    assert list(refused.context["form"].errors) == ["embargo_until"]
    assert send(PressReleasePage, timing="embargo").status_code == 302


def test_a_release_under_embargo_is_held_back_until_its_hour(
    send: Callable[..., Any],
) -> None:
    until = timezone.now() + timedelta(days=3)
    hour = timezone.localtime(until).strftime("%Y-%m-%d %H:%M")

    send(PressReleasePage, "publish", timing="embargo", embargo_until=hour)

    page = PressReleasePage.objects.get()
    assert not page.live
    assert page.get_latest_revision().approved_go_live_at == page.embargo_until


@pytest.mark.parametrize("link", ["https://example.org/talk", "no address", "\x00"])
def test_a_video_address_that_is_none_is_told_at_the_block(
    send: Callable[..., Any], link: str
) -> None:
    video = {
        "body-count": "1",
        "body-0-type": "video",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "v",
        "body-0-value-link": link,
        "body-0-value-title": "A talk",
        "body-0-value-transcript": "null",
    }
    refused = send(ToolkitPage, "publish", **video)

    error = refused.context["form"].errors.as_data()["body"][0]
    assert list(error.block_errors[0].block_errors) == ["link"]
    good = {**video, "body-0-value-link": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"}
    assert send(ToolkitPage, "publish", **good).status_code == 302


def test_the_next_review_comes_after_the_last(send: Callable[..., Any]) -> None:
    dates = {"last_reviewed_on": "2026-11-04", "review_due_on": "2026-11-03"}

    refused = send(ToolkitPage, "publish", **dates)

    assert list(refused.context["form"].errors) == ["review_due_on"]
    dates["review_due_on"] = "2027-11-04"
    assert send(ToolkitPage, "publish", **dates).status_code == 302


def test_a_release_that_everybody_can_read_cannot_be_put_under_embargo(
    editor: Client, send: Callable[..., Any], page_form: Callable[..., QueryDict]
) -> None:
    send(PressReleasePage, "publish")
    page = PressReleasePage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    until = timezone.localtime(timezone.now() + timedelta(days=3))
    data = page_form(edit, PressReleasePage)
    data["timing"] = "embargo"
    data["embargo_until"] = until.strftime("%Y-%m-%d %H:%M")
    data["action-publish"] = "yes"

    refused = editor.post(edit, data)

    assert list(refused.context["form"].errors) == ["timing"]
    page.unpublish()
    assert editor.post(edit, data).status_code == 302


def test_the_go_live_hour_follows_a_changed_embargo(
    editor: Client, send: Callable[..., Any], page_form: Callable[..., QueryDict]
) -> None:
    first, sooner = (
        timezone.localtime(timezone.now() + timedelta(days=days)).replace(
            second=0, microsecond=0
        )
        for days in (5, 2)
    )

    def hour(moment: Any) -> str:
        return moment.strftime("%Y-%m-%d %H:%M")

    send(PressReleasePage, timing="embargo", embargo_until=hour(first))
    page = PressReleasePage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = page_form(edit, PressReleasePage)
    data["embargo_until"] = hour(sooner)
    assert editor.post(edit, data).status_code == 302
    page.refresh_from_db()
    latest = page.get_latest_revision().as_object()
    assert latest.go_live_at == latest.embargo_until == sooner

    data = page_form(edit, PressReleasePage)
    data["timing"], data["embargo_until"] = "immediate", ""
    assert editor.post(edit, data).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision().as_object().go_live_at is None
