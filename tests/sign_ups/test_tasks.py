"""A site with a worker sends at once, but no request waits for a mail server."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from learningcircles_wagtail.models import OutboxMail
from learningcircles_wagtail.sign_ups import tasks
from tests.sign_ups.makers import join, open_circle

pytestmark = pytest.mark.django_db


class Worker(BaseTaskBackend):
    """A queue that remembers what it was asked, or is broken."""

    def __init__(self, *, works: bool = True) -> None:
        super().__init__("default", {})
        self.works = works
        self.asked: list[Any] = []

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> None:
        if not self.works:
            raise ConnectionError("The queue is away.")
        self.asked.append((task.name, args, kwargs))


def use(monkeypatch: pytest.MonkeyPatch, backend: Any) -> Any:
    monkeypatch.setattr(tasks, "task_backends", {"default": backend})
    return backend


def test_a_worker_is_asked_after_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    worker = use(monkeypatch, Worker())
    circle = open_circle()
    with django_capture_on_commit_callbacks() as callbacks:
        join(circle, "Ada")
        assert worker.asked == []

    for callback in callbacks:
        callback()
    assert ("send_circle_mail_task", [], {}) in worker.asked


def test_what_is_rolled_back_asks_nobody(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    worker = use(monkeypatch, Worker())
    circle = open_circle()
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                join(circle, "Ada")
                raise RuntimeError
        except RuntimeError:
            pass

    assert (worker.asked, OutboxMail.objects.count()) == ([], 0)


def test_a_broken_queue_loses_no_sign_up(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    use(monkeypatch, Worker(works=False))
    circle = open_circle()
    before = len(connection.run_on_commit)

    result = join(circle, "Ada")

    asked = connection.run_on_commit[before:]
    assert asked
    # Each of them is robust: Django logs its error and goes on.
    assert all(robust for _sids, _function, robust in asked)
    assert (result.status, OutboxMail.objects.count()) == ("confirmed", 1)


@pytest.mark.parametrize("backend", [ImmediateBackend, DummyBackend])
def test_without_a_worker_the_request_sends_nothing(
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    backend: Any,
) -> None:
    use(monkeypatch, backend(alias="default", params={}))
    circle = open_circle()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        join(circle, "Ada")

    assert not [c for c in callbacks if "send_soon" in c.__qualname__]
    assert mail.outbox == []
    assert OutboxMail.objects.get().status == "pending"


def test_the_task_sends_what_is_due() -> None:
    join(open_circle(), "Ada")

    # By the real clock the circle is over; so it is dropped, not sent.
    counts = tasks.send_circle_mail_task.func()

    assert sum(counts.values()) == 1
