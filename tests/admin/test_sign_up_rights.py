"""Reading sign-ups is a right of its own, for a page of the tree and all below it."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from learningcircles_wagtail.admin.sign_up_pages import LIST, has_own_circle
from learningcircles_wagtail.admin.sign_up_rights import (
    may_change,
    may_read,
    may_read_everything,
)
from learningcircles_wagtail.models import (
    CircleIndexPage,
    CirclePage,
    GroupSignUpPermission,
)
from tests.admin.makers import reader
from tests.factories import make_circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(home: Page) -> CircleIndexPage:
    """The list of another branch."""
    return home.add_child(instance=CircleIndexPage(title="Northside", slug="north"))


def test_who_reads_below_one_page_reads_nothing_below_another(circles, elsewhere):
    user = reader(circles)

    assert may_read(user, circles)
    assert not may_read(user, elsewhere)
    assert not may_read(user, circles.get_parent())
    assert not may_read_everything(user)


def test_who_may_edit_a_page_does_not_read_its_sign_ups(circles, django_user_model):
    user = django_user_model.objects.create_user("writer", is_staff=True)
    group = Group.objects.create(name="Writers")
    group.user_set.add(user)
    GroupPagePermission.objects.create(
        group=group, page=circles, permission_type="change"
    )

    assert circles.permissions_for_user(user).can_edit()
    assert not may_read(user, circles)
    assert not may_change(user, circles)


def test_who_reads_changes_only_where_the_page_may_be_edited(circles):
    user = reader(circles)

    assert not may_change(user, circles)

    GroupPagePermission.objects.create(
        group=user.groups.get(), page=circles, permission_type="change"
    )
    user = type(user).objects.get(pk=user.pk)
    assert may_change(user, circles)


def test_a_right_at_the_root_or_given_by_django_counts_everywhere(circles):
    at_the_root = reader(Page.objects.get(depth=1), name="all")
    by_django = reader(None, name="django")
    by_django.user_permissions.add(Permission.objects.get(codename="read_sign_ups"))

    for user in (at_the_root, by_django):
        assert may_read(user, circles)
        assert may_read_everything(user)


def test_nobody_without_an_active_account_reads(circles, django_user_model):
    gone = django_user_model.objects.create_superuser("gone", is_active=False)

    assert not may_read(gone, circles)
    assert not may_read(AnonymousUser(), circles)
    assert not may_read_everything(AnonymousUser())


def group_form(group: Group, *pages: Page, initial: int = 0) -> dict[str, str]:
    """Return a group's form as the browser sends it."""
    data = {"name": group.name}
    for prefix in (
        "page_permissions",
        "collection_permissions",
        "document_permissions",
        "image_permissions",
        "attendance_permissions",
    ):
        data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    data |= {
        "sign_up_permissions-TOTAL_FORMS": str(len(pages)),
        "sign_up_permissions-INITIAL_FORMS": str(initial),
    }
    for number, page in enumerate(pages):
        data[f"sign_up_permissions-{number}-page"] = str(page.pk)
    return data


def test_a_groups_form_gives_the_right_and_takes_it_back(editor, circles, elsewhere):
    group = Group.objects.create(name="Facilitators")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])

    editor.post(address, group_form(group, circles, elsewhere))
    given = GroupSignUpPermission.objects.filter(group=group)
    assert {row.page_id for row in given} == {circles.pk, elsewhere.pk}
    assert "who signed up" in editor.get(address).text

    data = group_form(group, circles, elsewhere, initial=2)
    editor.post(address, data | {"sign_up_permissions-0-DELETE": "on"})
    assert [row.page_id for row in given.all()] == [elsewhere.pk]


def test_a_page_is_named_once(editor, circles):
    group = Group.objects.create(name="Facilitators")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])

    answer = editor.post(address, group_form(group, circles, circles))

    assert "only once" in answer.text
    assert not GroupSignUpPermission.objects.exists()


def test_an_alias_in_ones_own_section_opens_no_list_of_others(
    client, circles, elsewhere
):
    theirs = make_circle(circles, sign_up_backend="database", capacity=2)
    alias = CirclePage.objects.get(
        pk=theirs.create_alias(parent=elsewhere, update_slug="alias").pk
    )
    CirclePage.objects.filter(pk=alias.pk).update(circle=theirs.circle)
    user = reader(elsewhere)
    client.force_login(user)

    assert may_read(user, alias)
    assert not has_own_circle(CirclePage.objects.get(pk=alias.pk))
    for page, status in ((alias, 404), (theirs, 302)):
        assert client.get(reverse(LIST, args=[page.pk])).status_code == status
