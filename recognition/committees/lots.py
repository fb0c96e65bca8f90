"""Choosing readers so that anybody can repeat it from what a draw keeps. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from training.inspections import fairness


def lot(dossier: int, expert: int, burden: int | None = None) -> str:
    """Write a possible reader of a file down: "file-expert", with ":burden" where the load decides."""
    return f"{dossier}-{expert}" if burden is None else f"{dossier}-{expert}:{burden}"


def expert_in(lot: str) -> int:
    """Return the key of the expert that a lot stands for."""
    return int(lot.partition(":")[0].rpartition("-")[2])


def choose(seed: str, lots: Sequence[str], size: int) -> list[str]:
    """Return so many of the lots: the least burdened first, alike ones in the order of the draw.

    The order of the draw is that of the SHA-256 of "seed:file-expert" (`fairness.draw`).
    """
    by_key = {each.partition(":")[0]: each for each in lots}
    ranked = [by_key[key] for key in fairness.draw(seed, list(by_key), len(by_key))]
    # Sorting keeps the order among those who carry alike.
    return sorted(ranked, key=lambda each: int(each.partition(":")[2] or 0))[:size]
