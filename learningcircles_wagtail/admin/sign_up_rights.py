"""Who may read the sign-ups of a circle, and who may change them.

Reading is a right of its own, given to a group for a page and all below it
(`GroupSignUpPermission`), or for everywhere by the permission `read_sign_ups` of
Django. Adding, removing, restoring and moving people asks for both this right and that
of editing the circle's page.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.permissions import page_permission_policy

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


def pages_to_change(user: Any, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Keep the pages for which `may_change` is true, without asking for each.

    Whom a task of a workflow alone lets edit a page is left out.
    """
    if not user.is_active:
        return pages.none()
    if not user.has_perm(EVERYWHERE):
        paths = list(grants_of(user).values_list("page__path", flat=True))
        if not paths:
            return pages.none()
        below = Q()
        for path in paths:
            below |= Q(path__startswith=path)
        pages = pages.filter(below)
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(pk__in=editable.order_by().values("pk"))
