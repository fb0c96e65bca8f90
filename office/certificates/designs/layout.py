"""Reading a layout from a file or a form, as one reads what strangers send."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..rendering.faces import missing_characters
from ..rendering.guilloche import MM
from ..rendering.layouts import ALIGNS, FRAMES, INKS, PAPERS, PHOTO, PLACE, PLACES, SEAL_RADIUS, Field, Layout

FORMAT = "certificate-design/1"
#: Bytes of a file, fields of a sheet, characters of a field.
LARGEST, MOST_FIELDS, LONGEST = 64 * 1024, 40, 400
#: What every certificate says, wherever it stands.
NEEDED = ("number", "holder_name", "issuer", "issued_on")
#: What may stand in the circle of the seal: it is set over them (GB/T 9704-2012, 7.3.5).
UNDER_SEAL = {"issuer", "issued_on"}
#: Millimetres: below, a code with its token is too fine to be read.
LEAST_CODE = 30
_KEYS = {"format", "paper", "frame", "seal", "code", "photo", "months", "fields"}
_FIELD_KEYS = {field.name for field in fields(Field)}


def read_file(content: bytes) -> Layout:
    """Return the layout of an exported file.

    Raises ValidationError `too_large`, `not_json` (also: a key that stands twice), or what `read` raises.
    """
    if len(content) > LARGEST:
        raise _refused("too_large", _("The file is larger than any design. Choose another one."))
    try:
        values = json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_nothing)
    except (ValueError, RecursionError) as error:
        raise _refused(
            "not_json", _("The file is no design: it cannot be read, or a word stands in it twice.")
        ) from error
    return read(values)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: two readers would read two designs."""
    if len({key for key, _value in pairs}) != len(pairs):
        raise ValueError
    return dict(pairs)


def _nothing(name: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(name)


def read(values: object) -> Layout:
    """Return a layout from plain values, each checked.

    Raises ValidationError `unknown_format`, `unknown_key`, `missing_key`, `not_a_number`, `not_a_choice`,
    `too_many`, `unprintable`, `unknown_place`, `off_the_sheet`, `under_seal`, `code_too_small`, `twice`
    or `place_missing`; the message names the field.
    """
    if not isinstance(values, Mapping) or values.get("format") != FORMAT:
        raise _refused("unknown_format", _("This is no design of this system, or of another version of it."))
    _hold_keys(values, _KEYS, _("the sheet"))
    raw = values["fields"]
    if not isinstance(raw, list) or not 1 <= len(raw) <= MOST_FIELDS:
        raise _refused("too_many", _("A sheet has one field at least and forty at the most."))
    layout = Layout(
        paper=_choice(values["paper"], PAPERS, _("paper")),
        frame=_choice(values["frame"], FRAMES, _("frame")),
        seal=_numbers(values["seal"], 2, _("seal")),  # type: ignore[arg-type]
        code=_numbers(values["code"], 3, _("code")),  # type: ignore[arg-type]
        photo=None if values["photo"] is None else _numbers(values["photo"], 2, _("photo")),  # type: ignore[arg-type]
        months=_months(values["months"]),
        fields=tuple(_field(number, each) for number, each in enumerate(raw, start=1)),
    )
    _hold_together(layout)
    return layout


def written(layout: Layout) -> dict[str, Any]:
    """Return a layout as plain values, which `read` takes back."""
    return {
        "format": FORMAT,
        "paper": layout.paper,
        "frame": layout.frame,
        "seal": list(layout.seal),
        "code": list(layout.code),
        "photo": None if layout.photo is None else list(layout.photo),
        "months": layout.months,
        "fields": [asdict(field) for field in layout.fields],
    }


def name_of(number: int) -> str:
    """Return what a field is called in a refusal."""
    return _("field %(number)d") % {"number": number}


def _field(number: int, values: object) -> Field:
    where = name_of(number)
    if not isinstance(values, Mapping):
        raise _refused("unknown_key", _("%(where)s is no field."), where=where)
    _hold_keys(values, _FIELD_KEYS, where)
    text = values["text"]
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST or "\n" in text:
        raise _refused("too_many", _("%(where)s: one line of text, 400 characters at the most."), where=where)
    unknown = [place for place in PLACE.findall(text) if place not in PLACES]
    if unknown or "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text):
        raise _refused(
            "unknown_place",
            _("%(where)s: there is no such fact: %(text)s. Choose from the list."),
            where=where,
            text=text,
        )
    if missing := missing_characters(PLACE.sub("", text)):
        raise _refused(
            "unprintable",
            _("%(where)s: no font of the office holds %(text)s."),
            where=where,
            text=" ".join(missing),
        )
    flags = (values["bold"], values["preprinted"])
    if not all(isinstance(flag, bool) for flag in flags):
        raise _refused("not_a_choice", _("%(where)s: bold and preprinted are yes or no."), where=where)
    named = ("x", "y", "width", "height", "size", "least")
    x, y, width, height, size, least = _numbers([values[name] for name in named], 6, where)
    if not 6 <= least <= size <= 72 or width < 5 or height < 3:
        raise _refused(
            "not_a_number",
            _("%(where)s: type is 6 to 72 points, the least not above the size; a box is 5 x 3 mm at least."),
            where=where,
        )
    align = _choice(values["align"], ALIGNS, where)
    return Field(text, x, y, width, height, size, least, align, _choice(values["ink"], INKS, where), *flags)


def _hold_keys(values: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(str(key) for key in set(values) - known):
        raise _refused(
            "unknown_key", _("%(where)s: “%(text)s” is not known here."), where=where, text=unknown[0][:40]
        )
    if missing := sorted(known - set(values)):
        raise _refused("missing_key", _("%(where)s: “%(text)s” is missing."), where=where, text=missing[0])


def _numbers(values: object, count: int, where: str) -> tuple[float, ...]:
    if isinstance(values, list | tuple) and len(values) == count and all(map(_is_length, values)):
        return tuple(round(float(each), 2) for each in values)
    raise _refused("not_a_number", _("%(where)s: enter millimetres from 0 to 300."), where=where)


def _months(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 240:
        return value
    raise _refused("not_a_number", _("Validity: whole months from 1 to 240, or none."))


def _is_length(value: object) -> bool:
    """Tell whether a value is a number from 0 to 300; True is none, nor is what compares with nothing."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 300


def _choice(value: object, known: Any, where: str) -> str:
    if isinstance(value, str) and value in known:
        return value
    raise _refused("not_a_choice", _("%(where)s: choose one of those listed."), where=where)


def _hold_together(layout: Layout) -> None:
    """Refuse what lies off the sheet, under the seal, twice, and a sheet that does not say what it must."""
    sheet = (layout.size[0] / MM + 0.05, layout.size[1] / MM + 0.05)
    x, y = layout.seal
    circle = (x - SEAL_RADIUS, y - SEAL_RADIUS, 2 * SEAL_RADIUS, 2 * SEAL_RADIUS)
    boxes: list[tuple[str, tuple[float, ...], bool]] = [(_("seal"), circle, True)]
    if layout.code[2] < LEAST_CODE:
        raise _refused("code_too_small", _("The code is 30 mm wide at least, or it is not read."))
    boxes.append((_("code"), (*layout.code, layout.code[2]), False))
    if layout.photo:
        boxes.append((_("photo"), (*layout.photo, *PHOTO), False))
    for number, each in enumerate(layout.fields, start=1):
        may = set(PLACE.findall(each.text)) <= UNDER_SEAL and PLACE.search(each.text) is not None
        boxes.append((name_of(number), (each.x, each.y, each.width, each.height), may))
    for where, (left, top, width, height), may in boxes:
        if left < 0 or top < 0 or left + width > sheet[0] or top + height > sheet[1]:
            raise _refused("off_the_sheet", _("%(where)s reaches over the edge of the sheet."), where=where)
        if not may and _meets((left, top, width, height), layout.seal):
            raise _refused(
                "under_seal",
                _("%(where)s reaches into the circle of 46 mm that stays free for the seal."),
                where=where,
            )
    if len(set(layout.fields)) != len(layout.fields):
        raise _refused("twice", _("Two fields are the same."))
    said = {place for field in layout.fields for place in PLACE.findall(field.text)}
    needed = (*NEEDED, "valid_until") if layout.months else NEEDED
    if missing := [place for place in needed if place not in said]:
        raise _refused(
            "place_missing", _("The sheet does not say {%(text)s}, which each has to."), text=missing[0]
        )


def _meets(box: tuple[float, ...], middle: tuple[float, float]) -> bool:
    left, top, width, height = box
    across = max(left - middle[0], 0, middle[0] - left - width)
    under = max(top - middle[1], 0, middle[1] - top - height)
    return math.hypot(across, under) < SEAL_RADIUS - 0.01


def _refused(code: str, message: str, **params: str) -> ValidationError:
    return ValidationError(message, code=code, params=params)
