"""From which network a request comes, where proxies stand before the site."""

from __future__ import annotations

import ipaddress
import re

_WITH_PORT = re.compile(r"\[(?P<new>[^\]]+)\](?::\d+)?|(?P<old>[\d.]+):\d+")
"""A hop as some proxies write it (RFC 7239, 6): `[2001:db8::1]:443`, `192.0.2.1:80`."""

HOUSEHOLD = 64
"""Bits of an IPv6 address that name a network; its owner chooses the others."""


def network_of(peer: str, forwarded: str, *, proxies: int) -> str:
    """Return the network of a client, "" where nothing is known of it.

    `peer` is the address at the other end of the socket, `forwarded` the header
    `X-Forwarded-For`, to which each proxy adds, at the right, whom it saw. Behind
    `proxies` trusted ones it is the entry that the outermost of them wrote; what stands
    left of it anybody can have written. An IPv6 address is cut to its first 64 bits.
    """
    hops = forwarded.split(",") if forwarded.strip() else []
    given = hops[-proxies] if proxies and len(hops) >= proxies else peer
    given = given.strip()
    if match := _WITH_PORT.fullmatch(given):
        given = match["new"] or match["old"]
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return ""
    # A socket for both kinds of addresses writes one of the old kind as a new one.
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((int(address), HOUSEHOLD), strict=False))
