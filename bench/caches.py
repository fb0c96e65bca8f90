"""A cache for measuring pages that are put together each time."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.locmem import LocMemCache


class GenerationOnly(LocMemCache):
    """Keeps the name of the generation, so parts are kept for their minute, and no page whole."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__("generation", params)

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        """Keep short words only."""
        if isinstance(value, str):
            super().set(key, value, *args, **kwargs)
