"""The register of kinds of evidence, which rooms above fill at start."""

from __future__ import annotations

from dataclasses import dataclass

from .tables import Label


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of paper; `expires` ones are kept only with the last day on which they are valid."""

    code: str
    label: Label
    expires: bool = False
    hint: Label = ""


_kinds: dict[str, EvidenceKind] = {}


def register(kind: EvidenceKind) -> None:
    """Take a kind in; raise ValueError when its code is taken by another."""
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"The kind of evidence {kind.code!r} is registered already.")


def unregister(code: str) -> None:
    """Take a kind out again, for tests that register their own."""
    _kinds.pop(code, None)


def find(code: str) -> EvidenceKind:
    """Return a kind; raise LookupError when no room has registered it."""
    try:
        return _kinds[code]
    except KeyError:
        raise LookupError(f"No room has registered the kind of evidence {code!r}.") from None


def every() -> list[EvidenceKind]:
    """Return all kinds in the order of their registration."""
    return list(_kinds.values())


def label_of(code: str) -> Label:
    """Return the label of a kind; its code when its room has gone."""
    return _kinds[code].label if code in _kinds else code
