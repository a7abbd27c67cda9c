"""Clients of a crowd: what they call, and how long they wait for it.

`ActionClient` calls the actions in its own process, and `BareClient` the two statements
that are the floor of it. A client over HTTP (`visitors`) has the same one method.
"""

import time
from collections import Counter
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from typing import Any, Protocol

from benchmarks.stress.people import Act

PROMISES = {"confirmed", "waiting"}


class Client(Protocol):
    """Does what a visitor does; returns what the visitor is told."""

    def do(self, act: Act) -> str:
        """Return a state, the reason of a refusal, or "cancelled"."""


@dataclass(slots=True)
class Tally:
    """What some clients were told, which faults they saw, and how long they waited.

    `promises` are addresses of which somebody was told that they are in, and how.
    `opening` are the seconds that forms took to come, `cut_off` counts answers that
    broke off, and `busy` is the time of the client who took longest, both over HTTP.
    """

    told: Counter = field(default_factory=Counter)
    faults: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    tries: int = 0
    promises: dict[str, str] = field(default_factory=dict)
    opening: list[float] = field(default_factory=list)
    cut_off: int = 0
    busy: float = 0.0

    def add(self, other: "Tally") -> None:
        """Add what other clients saw."""
        self.told += other.told
        self.faults += other.faults
        self.seconds += other.seconds
        self.tries += other.tries
        self.promises |= other.promises
        self.opening += other.opening
        self.cut_off += other.cut_off
        self.busy = max(self.busy, other.busy)


def percentile(seconds: list[float], share: float) -> float:
    """Return the seconds that so much of all took at most."""
    ordered = sorted(seconds) or [0.0]
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class ActionClient:
    """Calls the actions, as a view does."""

    def __init__(self, *, atomic_requests: bool = False) -> None:
        self.atomic_requests = atomic_requests
        self.circles: dict[int, Any] = {}

    def do(self, act: Act) -> str:
        """Do it inside a transaction that has read, where requests are atomic."""
        from django.db import transaction

        from learningcircles_wagtail.models import Circle
        from learningcircles_wagtail.sign_ups.retrying import (
            outside_request_transaction,
            patiently,
        )

        with ExitStack() as stack:
            if self.atomic_requests:
                stack.enter_context(transaction.atomic(durable=True))
                assert Circle.objects.exists()
            circle = self.circles.get(act.circle)
            if circle is None:
                # A view has it with its page.
                circle = patiently(lambda: Circle.objects.get(pk=act.circle))
                self.circles[act.circle] = circle
            leaving = outside_request_transaction()
            with leaving if self.atomic_requests else nullcontext():
                return self._act(act, circle)

    def _act(self, act: Act, circle: Any) -> str:
        from django.utils import timezone

        from learningcircles_wagtail.models import SignUp
        from learningcircles_wagtail.sign_ups.actions import cancel, sign_up
        from learningcircles_wagtail.sign_ups.addresses import hash_of_address
        from learningcircles_wagtail.sign_ups.learners import Learner
        from learningcircles_wagtail.sign_ups.retrying import patiently

        now = timezone.now()
        if act.verb == "cancel":
            rows = SignUp.objects.filter(
                circle=circle, active_email_hash=hash_of_address(act.address)
            )
            row = patiently(rows.first)
            return "cancelled" if row and cancel(row, now=now) else "not in"
        learner = Learner(name="A learner", email=act.address, language="en")
        result = sign_up(circle, learner, now=now, request_key=act.form)
        return result.status or str(result.refusal)


class BareClient:
    """Counts with a guarded `UPDATE`, and writes one row, without Django's models."""

    UPDATE = (
        "UPDATE learningcircles_wagtail_circle SET taken = taken + 1 "
        "WHERE id = %s AND (capacity IS NULL OR taken < capacity)"
    )
    INSERT = "INSERT INTO stress_bare (circle_id, address, form) VALUES (%s, %s, %s)"

    def do(self, act: Act) -> str:
        """Do the two statements in a transaction."""
        from django.db import connection, transaction

        from learningcircles_wagtail.sign_ups.retrying import patiently

        def step() -> str:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(self.UPDATE, [act.circle])
                if not cursor.rowcount:
                    return "full"
                cursor.execute(self.INSERT, [act.circle, act.address, str(act.form)])
                return "confirmed"

        return patiently(step)


def follow(client: Client, acts: Any, *, until: float = float("inf")) -> Tally:
    """Have a client do one act after the other, and note what it saw.

    It stops at `until`, by the monotonic clock.
    """
    tally = Tally()
    for act in acts:
        begun = time.perf_counter()
        if time.monotonic() > until:
            tally.faults["out of time"] += 1
            break
        try:
            told = client.do(act)
            tally.told[told] += 1
            if told in PROMISES:
                tally.promises[act.address] = told
        except Exception as error:  # Whatever it is, a visitor would have seen it.
            tally.faults[f"{type(error).__name__}: {str(error)[:80]}"] += 1
        tally.seconds.append(time.perf_counter() - begun)
    tally.busy = sum(tally.seconds)
    tally.opening = getattr(client, "opening", [])
    tally.cut_off = getattr(client, "cut_off", 0)
    return tally
