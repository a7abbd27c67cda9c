"""Eight senders at once, each in a process of its own: each message once.

The twin, in which a claim asks nobody, must send some twice.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from django.db import connection

from learningcircles_wagtail.models import OutboxMail
from tests.sign_ups.crowd import Database
from tests.sign_ups.mail_server import MailServer, running_mail_server
from tests.sign_ups.makers import join, open_circle
from tests.support.commands import run_command

ROOT = Path(__file__).resolve().parents[2]
SENDERS, MESSAGES, MESSAGES_OF_THE_TWIN = 8, 60, 15


def send_in_processes(server: MailServer, *, guarded: bool) -> list[dict[str, int]]:
    """Let processes send from this thread's database; return what each did."""
    settings = connection.settings_dict
    order = {
        "database": {
            name: str(settings[name]) if name == "NAME" else settings[name]
            for name in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")
        },
        "host": server.host,
        "port": server.port,
        "guarded": guarded,
        "senders": SENDERS,
    }
    done = run_command(
        [sys.executable, "-m", "tests.sign_ups.sender", json.dumps(order)],
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def write_messages(count: int) -> None:
    circle = open_circle(capacity=None)
    for number in range(count):
        join(circle, number)


def test_eight_senders_at_once_send_each_message_once(database: Database) -> None:
    write_messages(MESSAGES)
    with running_mail_server() as server:
        tallies = send_in_processes(server, guarded=True)

    assert Counter(server.addresses) == {
        f"{number}@example.org": 1 for number in range(MESSAGES)
    }
    assert sum((Counter(tally) for tally in tallies), Counter()) == {"sent": MESSAGES}
    assert len([tally for tally in tallies if tally]) > 1
    assert set(OutboxMail.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_without_the_claim_some_are_sent_twice(database: Database) -> None:
    write_messages(MESSAGES_OF_THE_TWIN)
    with running_mail_server() as server:
        send_in_processes(server, guarded=False)

    assert max(Counter(server.addresses).values()) > 1
