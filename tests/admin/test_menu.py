"""Tests of the menu group and of the icons in it."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from wagtail.admin.menu import admin_menu

from learningcircles_wagtail.admin.icons import ICONS, register_icons

LABELS = [
    "Learning circles",
    "Courses",
    "Topics",
    "Branches",
    "Library systems",
    "Facilitators",
    "Sign-up forms",
    "Press contacts",
    "Boilerplates",
    "Settings",
]


def group_items(user: User) -> list[Any]:
    request = RequestFactory().get("/admin/")
    request.user = user
    group = next(
        (
            item
            for item in admin_menu.menu_items_for_request(request)
            if item.name == "learning-circles"
        ),
        None,
    )
    return group.menu.menu_items_for_request(request) if group else []


@pytest.mark.django_db
def test_one_group_holds_the_circles_the_records_and_the_settings() -> None:
    items = group_items(User.objects.create_superuser("admin"))

    assert [str(item.label) for item in items] == LABELS


@pytest.mark.django_db
def test_every_address_of_the_group_opens(editor: Client) -> None:
    addresses = [item.url for item in group_items(User.objects.get())]

    answers = {url: editor.get(url, follow=True).status_code for url in addresses}

    assert answers == dict.fromkeys(addresses, 200)


@pytest.mark.django_db
def test_the_group_is_hidden_from_those_who_may_do_nothing_in_it() -> None:
    user = User.objects.create_user("reader")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    assert group_items(user) == []


@pytest.mark.django_db
def test_wagtails_editors_see_the_circles_but_no_records_until_granted() -> None:
    user = User.objects.create_user("editor")
    user.groups.add(Group.objects.get(name="Editors"))
    assert [str(item.label) for item in group_items(user)] == ["Learning circles"]

    Group.objects.get(name="Editors").permissions.add(
        Permission.objects.get(codename="change_branch")
    )
    user = User.objects.get(pk=user.pk)

    labels = [str(item.label) for item in group_items(user)]
    assert labels == ["Learning circles", "Branches"]


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_a_symbol_of_its_name_in_the_texts_colour(name: str) -> None:
    source = render_to_string(f"learningcircles_wagtail/icons/{name}.svg")

    assert f'id="icon-{name}"' in source
    assert 'viewBox="0 0 16 16"' in source
    assert not re.search(r"fill=|stroke=|style=|<style", source)


def test_icons_join_those_of_others() -> None:
    assert register_icons(["a.svg"])[0] == "a.svg"
    assert len(register_icons(["a.svg"])) == len(ICONS) + 1
