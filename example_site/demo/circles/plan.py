"""What the demo knows about one circle: a pattern counted in days from today."""

from dataclasses import dataclass
from datetime import time

from example_site.demo.content import Block, Picture

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one meeting of the pattern, counted from 1."""

    number: int
    state: str
    note: str
    days_later: int = 0
    room: str = ""


@dataclass(frozen=True, slots=True)
class SignUpPlan:
    """How people sign up; instants are days from the moment of loading."""

    backend: str = "database"
    link: str = ""
    capacity: int | None = None
    taken: int = 0
    waiting_list: bool = False
    waiting_limit: int | None = None
    waiting: int = 0
    opens_in: int | None = None
    closes_in: int | None = None


JUST_TURN_UP = SignUpPlan(backend="none")


@dataclass(frozen=True, slots=True)
class CirclePlan:
    """One circle. The first meeting is the first of `weekdays` from `starts_in` on.

    `starts_in` counts days from today, negative for circles that have begun;
    `minutes` is a meeting's length. `shows` names the state of `DESIGN` section 6
    that the circle is there to show: circle's status, then sign-up state. `held` is how
    many meetings a circle had when it was cancelled; without, it is cancelled today.
    """

    slug: str
    title: str
    summary: str
    course: str
    topics: tuple[str, ...]
    facilitators: tuple[str, ...]
    branch: str | None
    room: str
    picture: Picture
    weekdays: tuple[int, ...]
    start: time
    minutes: int
    starts_in: int
    meeting_titles: tuple[str, ...]
    body: tuple[Block, ...]
    sign_up: SignUpPlan
    shows: tuple[str, str]
    format: str = "in_person"
    language: str = ""
    time_zone: str = ""
    changes: tuple[Change, ...] = ()
    cancelled: bool = False
    held: int = 0
    cancellation_note: str = ""
