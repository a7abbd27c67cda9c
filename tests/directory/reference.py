"""Finding circles the slow and obvious way, to hold the quick one against."""

from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict

from learningcircles_wagtail.directory.snapshot import title_key
from learningcircles_wagtail.domain.geo import Position, distance_km
from learningcircles_wagtail.domain.seats import SignUpState, sign_up_state
from learningcircles_wagtail.models import Branch, CirclePage

FREE = {SignUpState.NONE, SignUpState.EXTERNAL, SignUpState.OPEN}
LATEST = datetime.max.replace(tzinfo=UTC)


class Reference:
    """Every public circle below a list, read one by one."""

    def __init__(self, index_page: Any, now: datetime) -> None:
        self.now = now
        self.pages = [
            page
            for page in CirclePage.objects.descendant_of(index_page).live().public()
            if page.circle and (page.circle.branch is None or page.circle.branch.live)
        ]
        self.facts = {page.pk: self.facts_of(page) for page in self.pages}
        have = self.facts.values()
        branches = self.branches = list(Branch.objects.filter(live=True))
        self.known = {
            "city": {one["city"] for one in have} | {one.city for one in branches},
            "language": {one["language"] for one in have},
        }

    def facts_of(self, page: Any) -> dict[str, Any]:
        """Return what a circle has, by the names of the parameters."""
        circle, branch = page.circle, page.circle.branch
        library = branch.library_system if branch else None
        status = circle.timeline(now=self.now).status
        state = sign_up_state(circle.sign_up_facts, status=status, now=self.now)
        return {
            "topic": {topic.slug for topic in circle.topics.all() if topic.live},
            "branch": {branch.slug} if branch else set(),
            "weekday": set(circle.weekdays),
            "access": set(branch.access_facts) if branch else set(),
            "library": library.slug if library and library.live else None,
            "city": circle.city,
            "format": circle.format,
            "time": circle.time_of_day,
            "language": circle.language,
            "status": status.value,
            "open": state in FREE,
            "words": circle.search_text.casefold(),
        }

    def find(self, query: str) -> list[int]:
        """Return the keys of the pages that fit a query, in order."""
        asked = self.understood(QueryDict(query, mutable=True))
        fitting = [page for page in self.pages if self.fits(page, asked)]
        return [page.pk for page in sorted(fitting, key=self.order(asked))]

    def understood(self, asked: QueryDict) -> QueryDict:
        """Return a query without the cities and languages that nothing here has.

        Whether they are written in capitals makes no difference.
        """
        for name, known in self.known.items():
            if asked.get(name):
                same = [one for one in known if one.lower() == asked[name].lower()]
                asked[name] = same[0] if same else ""
        if any(map(str.isalnum, asked.get("near", ""))) and "," not in asked["near"]:
            asked["near"] = self.place(asked["near"])
        if not asked.get("near"):
            asked["within"] = ""
        return asked

    def place(self, text: str) -> str:
        """Return the middle of what a text names, "" for nothing."""
        code = text.upper()
        there = [one for one in self.branches if one.latitude is not None]
        codes = {one.pk: one.postal_code.replace(" ", "") for one in there}
        named = [one for one in there if one.name.lower() == text.lower()][:1]
        named = named or [one for one in there if one.city.lower() == text.lower()]
        while not named and code:
            named = [one for one in there if codes[one.pk].startswith(code)]
            # Of a code that no branch has, three characters at least say where it is.
            code = code[:-1] if len(code) > 3 else ""
        if not named:
            return ""
        latitude = sum(one.latitude for one in named) / len(named)
        longitude = sum(one.longitude for one in named) / len(named)
        return f"{round(latitude, 5)},{round(longitude, 5)}"

    def fits(self, page: Any, asked: QueryDict) -> bool:
        """Return whether a circle has everything that was asked for."""
        have = self.facts[page.pk]
        for name in ("topic", "branch", "weekday"):
            if asked.getlist(name) and not have[name] & set(asked.getlist(name)):
                return False
        for name in ("library", "city", "format", "time", "language", "status"):
            if asked.get(name) and asked[name] != have[name]:
                return False
        if set(asked.getlist("access")) - have["access"]:
            return False
        if asked.get("open") and not have["open"]:
            return False
        if asked.get("within"):
            distance = self.distance(page, asked)
            if distance is None or distance > float(asked["within"]):
                return False
        words = asked.get("q", "").casefold().split()
        return all(word in have["words"] for word in words)

    def distance(self, page: Any, asked: QueryDict) -> float | None:
        """Return kilometres from the position that was asked for."""
        circle = page.circle
        if circle.latitude is None:
            return None
        latitude, longitude = (float(part) for part in asked["near"].split(","))
        return distance_km(
            Position(latitude, longitude), Position(circle.latitude, circle.longitude)
        )

    def order(self, asked: QueryDict) -> Any:
        """Return the key by which a list is sorted."""
        default = "nearest" if asked.get("near") else "soonest"
        return getattr(self, asked.get("order") or default)(asked)

    def first(self, page: Any) -> datetime:
        """Return when a circle begins; without a date, after all others."""
        return page.circle.first_meeting_at or LATEST

    def soonest(self, asked: QueryDict) -> Any:
        """Running by first meeting; cancelled, then completed ones, latest first."""

        def key(page: Any) -> tuple:
            status = self.facts[page.pk]["status"]
            if status in {"upcoming", "in_progress"}:
                return (0, self.first(page).timestamp(), page.pk)
            end = page.circle.last_meeting_at
            group = 1 if status == "cancelled" else 2
            late = -end.timestamp() if end else 0
            return (group, late, self.first(page).timestamp(), page.pk)

        return key

    def nearest(self, asked: QueryDict) -> Any:
        """Running before those that are over; by distance, without a position last."""

        def key(page: Any) -> tuple:
            status = self.facts[page.pk]["status"]
            group = int(status not in {"upcoming", "in_progress"})
            distance = self.distance(page, asked)
            far = float("inf") if distance is None else round(distance, 6)
            return (group, far, self.first(page), page.pk)

        return key

    def newest(self, asked: QueryDict) -> Any:
        """By the day of first publication, the latest first."""
        return lambda page: (
            -int(page.circle.created_at.timestamp()),
            self.first(page),
            page.pk,
        )

    def title(self, asked: QueryDict) -> Any:
        """By title."""
        return lambda page: (title_key(page.title), self.first(page), page.pk)
