"""Template tags of the press room: addresses that no harvester reads, files, calls."""

import re
from typing import Any

from django import template

from learningcircles_wagtail.blocks.files import full_size

register = template.Library()

DIALLED = re.compile(r"[^\d+]")
EXTENSION = re.compile(r"(?i)(?:\bext(?:ension)?\b|\bx\s*\d|[;,#]).*")


@register.inclusion_tag("learningcircles_wagtail/components/email.html")
def lc_email(address: str) -> dict[str, str]:
    """Write an e-mail address that people can read and programs do not find.

    The page holds words ("press at library.example") and neither an address with its
    sign nor a `mailto:` link; `js/email.js` makes the link of them.
    """
    name, _sign, host = (address or "").rpartition("@")
    return {"name": name, "host": host}


@register.filter
def lc_dialled(phone: str) -> str:
    """Return the digits of a telephone number for a `tel:` link (RFC 3966).

    "+1 (555) 010-0123, ext. 4" gives "+15550100123"; without three digits nothing.
    """
    number = DIALLED.sub("", EXTENSION.sub("", phone or ""))
    number = number[:1] + number[1:].replace("+", "")
    return number if len(number.strip("+")) >= 3 else ""


@register.simple_tag(takes_context=True)
def lc_full_size(context: template.Context, image: Any) -> dict[str, str] | None:
    """Return `url` and `facts` of a picture's original file, None if it is private."""
    return full_size(image, context.flatten())
