"""Secret addresses of learners' own pages: made, told again, and found.

A token is a keyed digest (HMAC-SHA-256, the site's `SECRET_KEY`) of a random seed in
the learner's row. So it need not be stored, and each message can give the same address
again. The row keeps the token's SHA-256, by which it is found even after the key was
changed. Who reads the database alone can make no token from it.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from learningcircles_wagtail.domain.token_hash import token_hash
from learningcircles_wagtail.models import SignUp
from learningcircles_wagtail.sign_ups.retrying import sign_up_database

SALT = "learningcircles_wagtail.sign_ups.token"
TOKEN_BYTES = 24
"""192 bits; as text 32 characters of `[A-Za-z0-9_-]`."""

TOKEN = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)


def new_seed() -> str:
    """Return a seed that nobody can guess, as hexadecimal digits."""
    return secrets.token_hex(TOKEN_BYTES)


def make_token(seed: str, *, key: str | None = None) -> str:
    """Return the token of a seed under the site's secret key, or under another."""
    digest = salted_hmac(SALT, seed, secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def same(one: str, other: str) -> bool:
    """Return whether two hashes are equal, in a time that tells nothing of them."""
    return hmac.compare_digest(one.encode(), other.encode())


def token_of(sign_up: SignUp) -> str:
    """Return the token of a learner's own page.

    It stays the same as long as the key that made it is the site's, or stands in
    `SECRET_KEY_FALLBACKS`. Otherwise the row gets a new one and the old address ends.
    """
    return kept_token(sign_up) or renew_token(sign_up)


def kept_token(row: Any) -> str | None:
    """Return the token of a row with a seed and a hash; None where no key fits."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = make_token(row.token_seed, key=key)
        if row.token_hash and same(token_hash(token), row.token_hash):
            return token
    return None


def renew_token(sign_up: SignUp) -> str:
    """Give a sign-up a new token, and return it; the old address leads nowhere."""
    sign_up.token_seed = new_seed()
    token = make_token(sign_up.token_seed)
    sign_up.token_hash = token_hash(token)
    sign_up.save(using=sign_up_database(), update_fields=["token_seed", "token_hash"])
    return token


def find_sign_up(token: str) -> SignUp | None:
    """Return the sign-up to which a token belongs; None for anything else.

    Whether the circle is the page's own, the caller looks.
    """
    rows = SignUp.objects.using(sign_up_database()).select_related("circle")
    return find_row(rows, token)


def find_row(rows: QuerySet, token: str) -> Any:
    """Return the row to which a token belongs; None for anything else.

    Looks up the hash, of which an outsider can choose nothing, and compares once more
    in constant time.
    """
    if not TOKEN.fullmatch(token):
        return None
    wanted = token_hash(token)
    found = rows.filter(token_hash=wanted).first()
    return found if found and same(found.token_hash or "", wanted) else None
