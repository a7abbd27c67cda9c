"""Creates the circles: meetings from the pattern, changes, and who signed up."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page

from example_site.demo.circles import CIRCLES
from example_site.demo.circles.plan import CirclePlan
from example_site.demo.loading.attendance import note_who_came
from example_site.demo.loading.images import image_of
from example_site.demo.loading.registry import Registry, stable_id
from example_site.demo.loading.tree import Tree
from learningcircles_wagtail.domain.schedule import plan_meetings
from learningcircles_wagtail.enums import MailStatus, SignUpSource
from learningcircles_wagtail.models import Circle, OutboxMail
from learningcircles_wagtail.models.pages import CirclePage
from learningcircles_wagtail.sign_ups.addresses import hash_of_address
from learningcircles_wagtail.sign_ups.arriving import Arrival, arrive
from learningcircles_wagtail.sign_ups.learners import Learner
from learningcircles_wagtail.sign_ups.seats import Entry

DEFAULT_ZONE = "America/Chicago"

WISHES = {
    2: "A seat near the door, please. I may have to leave early.",
    5: "I lip-read: it helps when people face me.",
}
"""What some of the invented learners say would help them, by their numbers."""


def load_circles(
    tree: Tree, index_page: Page, *, locale: Locale, now: datetime
) -> None:
    """Place all circles of the demo below the list; `now` is aware."""
    for plan in CIRCLES:
        tree.place(
            index_page,
            _draft(tree.registry, plan, locale, now),
            lambda page, p=plan: _fill(tree.registry, page, p, now),
            lambda page, p=plan: _people_come(page.circle, p, now),
        )


def _draft(registry: Registry, plan: CirclePlan, locale: Locale, now: datetime) -> Any:
    branch = registry.records["Branch", plan.branch] if plan.branch else None
    zone = plan.time_zone or (branch.get_time_zone() if branch else DEFAULT_ZONE)
    today = now.astimezone(ZoneInfo(zone)).date()
    return CirclePage(
        title=plan.title,
        slug=plan.slug,
        locale=locale,
        summary=plan.summary,
        picture=image_of(registry, plan.picture),
        course=registry.records["Course", plan.course],
        branch=branch,
        room=plan.room,
        format=plan.format,
        online_link=(
            "" if plan.format == "in_person" else "https://video.riverbend.example/room"
        ),
        language=plan.language,
        time_zone=plan.time_zone,
        first_date=first_date(plan, today),
        start_time=plan.start,
        length_minutes=plan.minutes,
        meeting_count=len(plan.meeting_titles),
        weekdays=[str(day) for day in plan.weekdays],
        cancelled=plan.cancelled,
        cancellation_note=plan.cancellation_note,
        **_sign_up_fields(registry, plan, now),
    )


def first_date(plan: CirclePlan, today: date) -> date:
    """Return the first of the plan's weekdays on or after `starts_in` days."""
    day = today + timedelta(days=plan.starts_in)
    while day.weekday() not in plan.weekdays:
        day += timedelta(days=1)
    return day


def _sign_up_fields(
    registry: Registry, plan: CirclePlan, now: datetime
) -> dict[str, Any]:
    given = plan.sign_up

    def instant(days: int | None) -> datetime | None:
        if days is None:
            return None
        noon = now.astimezone(ZoneInfo(DEFAULT_ZONE)) + timedelta(days=days)
        return noon.replace(hour=9, minute=0, second=0, microsecond=0).astimezone(UTC)

    form = registry.records["SignUpForm", "usual"]
    return {
        "sign_up_backend": given.backend,
        "sign_up_link": given.link,
        "sign_up_form": form if given.backend == "database" else None,
        "capacity": given.capacity,
        "waiting_list": given.waiting_list,
        "waiting_limit": given.waiting_limit,
        "sign_up_opens_at": instant(given.opens_in),
        "sign_up_closes_at": instant(given.closes_in),
    }


def _fill(registry: Registry, page: Any, plan: CirclePlan, now: datetime) -> None:
    page.topics = [registry.records["Topic", key] for key in plan.topics]
    page.facilitators = [
        registry.records["Facilitator", key] for key in plan.facilitators
    ]
    page.meetings = page._meta.get_field("meetings").stream_block.to_python(
        meeting_rows(page, plan)
    )
    page.body = page._meta.get_field("body").stream_block.to_python(
        registry.stream(plan.body, plan.slug)
    )


def meeting_rows(page: Any, plan: CirclePlan) -> list[dict[str, Any]]:
    """Return the meetings as raw rows, with titles and what became of them."""
    changes = {change.number: change for change in plan.changes}
    planned = plan_meetings(page.get_pattern())
    rows = []
    for number, (meeting, title) in enumerate(
        zip(planned, plan.meeting_titles, strict=True), 1
    ):
        value = {"date": meeting.day.isoformat(), "state": "planned", "title": title}
        if change := changes.get(number):
            value |= {"state": change.state, "note": change.note, "room": change.room}
            if change.days_later:
                moved_to = meeting.day + timedelta(days=change.days_later)
                value["moved_from"] = meeting.day.isoformat()
                value["date"] = moved_to.isoformat()
        rows.append(
            {
                "type": "meeting",
                "id": stable_id(page.slug, "meeting", number),
                "value": value,
            }
        )
    return rows


def _people_come(circle: Circle, plan: CirclePlan, now: datetime) -> None:
    _call_off(circle, plan)
    _sign_people_up(circle, plan, now)
    note_who_came(circle, now=now)


def _call_off(circle: Circle, plan: CirclePlan) -> None:
    """Let a circle be cancelled since the day after the last meeting that was held."""
    if plan.held:
        last = circle.meetings.order_by("start")[plan.held - 1]
        circle.cancelled_at = last.end + timedelta(days=1)
        circle.save(update_fields=["cancelled_at"])


def _sign_people_up(circle: Circle, plan: CirclePlan, now: datetime) -> None:
    """Sign somebody up for each place that the plan says is taken or waited for.

    Through the same counting as everybody, while the circle is taken for running. Their
    messages are taken for sent: the demo writes to nobody.
    """
    given = plan.sign_up
    if not given.taken + given.waiting:
        return
    rows = Circle.objects.filter(pk=circle.pk)
    rows.update(cancelled=False, cancelled_at=None)
    for number in range(1, given.taken + given.waiting + 1):
        address = f"learner-{plan.slug}-{number}@riverbend.example"
        when = now - timedelta(days=40, minutes=-number)
        arrive(
            Arrival(
                circle_id=circle.pk,
                learner=Learner(
                    name=f"Invented learner {number}",
                    email=address,
                    accommodation=WISHES.get(number, ""),
                    language=circle.language or "en",
                    consent_version="demo",
                ),
                now=when,
                entry=Entry.STAFF,
                source=SignUpSource.WEB,
                request_key=None,
                address_hash=hash_of_address(address),
            )
        )
    rows.update(cancelled=circle.cancelled, cancelled_at=circle.cancelled_at)
    OutboxMail.objects.filter(circle=circle).update(
        status=MailStatus.SENT, sent_at=now - timedelta(days=40)
    )
