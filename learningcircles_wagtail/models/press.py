"""What belongs to a press release beside its page: reporters' links, its files."""

from typing import ClassVar

import swapper
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class ReporterLink(models.Model):
    """A secret address at which one newsroom reads a release before its hour.

    The token stands in the address alone; here is its hash. Of visits their number and
    the day of the last one are kept, never who came.
    """

    page = models.ForeignKey(
        PAGE,
        verbose_name=_("press release"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    label = models.CharField(_("for whom"), max_length=150)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True)
    visits = models.PositiveIntegerField(_("visits"), default=0)
    last_visit_on = models.DateField(_("last visit"), null=True)

    class Meta:
        verbose_name = _("reporter's link")
        verbose_name_plural = _("reporters' links")
        ordering: ClassVar = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.label


class EmbargoCollection(models.Model):
    """The collection of a release's own pictures and documents, closed until its hour.

    A page has one at most; it is made when the first file is put away. It outlives a
    release that is deleted before it was public, and stays closed then.
    """

    page = models.OneToOneField(
        PAGE,
        verbose_name=_("press release"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("collection"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("collection under embargo")
        verbose_name_plural = _("collections under embargo")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.collection)
