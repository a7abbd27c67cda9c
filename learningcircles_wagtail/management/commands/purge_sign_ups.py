"""Anonymises the sign-ups whose retention has passed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from learningcircles_wagtail.sign_ups.retention import kept_too_long, purge
from learningcircles_wagtail.subscriptions.telling import forget_told


class Command(BaseCommand):
    """Prints how many, and no name."""

    help = "Anonymises the sign-ups whose retention has passed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to count."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Count, and change nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget whoever was kept long enough, and say how many."""
        now = timezone.now()
        if options["dry_run"]:
            self.say(
                f"{kept_too_long(now=now).count()} sign-ups to anonymise.", options
            )
            return
        count = purge(now=now)
        forgotten = forget_told(now=now)
        self.say(
            f"{count} sign-ups anonymised, {forgotten} subscriptions and old notices"
            " deleted.",
            options,
        )

    def say(self, words: str, options: dict[str, Any]) -> None:
        """Print a line unless nothing is to be heard."""
        if options["verbosity"] > 0:
            self.stdout.write(words)
