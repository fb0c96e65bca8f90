"""Forms of check-in and registers: shape only, the actions decide."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.courses.enums import AttendanceStatus
from training.courses.models import TrainingClass

from .actions import Late
from .enums import Direction

#: Seconds since 1970 between the years 2001 and 2286: what a browser's clock can say.
_EARLIEST, _LATEST = 1_000_000_000, 9_999_999_999


class ScanForm(forms.Form):
    """The number of the form, and, for a record that is sent late, when it was made (seconds since 1970)."""

    nonce = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    made_at = forms.FloatField(required=False, min_value=_EARLIEST, max_value=_LATEST)

    @property
    def late(self) -> Late | None:
        """What a late record says; None for one that is sent at once."""
        made_at = self.cleaned_data["made_at"]
        if made_at is None:
            return None
        moment = datetime.datetime.fromtimestamp(made_at, datetime.UTC)
        return Late(moment, self.cleaned_data["note"])


class PersonScanForm(forms.Form):
    """Which lesson, which way, and the number of the form."""

    nonce = forms.UUIDField(widget=forms.HiddenInput)
    lesson = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    direction = forms.ChoiceField(choices=Direction.choices, widget=forms.HiddenInput)


class SignForm(forms.Form):
    """A sign, the hours it is worth, and why."""

    status = forms.ChoiceField(
        label=pgettext_lazy("sign of the register", "Sign"),
        choices=AttendanceStatus.choices,
        widget=forms.RadioSelect,
    )
    hours = forms.DecimalField(
        label=_("Class hours attended"),
        required=False,
        min_value=0,
        max_digits=4,
        decimal_places=1,
        help_text=_("Blank: the whole lesson. Only for somebody who was there."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As “phone had no power”; it stays with the sign."),
    )


class RuleForm(forms.ModelForm[TrainingClass]):
    """How a class counts hours, and what bars completion."""

    class Meta:
        model = TrainingClass
        fields = ["exit_counts", "absences_allowed"]

    def _post_clean(self) -> None:
        """Leave the object alone: the action writes it."""

    def validate_unique(self) -> None:
        """Nothing here is unique."""

    def deed(self) -> dict[str, Any]:
        """Return what the action is called with."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
