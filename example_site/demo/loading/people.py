"""Makes the editor's login and the group that may edit the records."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from example_site.demo.loading.registry import Registry

EDITOR_NAME = "editor"
EDITOR_PASSWORD = "riverbend-demo"  # noqa: S105 (printed, for a demonstration)
GROUP = "Learning circles"
FACILITATOR_NAME = "facilitator"
"""Who logs in with the same password, and notes attendance alone."""

FACILITATORS = "Facilitators"
OWN_GROUPS = ("Editors", "Moderators")


def load_editor(registry: Registry) -> Any:
    """Return the editor, with the right to publish pages and edit the records."""
    group, created = Group.objects.get_or_create(name=GROUP)
    registry.note(Group, created=created)
    if created:
        group.permissions.set(
            Permission.objects.filter(
                Q(content_type__app_label="learningcircles_wagtail")
                | Q(
                    content_type__app_label="wagtailadmin",
                    codename="access_admin",
                )
                | Q(codename="submit_translation")
            ).exclude(codename__in=["add_signup", "change_signup", "delete_signup"])
        )
    model = get_user_model()
    user = model.objects.filter(**{model.USERNAME_FIELD: EDITOR_NAME}).first()
    registry.note(model, created=user is None)
    if user is None:
        user = model.objects.create_user(
            EDITOR_NAME,
            email="editor@riverbend.example",
            password=EDITOR_PASSWORD,
            first_name="Riverbend",
            last_name="Editor",
        )
        user.groups.add(group, *Group.objects.filter(name__in=OWN_GROUPS))
    return user


def load_facilitator(registry: Registry) -> None:
    """Give one facilitator a login with which they note who came to their circles."""
    group, created = Group.objects.get_or_create(name=FACILITATORS)
    registry.note(Group, created=created)
    if created:
        group.permissions.set(
            Permission.objects.filter(
                content_type__app_label="wagtailadmin", codename="access_admin"
            )
        )
    model = get_user_model()
    user = model.objects.filter(**{model.USERNAME_FIELD: FACILITATOR_NAME}).first()
    registry.note(model, created=user is None)
    if user is None:
        user = model.objects.create_user(
            FACILITATOR_NAME,
            email="facilitator@riverbend.example",
            password=EDITOR_PASSWORD,
            first_name="Ruth",
        )
        user.groups.add(group)
        ruth = registry.records["Facilitator", "ruth"]
        ruth.user = user
        ruth.save()
