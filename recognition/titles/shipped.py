"""The national standards that ship with the product, entered by a migration; the office adds its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from training.subsidies.shipped import GetModel, enter_versions

FILE: Final = Path(__file__).resolve().parent / "data" / "standards.json"


def enter(get_model: GetModel) -> int:
    """Enter what is missing of documents and versions; return how many rows were made."""
    shipped = json.loads(FILE.read_text(encoding="utf-8"))
    return enter_versions(get_model, shipped["sources"], shipped["versions"])
