"""The pictures and documents of a release under embargo, kept from the public.

Wagtail makes a file public when it is uploaded: anybody who guesses its address has it.
So what a release under embargo alone uses is put into a collection of the release's
own, with a view restriction, and under a name that nobody can guess. Wagtail asks the
restriction before it serves a document or lists a file in its API; a server that hands
out files without asking is left with nothing to guess.
"""

import logging
import posixpath
import re
import secrets
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import swapper
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    DraftStateMixin,
    ReferenceIndex,
)

from learningcircles_wagtail.directory.pages import page_models
from learningcircles_wagtail.directory.press_pages import under_embargo
from learningcircles_wagtail.models import EmbargoCollection
from learningcircles_wagtail.press.embargo import early_edition

logger = logging.getLogger("learningcircles_wagtail")

SECRET_BYTES = 16
SECRET = re.compile(rf"(?:^|/)[0-9a-f]{{{2 * SECRET_BYTES}}}[-/]")
LONGEST_NAME = 100
"""Characters of a stored file's name, as Wagtail's models allow."""


def file_models() -> tuple[type[models.Model], type[models.Model]]:
    """Return the site's models of pictures and of documents."""
    return get_image_model(), get_document_model()


def referenced(page: Any) -> dict[type[models.Model], set[Any]]:
    """Return the keys of the pictures and documents that a page names, by model.

    Read from the page as it is in memory: fields, streams, rich text. Wagtail's
    reference index knows what is saved, and perhaps not yet.
    """
    kinds = file_models()
    found: dict[type[models.Model], set[Any]] = defaultdict(set)
    for field in page._meta.get_fields():
        if field.is_relation and field.many_to_one:
            key = getattr(page, field.attname, None)
            if key is not None and field.related_model in kinds:
                found[field.related_model].add(key)
        elif hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(
                field.value_from_object(page)
            ):
                if model in kinds:
                    found[model].add(model._meta.pk.to_python(key))
    return found


def hold_files(page: Any, *, now: datetime) -> None:
    """Put away what a release under embargo uses; called when it has been saved.

    A file that something public uses stays where it is: see `shared_files`. So do those
    of a release that is public, of which a draft alone speaks of an embargo.
    """
    if not page.is_embargoed(now) or page.live:
        return
    for model, keys in referenced(page).items():
        for row in model.objects.filter(pk__in=keys).select_related("collection"):
            if not used_elsewhere(row, page, now=now):
                _put_away_alone(row, page)
    # Of an embargo that was lifted and is set again.
    kept = EmbargoCollection.objects.filter(page_id=page.pk).first()
    if kept is not None:
        close(kept.collection)


def shared_files(page: Any, *, now: datetime) -> list[Any]:
    """Return the pictures and documents of a release that are public elsewhere.

    They are not put away: whoever sees them there has them.
    """
    return [
        row
        for model, keys in referenced(page).items()
        for row in model.objects.filter(pk__in=keys)
        if used_elsewhere(row, page, now=now)
    ]


def used_elsewhere(row: models.Model, page: Any, *, now: datetime) -> bool:
    """Return whether anything that is public now, but for `page`, names a file.

    That is a page that everybody may see, and a record that is published or knows no
    drafts. What a draft alone names has not been shown to anybody. Wagtail's reference
    index knows rows as they are public, not the drafts of them.
    """
    users = ReferenceIndex.get_references_to(row).values_list(
        "base_content_type", "object_id"
    )
    keys: dict[int, set[str]] = defaultdict(set)
    for base, key in users:
        keys[base].add(key)
    pages = keys.pop(page.get_base_content_type().pk, set())
    return _are_public(pages - {str(page.pk)}, now=now) or any(
        _is_published(ContentType.objects.get_for_id(base).model_class(), of)
        for base, of in keys.items()
    )


def _are_public(keys: set[str], *, now: datetime) -> bool:
    """Return whether any of the pages may be seen by everybody."""
    model = swapper.load_model("wagtailcore", "Page")
    pages = model.objects.live().public().exclude(under_embargo(model, now=now))
    return bool(keys) and pages.filter(pk__in=keys).exists()


def _is_published(model: Any, keys: set[str]) -> bool:
    """Return whether any of some records is no draft; a model may be gone."""
    if model is None:
        return False
    if not issubclass(model, DraftStateMixin):
        return True
    return model._default_manager.filter(pk__in=keys, live=True).exists()


def _put_away_alone(row: Any, page: Any) -> None:
    """Put one file away; what goes wrong with it keeps no other from being hidden."""
    try:
        put_away(row, page)
    except Exception:
        logger.exception("A file of a release under embargo is still public: %r", row)


def put_away(row: Any, page: Any) -> None:
    """Move a file into the collection of a release, under a name nobody can guess.

    A file in a collection that is closed already stays there, be it that of another
    release or one whose files are never public.
    """
    if not row.collection.get_view_restrictions().exists():
        row.collection = collection_of(page, beside=row.collection)
        row.save()
    conceal(row)


def collection_of(page: Any, *, beside: Collection) -> Collection:
    """Return the collection of a release; made below the one where its files stood.

    So those who may change the files there may do so still.
    """
    kept = EmbargoCollection.objects.filter(page_id=page.pk).first()
    if kept is not None:
        return kept.collection
    name = _("Press kit: %(headline)s") % {"headline": page.title}
    with transaction.atomic():
        parent = Collection.objects.get(pk=beside.pk)
        collection = parent.add_child(instance=Collection(name=name[:255]))
        EmbargoCollection.objects.create(page_id=page.pk, collection=collection)
        close(collection)
    return collection


def close(collection: Collection) -> None:
    """Let nobody see a collection but those who work in the admin."""
    if collection.view_restrictions.exists():
        return
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.set(
        Group.objects.filter(
            permissions__content_type__app_label="wagtailadmin",
            permissions__codename="access_admin",
        )
    )


def release_files(page: Any, *, now: datetime) -> None:
    """Open the collection of a release that has been published at `now` (aware).

    A file that it shares with a release which is still held back leaves the closed
    collection of that one; one that it has given up and that such a release uses goes
    there.
    """
    kept = EmbargoCollection.objects.filter(page_id=page.pk).first()
    if kept is not None:
        hand_over(page, kept.collection, now=now)
        for restriction in kept.collection.view_restrictions.all():
            restriction.delete()
    closed = EmbargoCollection.objects.exclude(page_id=page.pk).values("collection")
    for model, keys in referenced(page).items():
        shared = model.objects.filter(pk__in=keys, collection__in=closed)
        for row in shared.select_related("collection"):
            row.collection = row.collection.get_parent()
            row.save()


def hand_over(page: Any, collection: Collection, *, now: datetime) -> None:
    """Give files that a release no longer uses to those that hold them back still."""
    own, left = referenced(page), {}
    for model in file_models():
        rows = model.objects.filter(collection=collection)
        given_up = rows.exclude(pk__in=own.get(model, ()))
        left[model] = set(given_up.values_list("pk", flat=True))
    if not any(left.values()):
        return
    parent = collection.get_parent()
    for other in held_editions(page, now=now):
        for model, keys in referenced(other).items():
            for row in model.objects.filter(pk__in=keys & left[model]):
                row.collection = collection_of(other, beside=parent)
                row.save()


def held_editions(page: Any, *, now: datetime) -> Iterator[Any]:
    """Yield the other releases under embargo, as they are scheduled or drafted."""
    for model in page_models("press_release_page"):
        for other in model.objects.filter(live=False).exclude(pk=page.pk):
            editions = (other.get_latest_revision_as_object(), early_edition(other))
            yield from (one for one in editions if one and one.is_embargoed(now))


def forget_collection(page: Any) -> None:
    """Open the collection of a public release that is deleted, if it is closed yet.

    What was not public does not become so by being deleted: whoever deletes a release
    under embargo may do so because its news must not come out. Its collection stays
    closed until somebody opens it in the admin, under Collections.
    """
    if not page.live:
        return
    for kept in EmbargoCollection.objects.filter(page_id=page.pk):
        for restriction in kept.collection.view_restrictions.all():
            restriction.delete()


def is_in_closed_collection(row: Any) -> bool:
    """Return whether a file stands in the closed collection of a release."""
    return EmbargoCollection.objects.filter(
        collection_id=row.collection_id, collection__view_restrictions__isnull=False
    ).exists()


def conceal(row: Any) -> None:
    """Store a picture or document under a name that holds 128 bits of chance.

    A picture keeps its name behind the secret, because Wagtail names its renditions
    after it; a document keeps its own in a folder that is secret. Renditions that had
    been made are deleted, and made again under the new name when they are asked for.
    """
    old = row.file.name
    if SECRET.search(old):
        return
    storage = row.file.storage
    folder, name = posixpath.split(old)
    stem, ending = posixpath.splitext(name)
    secret = secrets.token_hex(SECRET_BYTES)
    joint = "-" if isinstance(row, get_image_model()) else "/"
    start = f"{folder}/{secret}{joint}" if folder else f"{secret}{joint}"
    room = LONGEST_NAME - len(start) - len(ending)
    try:
        with storage.open(old, "rb") as source:
            stored = storage.save(
                f"{start}{stem[: max(room, 1)]}{ending}",
                File(source),
                max_length=LONGEST_NAME,
            )
    except OSError:
        # The file is lost, so there is nothing to hide.
        return
    row.file = stored
    row.save()
    if hasattr(row, "renditions"):
        for rendition in row.renditions.all():
            rendition.delete()
    if not type(row).objects.filter(file=old).exists():
        transaction.on_commit(lambda: storage.delete(old))
