"""The page of one learning circle: what it holds and what it shows."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.api import APIField
from wagtail.search import index

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.domain.schedule import (
    MeetingPattern,
    ScheduleError,
    is_time_zone,
    to_instant,
)
from learningcircles_wagtail.domain.status import MeetingFacts
from learningcircles_wagtail.enums import MeetingState, SignUpBackend
from learningcircles_wagtail.mixins.api import RecordField
from learningcircles_wagtail.mixins.base import PublicPageMixin
from learningcircles_wagtail.mixins.circle_fields import CircleFields
from learningcircles_wagtail.mixins.circle_form import CirclePageForm
from learningcircles_wagtail.mixins.circle_index import CircleIndexPageMixin
from learningcircles_wagtail.mixins.circle_routes import CircleRoutes
from learningcircles_wagtail.mixins.panels import circle_panels
from learningcircles_wagtail.translation import synchronised_fields

if TYPE_CHECKING:
    from learningcircles_wagtail.directory.circle_summary import CircleSummary

__all__ = ["CircleIndexPageMixin", "CirclePageMixin"]


class CirclePageMixin(CircleRoutes, PublicPageMixin, CircleFields):
    """One learning circle as editors write it, in one language.

    Publishing the page in the circle's first language projects its facts into the
    rows `Circle` and `Meeting`; translations refer to the same row. Dates and times
    of this page are wall-clock times of the circle's own time zone.
    """

    page_kind = "circle_page"
    base_form_class = CirclePageForm
    _public_translations: list[Any] | None = None
    _is_around_form = False

    content_panels: ClassVar = circle_panels()
    search_fields: ClassVar = [
        index.SearchField("summary"),
        index.SearchField("body"),
        # Not as related fields, in which the names of drafts would be found.
        index.SearchField("get_record_names"),
    ]
    api_fields: ClassVar = [
        APIField("summary"),
        APIField("format"),
        APIField("room"),
        APIField("cancelled"),
        APIField("course", serializer=RecordField()),
        APIField("branch", serializer=RecordField()),
        APIField("topics", serializer=RecordField()),
        APIField("meetings"),
        APIField("body"),
    ]
    exclude_fields_in_copy: ClassVar = ["circle", "tell_learners"]
    override_translatable_fields: ClassVar = synchronised_fields(
        "language",
        "format",
        "room",
        "online_link",
        "time_zone",
        "weekdays",
        "skipped_dates",
        "sign_up_backend",
        "sign_up_link",
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; what is live is projected into the circle's rows.

        Saving single fields (`update_fields`) or a draft leaves the rows alone. The
        wish to tell learners is fulfilled by publishing once, and gone then; see
        `learningcircles_wagtail.signals.forget_telling` for its revision.
        """
        if not self.live or kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        from learningcircles_wagtail.mixins.projection import project

        tell, self.tell_learners = self.tell_learners, False
        with transaction.atomic():
            super().save(*args, **kwargs)
            project(self, now=timezone.now(), tell=tell)
        # Wagtail has indexed the page before its topics and facilitators were stored.
        index.insert_or_update_object(self)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Restore a revision without its idea of which circle this is."""
        page = super().with_content_json(content)
        page.circle_id = self.circle_id
        return page

    def get_record_names(self) -> str:
        """Return the names of course, branch, topics and people, for the search.

        Those of records that are published; a line each.
        """
        from learningcircles_wagtail.mixins.projection import record_names

        return "\n".join(record_names(self))

    def get_circle_key(self) -> Any:
        """Return the key of the circle's row: this page's, or its original's.

        An alias shows another page's circle and shares its places.
        """
        original = self.alias_of.specific if self.alias_of_id else self
        return original.translation_key

    def get_time_zone(self) -> str:
        """Return the IANA zone of the circle's clock: own, branch's, or default.

        A name that is no zone, which only code can have saved, is passed over.
        """
        branch = self.branch.get_time_zone() if self.branch else ""
        for zone in (self.time_zone, branch):
            if zone and is_time_zone(zone):
                return zone
        return settings.DEFAULT_TIME_ZONE

    def get_language(self) -> str:
        """Return the BCP 47 tag of the language in which people talk."""
        return self.language or (self.locale.language_code if self.locale_id else "")

    def get_sign_up_backend(self) -> str:
        """Return who keeps the list: this page's choice, or the site's default."""
        if self.sign_up_backend:
            return self.sign_up_backend
        from learningcircles_wagtail.models import LearningCirclesSettings

        site = self.get_site()
        if site is None:
            return SignUpBackend.NONE
        return LearningCirclesSettings.for_site(site).default_sign_up_backend

    def get_sign_up_form_id(self) -> int | None:
        """Return the key of what learners are asked: this page's form, or the usual."""
        ours = self.get_sign_up_backend() == SignUpBackend.DATABASE
        if self.sign_up_form_id or not ours:
            return self.sign_up_form_id
        from learningcircles_wagtail.models import LearningCirclesSettings

        site = self.get_site()
        if site is None:
            return None
        return LearningCirclesSettings.for_site(site).default_sign_up_form_id

    def get_skipped_dates(self) -> frozenset[date]:
        """Return the days on which no meeting is laid, closing days included."""
        days = {child.value for child in self.skipped_dates if child.value}
        if self.skip_closing_days and self.branch:
            for closing in self.branch.closing_days.all():
                span = (closing.last_day or closing.first_day) - closing.first_day
                days |= {
                    closing.first_day + timedelta(days=offset)
                    for offset in range(min(span.days, 366) + 1)
                }
        return frozenset(days)

    def get_pattern(self) -> MeetingPattern | None:
        """Return the pattern of the meetings, or None while it has holes."""
        needed = (
            self.first_date,
            self.start_time,
            self.length_minutes,
            self.meeting_count,
        )
        if None in needed:
            return None
        return MeetingPattern(
            first_date=self.first_date,
            start_time=self.start_time,
            length_minutes=self.length_minutes,
            meeting_count=self.meeting_count,
            weekdays=tuple(int(day) for day in self.weekdays),
            skipped_dates=self.get_skipped_dates(),
            time_zone=self.get_time_zone(),
        )

    def get_meeting_facts(self) -> list[MeetingFacts]:
        """Return the meetings as this page has them, published or not, by start.

        Rows without a date or a time are left out: a draft may have holes. So are
        days at the very ends of the calendar, which have no instant in UTC.
        """
        facts = []
        for child in self.meetings:
            with suppress(OverflowError):
                facts.append(self._facts(child))
        return sorted((fact for fact in facts if fact), key=lambda fact: fact.start)

    def get_called_off_at(self, *, now: datetime) -> datetime | None:
        """Return from when on meetings of this page do not take place, as it stands.

        None unless the page is cancelled. Where the circle is published as cancelled
        it is since then; else since `now` (aware), as if it were published now.
        """
        if not self.cancelled:
            return None
        published = self.circle.called_off_at if self.circle_id else None
        return published or now

    def _facts(self, child: Any) -> MeetingFacts | None:
        value = child.value
        clock = value.get("start_time") or self.start_time
        length = value.get("length_minutes") or self.length_minutes
        if not (value.get("date") and clock and length) or int(length) < 1:
            return None
        start = self._instant(value["date"], clock)
        moved_from, state = value.get("moved_from"), value.get("state")
        usual = self.start_time or clock
        return MeetingFacts(
            start=start,
            end=start + timedelta(minutes=int(length)),
            state=state if state in MeetingState.values else MeetingState.PLANNED,
            title=value.get("title") or "",
            note=value.get("note") or "",
            room=value.get("room") or "",
            original_start=self._instant(moved_from, usual) if moved_from else None,
            uid=str(child.id or ""),
        )

    def _instant(self, day: date, clock: time) -> datetime:
        """Return the UTC instant of a wall-clock time.

        The form refuses a time that the clocks skip; where one comes in by another
        way, the meeting is not lost but read by the clock before the change.
        """
        zone = self.get_time_zone()
        try:
            return to_instant(day, clock, zone).astimezone(UTC)
        except ScheduleError:
            return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    def get_summary(
        self, *, now: datetime, request: HttpRequest | None = None
    ) -> "CircleSummary":
        """Return what lists, cards and this page say about the circle at `now`."""
        from learningcircles_wagtail.directory.summaries import summarise

        return summarise(self, now=now, request=request, in_short=self._is_around_form)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `summary`, and `place_map` and `related` circles, which are made late.

        Around a form the related circles are read late too.
        """
        from learningcircles_wagtail.directory.place_map import place_map
        from learningcircles_wagtail.directory.related import pages_beside
        from learningcircles_wagtail.directory.summaries import (
            prefetch_page,
            summarise_many,
        )

        now = timezone.now()
        beside = SimpleLazyObject(partial(pages_beside, self, now=now))
        if not self._is_around_form:
            prefetch_page(self, beside.related)
            self._public_translations = beside.translations
        context = super().get_context(request, *args, **kwargs)
        summary = self.get_summary(now=now, request=request)
        context["summary"] = summary
        context["place_map"] = SimpleLazyObject(partial(place_map, self, summary))
        context["related"] = SimpleLazyObject(
            lambda: summarise_many(
                beside.related, now=now, request=request, for_cards=True
            )
        )
        return context

    def get_form_context(self, request: HttpRequest) -> dict:
        """Return the context of a page below this one that holds a form of it."""
        self._is_around_form = True
        return self.get_context(request)

    def get_public_translations(self) -> list[Any]:
        """Return the other languages' public pages; once read, while one is shown."""
        if self._public_translations is None:
            return super().get_public_translations()
        return self._public_translations

    def get_meta_description(self) -> str:
        """Return the editor's description, else the summary."""
        return super().get_meta_description() or self.summary

    def get_structured_data(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Describe the circle as one graph of schema.org: course, events, library."""
        from learningcircles_wagtail.feeds.circle_data import circle_graph

        return circle_graph(context["summary"], request=request)
