"""What the template of a release gets beside the page itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from learningcircles_wagtail.directory.private_files import private_collections
from learningcircles_wagtail.press.frozen import frozen_lists
from learningcircles_wagtail.press.share_picture import share_picture_address


def release_context(
    release: Any, request: HttpRequest, *, now: datetime
) -> dict[str, Any]:
    """Return the further context of a release's page at `now` (aware).

    `lc_frozen` and `lc_private_collections` are for the blocks of the body: the lists
    as they were at publication, and which pictures are not for everybody.
    """
    parent = release.get_parent()
    index_page = parent.specific if parent else None
    is_room = hasattr(index_page, "get_releases")
    return {
        "lc_frozen": frozen_lists(release, request),
        "lc_private_collections": SimpleLazyObject(private_collections),
        "contacts": [contact for contact in release.contacts.all() if contact.live],
        "boilerplates": [text for text in release.boilerplates.all() if text.live],
        "index_page": index_page,
        "is_embargoed": release.is_embargoed(now),
        "release_line": release.get_embargo_words(),
        "dateline": release.dateline,
        "published_at": release.get_public_since(),
        "changed_at": release.last_published_at,
        "related": release.get_related_releases(index_page, now=now) if is_room else [],
        # Asked for where the release has no picture, or one that cannot be read.
        "share_picture_url": SimpleLazyObject(
            lambda: share_picture_address(release, request) if release.pk else ""
        ),
    }
