"""How facts are read from JSON, written as JSON, and described by a JSON Schema: all from one dataclass.

A field is `Annotated[kind, what it means]`. Nothing that is not declared is read.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any, Final, NewType

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..capitals import yuan_text

#: An amount in fen; in JSON it is yuan as a text with two places.
Fen = NewType("Fen", int)
Read = Callable[[Any], Any]

MOST: Final = 10_000
LONGEST: Final = 60
MANY: Final = 200
ISO_DATE: Final = r"^\d{4}-\d{2}-\d{2}$"
DECIMAL: Final = r"^\d{1,5}(\.\d{1,4})?$"
YUAN: Final = r"^\d{1,10}(\.\d{1,2})?$"


class UnfitError(Exception):
    """A value that a field does not take; `path` is the field, outermost first."""

    def __init__(self, wanted: str, *path: str) -> None:
        self.wanted, self.path = wanted, path


def _date(value: Any) -> datetime.date:
    try:
        # Python also reads days of weeks, as 2026-W09-7, which the schema does not take.
        if len(value) == 10 and "W" not in value:
            return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    raise UnfitError(_("a day as 2026-03-01"))


def _text(value: Any) -> str:
    if isinstance(value, str) and len(value) <= LONGEST:
        return value
    raise UnfitError(_("a text of at most %(length)s characters") % {"length": LONGEST})


def _flag(value: Any) -> bool:
    if value is True or value is False:
        return value
    raise UnfitError("true / false")


def _count(value: Any) -> int:
    if type(value) is int and 0 <= value <= MOST:
        return value
    raise UnfitError(_("a whole number from 0 to %(most)s") % {"most": MOST})


@lru_cache(maxsize=MOST, typed=True)
def _number(value: int | float | str | Decimal) -> Decimal:
    """Return hours as a number; they come again and again. Raises InvalidOperation for what is none."""
    hours = Decimal(str(value))
    if len(str(value)) > LONGEST or not hours.is_finite() or not 0 <= hours <= MOST:
        raise InvalidOperation
    return hours


def _hours(value: Any) -> Decimal:
    try:
        if value is not True and value is not False:
            return _number(value)
    except (InvalidOperation, TypeError):
        pass
    raise UnfitError(_("a number from 0 to %(most)s") % {"most": MOST})


def _money(value: Any) -> Fen:
    if isinstance(value, (int, float, str, Decimal)) and not isinstance(value, bool):
        try:
            fen = Decimal(str(value)) * 100
            if fen.is_finite() and 0 <= fen < 10**12 and fen == int(fen):
                return Fen(int(fen))
        except InvalidOperation:
            pass
    raise UnfitError(_("yuan as a text with two places, as 800.00"))


def _choice(kind: type[enum.Enum]) -> Read:
    members = {member.value: member for member in kind}
    wanted = " / ".join(str(value) for value in members)

    def read(value: Any) -> Any:
        try:
            return members[value]
        except (KeyError, TypeError):
            raise UnfitError(wanted) from None

    return read


def _rows(shape: Shape) -> Read:
    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > MANY:
            raise UnfitError(_("a list of at most %(many)s entries") % {"many": MANY})
        rows = []
        for number, row in enumerate(value, start=1):
            try:
                rows.append(shape.parse(row))
            except UnfitError as unfit:
                raise UnfitError(unfit.wanted, str(number), *unfit.path) from None
        return tuple(rows)

    return read


_PLAIN: Final[Mapping[Any, tuple[Read, dict[str, Any]]]] = {
    datetime.date: (_date, {"type": "string", "format": "date", "pattern": ISO_DATE}),
    str: (_text, {"type": "string", "maxLength": LONGEST}),
    bool: (_flag, {"type": "boolean"}),
    int: (_count, {"type": "integer", "minimum": 0, "maximum": MOST}),
    Decimal: (_hours, {"type": ["number", "string"], "minimum": 0, "maximum": MOST, "pattern": DECIMAL}),
    Fen: (_money, {"type": ["number", "string"], "minimum": 0, "pattern": YUAN}),
}


def _kind(hint: Any) -> tuple[Read, dict[str, Any], bool]:
    """Return how a kind is read, its schema, and whether it may be null."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        read, schema, _null = _kind(next(part for part in typing.get_args(hint) if part is not type(None)))
        return read, schema, True
    if typing.get_origin(hint) is tuple:
        shape = shape_of(typing.get_args(hint)[0])
        return _rows(shape), {"type": "array", "maxItems": MANY, "items": shape.schema}, False
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _choice(hint), {"type": "string", "enum": [member.value for member in hint]}, False
    read, schema = _PLAIN[hint]
    return read, schema, False


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*kinds, "null"], **values}


class Shape:
    """How one dataclass looks in JSON; see `shape_of`."""

    def __init__(self, made: type[Any]) -> None:
        self.made = made
        hints = typing.get_type_hints(made, include_extras=True)
        self.readers: dict[str, Read] = {}
        self.nullable: set[str] = set()
        self.required: set[str] = set()
        self.about: dict[str, tuple[Any, dict[str, Any]]] = {}
        for field in dataclasses.fields(made):
            hint, about = typing.get_args(hints[field.name])
            read, schema, null = _kind(hint)
            self.readers[field.name] = read
            if null:
                # Null is the same as leaving the field out: nothing is known.
                self.nullable.add(field.name)
            self.about[field.name] = (about, _nullable(schema) if null else schema)
            if field.default is dataclasses.MISSING:
                self.required.add(field.name)

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of a record, with each field's meaning in the reader's language."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": sorted(self.required),
            "properties": {
                name: {**schema, "description": str(about)} for name, (about, schema) in self.about.items()
            },
        }

    def parse(self, data: Any) -> Any:
        """Return the object; raise UnfitError with the field that does not fit."""
        if not isinstance(data, dict):
            raise UnfitError(_("an object with named fields"))
        readers, values = self.readers, {}
        name = ""
        try:
            for name, value in data.items():
                if value is not None or name not in self.nullable:
                    values[name] = readers[name](value)
        except KeyError:
            raise UnfitError(_("only the fields that `judge --schema` lists"), str(name)[:LONGEST]) from None
        except UnfitError as unfit:
            raise UnfitError(unfit.wanted, name, *unfit.path) from None
        if self.required and (missing := self.required - values.keys()):
            raise UnfitError(_("a value"), min(missing))
        return self.made(**values)

    def read(self, data: Any) -> Any:
        """Return the object; raise ValidationError `bad_facts` that names the field and what it takes."""
        try:
            return self.parse(data)
        except UnfitError as unfit:
            field = ".".join(unfit.path) or "—"
            raise ValidationError(
                _("Field %(field)s takes %(wanted)s. Correct it, then judge again."),
                code="bad_facts",
                params={"field": field, "wanted": unfit.wanted},
            ) from None

    def plain(self, made: Any) -> dict[str, Any]:
        """Return an object as plain values; what has its default is left out."""
        found: dict[str, Any] = {}
        for field in dataclasses.fields(made):
            value = getattr(made, field.name)
            if value != field.default:
                is_money = self.readers[field.name] is _money
                found[field.name] = yuan_text(value) if is_money else _plain(value)
        return found


@cache
def shape_of(made: type) -> Shape:
    """Return the shape of a dataclass, made once."""
    return Shape(made)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [shape_of(row.__class__).plain(row) for row in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value
