"""Where a page takes subscriptions, and where readers confirm and end them."""

from typing import Any
from urllib.parse import urlencode

from learningcircles_wagtail.directory.querysets import in_private_section
from learningcircles_wagtail.enums import SubscriptionKind
from learningcircles_wagtail.models import Subscription
from learningcircles_wagtail.subscriptions.tokens import token_of

SEGMENTS = {"circle_index_page": "tell-me", "press_index_page": "subscribe"}
"""By kind of page, the route below it."""

KINDS = {
    "tell-me": SubscriptionKind.CIRCLE,
    "subscribe": SubscriptionKind.RELEASES,
}
"""By that route, what the subscriptions are for whose own pages it leads to."""

CIRCLE, TOPIC, SENT = "circle", "topic", "sent"
"""Parameters of the form's address."""


def form_address(page_address: str, kind: str, **query: Any) -> str:
    """Return where an address can be left at a page of a kind, "" for none."""
    if not page_address:
        return ""
    asked = f"?{urlencode(query)}" if query else ""
    return f"{page_address}{SEGMENTS[kind]}/{asked}"


def own_address(subscription: Subscription, page: Any) -> str:
    """Return the secret address of a subscription, "" where its page has none."""
    address = page.get_full_url()
    if not address:
        return ""
    return f"{form_address(address, page.page_kind)}{token_of(subscription)}/"


def is_open(page: Any) -> bool:
    """Return whether everybody may see the page at which an address was left."""
    return type(page).objects.live().filter(~in_private_section(), pk=page.pk).exists()
