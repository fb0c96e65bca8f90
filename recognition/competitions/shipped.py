"""The rules that ship with the product: ranking, entry, promotion, costs; dated data with their sources.

`data/rules.json` is entered by a migration. What the office has entered or changed itself is left as it is.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).resolve().parent / "data" / "rules.json"
#: Gives a model by app and name: `apps.get_model` of a migration or of today.
GetModel = Callable[[str, str], Any]


def enter(get_model: GetModel) -> int:
    """Enter what is missing of sources and versions; return how many rows were made."""
    shipped, made = json.loads(FILE.read_text(encoding="utf-8")), 0
    source_model, version_model = get_model("policy", "Source"), get_model("policy", "PolicyVersion")
    sources = {}
    for code, facts in shipped["sources"].items():
        key = {"title": facts["title"], "number": facts["number"]}
        sources[code], new = source_model.objects.get_or_create(**key, defaults=facts)
        made += new
    for facts in shipped["versions"]:
        values = {**facts, "source": sources[facts["source"]]}
        values["valid_from"] = datetime.date.fromisoformat(facts["valid_from"])
        key = {name: values.pop(name) for name in ("scheme", "valid_from")}
        _version, new = version_model.objects.get_or_create(**key, defaults=values)
        made += new
    return made
