"""People of the admin with rights on sign-ups, and circles with learners."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from learningcircles_wagtail.models import GroupSignUpPermission


def reader(page: Any, *, name: str = "reader") -> Any:
    """Return somebody of the admin who reads sign-ups below a page (None: nowhere)."""
    user = get_user_model().objects.create_user(name, f"{name}@example.org", "-")
    group = Group.objects.create(name=f"Group of {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.user_set.add(user)
    if page is not None:
        GroupSignUpPermission.objects.create(group=group, page=page)
    return user
