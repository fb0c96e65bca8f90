"""The schemes that ship with the product: conditions with their documents and clauses, and no amounts.

`data/schemes.json` is entered by a migration, so that a fresh office has them, and again by
`manage.py load_schemes`. What the office has entered or changed itself is left as it is.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).resolve().parent / "data" / "schemes.json"
#: Gives a model by app and name: `apps.get_model` of a migration or of today.
GetModel = Callable[[str, str], Any]


def _days(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts with their days read; a day that is open stays None."""
    days = {"issued_on", "valid_from", "valid_to"}
    return {
        name: datetime.date.fromisoformat(value) if name in days and value else value
        for name, value in facts.items()
    }


def enter(get_model: GetModel) -> int:
    """Enter what is missing of sources, schemes and versions; return how many rows were made."""
    shipped, made = json.loads(FILE.read_text(encoding="utf-8")), 0
    source_model, version_model = get_model("policy", "Source"), get_model("policy", "PolicyVersion")
    scheme_model = get_model("subsidies", "Scheme")
    sources = {}
    for code, facts in shipped["sources"].items():
        key = {"title": facts["title"], "number": facts["number"]}
        sources[code], new = source_model.objects.get_or_create(**key, defaults=_days(facts))
        made += new
    for facts in shipped["schemes"]:
        versions = facts.pop("versions")
        _scheme, new = scheme_model.objects.get_or_create(code=facts["code"], defaults=facts)
        made += new
        for version in map(_days, versions):
            version["source"] = sources[version["source"]]
            key = {"scheme": facts["code"], "valid_from": version["valid_from"]}
            _version, new = version_model.objects.get_or_create(**key, defaults=version)
            made += new
    return made
