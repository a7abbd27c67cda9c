"""Tests of the findings among Wagtail's own checks: rules, and marks in the preview."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from learningcircles_wagtail.admin.preview_checks import ISSUES, add_release_checks
from learningcircles_wagtail.models import PressIndexPage, PressReleasePage
from learningcircles_wagtail.press import (
    content_checks,
    end_checks,
    findings,
    picture_checks,
)

pytestmark = pytest.mark.django_db

MARK = re.compile(r'data-lc-finding="(\w+)"')


@pytest.fixture
def release(home: Page) -> PressReleasePage:
    """A public release without city, date and contact."""
    room = home.add_child(instance=PressIndexPage(title="Press room"))
    page = room.add_child(instance=PressReleasePage(title="Circles begin"))
    page.save_revision().publish()
    return page


def configured(page: Any) -> dict[str, Any]:
    request = RequestFactory().get("/")
    request.user = User()
    item = ContentCheckerItem(in_editor=True)
    add_release_checks(request, [object(), item], page)
    return item.get_axe_configuration(request)


def test_every_finding_there_can_be_is_an_issue_with_words() -> None:
    rules = (content_checks, end_checks, findings, picture_checks)
    source = "".join(Path(one.__file__).read_text(encoding="utf-8") for one in rules)
    codes = re.findall(r'(?:Finding|finding)\(\s*"(\w+)"', source)

    assert set(codes) == set(ISSUES)


def test_a_release_teaches_the_checker_a_rule_for_each_finding(
    release: PressReleasePage,
) -> None:
    found = configured(release)

    assert "lc-no-contact" in found["options"]["runOnly"]
    assert "alt-text-quality" in found["options"]["runOnly"]
    assert found["messages"]["lc-no-contact"]["error_name"] == "No media contact"
    selectors = [rule["selector"] for rule in found["spec"]["rules"]]
    assert '[data-lc-finding="no_contact"]' in selectors


def test_other_pages_have_wagtail_s_checks_alone(home: Page) -> None:
    assert configured(home) == ContentCheckerItem().get_axe_configuration(None)


def test_the_rules_of_one_page_do_not_stay_for_the_next(
    release: PressReleasePage, home: Page
) -> None:
    configured(release)
    assert "lc-no-contact" not in str(configured(home))


@pytest.fixture
def previewed(
    editor: Client, release: PressReleasePage, page_form: Any
) -> Callable[..., list[str]]:
    """A function that returns the marks in a preview of the release as it is."""

    def preview(**query: str) -> list[str]:
        edit = reverse("wagtailadmin_pages:edit", args=[release.pk])
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[release.pk])
        sent = editor.post(address, page_form(edit, PressReleasePage))
        assert sent.json()["is_valid"]
        return MARK.findall(editor.get(address, query).content.decode())

    return preview


def test_the_preview_beside_the_editor_holds_a_mark_for_each_finding(
    previewed: Callable[..., list[str]],
) -> None:
    assert previewed(in_preview_panel="true") == ["no_dateline", "no_contact"]


def test_neither_the_preview_in_its_tab_nor_the_page_holds_a_mark(
    editor: Client, release: PressReleasePage, previewed: Callable[..., list[str]]
) -> None:
    assert previewed() == []
    words = editor.get(release.get_url(), {"in_preview_panel": "true"}).content.decode()
    assert MARK.findall(words) == []
    assert "wagtail-userbar" not in words
