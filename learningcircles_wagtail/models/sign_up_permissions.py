"""Who may read sign-ups: groups, each for a page and all that is below it."""

from typing import ClassVar

import swapper
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class GroupSignUpPermission(models.Model):
    """Lets a group read who signed up to the circles at and below a page.

    Not a row of Wagtail's `GroupPagePermission`: the form of a group knows Wagtail's
    own six kinds alone, and deletes every other whenever a group is saved.
    """

    group = models.ForeignKey(
        Group,
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        related_name="lc_sign_up_permissions",
    )
    page = models.ForeignKey(
        PAGE, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("permission to read sign-ups")
        verbose_name_plural = _("permissions to read sign-ups")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "page"], name="lc_sign_up_permission_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.page}"
