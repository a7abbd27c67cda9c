"""Whether a learner can sign up to a circle now, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learningcircles_wagtail.domain.status import CircleStatus, as_utc


class SignUpState(StrEnum):
    """What a visitor who wants a place finds: DESIGN, "Contract: states"."""

    NONE = "none"
    EXTERNAL = "external"
    OPENS_LATER = "opens_later"
    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    CLOSED = "closed"


class SignUpBackend(StrEnum):
    """Where a circle's sign-ups are kept: nowhere, elsewhere, or in our tables."""

    NONE = "none"
    EXTERNAL = "external"
    DATABASE = "database"


def backend_kind(name: str) -> SignUpBackend:
    """Return what a backend is to us: a system that a site plugs in is elsewhere."""
    try:
        return SignUpBackend(name)
    except ValueError:
        return SignUpBackend.EXTERNAL


@dataclass(frozen=True, slots=True)
class SignUpFacts:
    """What decides whether there is a place.

    ``capacity`` and ``waiting_limit`` are numbers of people, ``None`` for no limit;
    ``taken`` and ``waiting`` count the people who have a place and who wait.
    ``opens_at`` and ``closes_at`` are aware instants, ``None`` for always.

    Raises ``ValueError`` for a naive datetime or an unknown backend.
    """

    backend: SignUpBackend
    capacity: int | None
    taken: int
    waiting_list: bool
    waiting_limit: int | None
    waiting: int
    opens_at: datetime | None
    closes_at: datetime | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "backend", SignUpBackend(self.backend))
        if self.opens_at is not None:
            as_utc(self.opens_at, "opens_at")
        if self.closes_at is not None:
            as_utc(self.closes_at, "closes_at")

    @property
    def places_left(self) -> int | None:
        """How many seats are free, never below 0.

        ``None`` where nobody counts: no limit, or sign-ups that are not ours.
        """
        if self.backend is not SignUpBackend.DATABASE or self.capacity is None:
            return None
        return max(0, self.capacity - self.taken)

    @property
    def waiting_places_left(self) -> int | None:
        """How many people more may wait, never below 0; ``None`` for no limit."""
        if not self.waiting_list:
            return 0
        if self.waiting_limit is None:
            return None
        return max(0, self.waiting_limit - self.waiting)


def sign_up_state(
    facts: SignUpFacts, *, status: CircleStatus, now: datetime
) -> SignUpState:
    """Return what a visitor who wants a place finds at ``now`` (aware).

    A cancelled or completed circle is closed, whatever else is true. Sign-up is
    open from ``opens_at`` on, and closed from ``closes_at`` on.

    Raises ``ValueError`` when ``now`` is naive.
    """
    instant = as_utc(now, "now")
    if status in {CircleStatus.CANCELLED, CircleStatus.COMPLETED}:
        return SignUpState.CLOSED
    if facts.backend is SignUpBackend.NONE:
        return SignUpState.NONE
    if facts.opens_at is not None and as_utc(facts.opens_at, "opens_at") > instant:
        return SignUpState.OPENS_LATER
    if facts.closes_at is not None and as_utc(facts.closes_at, "closes_at") <= instant:
        return SignUpState.CLOSED
    if facts.backend is SignUpBackend.EXTERNAL:
        return SignUpState.EXTERNAL
    if facts.places_left != 0:
        return SignUpState.OPEN
    if facts.waiting_places_left != 0:
        return SignUpState.WAITING_LIST
    return SignUpState.FULL
