"""Secret addresses at which readers confirm and end their subscriptions.

Made as those of learners (`sign_ups.tokens`): a keyed digest of a seed in the row, of
which the row keeps the hash.
"""

from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.models import Subscription
from learningcircles_wagtail.sign_ups.tokens import (
    find_row,
    kept_token,
    make_token,
    new_seed,
)


def new_token() -> tuple[str, str]:
    """Return a seed and the hash of its token, for a new row."""
    seed = new_seed()
    return seed, token_hash(make_token(seed))


def token_of(subscription: Subscription) -> str:
    """Return the token of a subscription; a new one where no key of the site fits."""
    kept = kept_token(subscription)
    if kept is not None:
        return kept
    subscription.token_seed, subscription.token_hash = new_token()
    subscription.save(update_fields=["token_seed", "token_hash"])
    return make_token(subscription.token_seed)


def find_subscription(token: str) -> Subscription | None:
    """Return the subscription of a token, wherever its page is; None for no token."""
    return find_row(Subscription.objects.select_related("page"), token)
