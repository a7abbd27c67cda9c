"""Events with a date, a location and topics, below an index page."""

from collections import defaultdict
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

PAGE_SIZE = 24


class Location(models.Model):
    """Where an event takes place."""

    name = models.CharField(max_length=255)
    address = models.CharField(max_length=255, blank=True)
    city = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.name}, {self.city}"


class Topic(models.Model):
    """What an event is about."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class EventIndexPage(RoutablePageMixin, Page):
    """The list of events, with a month, a search and a calendar file."""

    introduction = RichTextField(blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar = ["tutorial_site.EventPage"]

    def get_events(self) -> models.QuerySet:
        """Return the events below this page, by date."""
        return EventPage.objects.live().child_of(self).order_by("date")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add a page of `events`."""
        context = super().get_context(request, *args, **kwargs)
        paginator = Paginator(self.get_events(), PAGE_SIZE)
        context["events"] = paginator.get_page(request.GET.get("page"))
        return context

    @path("month/<int:year>/<int:month>/", name="month")
    def month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """Show the events of a month, by day."""
        days = defaultdict(list)
        for event in self.get_events().filter(date__year=year, date__month=month):
            days[event.date].append(event)
        return self.render(
            request,
            context_overrides={"days": sorted(days.items())},
            template="tutorial_site/event_month.html",
        )

    @path("search/", name="search")
    def search(self, request: HttpRequest) -> HttpResponse:
        """Show the events in which words are found."""
        found = EventPage.objects.live().child_of(self)
        found = found.search(request.GET.get("q", ""))
        events = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        return self.render(request, context_overrides={"events": events})

    @path("ics/", name="ics")
    def ics(self, request: HttpRequest) -> HttpResponse:
        """Answer with all events as iCalendar."""
        from benchmarks.tutorial_site.ical import calendar

        return HttpResponse(
            calendar(self.get_events()).to_ical(), content_type="text/calendar"
        )


class EventPage(Page):
    """One event."""

    date = models.DateField()
    start_time = models.TimeField()
    end_time = models.TimeField()
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.SET_NULL
    )
    topics = ParentalManyToManyField(Topic, blank=True)
    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("start_time"),
        FieldPanel("end_time"),
        FieldPanel("location"),
        FieldPanel("topics"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.RelatedFields("location", [index.SearchField("name")]),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.FilterField("date"),
    ]
    parent_page_types: ClassVar = ["tutorial_site.EventIndexPage"]
