"""Circles to sign up to, and people who do."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from learningcircles_wagtail.enums import SignUpBackend, SignUpStatus
from learningcircles_wagtail.models import Circle, SignUp
from learningcircles_wagtail.sign_ups.actions import sign_up
from learningcircles_wagtail.sign_ups.learners import Learner
from learningcircles_wagtail.sign_ups.results import SignUpResult
from tests.factories import make_circle

# Before the first meeting of the circles of `tests.factories`.
NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)


def open_circle(**values: Any) -> Circle:
    """Return the row of a published circle that takes sign-ups, without a line."""
    defaults = {"sign_up_backend": SignUpBackend.DATABASE, "capacity": 2}
    return Circle.objects.get(pk=make_circle(**{**defaults, **values}).circle_id)


def learner(name: Any = "Ada", **values: Any) -> Learner:
    """Return a learner with an address made of the name."""
    return Learner(
        **{
            "name": str(name) if isinstance(name, int) else name,
            "email": f"{name}@example.org",
            "language": "en",
        }
        | values
    )


def join(circle: Circle, name: Any = "Ada", **options: Any) -> SignUpResult:
    """Sign somebody up by name, with a form of their own."""
    now = options.pop("now", NOW)
    key = options.pop("request_key", None) or uuid4()
    return sign_up(circle, learner(name, **options), now=now, request_key=key)


def names(circle: Circle, status: SignUpStatus) -> list[str]:
    """Return the names of a circle's learners in a state, in the order of the line."""
    rows = SignUp.objects.filter(circle=circle, status=status)
    return list(rows.order_by("line_number", "pk").values_list("name", flat=True))


def key(number: int) -> UUID:
    """Return the key of a form, the same for the same number."""
    return UUID(int=number)
