"""The list of sign-ups says whom mail does not reach; nobody loses a place by it."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from learningcircles_wagtail.admin.sign_up_pages import LIST
from learningcircles_wagtail.enums import MailKind, MailStatus, SignUpStatus
from learningcircles_wagtail.models import Circle, CirclePage, OutboxMail, SignUp
from learningcircles_wagtail.sign_ups.invariants import check
from learningcircles_wagtail.sign_ups.outbox import enqueue
from learningcircles_wagtail.sign_ups.sending import send_due
from tests.admin.makers import reader
from tests.sign_ups.mail_server import running_mail_server, send_by_smtp
from tests.sign_ups.makers import join, names

pytestmark = pytest.mark.django_db

MARK = "Last message not delivered"
NOTICE = "our last message could not be delivered"


@pytest.fixture
def page(add_circle: Any) -> CirclePage:
    return add_circle("Sewing", sign_up_backend="database", capacity=2)


def sign_up(page: CirclePage, *people: str) -> None:
    for name in people:
        join(Circle.objects.get(pk=page.circle_id), name, now=timezone.now())


def listed(client: Any, page: CirclePage, show: str = "confirmed") -> str:
    return client.get(f"{reverse(LIST, args=[page.pk])}?show={show}").text


def outcome(name: str, status: str, answer: str = "") -> None:
    """Write what became of a further message to somebody."""
    now = timezone.now()
    mail = enqueue(MailKind.LINK, SignUp.objects.get(name=name), now=now)
    OutboxMail.objects.filter(pk=mail.pk).update(status=status, last_error=answer)


def test_an_address_that_its_server_refuses_is_marked_and_keeps_the_place(
    editor: Any, page: CirclePage, settings: Any
) -> None:
    sign_up(page, "Ada", "Bo")
    assert MARK not in listed(editor, page)

    refused = {"Ada@example.org": "550 5.1.1 <Ada@example.org> unknown"}
    with running_mail_server() as server:
        server.recipients = refused
        send_by_smtp(settings, server.host, server.port)
        assert dict(send_due().counts) == {"failed": 1, "sent": 1}

    text = listed(editor, page)
    assert text.count(MARK) == 1
    assert "To 1 learner our last message" in text
    assert text.index(">Ada<") < text.index(MARK) < text.index(">Bo<")
    circle = Circle.objects.get(pk=page.circle_id)
    assert names(circle, SignUpStatus.CONFIRMED) == ["Ada", "Bo"]
    assert circle.taken == 2
    assert check(now=timezone.now() + timedelta(days=30)) == []


@pytest.mark.parametrize(
    ("outcomes", "is_marked"),
    [
        ([(MailStatus.FAILED, "550 5.1.1")], True),
        ([(MailStatus.FAILED, "452 4.2.2")], True),
        # A server that was away, or a page that was not public, says nothing of it.
        ([(MailStatus.FAILED, "connection refused")], False),
        ([(MailStatus.FAILED, "no public page")], False),
        ([(MailStatus.FAILED, "550"), (MailStatus.SENT, "")], False),
        ([(MailStatus.SENT, ""), (MailStatus.FAILED, "550")], True),
        ([(MailStatus.FAILED, "550"), (MailStatus.PENDING, "")], True),
        ([(MailStatus.PENDING, "450 4.7.1")], False),
    ],
)
def test_the_last_message_counts(
    editor: Any, page: CirclePage, outcomes: Any, is_marked: bool
) -> None:
    sign_up(page, "Ada")
    for status, answer in outcomes:
        outcome("Ada", status, answer)

    assert (MARK in listed(editor, page)) == is_marked
    assert (NOTICE in listed(editor, page)) == is_marked


def test_who_left_is_not_counted(editor: Any, page: CirclePage) -> None:
    sign_up(page, "Ada")
    outcome("Ada", MailStatus.FAILED, "550")
    row = SignUp.objects.get()
    editor.post(reverse(f"{LIST}_remove", args=[page.pk, row.pk]))

    assert NOTICE not in listed(editor, page, "former")


def test_who_may_not_read_names_does_not_hear_of_it(
    client: Any, page: CirclePage
) -> None:
    sign_up(page, "Ada")
    outcome("Ada", MailStatus.FAILED, "550")
    user = reader(None, name="writer")
    group = Group.objects.create(name="Writers")
    group.user_set.add(user)
    GroupPagePermission.objects.create(group=group, page=page, permission_type="change")
    client.force_login(user)

    text = listed(client, page)
    assert "You see how many people have signed up" in text
    assert MARK not in text
    assert NOTICE not in text
