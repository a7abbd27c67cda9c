"""Where people sign up when it is not on this website.

A circle names a backend: `none` (people just turn up), `external` (a link to the
library's event system), `database` (this website), or one that the site itself plugs in
with `LEARNINGCIRCLES_SIGN_UP_BACKENDS`. The last are links, too: whoever keeps the list
elsewhere counts the places elsewhere.
"""

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.utils.functional import Promise

from learningcircles_wagtail.conf import sign_up_backends

logger = logging.getLogger("learningcircles_wagtail.sign_ups")


class SignUpSystem:
    """A system outside of this website in which a library keeps who takes part.

    Subclass it, and name the subclass in `LEARNINGCIRCLES_SIGN_UP_BACKENDS`. One
    object serves all requests, so it keeps nothing of any; `get_url` is called whenever
    a circle is shown, also in lists, so it asks neither a database nor a network.
    """

    label: ClassVar[str | Promise] = ""
    """What editors choose."""

    name: ClassVar[str | Promise] = ""
    """What visitors know it by: "Sign up on Eventbrite"; "" for no name."""

    hosts: ClassVar[tuple[str, ...]] = ()
    """Host names by which a link is recognised, with all below them."""

    def get_url(self, circle: Any) -> str:
        """Override to return where a visitor signs up, "" for nowhere.

        `circle` is the row of the circle, or its page while it is a draft. Both have
        `sign_up_link`, `title` and `branch`. The address has to be absolute.
        """
        return circle.sign_up_link

    def recognises(self, link: str) -> bool:
        """Return whether a link leads to this system, by its host name."""
        try:
            host = urlsplit(link).hostname or ""
        except ValueError:
            return False
        return any(host == one or host.endswith(f".{one}") for one in self.hosts)


class LibCal(SignUpSystem):
    """LibCal of Springshare."""

    name = "LibCal"
    hosts = ("libcal.com",)


class Communico(SignUpSystem):
    """Communico Attend."""

    name = "Communico"
    hosts = ("communico.co", "communico.us", "libnet.info")


class Eventbrite(SignUpSystem):
    """Eventbrite, whose host name ends by country."""

    name = "Eventbrite"
    hosts = tuple(
        f"eventbrite.{end}"
        for end in (
            *("com", "ca", "ie", "fr", "de", "es", "it", "nl", "be", "at", "ch", "pt"),
            *("se", "dk", "fi", "hk", "sg", "co.uk", "co.nz", "com.au", "com.mx"),
            *("com.br", "com.ar", "com.pe", "cl"),
        )
    )


class P2PU(SignUpSystem):
    """The learning circles of Peer 2 Peer University."""

    name = "P2PU"
    hosts = ("learningcircles.p2pu.org",)


KNOWN = (LibCal(), Communico(), Eventbrite(), P2PU())
LINK = SignUpSystem()


def system_of(backend: str, link: str) -> SignUpSystem:
    """Return the system of a backend; of `external`, the one that a link leads to."""
    own = sign_up_backends().get(backend)
    if own is not None:
        return own
    return next((system for system in KNOWN if system.recognises(link)), LINK)


def address_in(system: SignUpSystem, circle: Any) -> str:
    """Return where a visitor signs up in a system; "" where it names no web page.

    A list shows many circles: one whose system fails takes nothing from the others.
    """
    try:
        address = str(system.get_url(circle) or "")
        is_web = urlsplit(address).scheme in {"http", "https"}
    except Exception:
        logger.exception("%s gives no address for a circle.", type(system).__name__)
        return ""
    return address if is_web else ""
