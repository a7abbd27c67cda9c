"""Several senders, a process each, for the tests of many: all begin together.

One process loads the site, which takes longest, and divides itself into the others
before it has opened a connection to the database.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example_site.settings.test")


def main() -> int:
    """Set up as told on the command line, and send; print what each process did."""
    order = json.loads(sys.argv[1])
    from django.conf import settings

    settings.DATABASES = {"default": order["database"]}
    django.setup()

    from learningcircles_wagtail.sign_ups import claiming
    from tests.sign_ups.mail_server import send_by_smtp

    send_by_smtp(settings, order["host"], order["port"], timeout=60)
    if not order["guarded"]:
        unguard(claiming)
    children = []
    for _number in range(order["senders"]):
        child = os.fork()
        if child == 0:
            send()
        children.append(child)
    return max(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children)


def send() -> None:
    """Send what is due, in a process of its own, and end it."""
    code = 1
    try:
        from learningcircles_wagtail.sign_ups.sending import send_due
        from tests.sign_ups.makers import NOW

        tally = send_due(clock=lambda: NOW)
        os.write(1, f"{json.dumps(tally.counts)}\n".encode())
        code = 0
    finally:
        os._exit(code)


def unguard(claiming: object) -> None:
    """Take a message for oneself whoever has it."""
    import uuid

    def claim(pk: int, **options: object) -> uuid.UUID:
        mark = uuid.uuid4()
        claiming.mails().filter(pk=pk).update(claim=mark)
        return mark

    claiming.claim = claim


if __name__ == "__main__":
    sys.exit(main())
