"""Secret addresses at which readers confirm and end their subscriptions.

Made as those of learners (`sign_ups.tokens`): a keyed digest of a seed in the row, of
which the row keeps the hash.
"""

from django.conf import settings

from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.models import Subscription
from learningcircles_wagtail.sign_ups.tokens import TOKEN, make_token, new_seed, same


def new_token() -> tuple[str, str]:
    """Return a seed and the hash of its token, for a new row."""
    seed = new_seed()
    return seed, token_hash(make_token(seed))


def token_of(subscription: Subscription) -> str:
    """Return the token of a subscription; a new one where no key of the site fits."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = make_token(subscription.token_seed, key=key)
        if same(token_hash(token), subscription.token_hash):
            return token
    subscription.token_seed, subscription.token_hash = new_token()
    subscription.save(update_fields=["token_seed", "token_hash"])
    return make_token(subscription.token_seed)


def find_subscription(token: str, *, page_id: int) -> Subscription | None:
    """Return the subscription of a token below its own page; None for anything else."""
    if not TOKEN.fullmatch(token):
        return None
    wanted = token_hash(token)
    found = Subscription.objects.filter(token_hash=wanted, page_id=page_id).first()
    return found if found and same(found.token_hash, wanted) else None
