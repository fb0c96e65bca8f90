"""Where a visitor comes from, as limits count it."""

from __future__ import annotations

import ipaddress


def network_of(address: str) -> str:
    """Return what is counted: an IPv4 address, or the /64 that one IPv6 subscriber has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
