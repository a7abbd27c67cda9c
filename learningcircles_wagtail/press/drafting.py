"""A press release drafted from circles, for a person to edit and to publish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import Site

from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.directory.pages import page_model
from learningcircles_wagtail.directory.summaries import summarise_many
from learningcircles_wagtail.directory.words import in_zone
from learningcircles_wagtail.domain.newspaper_regions import newspaper_region
from learningcircles_wagtail.models import LearningCirclesSettings
from learningcircles_wagtail.press import draft_words, placeholders
from learningcircles_wagtail.press.draft_words import whole_words
from learningcircles_wagtail.press.picture_credit import credit_of
from learningcircles_wagtail.press.subjects import in_language


def draft_release(
    press_room: Any, pages: Sequence[Any], *, user: AbstractBaseUser, now: datetime
) -> Any:
    """Add a release about circles below a press room, as a draft, and return it.

    `pages` are public circle pages (`press.subjects`), at least one. The release is
    in the language of the press room, and so are the circles that it names where they
    are translated. It is not published and stands in the audit log as created by
    `user`. Raises ValueError without pages.
    """
    if not pages:
        raise ValueError("A release has to be about a circle.")
    model = page_model("press_release_page", press_room)
    with override(press_room.locale.language_code):
        release = model(live=False, has_unpublished_changes=True, owner=user)
        _fill(release, press_room, in_language(pages, press_room.locale_id), now=now)
        release.locale = press_room.locale
        # Wagtail writes the line of the audit log when the page is saved.
        with transaction.atomic(), LogContext(user=user):
            press_room.add_child(instance=release)
            release.save_revision(user=user)
    return release


def _fill(release: Any, press_room: Any, pages: list[Any], *, now: datetime) -> None:
    summaries = summarise_many(pages, now=now)
    preferences = _preferences(press_room)
    organisation = preferences.organisation if preferences else ""
    libraries = _libraries(summaries)
    if not organisation and len(libraries) == 1:
        organisation = libraries[0].name
    release.title = draft_words.headline(summaries)
    release.subheadline = draft_words.subheadline(summaries)
    release.lead = draft_words.lead(summaries, organisation)
    _fill_dateline(release, summaries, now=now)
    release.picture = next((one.picture for one in summaries if one.picture), None)
    if release.picture is not None:
        credit = credit_of(release.picture)
        release.picture_credit = credit or _(placeholders.CREDIT)
    release.body = release._meta.get_field("body").stream_block.to_python(
        _body(summaries, libraries, organisation)
    )
    if preferences:
        locale_id = press_room.locale_id
        contact = _in_locale(preferences.default_press_contact, locale_id)
        about = _in_locale(preferences.default_boilerplate, locale_id)
        release.contacts = [contact] if contact else []
        release.boilerplates = [about] if about else []


def _preferences(press_room: Any) -> LearningCirclesSettings | None:
    site = press_room.get_site() or Site.objects.filter(is_default_site=True).first()
    return LearningCirclesSettings.for_site(site) if site else None


def _in_locale(record: Any, locale_id: int) -> Any:
    """Return a record's published translation, else the record if published."""
    if record is None:
        return None
    own = record.get_translations(inclusive=True).filter(locale_id=locale_id, live=True)
    return own.first() or (record if record.live else None)


def _fill_dateline(release: Any, summaries: Sequence[Any], *, now: datetime) -> None:
    """Set city, region, and today by the clock of the place."""
    branch = next((one.branch for one in summaries if one.branch), None)
    place = branch if branch and branch.city else branch and branch.library_system
    if place and getattr(place, "live", True):
        release.dateline_city = place.city
        release.dateline_region = _region(place)
    zone = summaries[0].time_zone or settings.DEFAULT_TIME_ZONE
    release.dateline_date = in_zone(now, zone).date()


def _region(place: Any) -> str:
    """Return the region of a branch or library as newspapers write it."""
    if not (get_language() or "").startswith("en"):
        return place.region
    return newspaper_region(place.region, place.country)


def _libraries(summaries: Sequence[Any]) -> list[Any]:
    """Return the published library systems of circles, each once."""
    found = {
        one.library_system.pk: one.library_system
        for one in summaries
        if one.library_system
    }
    return list(found.values())


def _body(
    summaries: Sequence[Any], libraries: Sequence[Any], organisation: str
) -> list[dict[str, Any]]:
    """Return the raw value of the stream: facts, quote, how to take part, libraries."""
    only = summaries[0] if len(summaries) == 1 else None
    blocks: list[tuple[str, Any]] = []
    if only is not None and (about := _about(only)):
        blocks.append(("paragraph", about))
    title = ngettext("The learning circle", "The learning circles", len(summaries))
    circles = [one.page.pk for one in summaries]
    blocks += [
        ("quote", _quote(only, organisation)),
        ("circle_facts", {"title": title, "circles": circles}),
        ("heading", {"text": _("How to take part"), "anchor": ""}),
        ("paragraph", _how_to_take_part(summaries)),
    ]
    if len(libraries) > 1:
        value = {
            "title": _("Where circles meet"),
            "libraries": [library.pk for library in libraries],
            "map": True,
            "map_title": "",
        }
        blocks.append(("library_list", value))
    return [{"type": kind, "value": value} for kind, value in blocks]


def _about(summary: Any) -> str:
    """Return what the circle says of itself, and its course, as rich text."""
    parts = [escape(" ".join(summary.lead.split()))] if summary.lead else []
    if course := summary.course:
        names = {"course": course.title, "provider": course.provider}
        words = (
            _("The circle works through “%(course)s” by %(provider)s.")
            if course.provider
            else _("The circle works through “%(course)s”.")
        )
        parts.append(escape(words % names))
    return "".join(f"<p>{part}</p>" for part in parts)


def _quote(summary: Any, organisation: str) -> dict[str, Any]:
    """Return a quote that a person has to write; of whom, where it is known."""
    people = summary.facilitators if summary is not None else []
    person = people[0] if people else None
    return {
        "quote": _(placeholders.QUOTE),
        "name": whole_words(person.name, 120) if person else _(placeholders.NAME),
        "role": whole_words(person.job_title if person else "", 120),
        "organisation": whole_words(organisation, 160),
        "picture": None,
    }


def _how_to_take_part(summaries: Sequence[Any]) -> str:
    """Return rich text with a link to the circle, or to the list of all."""
    if len(summaries) == 1:
        one = summaries[0]
        page, words = one.page, _("All dates, and how to take part")
        first = one.sign_up_hint or _("Everybody is welcome. Taking part is free.")
    else:
        page, words = summaries[0].page.get_parent(), _("All learning circles")
        page = page if page.live else None
        first = _(
            "Everybody is welcome. Each circle's page tells how to take part. "
            "Taking part is free."
        )
    html = f"<p>{escape(first)}</p>"
    if page is None:
        return html
    return f'{html}<p><a linktype="page" id="{page.pk}">{escape(words)}</a></p>'
