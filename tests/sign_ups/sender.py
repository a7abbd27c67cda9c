"""One sender in a process of its own, for the tests of many: sends when told "go"."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings.test")


def main() -> None:
    """Set up as told on the command line, wait, send, print what was done."""
    order = json.loads(sys.argv[1])
    from django.conf import settings

    settings.DATABASES = {"default": order["database"]}
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = order["host"], order["port"]
    django.setup()

    from learningcircles_wagtail.sign_ups import claiming
    from learningcircles_wagtail.sign_ups.sending import send_due
    from tests.sign_ups.makers import NOW

    if not order["guarded"]:
        unguard(claiming)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    tally = send_due(clock=lambda: NOW)
    sys.stdout.write(json.dumps(tally.counts))


def unguard(claiming: object) -> None:
    """Take a message for oneself whoever has it."""
    import uuid

    def claim(pk: int, **options: object) -> uuid.UUID:
        mark = uuid.uuid4()
        claiming.mails().filter(pk=pk).update(claim=mark)
        return mark

    claiming.claim = claim


if __name__ == "__main__":
    main()
