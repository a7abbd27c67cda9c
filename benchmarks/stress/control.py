"""The guard of the seats taken out: a crowd has to oversell, or it shows nothing."""

import threading
import time
from typing import Any

LOOKING = 0.05
"""Seconds between look and write."""


def take_the_guard_out() -> None:
    """Count first and write later, as a control: this run has to oversell."""
    from django.db.models import F, Q

    from learningcircles_wagtail.sign_ups import actions, arriving, seats

    found = threading.local()
    arrive = arriving.arrive

    def look(arrival: Any) -> Any:
        circle = seats.circles().get(pk=arrival.circle_id)
        found.free = circle.capacity is None or circle.taken < circle.capacity
        # As long as others need to look at the same circle.
        time.sleep(LOOKING)
        return arrive(arrival)

    def write(attempt: Any) -> seats.Taken | None:
        counts = {"taken": F("taken") + 1, "last_in_line": F("last_in_line") + 1}
        rows = seats.circles().filter(Q(pk=attempt.arrival.circle_id))
        if not found.free:
            return None
        rows.update(**counts)
        return seats.Taken.of(*rows.values_list(*seats.COUNTS)[0])

    actions.arrive = look
    arriving._Attempt.take = write
