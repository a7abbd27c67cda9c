"""Addresses that were left to hear of something, until it was told."""

from typing import ClassVar

import swapper
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.fields import ChoicesCharField, LanguageCodeField

swapper.set_app_prefix("wagtailcore", "wagtail")

PAGE = swapper.get_model_name("wagtailcore", "Page")


class Subscription(models.Model):
    """Somebody who wants to hear of the next circle that fits, or of press releases.

    Nothing but the address and what it is for is kept. It counts from `confirmed_at`
    on, when its owner said so by the link in a message; a row that is never confirmed
    is deleted, and so is one about a circle when its message has gone out.

    `page` is the list of circles, or the press room, at which it was left. A circle
    fits by its course, or by one of the topics; and where a library system stands
    here, by that as well.
    """

    kind = ChoicesCharField(_("kind"), max_length=20, choices=SubscriptionKind.choices)
    page = models.ForeignKey(
        PAGE, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    email = models.EmailField(_("e-mail address"))
    email_hash = models.CharField(max_length=64, editable=False)
    language = LanguageCodeField(_("language"), blank=True)
    course = models.ForeignKey(
        "learningcircles_wagtail.Course",
        verbose_name=_("course"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    topics = models.ManyToManyField(
        "learningcircles_wagtail.Topic", verbose_name=_("topics"), related_name="+"
    )
    library_system = models.ForeignKey(
        "learningcircles_wagtail.LibrarySystem",
        verbose_name=_("library system"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Two wishes of one address are the same by this (`subscriptions.wishes`).
    wish = models.CharField(max_length=64, editable=False)

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    token_seed = models.CharField(max_length=64, editable=False)

    created_at = models.DateTimeField(_("asked"))
    confirm_mailed_at = models.DateTimeField(_("asked to confirm"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    told_at = models.DateTimeField(_("told"), null=True)

    # Nothing about readers belongs into Wagtail's index of references.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering: ClassVar = ["pk"]
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["email_hash"], name="lc_subscription_email"),
            models.Index(fields=["kind", "confirmed_at"], name="lc_subscription_kind"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "email_hash", "wish"], name="lc_subscription_once"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="lc_subscription_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
