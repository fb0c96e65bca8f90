"""The log of looks: what the public pages were asked and what they answered.

It is no part of the record: a public page that wrote to the chain would let anybody hold up the office's own
deeds. What was typed is never written down: of an unknown number or a wrong name, only that it was so.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from office.desk.addresses import network_of

if TYPE_CHECKING:
    from .models import Certificate

logger = logging.getLogger(__name__)


def note(way: str, certificate: Certificate | None, address: str) -> None:
    """Log a look: by which way, the number and its status (or "unknown"), and from which network."""
    told = f"{certificate.number} {certificate.status}" if certificate else "unknown"
    logger.info("%s: %s, from %s", way, told, network_of(address))


def note_refusal(address: str) -> None:
    """Log that somebody asked too often."""
    logger.warning("too many looks from %s", network_of(address))
