"""`load_demo`: fills an empty site with the Riverbend demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from example_site.demo.loading.bulk import MAX_CIRCLES, load_many_circles
from example_site.demo.loading.bulk_branches import MAX_BRANCHES, load_many_branches
from example_site.demo.loading.load import load_demo
from example_site.demo.loading.people import (
    EDITOR_NAME,
    EDITOR_PASSWORD,
    FACILITATOR_NAME,
)


class Command(BaseCommand):
    """Loads the demonstration once; a second run changes nothing and says so."""

    help = (
        "Fills the default site with the demonstration of the invented Riverbend "
        "Public Library. What is already there is left as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--circles` and `--branches`."""
        parser.add_argument(
            "--circles",
            type=int,
            default=0,
            metavar="N",
            help="Create so many more circles in bulk, for measuring.",
        )
        parser.add_argument(
            "--branches",
            type=int,
            default=0,
            metavar="N",
            help="Create so many more branches first, where those circles meet.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print what was created and how to log in."""
        count, branches = options["circles"], options["branches"]
        for name, limit in (("circles", MAX_CIRCLES), ("branches", MAX_BRANCHES)):
            if not 0 <= options[name] <= limit:
                msg = f"--{name} takes a number from 0 to {limit}."
                raise CommandError(msg)
        registry = load_demo(now=timezone.now())
        if registry.created:
            self.stdout.write("The demonstration is loaded:")
            for kind, number in sorted(registry.created.items()):
                self.stdout.write(f"  {number:4} {kind}")
        else:
            self.stdout.write("The demonstration is already here; nothing changed.")
        if branches:
            made = load_many_branches(branches)
            self.stdout.write(
                f"{made} branches created in bulk, {branches - made} were already here."
            )
        if count:
            made = load_many_circles(
                registry.pages["circles"], count, now=timezone.now()
            )
            self.stdout.write(
                f"{made} circles created in bulk, {count - made} were already here."
            )
        self.stdout.write(
            f"Log in at /admin/ as {EDITOR_NAME}, or to note who came as "
            f"{FACILITATOR_NAME}, with the password {EDITOR_PASSWORD}"
        )
