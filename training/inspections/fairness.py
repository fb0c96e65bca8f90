"""Drawing at random so that anybody can repeat it with paper, a seed and SHA-256. Pure."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Sequence
from decimal import Decimal


def new_seed() -> str:
    """Return 128 unforeseeable bits as 32 hex digits."""
    return secrets.token_hex(16)


def rank(seed: str, key: str) -> str:
    """Return what a draw sorts by: the SHA-256 (hex) of "seed:key" in UTF-8."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def draw(seed: str, keys: Sequence[str], size: int) -> list[str]:
    """Return the first `size` of the keys, sorted by their rank; fewer when there are fewer."""
    return sorted(keys, key=lambda key: (rank(seed, key), key))[:size]


def sample_size(people: int, *, share: Decimal, minimum: int) -> int:
    """Return how many to draw: the share rounded up, at least the minimum, at most everybody."""
    return min(people, max(math.ceil(people * share), minimum))
