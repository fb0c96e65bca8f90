"""What a filter asks for, in the words of its own form."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _


def words_of(filterset: Any) -> list[tuple[str, str]]:
    """Return (label, value) of every field of a filter set that narrows or orders; nothing else is asked."""
    if filterset is None or not filterset.form.is_valid():
        return []
    told = filterset.form.cleaned_data
    return [
        (str(field.label or name), value)
        for name, field in filterset.form.fields.items()
        if (value := in_words(field, told.get(name)))
    ]


def in_words(field: forms.Field, value: Any) -> str:
    """Return a cleaned value as the form shows it: the label of a choice, the name of a row, an ISO day."""
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return _("yes")
    if isinstance(value, slice):
        ends = [_day(end) for end in (value.start, value.stop)]
        return " – ".join(ends) if any(ends) else ""
    if isinstance(value, Model):
        return str(value)
    if not isinstance(value, str) and isinstance(value, Iterable):
        return "、".join(in_words(field, each) for each in value)
    choices = {str(code): str(label) for code, label in _flat(getattr(field, "choices", ()))}
    return choices.get(str(value), _day(value))


def _day(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label
