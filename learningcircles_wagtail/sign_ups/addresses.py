"""E-mail addresses: which are accepted, and by what an address is known again."""

import unicodedata
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from learningcircles_wagtail.domain.plain_words import is_plain_line

SALT = "learningcircles_wagtail.sign_ups.address"
LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, less the angle brackets)."""

ENCODED_BREAKS = ("%0a", "%0d", "%00")

is_address = EmailValidator()


def clean_address(text: object) -> str:
    """Return an address as it is kept: in its shortest form, the domain in small.

    Raises ValidationError for anything that is no address of one reader: line breaks,
    also encoded ones, several addresses, marks that turn the direction of writing; and
    for a number in place of a domain (RFC 5321, 4.1.3), by which a visitor could have
    the mail server call any machine.
    """
    refused = ValidationError(
        _("Enter an e-mail address, such as name@example.org."), code="address"
    )
    if not isinstance(text, str) or len(text) > 4 * LONGEST:
        raise refused
    address = unicodedata.normalize("NFC", text.strip(" "))
    if len(address) > LONGEST or not is_plain_line(address):
        raise refused
    if any(broken in address.lower() for broken in ENCODED_BREAKS):
        raise refused
    try:
        is_address(address)
    except (ValidationError, UnicodeError) as error:
        raise refused from error
    user, _at, domain = address.rpartition("@")
    if domain.startswith("["):
        raise refused
    return f"{user}@{domain.lower()}"


def hash_of_address(address: str, *, key: str | None = None) -> str:
    """Return by what an address is known: a keyed hash, 64 hexadecimal digits.

    Capital letters make no other reader. Who has the database, but not the site's
    secret key, cannot try out addresses.
    """
    same = unicodedata.normalize("NFKC", address).casefold()
    user, at, domain = same.rpartition("@")
    # One domain, in whichever of its two forms it was typed (RFC 5890, 2.3.2.1).
    with suppress(UnicodeError):
        same = f"{user}{at}{domain.encode('idna').decode()}"
    return _hash(same, key)


def _hash(same: str, key: str | None) -> str:
    return salted_hmac(SALT, same, secret=key, algorithm="sha256").hexdigest()


def older_hashes(address: str) -> list[str]:
    """Return what the address was known by before.

    Under the site's earlier secret keys; and, with a domain beyond ASCII, under every
    key by that domain as it was typed.
    """
    found = [hash_of_address(address, key=key) for key in settings.SECRET_KEY_FALLBACKS]
    if not address.rpartition("@")[2].isascii():
        same = unicodedata.normalize("NFKC", address).casefold()
        found += [_hash(same, key) for key in (None, *settings.SECRET_KEY_FALLBACKS)]
    return found
