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
    shipped = json.loads(FILE.read_text(encoding="utf-8"))
    scheme_model = get_model("subsidies", "Scheme")
    versions, made = {}, 0
    for facts in shipped["schemes"]:
        versions[facts["code"]] = facts.pop("versions")
        _scheme, new = scheme_model.objects.get_or_create(code=facts["code"], defaults=facts)
        made += new
    return made + enter_versions(get_model, shipped["sources"], versions)


def enter_versions(
    get_model: GetModel, sources: dict[str, dict[str, Any]], versions: dict[str, list[dict[str, Any]]]
) -> int:
    """Enter what is missing of documents and of policy versions by scheme; return how many rows were made.

    `sources` are facts by a short name, by which each version names its own; days are ISO texts.
    """
    source_model, version_model = get_model("policy", "Source"), get_model("policy", "PolicyVersion")
    found, made = {}, 0
    for code, facts in sources.items():
        key = {"title": facts["title"], "number": facts["number"]}
        found[code], new = source_model.objects.get_or_create(**key, defaults=_days(facts))
        made += new
    for scheme, rows in versions.items():
        for version in map(_days, rows):
            version["source"] = found[version["source"]]
            key = {"scheme": scheme, "valid_from": version["valid_from"]}
            _version, new = version_model.objects.get_or_create(**key, defaults=version)
            made += new
    return made
