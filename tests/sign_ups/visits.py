"""Visitors who fill in the form of a circle over HTTP, as browsers do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from typing import Any

import time_machine
from django.test import Client

from learningcircles_wagtail.models import Circle, CirclePage
from tests.sign_ups.makers import NOW

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
LATER = timedelta(seconds=10)


def page_of(circle: Circle) -> CirclePage:
    """Return the page of a circle."""
    return CirclePage.objects.filter(circle=circle).order_by("pk")[0]


def form_address(circle: Circle) -> str:
    """Return where the form of a circle is."""
    return f"{page_of(circle).url}sign-up/"


def hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of the form on a page."""
    return {name: unescape(value) for name, value in HIDDEN.findall(html)}


def open_form(client: Client, circle: Circle) -> dict[str, str]:
    """Return the hidden fields of a fresh form."""
    response = client.get(form_address(circle))
    assert response.status_code == 200, response.status_code
    return hidden_fields(response.content.decode())


def person(name: str = "ada", **fields: Any) -> dict[str, Any]:
    """Return what somebody fills in."""
    return {"name": name, "email": f"{name}@example.org", **fields}


def send(client: Client, circle: Circle, fields: dict[str, Any], **extra: Any) -> Any:
    """Send a filled-in form."""
    return client.post(form_address(circle), fields, **extra)


def join(client: Client, circle: Circle, name: str = "ada", **fields: Any) -> Any:
    """Open a form, take the time that a person needs, and send it."""
    hidden = open_form(client, circle)
    with later():
        return send(client, circle, {**hidden, **person(name, **fields)})


@contextmanager
def at(moment: Any) -> Iterator[None]:
    """Let it be another time."""
    with time_machine.travel(moment, tick=False):
        yield


def later() -> Any:
    """Let it be ten seconds after the form was opened."""
    return at(NOW + LATER)
