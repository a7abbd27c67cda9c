"""Sending at once where the site has a worker, by the tasks that Wagtail uses.

Wagtail's own tasks run in the request unless the site names another backend
(`TASKS`). A message does not: it would keep the visitor waiting for a mail server. So
without a worker nothing is asked for, and `send_circle_mail` sends by the clock.
"""

from typing import Any

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from learningcircles_wagtail.sign_ups.retrying import sign_up_database

WITHOUT_WORKER = (DummyBackend, ImmediateBackend)


@task()
def send_circle_mail_task() -> dict[str, int]:
    """Send what is due in the outbox; return what was done, in numbers."""
    from learningcircles_wagtail.sign_ups.sending import send_due

    return dict(send_due().counts)


def send_soon() -> None:
    """Ask the site's worker, if it has one, to send what this transaction writes.

    After it is committed: a worker of a faster database would find nothing. A queue
    that fails is logged by Django; the message then waits for the clock.
    """
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    if isinstance(backend, WITHOUT_WORKER):
        return

    def ask() -> Any:
        return backend.enqueue(send_circle_mail_task, [], {})

    transaction.on_commit(ask, using=sign_up_database(), robust=True)
