"""The privacy text that learners agree to, and by what it is known again."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.html import strip_tags

from learningcircles_wagtail.models import LearningCirclesSettings
from learningcircles_wagtail.sign_ups.prepared import RowStatement

# Not `for_site`, which writes a row where there is none: this is asked by GET, too.
_NOTICES = RowStatement(
    lambda site_id, _now: LearningCirclesSettings.objects.filter(
        site_id=site_id
    ).values_list("privacy_notice")
)


@dataclass(frozen=True, slots=True)
class PrivacyText:
    """A library's own words, as HTML of its editor; "" where it has none.

    `version` is the SHA-256 of the words, 64 digits, or "": who changes a text changes
    its version, and whoever has a copy of a text can tell which sign-ups agreed to it.
    """

    html: str
    version: str


def privacy_text(page: Any) -> PrivacyText:
    """Return the text of the site to which a page belongs."""
    (site_id, *_rest) = page.get_url_parts() or (None,)
    html = next((notice for (notice,) in _NOTICES.rows(site_id)), "") or ""
    if not strip_tags(html).strip():
        return PrivacyText(html="", version="")
    return PrivacyText(html=html, version=sha256(html.encode()).hexdigest())
