"""The press room: its index and its releases."""

from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from learningcircles_wagtail.blocks.streams import (
    PageBodyBlock,
)
from learningcircles_wagtail.conf import settings
from learningcircles_wagtail.domain.schedule import is_time_zone
from learningcircles_wagtail.enums import ReleaseTiming
from learningcircles_wagtail.fields import (
    StreamField,
)
from learningcircles_wagtail.mixins.base import PublicPageMixin
from learningcircles_wagtail.mixins.index_page import (
    INTRODUCTION_FEATURES,
    IndexPageMixin,
)
from learningcircles_wagtail.mixins.panels import index_panels
from learningcircles_wagtail.mixins.press_index_routes import PressIndexRoutes
from learningcircles_wagtail.mixins.release_checks import ReleaseChecks
from learningcircles_wagtail.mixins.release_fields import ReleaseFields
from learningcircles_wagtail.mixins.release_form import PressReleasePageForm
from learningcircles_wagtail.mixins.release_panels import release_panels
from learningcircles_wagtail.mixins.release_routes import ReleaseRoutes
from learningcircles_wagtail.mixins.reporter_routes import ReporterRoutes
from learningcircles_wagtail.translation import synchronised_fields


class PressIndexPageMixin(PressIndexRoutes, IndexPageMixin, models.Model):
    """The press room: releases, newest first."""

    page_kind = "press_index_page"

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )
    body = StreamField(
        PageBodyBlock(required=False), verbose_name=_("below the releases"), blank=True
    )

    content_panels: ClassVar = index_panels()

    class Meta:
        abstract = True

    def get_releases(self, *, now: datetime) -> models.QuerySet:
        """Return the public releases below this page, newest first.

        Override to leave some out. A release under embargo at `now` is not public.
        """
        from learningcircles_wagtail.directory.press_pages import releases_below

        return releases_below(self, now=now)

    def get_frame_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the frame around every view below this page needs.

        Override to give the templates of all views more; call `super()`.
        """
        return super().get_context(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add `releases`, `page_obj`, `paginator`, `years` and what was looked for.

        Raises Http404 for a page past the end of the list.
        """
        context = super().get_context(request, *args, **kwargs)
        context.update(self.get_archive(request))
        return context


class PressReleasePageMixin(
    ReporterRoutes, ReleaseChecks, ReleaseRoutes, PublicPageMixin, ReleaseFields
):
    """An announcement for newsrooms, which is not public before its embargo ends."""

    page_kind = "press_release_page"
    base_form_class = PressReleasePageForm

    content_panels: ClassVar = release_panels()
    search_fields: ClassVar = [
        index.SearchField("subheadline"),
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("embargo_until"),
    ]
    api_fields: ClassVar = [
        APIField("subheadline"),
        APIField("dateline_city"),
        APIField("dateline_region"),
        APIField("dateline_date"),
        APIField("lead"),
        APIField("body"),
        APIField("funder"),
    ]
    override_translatable_fields: ClassVar = synchronised_fields(
        "timing", "embargo_time_zone", "coverage"
    )

    exclude_fields_in_copy: ClassVar = ["frozen"]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; one under embargo is not live, whoever says so."""
        now = timezone.now()
        is_whole = kwargs.get("update_fields") is None
        if is_whole and (self.is_embargoed(now) or self.is_held_by_another(now)):
            self.hold_back(now)
            self.live = False
        if self.live and is_whole:
            self.freeze_lists(now)
        super().save(*args, **kwargs)
        self.put_files_away(now)

    def put_files_away(self, now: datetime) -> None:
        """Close the release's own pictures and documents, once this is committed."""
        if self.is_embargoed(now):
            from learningcircles_wagtail.press.files import hold_files

            transaction.on_commit(partial(hold_files, self, now=now), robust=True)

    def freeze_lists(self, now: datetime) -> None:
        """Keep the facts of the lists that this publication shows first, at `now`."""
        from learningcircles_wagtail.press.frozen import freeze_lists

        if not self.get_deferred_fields():
            freeze_lists(self, now=now)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the page as a revision has it, with the lists as they were published.

        What a release has listed in public belongs to the page and not to one of its
        revisions.
        """
        from learningcircles_wagtail.press.frozen import keep_frozen

        page = super().with_content_json(content)
        page.frozen = keep_frozen(self.frozen, page.frozen)
        page.wait_for_others(timezone.now())
        return page

    def is_held_by_another(self, now: datetime) -> bool:
        """Return whether another language is still under embargo at `now` (aware)."""
        from learningcircles_wagtail.press.languages import held_in_others

        return bool(held_in_others(self, now=now))

    def wait_for_others(self, now: datetime) -> None:
        """Set the go-live hour to the latest at which another language may appear.

        So an embargo that is moved holds in every language, whoever publishes: Wagtail
        puts a page off whose hour is to come. One without an hour is waited for by
        `save`, which lets nothing go live.
        """
        from learningcircles_wagtail.press.languages import latest_hour

        hour = latest_hour(self, now=now)
        if hour is not None and (self.go_live_at is None or self.go_live_at < hour):
            self.go_live_at = hour

    def is_embargoed(self, now: datetime) -> bool:
        """Return whether nobody may see the release yet at `now` (aware).

        An embargo whose hour is not given holds.
        """
        return self.timing == ReleaseTiming.EMBARGO and (
            self.embargo_until is None or self.embargo_until > now
        )

    def get_public_since(self) -> datetime:
        """Return since when everybody may read it (aware): an embargo's end, if later.

        Of a page that was never published, the hour at which it was last saved.
        """
        first = self.first_published_at or self.last_published_at or timezone.now()
        if self.timing == ReleaseTiming.EMBARGO and self.embargo_until:
            return max(first, self.embargo_until)
        return first

    @property
    def embargo_zone(self) -> str:
        """IANA name of the zone by whose clock the embargo ends.

        A draft may hold one that is none; the library's own stands in for it.
        """
        own = self.embargo_time_zone
        return own if own and is_time_zone(own) else settings.DEFAULT_TIME_ZONE

    def hold_back(self, now: datetime) -> None:
        """Set the go-live hour to the end of an embargo that lasts at `now` (aware).

        A page that is not live is on no list, feed, search or API by itself; Wagtail
        publishes it at its hour (`manage.py publish_scheduled`).
        """
        if (
            self.is_embargoed(now)
            and self.embargo_until is not None
            and (self.go_live_at is None or self.go_live_at < self.embargo_until)
        ):
            self.go_live_at = self.embargo_until

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a revision; publishing one under embargo schedules it."""
        now = timezone.now()
        self.hold_back(now)
        revision = super().save_revision(*args, **kwargs)
        self.put_files_away(now)
        return revision

    @property
    def dateline(self) -> str:
        """City in capitals, region and date, as newspapers of its language do."""
        from learningcircles_wagtail.directory.dateline import dateline_words

        return dateline_words(
            self.dateline_city, self.dateline_region, self.dateline_date
        )

    def get_embargo_words(self) -> str:
        """Return the release line: for immediate release, or until when it is held.

        After its hour a release is for immediate release like any other.
        """
        is_held = self.is_embargoed(timezone.now())
        if not is_held or self.embargo_until is None:
            return str(ReleaseTiming.IMMEDIATE.label)
        from learningcircles_wagtail.directory.words import instant_words

        return _g("Under embargo until %(hour)s") % {
            "hour": instant_words(self.embargo_until, self.embargo_zone)
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        """Add contacts, boilerplates, the index page, the lines, what is related."""
        from learningcircles_wagtail.press.page import release_context

        context = super().get_context(request, *args, **kwargs)
        context.update(
            release_context(self, request, now=timezone.now()),
            **self.get_newsroom_addresses(request),
        )
        return context

    def get_newsroom_addresses(self, request: HttpRequest) -> dict[str, Any]:
        """Return `text_url` and `press_kit_url` of a release that is public.

        `has_pdf` says whether the kit holds the release as a file to print.
        """
        from learningcircles_wagtail.printing.pdf import can_make_pdf

        own = self.get_url(request) if self.live else None
        if not own or self.is_embargoed(timezone.now()):
            return {}
        return {
            "text_url": own + self.reverse_subpage("text"),
            "press_kit_url": own + self.reverse_subpage("press_kit"),
            "has_pdf": can_make_pdf(),
        }

    def get_related_releases(self, index_page: Any, *, now: datetime) -> list[Any]:
        """Return the releases that the page leads on to, newest first.

        Override to choose others. `index_page` is the press room.
        """
        from learningcircles_wagtail.directory.press_pages import related_releases

        return related_releases(self, index_page, now=now)

    def get_meta_description(self) -> str:
        """Return the editor's description, else the subheadline, else the lead."""
        return super().get_meta_description() or self.subheadline or self.lead[:200]

    def get_structured_data(
        self, request: HttpRequest, context: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Describe the release as schema.org `NewsArticle`, in one graph."""
        from learningcircles_wagtail.feeds.news_article import news_graph

        return news_graph(self, request=request)
