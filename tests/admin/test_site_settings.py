"""Tests of the settings' form, for one site and for several."""

from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, Permission, User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupSitePermission, Page, ReferenceIndex, Site

from learningcircles_wagtail.models import LearningCirclesSettings, SignUpForm

pytestmark = pytest.mark.django_db

INDEX = "learning_circles_settings:index"
EDIT = "learning_circles_settings:edit"


@pytest.fixture
def site() -> Site:
    return Site.objects.get()


@pytest.fixture
def other_site(home: Page) -> Site:
    return Site.objects.create(hostname="north.example.org", root_page=home)


def log_in(client: Client, *permissions: Permission) -> User:
    user = User.objects.create_user("manager")
    group = Group.objects.create(name="Managers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.permissions.add(*permissions)
    user.groups.add(group)
    client.force_login(user)
    return user


def change_permission() -> Permission:
    return Permission.objects.get(codename="change_learningcirclessettings")


def test_with_one_site_the_menu_leads_straight_to_its_settings(
    editor: Client, site: Site
) -> None:
    answer = editor.get(reverse(INDEX))

    assert answer.url == reverse(EDIT, args=[site.pk])


def test_with_several_sites_the_menu_leads_to_a_choice(
    editor: Client, site: Site, other_site: Site
) -> None:
    html = editor.get(reverse(INDEX)).content.decode()

    assert reverse(EDIT, args=[site.pk]) in html
    assert reverse(EDIT, args=[other_site.pk]) in html


def test_what_is_saved_holds_for_that_site_alone(
    editor: Client,
    site: Site,
    other_site: Site,
    page_form: Callable[..., QueryDict],
) -> None:
    form = SignUpForm.objects.create(name="Usual")
    data = page_form(reverse(EDIT, args=[site.pk]), LearningCirclesSettings)
    data["sender_name"] = "Riverbend Library"
    data["default_sign_up_form"] = str(form.pk)
    data["default_sign_up_backend"] = "database"

    answer = editor.post(reverse(EDIT, args=[site.pk]), data)

    assert answer.url == reverse(EDIT, args=[site.pk])
    saved = LearningCirclesSettings.for_site(site)
    assert (saved.sender_name, saved.default_sign_up_form) == (
        "Riverbend Library",
        form,
    )
    assert LearningCirclesSettings.for_site(other_site).sender_name == ""
    assert ReferenceIndex.get_references_to(form).count() == 1


def test_a_mistake_is_told_at_its_field(
    editor: Client, site: Site, page_form: Callable[..., QueryDict]
) -> None:
    address = reverse(EDIT, args=[site.pk])
    data = page_form(address, LearningCirclesSettings)
    data["sender_email"] = "nobody"
    data["default_capacity"] = "99999999"

    answer = editor.post(address, data)

    assert set(answer.context["form"].errors) == {"sender_email", "default_capacity"}


def test_without_the_permission_settings_are_refused(
    client: Client, site: Site
) -> None:
    log_in(client)

    for address in (reverse(INDEX), reverse(EDIT, args=[site.pk])):
        assert client.get(address).url == reverse("wagtailadmin_home")
        assert client.post(address).url == reverse("wagtailadmin_home")


def test_the_permission_opens_them(client: Client, site: Site) -> None:
    log_in(client, change_permission())

    assert client.get(reverse(EDIT, args=[site.pk])).status_code == 200


def test_a_permission_for_one_site_opens_that_site_only(
    client: Client, site: Site, other_site: Site
) -> None:
    log_in(client)
    GroupSitePermission.objects.create(
        group=Group.objects.get(name="Managers"),
        site=other_site,
        permission=change_permission(),
    )

    assert client.get(reverse(INDEX)).url == reverse(EDIT, args=[other_site.pk])
    assert client.get(reverse(EDIT, args=[other_site.pk])).status_code == 200
    refused = client.get(reverse(EDIT, args=[site.pk]))
    assert refused.url == reverse("wagtailadmin_home")


def test_a_site_that_is_not_there_is_a_404(editor: Client) -> None:
    assert editor.get(reverse(EDIT, args=[99])).status_code == 404


def test_the_permission_can_be_given_to_groups(editor: Client) -> None:
    html = editor.get(reverse("wagtailusers_groups:add")).content.decode()

    assert f'value="{change_permission().pk}"' in html


def test_the_form_needs_no_contrib_app(editor: Client, site: Site) -> None:
    names = [template.name for template in _templates(editor, site)]

    assert "wagtail.contrib.settings" in django_settings.INSTALLED_APPS
    assert names
    assert [name for name in names if name.startswith("wagtailsettings/")] == []


def _templates(editor: Client, site: Site) -> list:
    return [
        template
        for template in editor.get(reverse(EDIT, args=[site.pk])).templates
        if template.name
    ]
