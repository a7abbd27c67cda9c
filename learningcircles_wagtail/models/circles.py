"""The circle itself and its meetings: rows that public lists and sign-ups read.

Editors write pages; publishing a page in the circle's first language projects its
facts into these rows (see `mixins.projection`). Rows refer to no page model, so that
a site may swap Wagtail's base page.
"""

import uuid
from datetime import datetime
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.domain.seats import SignUpFacts, backend_kind
from learningcircles_wagtail.domain.status import MeetingFacts, Timeline, off_since
from learningcircles_wagtail.enums import (
    CircleFormat,
    MeetingState,
    SignUpBackend,
    TimeOfDay,
)
from learningcircles_wagtail.fields import (
    ChoicesCharField,
    LanguageCodeField,
    MultipleChoiceField,
    TimeZoneField,
    sign_up_backend_choices,
)
from learningcircles_wagtail.models.querysets import CircleQuerySet, MeetingQuerySet


class Circle(models.Model):
    """A learning circle: one row however many languages it is published in.

    `translation_key` is that of its pages. All instants are UTC; `first_meeting_at`
    and `last_meeting_at` are the start of the first and the end of the last meeting
    that is not cancelled. `taken` and `waiting` count sign-ups, `last_in_line` is the
    number that the latest of them was given; `sign_ups.seats` alone writes these,
    never a page. `cancelled_at` is since when it is cancelled (`called_off_at`).
    """

    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_locale = models.ForeignKey(
        "wagtailcore.Locale",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The language whose page gives the facts."),
    )
    title = models.CharField(_("title"), max_length=255)
    course = models.ForeignKey(
        "learningcircles_wagtail.Course",
        verbose_name=_("course"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="circles",
    )
    branch = models.ForeignKey(
        "learningcircles_wagtail.Branch",
        verbose_name=_("branch"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="circles",
    )
    library_system = models.ForeignKey(
        "learningcircles_wagtail.LibrarySystem",
        verbose_name=_("library system"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="circles",
    )
    topics = models.ManyToManyField(
        "learningcircles_wagtail.Topic",
        verbose_name=_("topics"),
        related_name="circles",
    )
    facilitators = models.ManyToManyField(
        "learningcircles_wagtail.Facilitator",
        verbose_name=_("facilitators"),
        related_name="circles",
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    time_zone = TimeZoneField(_("time zone"))
    format = ChoicesCharField(
        _("format"),
        max_length=20,
        choices=CircleFormat.choices,
        default=CircleFormat.IN_PERSON,
    )
    room = models.CharField(_("room"), max_length=150, blank=True)
    online_link = models.URLField(
        _("link of the online meeting"),
        max_length=500,
        blank=True,
        help_text=_("Private: for learners who have a place."),
    )
    language = LanguageCodeField(_("language"), blank=True)
    weekdays = MultipleChoiceField(_("weekdays"), max_length=20, blank=True, default="")
    time_of_day = ChoicesCharField(
        _("time of day"), max_length=20, choices=TimeOfDay.choices, blank=True
    )
    first_meeting_at = models.DateTimeField(_("first meeting"), null=True)
    last_meeting_at = models.DateTimeField(_("end of the last meeting"), null=True)
    meeting_count = models.PositiveSmallIntegerField(_("meetings"), default=0)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    cancelled_at = models.DateTimeField(_("cancelled since"), null=True)
    search_text = models.TextField(_("words for search"), blank=True)

    sign_up_backend = ChoicesCharField(
        _("sign-up"),
        max_length=20,
        choices=sign_up_backend_choices,
        default=SignUpBackend.NONE,
    )
    sign_up_link = models.URLField(_("sign-up link"), max_length=500, blank=True)
    sign_up_form = models.ForeignKey(
        "learningcircles_wagtail.SignUpForm",
        verbose_name=_("sign-up form"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="circles",
    )
    capacity = models.PositiveIntegerField(_("places"), null=True)
    waiting_list = models.BooleanField(_("waiting list"), default=False)
    waiting_limit = models.PositiveIntegerField(_("waiting list limit"), null=True)
    sign_up_opens_at = models.DateTimeField(_("sign-up opens"), null=True)
    sign_up_closes_at = models.DateTimeField(_("sign-up closes"), null=True)

    taken = models.IntegerField(
        _("places taken"), default=0, validators=[MinValueValidator(0)]
    )
    waiting = models.IntegerField(
        _("people waiting"), default=0, validators=[MinValueValidator(0)]
    )

    last_in_line = models.PositiveBigIntegerField(
        _("last number given"), default=0, editable=False
    )

    is_full = models.GeneratedField(
        verbose_name=_("no place left"),
        expression=Case(
            When(
                sign_up_backend=SignUpBackend.DATABASE.value,
                taken__gte=F("capacity"),
                then=Value(True),
            ),
            default=Value(False),
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    source = models.CharField(_("imported from"), max_length=50, blank=True)
    source_id = models.CharField(
        _("identity at the source"), max_length=255, blank=True
    )
    created_at = models.DateTimeField(_("first published"))
    modified_at = models.DateTimeField(_("facts last changed"))

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = _("circle")
        verbose_name_plural = _("circles")
        ordering: ClassVar = ["first_meeting_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["first_meeting_at"], name="lc_circle_first"),
            models.Index(fields=["last_meeting_at"], name="lc_circle_last"),
            models.Index(fields=["created_at"], name="lc_circle_created"),
            models.Index(fields=["title"], name="lc_circle_title"),
            models.Index(fields=["city"], name="lc_circle_city"),
            models.Index(fields=["latitude", "longitude"], name="lc_circle_position"),
            models.Index(fields=["source", "source_id"], name="lc_circle_source"),
            models.Index(fields=["is_full", "last_meeting_at"], name="lc_circle_full"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(taken__gte=0), name="lc_circle_taken"),
            models.CheckConstraint(
                condition=Q(waiting__gte=0), name="lc_circle_waiting"
            ),
            models.CheckConstraint(
                condition=Q(cancelled=True) | Q(cancelled_at__isnull=True),
                name="lc_circle_cancelled_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sign_up_facts(self) -> SignUpFacts:
        """What decides whether a visitor can sign up, as a plain value."""
        return SignUpFacts(
            backend=backend_kind(self.sign_up_backend),
            capacity=self.capacity,
            taken=self.taken,
            waiting_list=self.waiting_list,
            waiting_limit=self.waiting_limit,
            waiting=self.waiting,
            opens_at=self.sign_up_opens_at,
            closes_at=self.sign_up_closes_at,
        )

    @property
    def called_off_at(self) -> datetime | None:
        """From when on its meetings do not take place; None unless it is cancelled.

        What had begun before was held.
        """
        return off_since(self.cancelled, self.cancelled_at)

    def holds(self, meeting: "Meeting") -> bool:
        """Return whether a meeting of it takes place, or did.

        Neither was it taken away nor cancelled, nor called off with the circle.
        """
        return meeting.withdrawn_at is None and meeting.facts.takes_place(
            self.called_off_at
        )

    def timeline(self, *, now: datetime) -> Timeline:
        """Return where the circle stands at `now` (aware), from its meeting rows.

        Reads `meetings` once; prefetch it for lists.
        """
        return Timeline.build(
            [row.facts for row in self.meetings.all() if row.withdrawn_at is None],
            called_off_at=self.called_off_at,
            now=now,
        )


class Meeting(models.Model):
    """One gathering of a circle, as published; `start` and `end` are UTC.

    `uid` and `sequence` are those of RFC 5545: the uid never changes, the sequence
    rises only when time, place or state really changed. A meeting that an editor
    takes away is kept with `withdrawn_at`, so that calendars can be told.
    """

    circle = models.ForeignKey(
        Circle,
        verbose_name=_("circle"),
        on_delete=models.CASCADE,
        related_name="meetings",
    )
    uid = models.CharField(_("calendar identity"), max_length=255, unique=True)
    source_id = models.CharField(_("identity within the page"), max_length=64)
    sequence = models.PositiveIntegerField(_("calendar sequence"), default=0)
    start = models.DateTimeField(_("start"))
    day = models.DateField(
        _("day"),
        null=True,
        help_text=_("On which it begins by the circle's own clock."),
    )
    end = models.DateTimeField(_("end"))
    original_start = models.DateTimeField(_("start as first announced"), null=True)
    state = ChoicesCharField(
        _("state"),
        max_length=20,
        choices=MeetingState.choices,
        default=MeetingState.PLANNED,
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    note = models.TextField(_("note"), blank=True)
    room = models.CharField(_("room"), max_length=150, blank=True)
    place = models.CharField(_("place"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"))
    modified_at = models.DateTimeField(_("last changed"))
    withdrawn_at = models.DateTimeField(_("taken away"), null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering: ClassVar = ["start", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["circle", "start"], name="lc_meeting_circle"),
            models.Index(fields=["start"], name="lc_meeting_start"),
            models.Index(fields=["end"], name="lc_meeting_end"),
            models.Index(fields=["day", "start", "circle"], name="lc_meeting_day"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["circle", "source_id"], name="lc_meeting_source"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="lc_meeting_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circle_id}: {self.start:%Y-%m-%d %H:%M} UTC"

    @property
    def facts(self) -> MeetingFacts:
        """The meeting as a plain value for the rules in `domain`."""
        return MeetingFacts(
            start=self.start,
            end=self.end,
            state=self.state,
            title=self.title,
            note=self.note,
            room=self.room,
            original_start=self.original_start,
            uid=self.uid,
        )
