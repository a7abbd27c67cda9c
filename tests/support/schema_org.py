"""A small checker of schema.org graphs: the words that we use, and Google's rules.

The properties of each type are copied from https://schema.org, those that it inherits
included, as far as we use them; what Google requires from
https://developers.google.com/search/docs/appearance/structured-data/event and
…/course-info, …/article.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

THING = {"name", "description", "url", "image", "sameAs"}
EVENT = THING | {
    "startDate",
    "endDate",
    "previousStartDate",
    "eventStatus",
    "eventAttendanceMode",
    "location",
    "organizer",
    "offers",
    "isAccessibleForFree",
    "inLanguage",
    "superEvent",
    "subEvent",
    "about",
    "maximumAttendeeCapacity",
    "remainingAttendeeCapacity",
}
PLACE = THING | {"address", "geo", "telephone", "amenityFeature"}
GUIDE = THING | {
    "inLanguage",
    "audience",
    "license",
    "creditText",
    "isAccessibleForFree",
    "datePublished",
    "dateModified",
}
PROPERTIES: dict[str, set[str]] = {
    "HowTo": GUIDE | {"totalTime", "supply", "step"},
    "LearningResource": GUIDE | {"timeRequired", "learningResourceType"},
    "HowToStep": THING | {"position", "text"},
    "HowToSupply": THING,
    "Audience": THING | {"audienceType"},
    "Course": THING
    | {
        "inLanguage",
        "license",
        "timeRequired",
        "isAccessibleForFree",
        "provider",
        "hasCourseInstance",
        "offers",
    },
    "CourseInstance": EVENT | {"courseMode", "courseWorkload", "instructor"},
    "EventSeries": EVENT,
    "Event": EVENT,
    "Library": PLACE | {"email", "parentOrganization"},
    "Place": PLACE,
    "VirtualLocation": THING,
    "Organization": THING | {"logo"},
    "Person": THING,
    "NewsArticle": THING
    | {
        "headline",
        "alternativeHeadline",
        "articleSection",
        "dateline",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "contentLocation",
        "correction",
        "mainEntityOfPage",
        "inLanguage",
        "isAccessibleForFree",
    },
    "WebPage": THING | {"inLanguage"},
    "ImageObject": THING | {"width", "height", "caption", "creditText"},
    "CorrectionComment": THING | {"text", "datePublished"},
    "PostalAddress": THING
    | {
        "streetAddress",
        "postalCode",
        "addressLocality",
        "addressRegion",
        "addressCountry",
    },
    "GeoCoordinates": {"latitude", "longitude"},
    "LocationFeatureSpecification": THING | {"value"},
    "Offer": THING
    | {"price", "priceCurrency", "category", "availability", "validFrom"},
}
REQUIRED: dict[str, set[str]] = {
    "HowTo": {"name", "step"},
    "HowToStep": {"text", "position"},
    "HowToSupply": {"name"},
    "LearningResource": {"name", "learningResourceType"},
    "Event": {"name", "startDate", "location"},
    "EventSeries": {"name", "startDate", "location"},
    "CourseInstance": {"name", "startDate", "location", "courseMode", "courseWorkload"},
    "Course": {"name", "description", "offers"},
    "Library": {"name", "address"},
    "Place": {"name", "address"},
    "VirtualLocation": {"url"},
    "Offer": {"price", "category", "availability", "url"},
    "NewsArticle": {"headline", "datePublished", "author", "publisher"},
    "ImageObject": {"url"},
    "CorrectionComment": {"text"},
}
TERMS: dict[str, set[str]] = {
    "eventStatus": {"EventScheduled", "EventCancelled", "EventRescheduled"},
    "eventAttendanceMode": {
        "OfflineEventAttendanceMode",
        "OnlineEventAttendanceMode",
        "MixedEventAttendanceMode",
    },
    "availability": {"InStock", "SoldOut", "PreOrder"},
}
DATES = {
    *("startDate", "endDate", "previousStartDate", "validFrom"),
    *("datePublished", "dateModified"),
}


def faults(data: dict[str, Any]) -> list[str]:
    """Return what is wrong with a graph, in words; nothing where it is right."""
    found = []
    if set(data) != {"@context", "@graph"} or data["@context"] != "https://schema.org":
        found.append("is not one graph of schema.org")
    graph = data.get("@graph", [])
    ids = [node.get("@id") for node in graph]
    found += [f"{name} is there twice" for name in set(ids) if ids.count(name) > 1]
    found += [
        f"a {node.get('@type')} has no @id" for node in graph if "@id" not in node
    ]
    for node in _nodes(graph):
        if set(node) == {"@id"}:
            if node["@id"] not in ids:
                found.append(f"{node['@id']} is not in the graph")
            continue
        found += _faults_of(node)
    return found


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _nodes(item)


def _faults_of(node: dict[str, Any]) -> Iterator[str]:
    kind = node.get("@type")
    if kind not in PROPERTIES:
        yield f"{kind} is no type that we use"
        return
    for name, value in node.items():
        if name in {"@type", "@id"}:
            continue
        if name not in PROPERTIES[kind]:
            yield f"{kind} has no property {name}"
        if value in (None, "", [], {}):
            yield f"{kind}.{name} is empty"
        if (
            name in TERMS
            and value.removeprefix("https://schema.org/") not in TERMS[name]
        ):
            yield f"{kind}.{name} is {value}"
        is_day = name in DATES and len(value) == len("2026-11-05")
        if (
            name in DATES
            and not is_day
            and datetime.fromisoformat(value).tzinfo is None
        ):
            yield f"{kind}.{name} has no offset"
    for name in REQUIRED.get(kind, set()) - set(node):
        yield f"{kind} lacks {name}"
    if node.get("eventStatus", "").endswith("Rescheduled"):
        if "previousStartDate" not in node:
            yield "a rescheduled event lacks previousStartDate"
    elif "previousStartDate" in node:
        yield "previousStartDate of what is not rescheduled"
