"""Who publishes a release: the library as the site's settings name it."""

from __future__ import annotations

from typing import Any

from learningcircles_wagtail.models import LearningCirclesSettings


def publisher_of(release: Any) -> tuple[LearningCirclesSettings | None, Any]:
    """Return the settings and the site of a release, None and None without a site.

    Asked for once a page.
    """
    kept = getattr(release, "_lc_publisher", None)
    if kept is None:
        site = release.get_site()
        chosen = LearningCirclesSettings.for_site(site) if site else None
        kept = release._lc_publisher = (chosen, site)
    return kept


def publisher_name(release: Any) -> str:
    """Return the name of the library, else that of the site, else its host."""
    chosen, site = publisher_of(release)
    if chosen and chosen.organisation:
        return chosen.organisation
    return (site.site_name or site.hostname) if site else ""
