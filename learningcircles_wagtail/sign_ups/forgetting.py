"""Forgetting a learner: the place is given up, and what is left names nobody.

What a learner asks for on their own page, and what `purge_sign_ups` does when the time
of keeping has passed, is the same step.
"""

from datetime import datetime

from learningcircles_wagtail.enums import HOLDING, MailStatus, SignUpStatus
from learningcircles_wagtail.models import OutboxMail, SignUp
from learningcircles_wagtail.sign_ups import seats
from learningcircles_wagtail.sign_ups.actions import hold
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database

EMPTY: dict[str, object] = {
    "name": "",
    "email": "",
    "phone": "",
    "accommodation": "",
    "answers": {},
    "consent_version": "",
    "consented_at": None,
    "token_hash": None,
    "token_seed": "",
    # Made of the address, too.
    "request_key": None,
    "email_hash": "",
    "active_email_hash": None,
    "link_mailed_at": None,
}
"""What a sign-up holds of a person, as it stands when they are forgotten."""


def forget(sign_up: SignUp, *, now: datetime) -> None:
    """Make a sign-up anonymous for good; a place that it holds is given up first.

    Whoever is first in line is promoted, in the same transaction. The row stays, so
    that people can be counted, and with it how often somebody came: of somebody who had
    a place when the circle was over, or called off, it keeps `confirmed_at` and no
    `ended_at`. Its messages lose what is personal, and those not sent yet never will
    be. Nobody is written to: there is no address any more. Twice is once.

    Raises SignUp.DoesNotExist where the row is gone, and TooBusyError.
    """
    in_transaction(lambda: _forget(sign_up, now=now))


def _forget(sign_up: SignUp, *, now: datetime) -> None:
    circle, row = hold(sign_up)
    if row.status == SignUpStatus.ANONYMISED:
        return
    held_a_place = row.status in HOLDING
    if held_a_place:
        seats.give_back(circle.pk, row.status)
        if seats.is_seated(circle, now=now):
            row.ended_at = now
    for field, value in EMPTY.items():
        setattr(row, field, value)
    row.status, row.anonymised_at = SignUpStatus.ANONYMISED, now
    row.save(
        using=sign_up_database(),
        update_fields=["status", "ended_at", "anonymised_at", *EMPTY],
    )
    _empty_messages(row)
    if held_a_place:
        seats.fill_free_seats(circle.pk, now=now)


def _empty_messages(row: SignUp) -> None:
    """Take out of a learner's messages what is personal; send no more of them.

    An answer of a mail server often repeats the address.
    """
    mails = OutboxMail.objects.using(sign_up_database()).filter(sign_up_id=row.pk)
    mails.filter(status=MailStatus.PENDING).update(status=MailStatus.DROPPED)
    mails.update(recipient="", data={}, last_error="")
