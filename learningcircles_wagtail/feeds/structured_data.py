"""Pages as schema.org JSON-LD, public facts only (https://schema.org)."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags

from learningcircles_wagtail.domain.seats import SignUpState
from learningcircles_wagtail.domain.status import CircleStatus
from learningcircles_wagtail.enums import CircleFormat

CONTEXT = "https://schema.org"
ATTENDANCE = {
    CircleFormat.IN_PERSON: "OfflineEventAttendanceMode",
    CircleFormat.ONLINE: "OnlineEventAttendanceMode",
    CircleFormat.HYBRID: "MixedEventAttendanceMode",
}
AVAILABLE = {SignUpState.NONE, SignUpState.EXTERNAL, SignUpState.OPEN}


def without_holes(data: dict[str, Any]) -> dict[str, Any]:
    """Return the entries that say something."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def page_address(page: Any, request: HttpRequest | None) -> str:
    """Return the absolute address of a page by its Wagtail site."""
    return page.get_full_url(request) or ""


def library(branch: Any) -> dict[str, Any] | None:
    """Describe a branch as `Library`, or return None without one."""
    if branch is None:
        return None
    address = without_holes(
        {
            "@type": "PostalAddress",
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
    return without_holes(
        {
            "@type": "Library",
            "name": branch.name,
            "address": address,
            "geo": position,
            "telephone": branch.phone,
            "url": branch.website,
        }
    )


def circle_graph(summary: Any, *, request: HttpRequest | None) -> dict[str, Any]:
    """Describe a circle as `EventSeries` with an `Event` a meeting, and its `Course`.

    The link of an online meeting never appears.
    """
    address = page_address(summary.page, request)
    place = library(summary.branch)
    if summary.format == CircleFormat.ONLINE or place is None:
        place = {"@type": "VirtualLocation", "url": address}
    series_id = f"{address}#series"
    mode = ATTENDANCE.get(summary.format)
    common = {
        "eventAttendanceMode": f"{CONTEXT}/{mode}" if mode else None,
        "location": place,
        "isAccessibleForFree": True,
        "inLanguage": summary.language,
    }
    events = [
        without_holes(
            {
                "@type": "Event",
                "name": meeting.title or summary.title,
                "startDate": meeting.start.isoformat(),
                "endDate": meeting.end.isoformat(),
                "previousStartDate": (
                    meeting.original_start.isoformat()
                    if meeting.is_moved and meeting.original_start
                    else None
                ),
                "eventStatus": _event_status(meeting),
                "superEvent": {"@id": series_id},
                **common,
            }
        )
        for meeting in summary.meetings
    ]
    available = "InStock" if summary.sign_up_state in AVAILABLE else "SoldOut"
    series = without_holes(
        {
            "@type": "EventSeries",
            "@id": series_id,
            "name": summary.title,
            "description": summary.lead,
            "url": address,
            "startDate": events[0]["startDate"] if events else None,
            "endDate": events[-1]["endDate"] if events else None,
            "eventStatus": (
                f"{CONTEXT}/EventCancelled"
                if summary.timeline.status is CircleStatus.CANCELLED
                else f"{CONTEXT}/EventScheduled"
            ),
            "organizer": without_holes(
                {
                    "@type": "Library",
                    "name": summary.library_system.name,
                    "url": summary.library_system.website,
                }
            )
            if summary.library_system
            else None,
            "offers": {
                "@type": "Offer",
                "price": 0,
                "priceCurrency": "USD",
                "availability": f"{CONTEXT}/{available}",
                "url": address,
            },
            "subEvent": events,
            "about": course(summary),
            **common,
        }
    )
    return {"@context": CONTEXT, "@graph": [series]}


def course(summary: Any) -> dict[str, Any] | None:
    """Describe the course as `Course` with the circle as its `CourseInstance`."""
    record = summary.course
    if record is None:
        return None
    return without_holes(
        {
            "@type": "Course",
            "name": record.title,
            "description": record.description or record.title,
            "url": record.link,
            "inLanguage": record.language,
            "provider": {"@type": "Organization", "name": record.provider}
            if record.provider
            else None,
        }
    )


def _event_status(meeting: Any) -> str:
    if meeting.is_cancelled:
        return f"{CONTEXT}/EventCancelled"
    if meeting.is_moved:
        return f"{CONTEXT}/EventRescheduled"
    return f"{CONTEXT}/EventScheduled"


def collection_page(page: Any, *, request: HttpRequest | None) -> dict[str, Any]:
    """Describe an index page as `CollectionPage`."""
    return without_holes(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "name": page.title,
            "description": strip_tags(page.introduction).strip(),
            "url": page_address(page, request),
            "inLanguage": page.locale.language_code,
        }
    )


def learning_resource(page: Any, *, request: HttpRequest | None) -> dict[str, Any]:
    """Describe a toolkit page as `LearningResource`; `timeRequired` is ISO 8601."""
    return without_holes(
        {
            "@context": CONTEXT,
            "@type": "LearningResource",
            "name": page.title,
            "description": page.summary,
            "url": page_address(page, request),
            "inLanguage": page.locale.language_code,
            "learningResourceType": "guide",
            "audience": [
                {"@type": "Audience", "audienceType": label}
                for label in page.role_labels
            ],
            "timeRequired": f"PT{page.minutes}M" if page.minutes else None,
            "license": page.licence_address,
            "isAccessibleForFree": True,
            "dateModified": page.last_published_at.isoformat()
            if page.last_published_at
            else None,
        }
    )


def news_article(page: Any, *, request: HttpRequest | None) -> dict[str, Any]:
    """Describe a press release as `NewsArticle`."""
    return without_holes(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": page.title,
            "alternativeHeadline": page.subheadline,
            "description": page.lead,
            "dateline": page.dateline.removesuffix(" –"),
            "url": page_address(page, request),
            "inLanguage": page.locale.language_code,
            "datePublished": page.first_published_at.isoformat()
            if page.first_published_at
            else None,
            "dateModified": page.last_published_at.isoformat()
            if page.last_published_at
            else None,
        }
    )
