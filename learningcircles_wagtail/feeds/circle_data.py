"""A circle as one graph of schema.org, public facts only (https://schema.org).

`Course` and its `CourseInstance`, an `EventSeries` with an `Event` a meeting, the
`Library`, a free `Offer`: each said once, with an `@id` by which the others name it.
What Google asks of courses and events is kept: every event has a name, a start and a
location. The link of an online meeting never appears.
"""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest
from wagtail.models import Site

from learningcircles_wagtail.directory.renditions import rendition_of
from learningcircles_wagtail.domain.seats import SignUpBackend, SignUpState
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.enums import CircleFormat
from learningcircles_wagtail.feeds.currencies import currency_of
from learningcircles_wagtail.feeds.structured_data import (
    CONTEXT,
    page_address,
    without_holes,
)

ATTENDANCE = {
    CircleFormat.IN_PERSON: "OfflineEventAttendanceMode",
    CircleFormat.ONLINE: "OnlineEventAttendanceMode",
    CircleFormat.HYBRID: "MixedEventAttendanceMode",
}
COURSE_MODE = {
    CircleFormat.IN_PERSON: "Onsite",
    CircleFormat.ONLINE: "Online",
    CircleFormat.HYBRID: "Blended",
}
AVAILABILITY = {
    SignUpState.NONE: "InStock",
    SignUpState.EXTERNAL: "InStock",
    SignUpState.OPEN: "InStock",
    SignUpState.OPENS_LATER: "PreOrder",
}
SHARE_PICTURE = "fill-1200x630|format-jpeg"

Node = dict[str, Any]


def circle_graph(summary: Any, *, request: HttpRequest | None) -> Node:
    """Describe a circle as one graph; times have the offset of the circle's zone."""
    return {"@context": CONTEXT, "@graph": CircleGraph(summary, request).nodes()}


class CircleGraph:
    """The nodes of one circle; `nodes` returns those that there is something to say of.

    Override a method to say more of one of them.
    """

    def __init__(self, summary: Any, request: HttpRequest | None) -> None:
        self.summary = summary
        self.request = request
        self.address = page_address(summary.page, request)

    def nodes(self) -> list[Node]:
        """Return all nodes that refer to one another by `@id`."""
        events = [self.event(meeting) for meeting in self.summary.meetings]
        found = [self.course(), self.library(), self.organisation(), self.online()]
        if events:
            found += [self.course_instance(), self.series(events), *events]
        found.append(self.offer())
        return [without_holes(node) for node in found if node]

    def id(self, name: str) -> str:
        """Return the `@id` of one of the nodes."""
        return f"{self.address}#{name}"

    def ref(self, name: str, *, to: Any = True) -> Node | None:
        """Return a reference to a node, or None where `to` says there is none."""
        return {"@id": self.id(name)} if to else None

    def course(self) -> Node | None:
        """Describe the course that the circle works through as `Course`."""
        record = self.summary.course
        if record is None:
            return None
        provider = {"@type": "Organization", "name": record.provider}
        return {
            "@type": "Course",
            "@id": self.id("course"),
            "name": record.title,
            "description": record.description or record.title,
            "url": record.link,
            "inLanguage": record.language,
            "license": record.licence_address,
            "timeRequired": f"PT{record.hours}H" if record.hours else None,
            "isAccessibleForFree": True,
            "provider": provider if record.provider else self.organiser(),
            "hasCourseInstance": self.ref("instance", to=self.summary.meetings),
            "offers": self.ref("offer"),
        }

    def course_instance(self) -> Node | None:
        """Describe this circle as the `CourseInstance` of its course."""
        if self.summary.course is None:
            return None
        held = [item for item in self.summary.meetings if not item.facts.is_cancelled]
        minutes = sum(item.minutes for item in held or self.summary.meetings)
        return {
            "@type": "CourseInstance",
            "@id": self.id("instance"),
            "courseMode": COURSE_MODE.get(self.summary.format),
            "courseWorkload": duration(minutes),
            "instructor": [
                {"@type": "Person", "name": person.name}
                for person in self.summary.facilitators
            ],
            "subEvent": self.ref("series"),
            **self.whole(),
        }

    def series(self, events: list[Node]) -> Node:
        """Describe the circle as `EventSeries`."""
        return {
            "@type": "EventSeries",
            "@id": self.id("series"),
            "description": self.summary.lead,
            "image": self.image(),
            "about": self.ref("course", to=self.summary.course),
            "subEvent": [{"@id": event["@id"]} for event in events],
            **self.whole(),
        }

    def whole(self) -> Node:
        """Return what holds for the circle from its first to its last meeting."""
        timeline, meetings = self.summary.timeline, self.summary.meetings
        held = [item for item in meetings if not item.facts.is_cancelled] or meetings
        cancelled = timeline.status is CircleStatus.CANCELLED
        seats = self.summary.sign_up_facts
        counted = seats.backend == SignUpBackend.DATABASE and seats.capacity is not None
        left = 0 if cancelled else seats.places_left
        return {
            "name": self.summary.title,
            "url": self.address,
            "startDate": held[0].start.isoformat(),
            "endDate": max(item.end for item in held).isoformat(),
            "eventStatus": self.term(
                "EventCancelled" if cancelled else "EventScheduled"
            ),
            "maximumAttendeeCapacity": seats.capacity if counted else None,
            "remainingAttendeeCapacity": left if counted else None,
            **self.common(),
        }

    def event(self, meeting: Any) -> Node:
        """Describe one meeting as `Event`."""
        title = self.summary.title
        moved = meeting.is_moved and not meeting.is_cancelled
        before = meeting.original_start if moved else None
        return {
            "@type": "Event",
            "@id": self.id(f"meeting-{meeting.pk}"),
            "name": f"{title} – {meeting.title}" if meeting.title else title,
            "description": meeting.note or self.summary.lead,
            "startDate": meeting.start.isoformat(),
            "endDate": meeting.end.isoformat(),
            "previousStartDate": before.isoformat() if before else None,
            "eventStatus": self.term(event_status(meeting)),
            "superEvent": self.ref("series"),
            **self.common(),
        }

    def common(self) -> Node:
        """Return what holds for the circle and for each of its meetings."""
        mode = ATTENDANCE.get(self.summary.format)
        return {
            "eventAttendanceMode": self.term(mode) if mode else None,
            "location": self.location(),
            "organizer": self.organiser(),
            "offers": self.ref("offer"),
            "isAccessibleForFree": True,
            "inLanguage": self.summary.language,
        }

    def location(self) -> Any:
        """Return where people meet: the branch, the page for those afar, or both."""
        places = []
        if self.summary.format != CircleFormat.ONLINE:
            places.append(
                self.ref("branch", to=self.summary.branch) or self.somewhere()
            )
        if self.summary.is_online:
            places.append(self.ref("online"))
        return places[0] if len(places) == 1 else places

    def somewhere(self) -> Node:
        """Return the place of a circle without a branch: that of whose site this is."""
        site = Site.find_for_request(self.request) if self.request else None
        site = site or self.summary.page.get_site()
        name = (site.site_name or site.hostname) if site else self.summary.title
        return {"@type": "Place", "name": name, "address": name}

    def online(self) -> Node | None:
        """Describe the place afar as `VirtualLocation`: this page, never the link."""
        if not self.summary.is_online:
            return None
        return {
            "@type": "VirtualLocation",
            "@id": self.id("online"),
            "url": self.address,
        }

    def library(self) -> Node | None:
        """Describe the branch as `Library`, with its access facts."""
        branch = self.summary.branch
        if branch is None:
            return None
        address = without_holes(
            {
                "streetAddress": branch.street_address,
                "postalCode": branch.postal_code,
                "addressLocality": branch.city,
                "addressRegion": branch.region,
                "addressCountry": branch.country,
            }
        )
        position = None
        if branch.latitude is not None and branch.longitude is not None:
            position = {
                "@type": "GeoCoordinates",
                "latitude": branch.latitude,
                "longitude": branch.longitude,
            }
        return {
            "@type": "Library",
            "@id": self.id("branch"),
            "name": branch.name,
            "address": {"@type": "PostalAddress", **address}
            if address
            else branch.name,
            "geo": position,
            "telephone": branch.phone,
            "email": branch.email,
            "url": branch.website,
            "parentOrganization": self.organiser(),
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": label, "value": True}
                for label in branch.access_labels
            ],
        }

    def organisation(self) -> Node | None:
        """Describe the library system as `Organization`."""
        system = self.summary.library_system
        if system is None:
            return None
        return {
            "@type": "Organization",
            "@id": self.id("library"),
            "name": system.name,
            "url": system.website,
        }

    def organiser(self) -> Node | None:
        """Return a reference to who organises the circle, or None."""
        if self.summary.library_system:
            return self.ref("library")
        return self.ref("branch", to=self.summary.branch)

    def offer(self) -> Node:
        """Describe a place in the circle as an `Offer` that costs nothing."""
        state = self.summary.sign_up_state
        branch = self.summary.branch
        opens = self.summary.sign_up_facts.opens_at
        available = AVAILABILITY.get(state, "SoldOut")
        if self.summary.is_over:
            available = "SoldOut"
        return {
            "@type": "Offer",
            "@id": self.id("offer"),
            "price": 0,
            "priceCurrency": currency_of(branch.country) if branch else "",
            "category": "Free",
            "availability": self.term(available),
            "validFrom": opens.isoformat() if opens else None,
            "url": self.summary.sign_up_address or self.address,
        }

    def image(self) -> str | None:
        """Return the address of the picture that is shown where the page is shared."""
        shared = rendition_of(self.summary.page.get_share_picture(), SHARE_PICTURE)
        return urljoin(self.address, shared.url) if shared else None

    @staticmethod
    def term(name: str) -> str:
        """Return the address of one of schema.org's terms."""
        return f"{CONTEXT}/{name}"


def event_status(meeting: Any) -> str:
    """Return the schema.org `EventStatusType` of a meeting."""
    if meeting.is_cancelled:
        return "EventCancelled"
    if meeting.is_moved and meeting.original_start:
        return "EventRescheduled"
    return "EventScheduled"


def duration(minutes: int) -> str:
    """Return minutes as an ISO 8601 duration: "PT9H", "PT1H30M"."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours}H" if hours else "", f"{rest}M" if rest or not hours else "")
    return f"PT{''.join(parts)}"
