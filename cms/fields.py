"""A StreamField whose block definitions stay out of migrations.

What a block looks like is code, not schema: without this, each change of a block writes a migration of
thousands of lines that the database does not need.
"""

from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's field, deconstructed without its blocks."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return the field as migrations write it."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
