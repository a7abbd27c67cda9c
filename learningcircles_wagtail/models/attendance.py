"""Who came to which meeting, how many came besides, and who may note it."""

from typing import ClassVar

import swapper
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.enums import AttendanceStatus
from learningcircles_wagtail.fields import ChoicesCharField

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class Noted(models.Model):
    """When something was noted, and by whom of the staff (None: a learner)."""

    noted_at = models.DateTimeField(_("noted"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Nothing about learners belongs into Wagtail's index of references.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class Attendance(Noted):
    """Whether one learner came to one meeting; no row where nothing was noted.

    The learner's name stands in the sign-up alone, and goes when that is forgotten.
    """

    meeting = models.ForeignKey(
        "learningcircles_wagtail.Meeting",
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,
        related_name="attendance",
    )
    sign_up = models.ForeignKey(
        "learningcircles_wagtail.SignUp",
        verbose_name=_("sign-up"),
        on_delete=models.CASCADE,
        related_name="attendance",
    )
    status = ChoicesCharField(
        _("state"), max_length=20, choices=AttendanceStatus.choices
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        default_permissions = ()
        permissions: ClassVar = [("note_attendance", _("Can note who came"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "sign_up"], name="lc_attendance_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class DropIns(Noted):
    """How many people came to a meeting who had not signed up; nobody is named."""

    meeting = models.OneToOneField(
        "learningcircles_wagtail.Meeting",
        verbose_name=_("meeting"),
        on_delete=models.CASCADE,
        related_name="drop_ins",
    )
    number = models.PositiveSmallIntegerField(_("people without a sign-up"))

    class Meta:
        verbose_name = _("people without a sign-up")
        verbose_name_plural = _("people without a sign-up")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class GroupAttendancePermission(models.Model):
    """Lets a group note who came to the circles below a page, or those of a branch."""

    group = models.ForeignKey(
        Group,
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        related_name="lc_attendance_permissions",
    )
    page = models.ForeignKey(
        PAGE,
        verbose_name=_("page"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    branch = models.ForeignKey(
        "learningcircles_wagtail.Branch",
        verbose_name=_("branch"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("permission to note attendance")
        verbose_name_plural = _("permissions to note attendance")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "page"], name="lc_attendance_page_once"
            ),
            models.UniqueConstraint(
                fields=["group", "branch"], name="lc_attendance_branch_once"
            ),
            models.CheckConstraint(
                condition=Q(page__isnull=True, branch__isnull=False)
                | Q(page__isnull=False, branch__isnull=True),
                name="lc_attendance_page_or_branch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.page or self.branch}"
