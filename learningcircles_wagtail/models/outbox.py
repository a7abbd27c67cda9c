"""Messages that are to be sent: rows written together with what they tell of."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.enums import MailKind, MailStatus
from learningcircles_wagtail.fields import ChoicesCharField, LanguageCodeField


class OutboxMail(models.Model):
    """One message to one reader, from the moment that there is something to tell.

    It holds what the message is about, never its text: words, address and link are put
    together when it is sent, so that nothing personal and no token lies here. Messages
    about a sign-up or a subscription go to the address that stands there; `recipient`
    is for others.

    `message_key` makes the `Message-ID`, the same at each attempt. `once_key` is
    unique: whoever writes a second message with it, is refused by the database.
    `claimed_until` is until when a sender has it to itself.
    """

    message_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    once_key = models.CharField(  # noqa: DJ001
        max_length=150, unique=True, null=True, editable=False
    )
    kind = ChoicesCharField(_("kind"), max_length=30, choices=MailKind.choices)
    sign_up = models.ForeignKey(
        "learningcircles_wagtail.SignUp",
        verbose_name=_("sign-up"),
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    circle = models.ForeignKey(
        "learningcircles_wagtail.Circle",
        verbose_name=_("circle"),
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    meeting = models.ForeignKey(
        "learningcircles_wagtail.Meeting",
        verbose_name=_("meeting"),
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    subscription = models.ForeignKey(
        "learningcircles_wagtail.Subscription",
        verbose_name=_("subscription"),
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
    )
    recipient = models.EmailField(_("e-mail address"), blank=True)
    language = LanguageCodeField(_("language"), blank=True)
    data = models.JSONField(_("facts"), default=dict, blank=True)

    status = ChoicesCharField(
        _("state"),
        max_length=20,
        choices=MailStatus.choices,
        default=MailStatus.PENDING,
    )
    created_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("to be sent from"))
    expires_at = models.DateTimeField(_("of no use after"), null=True)
    claim = models.UUIDField(null=True, editable=False)
    claimed_until = models.DateTimeField(_("being sent until"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last answer"), max_length=255, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    # Every message would be written into Wagtail's index of references.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message of the outbox")
        verbose_name_plural = _("messages of the outbox")
        ordering: ClassVar = ["due_at", "pk"]
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(fields=["status", "due_at"], name="lc_outbox_due"),
            models.Index(fields=["kind", "status"], name="lc_outbox_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
