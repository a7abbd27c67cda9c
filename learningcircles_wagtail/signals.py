"""What follows when pages go, places change, and editors begin a new page."""

from contextlib import suppress
from functools import cache, partial
from typing import Any

import swapper
from django.core.signals import request_started
from django.db import DatabaseError, connections, transaction
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
)
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signals import (
    init_new_page,
    page_slug_changed,
    post_page_move,
    published,
    unpublished,
)

PREFIX = "learningcircles_wagtail"

DRAFTING = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)
"""Columns that Wagtail writes while somebody edits; no visitor sees them."""


def connect() -> None:
    """Connect the handlers; called once, when the application is ready."""
    post_delete.connect(forget_circle, dispatch_uid=f"{PREFIX}.forget_circle")
    for signal in (published, unpublished):
        signal.connect(record_published, dispatch_uid=f"{PREFIX}.record_published")
    init_new_page.connect(fill_new_page, dispatch_uid=f"{PREFIX}.fill_new_page")
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(note_change, dispatch_uid=f"{PREFIX}.note_change")
    post_delete.connect(note_lost_picture, dispatch_uid=f"{PREFIX}.note_lost_picture")
    for signal in (published, unpublished, post_save, post_delete):
        signal.connect(note_elsewhere, dispatch_uid=f"{PREFIX}.note_elsewhere")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(note_move, dispatch_uid=f"{PREFIX}.note_move")
    request_started.connect(look_for_hours, dispatch_uid=f"{PREFIX}.look_for_hours")
    published.connect(open_release, dispatch_uid=f"{PREFIX}.open_release")
    post_save.connect(note_schedule, dispatch_uid=f"{PREFIX}.note_schedule")
    published.connect(forget_telling, dispatch_uid=f"{PREFIX}.forget_telling")
    pre_delete.connect(open_deleted, dispatch_uid=f"{PREFIX}.open_deleted")
    post_save.connect(hide_upload, dispatch_uid=f"{PREFIX}.hide_upload")


def look_for_hours(sender: Any, **kwargs: Any) -> None:
    """Publish releases and take down pages whose hour has come, before an answer."""
    from learningcircles_wagtail.directory import expiries
    from learningcircles_wagtail.press import embargo

    now = timezone.now()
    embargo.look(now=now)
    expiries.look(now=now)


def forget_telling(
    sender: type, instance: Any, revision: Any = None, **kwargs: Any
) -> None:
    """Take the wish to tell learners out of what was published, and of all before it.

    The editor goes on from there, and would tell them anew without having asked to;
    so would whoever goes back to an earlier draft.
    """
    from learningcircles_wagtail.mixins.circles import CirclePageMixin

    is_circle = isinstance(instance, CirclePageMixin)
    if revision is None or not is_circle or not instance.live:
        return
    revision.content["tell_learners"] = False
    earlier = instance.revisions.filter(
        pk__lte=revision.pk, content__tell_learners=True
    )
    for wished in earlier:
        wished.content["tell_learners"] = False
        instance.revisions.filter(pk=wished.pk).update(content=wished.content)


def open_release(sender: type, instance: Any, **kwargs: Any) -> None:
    """Open a release's files when it is published, and bring caches up to date."""
    from learningcircles_wagtail.mixins.press import PressReleasePageMixin

    if not isinstance(instance, PressReleasePageMixin) or not instance.live:
        return
    from learningcircles_wagtail.press.caches import purge
    from learningcircles_wagtail.press.files import release_files

    release_files(instance, now=timezone.now())
    transaction.on_commit(partial(purge, instance), robust=True)


def note_schedule(sender: type, instance: Any, **kwargs: Any) -> None:
    """Let this process and the cache in front know at once of an hour that is set."""
    if sender is not Revision or instance.approved_go_live_at is None:
        return
    if kwargs.get("raw"):
        return
    from learningcircles_wagtail.directory.pages import page_models

    model = instance.content_type.model_class()
    if model is None or not issubclass(model, page_models("press_release_page")):
        return
    release = model.objects.filter(pk=instance.object_id).first()
    if release is not None:
        transaction.on_commit(partial(_tell_of_schedule, release), robust=True)


def _tell_of_schedule(release: Any) -> None:
    from learningcircles_wagtail.press import embargo
    from learningcircles_wagtail.press.caches import purge_those_that_tell

    embargo.watch.forget()
    purge_those_that_tell(release)


def open_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Let go of the collection of a release that is deleted."""
    from learningcircles_wagtail.mixins.press import PressReleasePageMixin

    if isinstance(instance, PressReleasePageMixin):
        from learningcircles_wagtail.press.files import forget_collection

        forget_collection(instance)


def hide_upload(sender: type, instance: Any, **kwargs: Any) -> None:
    """Give what is uploaded into a closed collection a name that nobody can guess."""
    if kwargs.get("raw") or not is_file_model(sender):
        return
    from learningcircles_wagtail.press.files import conceal, is_in_closed_collection

    if is_in_closed_collection(instance):
        transaction.on_commit(partial(conceal, instance), robust=True)


@cache
def is_file_model(sender: type) -> bool:
    """Return whether a model is that of the site's pictures or documents."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    return issubclass(sender, (get_image_model(), get_document_model()))


def note_change(sender: type, **kwargs: Any) -> None:
    """Write into the journal that something which visitors find has changed.

    A draft that is saved, which the editor does by itself every few seconds, changes
    nothing for them.
    """
    if kwargs.get("action", "post").startswith("pre"):
        return
    if is_draft(kwargs) or not changes_directory(sender):
        return
    if sender is Page and kwargs["signal"] is post_delete:
        # Of a circle's page, which is deleted first, it was told already.
        return
    if kwargs.get("raw"):
        _note_loaded(kwargs["using"])
        return
    from learningcircles_wagtail.models import DirectoryChange

    DirectoryChange.objects.note(circle_of(kwargs["instance"]))


def is_draft(kwargs: dict[str, Any]) -> bool:
    """Return whether a row was saved in columns alone that no visitor sees."""
    written = kwargs.get("update_fields")
    return bool(written) and DRAFTING.issuperset(written)


NO_CIRCLE = 0
"""Stands for the circle of a page that has none yet, and so is in no list."""


def circle_of(instance: Any) -> int | None:
    """Return the key of the one circle that a change to a row is about, if it is one.

    `instance` is what a signal tells of: for topics that are set, the circle, or else
    the topic.
    """
    from learningcircles_wagtail.mixins.circles import CirclePageMixin
    from learningcircles_wagtail.models import Circle, Meeting

    if isinstance(instance, Circle):
        return instance.pk
    if isinstance(instance, CirclePageMixin | Meeting):
        return NO_CIRCLE if instance.circle_id is None else instance.circle_id
    return None


def note_lost_picture(sender: type, **kwargs: Any) -> None:
    """Write it down when a picture's rendition is deleted: cards name its file."""
    from wagtail.images.models import AbstractRendition

    if issubclass(sender, AbstractRendition):
        note_move(sender)


def note_elsewhere(sender: type, **kwargs: Any) -> None:
    """Write it down when what no list of circles shows changes for visitors.

    A cache of whole pages may keep that page, or one that shows its title.
    """
    if kwargs.get("raw") or is_draft(kwargs):
        return
    if not changes_elsewhere(sender, kwargs["signal"]):
        return
    from learningcircles_wagtail.models import DirectoryChange

    DirectoryChange.objects.note_elsewhere()


@cache
def changes_elsewhere(sender: type, signal: Any) -> bool:
    """Return whether a signal of a model means a change to pages, but to no list.

    Records and settings change when they are saved or deleted, pages when they are
    deleted; and whatever knows drafts when it is published or taken back.
    """
    from learningcircles_wagtail.models import LearningCirclesSettings
    from learningcircles_wagtail.models.records import Record

    if changes_directory(sender):
        return False
    if issubclass(sender, (Record, LearningCirclesSettings)):
        return signal in (post_save, post_delete)
    if signal is post_delete:
        return issubclass(sender, swapper.load_model("wagtailcore", "Page"))
    return signal is not post_save


def _note_loaded(using: str) -> None:
    """Note rows of a fixture, once they are all there; they may be in any order.

    A fixture may be loaded by a migration, before there is a journal.
    """
    waiting = connections[using].run_on_commit
    if not waiting or waiting[-1][1] is not _note_quietly:
        transaction.on_commit(_note_quietly, using=using)


def _note_quietly() -> None:
    from learningcircles_wagtail.models import DirectoryChange

    with suppress(DatabaseError):
        DirectoryChange.objects.note()


def note_move(sender: type, **kwargs: Any) -> None:
    """Write it down when pages move: they leave a list, or have another address."""
    from learningcircles_wagtail.models import DirectoryChange

    DirectoryChange.objects.note()


@cache
def changes_directory(sender: type) -> bool:
    """Return whether rows of a model decide what lists, counts and feeds say."""
    from wagtail.images import get_image_model
    from wagtail.models import Locale, PageViewRestriction, Site

    from learningcircles_wagtail.directory.pages import page_models
    from learningcircles_wagtail.models import (
        Branch,
        Circle,
        Course,
        Facilitator,
        LibrarySystem,
        Meeting,
        Topic,
    )

    records = (Branch, Circle, Course, Facilitator, LibrarySystem, Meeting, Topic)
    pages = (*page_models("circle_page"), *page_models("circle_index_page"))
    between = (Circle.topics.through, Circle.facilitators.through)
    # Wagtail unpublishes what has expired, or was ticked in a list, as bare `Page`s.
    bare = any(issubclass(page, sender) for page in pages)
    return (
        bare
        or sender in between
        or issubclass(
            sender,
            (*records, *pages, Locale, PageViewRestriction, Site, get_image_model()),
        )
    )


def forget_circle(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete a circle's row with its last page, unless people have signed up.

    With sign-ups the row stays, out of every list, until they are anonymised. Where
    the page that gave the facts goes and another language stays, that one gives them;
    where nothing but aliases stay, one of them has the circle, and whoever signed up.
    """
    from learningcircles_wagtail.mixins.circles import CirclePageMixin

    if not isinstance(instance, CirclePageMixin) or instance.circle_id is None:
        return
    from learningcircles_wagtail.directory.pages import circle_page_models
    from learningcircles_wagtail.models import Circle

    remaining = [
        page
        for model in circle_page_models()
        for page in model.objects.filter(circle_id=instance.circle_id)
    ]
    if not remaining:
        Circle.objects.filter(pk=instance.circle_id, sign_ups__isnull=True).delete()
        return
    key = instance.circle.translation_key
    if all(page.translation_key != key for page in remaining):
        # Wagtail is about to make ordinary pages of them.
        heir = min(remaining, key=lambda page: (not page.live, page.pk))
        circles = Circle.objects.filter(pk=instance.circle_id)
        circles.update(translation_key=heir.translation_key)
        return
    live = [page for page in remaining if page.live and not page.alias_of_id]
    if live and instance.circle.source_locale_id == instance.locale_id:
        from learningcircles_wagtail.mixins.projection import project

        project(live[0], now=timezone.now())


def record_published(sender: type, instance: Any, **kwargs: Any) -> None:
    """Bring the circles that name a record up to date, published or taken back.

    Their rows hold its position, its time zone or its words, and so does the search.
    """
    from learningcircles_wagtail.models import (
        Branch,
        Course,
        Facilitator,
        LibrarySystem,
        Topic,
    )

    paths = {
        Branch: "branch",
        Course: "course",
        Facilitator: "facilitators",
        LibrarySystem: "branch__library_system",
        Topic: "topics",
    }
    path = next((paths[kind] for kind in paths if isinstance(instance, kind)), None)
    if path is None:
        return
    from learningcircles_wagtail.directory.pages import circle_page_models
    from learningcircles_wagtail.mixins.projection import project

    for model in circle_page_models():
        pages = list(model.objects.live().filter(**{path: instance}))
        for page in pages:
            project(page, now=timezone.now())
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)


def fill_new_page(sender: type, page: Any, **kwargs: Any) -> None:
    """Put the site's usual values into a page that an editor begins."""
    from learningcircles_wagtail.mixins.circles import CirclePageMixin
    from learningcircles_wagtail.mixins.press import PressReleasePageMixin
    from learningcircles_wagtail.models import LearningCirclesSettings

    if not isinstance(page, CirclePageMixin | PressReleasePageMixin):
        return
    parent = kwargs.get("parent")
    site = parent.get_site() if parent is not None else None
    if site is None:
        return
    usual = LearningCirclesSettings.for_site(site)
    if isinstance(page, CirclePageMixin):
        page.capacity = usual.default_capacity
        return
    page.dateline_date = timezone.localdate()
    if usual.default_boilerplate_id:
        page.boilerplates = [usual.default_boilerplate]
    if usual.default_press_contact_id:
        page.contacts = [usual.default_press_contact]
