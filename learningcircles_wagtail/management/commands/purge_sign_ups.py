"""Anonymises sign-ups whose retention has passed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.exceptions import TooBusyError
from learningcircles_wagtail.sign_ups import retention
from learningcircles_wagtail.subscriptions import keeping
from learningcircles_wagtail.subscriptions.telling import forget_told


class Command(BaseCommand):
    """Prints how many sign-ups it made anonymous; a second run finds none."""

    help = (
        "Anonymises the sign-ups of circles that ended longer than "
        "LEARNINGCIRCLES_RETENTION_DAYS ago, and deletes addresses of subscribers "
        "whose time is over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--dry-run`."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Count, and change nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget, and say how many; exit with 1 where the database was too busy."""
        now, days = timezone.now(), settings.RETENTION_DAYS
        step = retention.count if options["dry_run"] else retention.purge
        addresses = keeping.count if options["dry_run"] else keeping.forget
        try:
            done, left = step(now=now, days=days), addresses(now=now)
        except TooBusyError:
            self.stderr.write("The database was too busy; run this again.")
            sys.exit(1)
        if not options["dry_run"]:
            forget_told(now=now)
        verb = "would be" if options["dry_run"] else "were"
        if options["verbosity"] > 0:
            self.stdout.write(
                f"{done.sign_ups} sign-ups {verb} anonymised, "
                f"{done.messages} other messages {verb} emptied, "
                f"{left} addresses of subscribers {verb} deleted."
            )
