"""Sends what is due in the outbox; reminders, thanks and notices are written first."""

import logging
import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from learningcircles_wagtail.sign_ups.reminders import write_reminders
from learningcircles_wagtail.sign_ups.sending import Tally, send_due
from learningcircles_wagtail.sign_ups.thanks import write_thanks
from learningcircles_wagtail.subscriptions.telling import forget_told, write_notices

logger = logging.getLogger("learningcircles_wagtail.mail")

UNREACHABLE, FAILED = 1, 2

WORDS = {
    "sent": "sent",
    "later": "to be tried again",
    "rationed": "waiting, because their readers had enough for an hour",
    "dropped": "of no use any more",
    "failed": "refused for good",
}


class Command(BaseCommand):
    """Prints what was done, in numbers alone.

    Ends with 0 when all went well, also where messages are tried again later; with 1
    when the mail server could not be reached; with 2 when messages were given up.
    """

    help = "Sends what is due in the outbox, reminders of meetings included."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many messages to send at most."""
        parser.add_argument(
            "--limit", type=int, metavar="N", help="Send N messages at most."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what is due by the clock, send, and forget who was told."""
        limit = options["limit"]
        if limit is not None and limit < 1:
            msg = "--limit has to be at least 1."
            raise CommandError(msg)
        reminders = _attempt(write_reminders)
        thanks = _attempt(write_thanks)
        told = _attempt(write_notices)
        tally = send_due(limit=limit)
        _attempt(forget_told)
        if options["verbosity"] > 0:
            self.stdout.write(summary(tally, reminders, thanks, told))
        if tally.is_unreachable:
            self.stderr.write("The mail server cannot be reached; the rest stays due.")
            sys.exit(UNREACHABLE)
        if tally.counts["failed"]:
            sys.exit(FAILED)


def _attempt(write: Callable[..., int]) -> int:
    """Return how much was written; what goes wrong with it keeps no message waiting.

    The words of an error may quote what is personal; where it arose does not.
    """
    try:
        return write(now=timezone.now())
    except Exception as error:
        where = "".join(traceback.format_tb(error.__traceback__))
        logger.error("%s: %s\n%s", write.__name__, type(error).__name__, where)
        return 0


def summary(tally: Tally, reminders: int, thanks: int, told: int) -> str:
    """Return what was done, in one line."""
    counts = tally.counts
    parts = [f"{counts[name]} {words}" for name, words in WORDS.items() if counts[name]]
    parts = parts or ["Nothing to send"]
    if reminders:
        parts.append(f"{reminders} reminders written")
    if thanks:
        parts.append(f"{thanks} thanks written")
    if told:
        parts.append(f"{told} notices to subscribers written")
    return ", ".join(parts) + "."
