"""What readers say of a guide: counts by day, and notes; never who they are."""

from typing import ClassVar

import swapper
from django.db import models
from django.utils.translation import gettext_lazy as _

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")
LONGEST_NOTE = 1_000
"""Characters of a note."""


class GuideAnswer(models.Model):
    """How many readers found a guide helpful on one day, and how many did not.

    `day` is one of the site's own time zone.
    """

    page = models.ForeignKey(
        PAGE, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField(_("day"))
    helpful = models.PositiveIntegerField(_("found it helpful"), default=0)
    unhelpful = models.PositiveIntegerField(_("did not find it helpful"), default=0)

    # Every answer would be written into Wagtail's index of references.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("answers of a day")
        verbose_name_plural = _("answers by day")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "day"], name="lc_guide_answer_page_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.helpful} / {self.unhelpful}"


class GuideNote(models.Model):
    """What a reader wrote about a guide, with the day and nothing about the reader."""

    page = models.ForeignKey(
        PAGE, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField(_("day"), db_index=True)
    helpful = models.BooleanField(_("found it helpful"))
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reader's note")
        verbose_name_plural = _("readers' notes")
        default_permissions = ()
        ordering: ClassVar = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.day}: {self.text[:60]}"
