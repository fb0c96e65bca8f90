"""The kinds of certificates: an empty register that the rooms above fill in."""

from __future__ import annotations

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def register(**labels: str | Promise) -> None:
    """Give kinds their labels, as `register(completion=_("Training completion certificate"))`."""
    _labels.update(labels)


def label_of(kind: str) -> str:
    """Return a kind's label; an empty text when no room registered it."""
    return str(_labels.get(kind, ""))


def choices() -> list[tuple[str, str]]:
    """Return (code, label) of every registered kind."""
    return [(kind, str(label)) for kind, label in sorted(_labels.items())]
