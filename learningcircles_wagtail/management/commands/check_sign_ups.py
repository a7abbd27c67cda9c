"""Verifies every invariant of seats, waiting lists and messages."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from learningcircles_wagtail.sign_ups.invariants import check


class Command(BaseCommand):
    """Prints each breach, one a line; ends with 1 where there is any."""

    help = "Verifies every invariant of seats, waiting lists and mail."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and tell; nothing is changed."""
        found = check(now=timezone.now())
        for breach in found:
            self.stdout.write(str(breach))
        if found:
            self.stderr.write(f"{len(found)} breaches.")
            sys.exit(1)
        if options["verbosity"] > 0:
            self.stdout.write("Every sign-up is as it must be.")
