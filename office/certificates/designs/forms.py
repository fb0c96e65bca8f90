"""A layout as a form: millimetres to be typed, a row a field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput

from .. import kinds
from ..rendering.layouts import ALIGNS, FRAMES, INKS, PAPERS, Field, Layout
from .layout import FORMAT, LARGEST, read, read_file
from .queries import shipped

#: Empty rows at the end of the form, for further fields.
SPARE = 3
_WORDS: dict[str, Any] = {
    "A4-landscape": _("A4 landscape"),
    "A4-portrait": _("A4 portrait"),
    "none": _("No frame (bought stationery)"),
    "left": _("Left"),
    "centre": _("Centred"),
    "right": pgettext_lazy("alignment", "Right"),
    "justify": _("Justified"),
    "black": _("Black"),
    "navy": _("Navy"),
    "steel": _("Steel blue"),
    "grey": _("Grey"),
    "crimson": _("Crimson and gold"),
    "gold": _("Gold"),
}
_STARTS = {
    "completion-landscape": _("Completion of training, A4 landscape"),
    "completion-portrait": _("Completion of training, A4 portrait with photo"),
    "honour-landscape": _("Honour in crimson and gold, A4 landscape"),
    "honour-portrait": _("Honour in crimson and gold, A4 portrait"),
}


def _choices(codes: Any) -> list[tuple[str, Any]]:
    return [(code, _WORDS[code]) for code in codes]


def _millimetres(label: Any, *, required: bool = True) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        min_value=0,
        max_value=300,
        required=required,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
    )


class BeginForm(forms.Form):
    """A new design: from a shipped layout, or from a file of another office."""

    name = forms.CharField(label=_("Name of the design"), max_length=80)
    code = forms.SlugField(
        label=pgettext_lazy("of a design", "Code"),
        max_length=24,
        help_text=_("Latin letters, digits and hyphens, as course-blue."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=kinds.choices)
    start = forms.ChoiceField(label=_("Begin from"), choices=list(_STARTS.items()))
    file = forms.FileField(
        label=_("Or from an exported file"), required=False, help_text=_("A .json file; it takes precedence.")
    )

    def clean(self) -> dict[str, Any]:
        """Read the layout; what is wrong in the file is said at the file."""
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.pop("file", None)
        start = cleaned.pop("start", "")
        if upload is not None:
            try:
                cleaned["layout"] = read_file(upload.read(LARGEST + 1))
            except ValidationError as error:
                self.add_error("file", error)
        elif start:
            cleaned["layout"] = shipped()[start]
        return cleaned


class PublishForm(forms.Form):
    """Since when certificates are issued with it."""

    used_from = forms.DateField(label=_("Used from"), widget=DateInput)


class LayoutForm(forms.Form):
    """The sheet and its fields; built for as many fields as the layout or the form sent has."""

    paper = forms.ChoiceField(label=_("Paper"), choices=_choices(PAPERS))
    frame = forms.ChoiceField(label=_("Frame"), choices=_choices(FRAMES))
    seal_x = _millimetres(_("Middle of the seal from the left"))
    seal_y = _millimetres(_("Middle of the seal from above"))
    code_x = _millimetres(_("Code from the left"))
    code_y = _millimetres(_("Code from above"))
    code_side = _millimetres(_("Side of the code"))
    photo_x = _millimetres(_("Photo from the left"), required=False)
    photo_y = _millimetres(_("Photo from above"), required=False)

    months = forms.IntegerField(
        label=_("Valid for (months)"),
        min_value=1,
        max_value=240,
        required=False,
        help_text=_("Empty: for good. Otherwise the sheet has to say {valid_until}."),
    )

    def __init__(self, *args: Any, layout: Layout, **kwargs: Any) -> None:
        initial = {
            "paper": layout.paper,
            "frame": layout.frame,
            "months": layout.months,
            **dict(zip(("seal_x", "seal_y"), layout.seal, strict=True)),
            **dict(zip(("code_x", "code_y", "code_side"), layout.code, strict=True)),
            **dict(zip(("photo_x", "photo_y"), layout.photo or (None, None), strict=True)),
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        self.rows = len(layout.fields) + SPARE
        for number in range(1, self.rows + 1):
            given = layout.fields[number - 1] if number <= len(layout.fields) else None
            for name, field in _row(given).items():
                self.fields[f"{name}_{number}"] = field

    def sheet(self) -> list[BoundField]:
        """Return the inputs of the sheet."""
        return [self[name] for name in self.base_fields]

    def field_rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        """Return number and inputs of each field."""
        for number in range(1, self.rows + 1):
            yield number, [self[f"{name}_{number}"] for name in _row(None)]

    def clean(self) -> dict[str, Any]:
        """Put the layout together; a field without text is left out."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        rows = range(1, self.rows + 1)
        fields = [{name: cleaned[f"{name}_{number}"] for name in _row(None)} for number in rows]
        photo = [cleaned["photo_x"], cleaned["photo_y"]]
        values = {
            "format": FORMAT,
            "paper": cleaned["paper"],
            "frame": cleaned["frame"],
            "seal": [cleaned["seal_x"], cleaned["seal_y"]],
            "code": [cleaned["code_x"], cleaned["code_y"], cleaned["code_side"]],
            "photo": None if None in photo else photo,
            "months": cleaned["months"],
            "fields": [each for each in fields if each["text"]],
        }
        return {"layout": read(values)}


def _row(given: Field | None) -> dict[str, forms.Field]:
    """Return the inputs of one field, with what it says now."""
    begin: Any = given or Field("", 40, 40, 100, 10, 14, 9)
    points = {"min_value": 6, "max_value": 72}
    row: dict[str, forms.Field] = {
        "text": forms.CharField(label=_("Text"), max_length=400, required=False),
        "x": _millimetres(_("From the left")),
        "y": _millimetres(_("From above")),
        "width": _millimetres(_("Width")),
        "height": _millimetres(_("Height")),
        "size": forms.FloatField(label=_("Size (pt)"), **points),  # type: ignore[arg-type]
        "least": forms.FloatField(label=_("Least (pt)"), **points),  # type: ignore[arg-type]
        "align": forms.ChoiceField(label=_("Set"), choices=_choices(ALIGNS)),
        "ink": forms.ChoiceField(label=_("Colour"), choices=_choices(INKS)),
        "bold": forms.BooleanField(label=_("Bold"), required=False),
        "preprinted": forms.BooleanField(label=_("On stationery already"), required=False),
    }
    for name, field in row.items():
        field.initial = getattr(begin, name)
    return row
