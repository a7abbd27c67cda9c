"""What is held on one address: to tell whoever it belongs to, and to delete it.

Rows are found by the hash of the address; and by the address as it stands there, for
those whose hash was made with a secret key that is forgotten.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from learningcircles_wagtail.models import Attendance, OutboxMail, SignUp, Subscription
from learningcircles_wagtail.sign_ups import staff
from learningcircles_wagtail.sign_ups.addresses import hash_of_address, older_hashes
from learningcircles_wagtail.sign_ups.erasing import erase
from learningcircles_wagtail.sign_ups.learners import questions_of
from learningcircles_wagtail.sign_ups.retrying import in_transaction, sign_up_database
from learningcircles_wagtail.subscriptions.actions import end


def sign_ups_of(address: str) -> QuerySet[SignUp]:
    """Return the sign-ups of an address, capital letters or not, the oldest first."""
    hashes = [hash_of_address(address), *older_hashes(address)]
    rows = SignUp.objects.using(sign_up_database()).select_related("circle")
    written = _written_as(rows, "email", address)
    return rows.filter(Q(email_hash__in=hashes) | Q(pk__in=written)).order_by(
        "created_at", "pk"
    )


def messages_of(address: str) -> QuerySet[OutboxMail]:
    """Return the messages about an address: of its sign-ups, and to itself."""
    keys = sign_ups_of(address).order_by().values("pk")
    rows = OutboxMail.objects.using(sign_up_database())
    wishes = subscriptions_of(address).order_by().values("pk")
    theirs = Q(sign_up__in=keys) | Q(subscription__in=wishes)
    to_them = Q(pk__in=_written_as(rows, "recipient", address))
    return rows.filter(theirs | to_them).order_by("created_at", "pk")


def subscriptions_of(address: str) -> QuerySet[Subscription]:
    """Return what an address waits to hear of, the oldest first."""
    hashes = [hash_of_address(address), *older_hashes(address)]
    rows = Subscription.objects.using(sign_up_database()).select_related("page")
    written = _written_as(rows, "email", address)
    return rows.filter(Q(email_hash__in=hashes) | Q(pk__in=written))


def _written_as(rows: QuerySet, field: str, address: str) -> list[int]:
    """Return the keys of rows in which an address stands, capital letters or not.

    MariaDB takes letters with and without accents for the same, and with them the
    domains of two people.
    """
    same = address.casefold()
    found = rows.order_by().filter(**{f"{field}__iexact": address})
    return [
        pk for pk, text in found.values_list("pk", field) if text.casefold() == same
    ]


def held_on(address: str) -> dict[str, Any]:
    """Return everything that is held on an address, as JSON can write it.

    `sign_ups`, `subscriptions` and `messages` are lists of plain dicts; instants are
    ISO 8601 in UTC, words in the language of whoever asks.
    Hashes and seeds are left out: they say nothing that is not there in words.
    """
    return {
        "address": address,
        "sign_ups": [_sign_up(row) for row in sign_ups_of(address)],
        "subscriptions": [_subscription(row) for row in subscriptions_of(address)],
        "messages": [_message(mail) for mail in messages_of(address)],
    }


def delete(address: str, *, now: datetime, user: Any = None) -> int:
    """Forget an address everywhere, and return how many rows of learners had it.

    These are sign-ups and subscriptions.

    Places that it holds are given up, and whoever is first in line is promoted. Each
    sign-up has an entry in Wagtail's log, with who did it. Twice is once. Raises
    TooBusyError.
    """
    rows = list(sign_ups_of(address))
    for row in rows:
        staff.delete_data(row, now=now, user=user)
    wishes = list(subscriptions_of(address))
    for wish in wishes:
        end(wish)
    mails = OutboxMail.objects.using(sign_up_database())
    written = _written_as(mails, "recipient", address)
    in_transaction(lambda: erase(mails.filter(pk__in=written)))
    return len(rows) + len(wishes)


def _sign_up(row: SignUp) -> dict[str, Any]:
    labels = {asked.answer_key: asked.label for asked in questions_of(row.circle)}
    answers = ((labels.get(key, key), key, said) for key, said in row.answers.items())
    return {
        "circle": row.circle.title,
        "state": row.status,
        "state_in_words": row.get_status_display(),
        "came_in_by": row.source,
        "name": row.name,
        "email": row.email,
        "phone": row.phone,
        "what_would_help": row.accommodation,
        "answers": _by_name(answers),
        "language": row.language,
        "privacy_text": row.consent_version,
        "consented_at": _instant(row.consented_at),
        "signed_up_at": _instant(row.created_at),
        "in_line_since": _instant(row.queued_at),
        "number_in_line": row.line_number,
        "asked_for_the_link_at": _instant(row.link_mailed_at),
        "got_a_place_at": _instant(row.confirmed_at),
        "gave_up_the_place_at": _instant(row.ended_at),
        "attendance": _attendance(row),
    }


def _attendance(row: SignUp) -> dict[str, str]:
    """Return what was noted of each meeting, by when it began."""
    rows = Attendance.objects.using(sign_up_database()).filter(sign_up=row)
    return _by_name(
        (noted.meeting.start.isoformat(), f"meeting {noted.meeting_id}", noted.status)
        for noted in rows.select_related("meeting").order_by("meeting__start", "pk")
    )


def _by_name(facts: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
    """Return facts by their names; of two with the same name none is lost.

    Each is a name, what tells it from others of that name, and a value.
    """
    found: dict[str, Any] = {}
    for name, other, value in facts:
        found[f"{name} ({other})" if name in found else name] = value
    return found


def _subscription(row: Subscription) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "page": row.page.title,
        "course": row.course.title if row.course else None,
        "topics": ", ".join(topic.name for topic in row.topics.all()),
        "library": row.library_system.name if row.library_system else None,
        "email": row.email,
        "language": row.language,
        "asked_at": _instant(row.created_at),
        "confirmed_at": _instant(row.confirmed_at),
        "told_at": _instant(row.told_at),
    }


def _message(mail: OutboxMail) -> dict[str, Any]:
    return {
        "kind": mail.kind,
        "state": mail.status,
        "recipient": mail.recipient,
        "written_at": _instant(mail.created_at),
        "sent_at": _instant(mail.sent_at),
        "last_answer": mail.last_error,
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
