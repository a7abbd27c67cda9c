"""Who may read the sign-ups of a circle, and who may change them.

Reading is a right of its own, given to a group for a page and all below it
(`GroupSignUpPermission`), or for everywhere by the permission `read_sign_ups` of
Django. Adding, removing, restoring and moving people asks for both this right and that
of editing the circle's page.
"""

from typing import Any

from django.db.models import QuerySet

from learningcircles_wagtail.models import GroupSignUpPermission

EVERYWHERE = "learningcircles_wagtail.read_sign_ups"


def grants_of(user: Any) -> QuerySet[GroupSignUpPermission]:
    """Return what the groups of a user may read."""
    return GroupSignUpPermission.objects.filter(group__user=user)


def may_read(user: Any, page: Any) -> bool:
    """Return whether a user may read who signed up to the circle of a page."""
    if not user.is_active:
        return False
    if user.has_perm(EVERYWHERE):
        return True
    paths = grants_of(user).values_list("page__path", flat=True)
    return any(page.path.startswith(path) for path in paths)


def may_read_everything(user: Any) -> bool:
    """Return whether a user may read the sign-ups of every circle there is."""
    if not user.is_active:
        return False
    return user.has_perm(EVERYWHERE) or grants_of(user).filter(page__depth=1).exists()


def may_change(user: Any, page: Any) -> bool:
    """Return whether a user may add, remove, restore and move people of a circle."""
    return may_read(user, page) and page.permissions_for_user(user).can_edit()
