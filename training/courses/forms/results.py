"""The form of one attempt at a test."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput

from ..actions import Result
from ..grading import PARTS, PassMarks

LABELS = {
    "theory": _("Theory"),
    "practice": _("Practice"),
    "review": _("Comprehensive review"),
    "performance": _("Work performance"),
}


class ResultForm(forms.Form):
    """The day, a mark for each part that the level asks, or absent."""

    taken_on = forms.DateField(label=_("Taken on"), widget=DateInput)
    absent = forms.BooleanField(label=_("Absent from the test"), required=False)
    examiner = forms.CharField(label=_("Examiner"), max_length=64, required=False)

    def __init__(self, *args: Any, asked: PassMarks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in asked.asked:
            self.fields[part] = forms.DecimalField(
                label=LABELS[part],
                min_value=0,
                max_value=100,
                decimal_places=2,
                required=False,
                help_text=_("%(mark)s or more passes") % {"mark": f"{getattr(asked, part):.0f}"},
            )
        self.order_fields(["taken_on", *asked.asked, "absent", "examiner"])

    @property
    def result(self) -> Result:
        """What was entered."""
        marks: dict[str, Any] = {part: self.cleaned_data.get(part) for part in PARTS}
        return Result(
            **marks, absent=self.cleaned_data["absent"], examiner=self.cleaned_data["examiner"].strip()
        )


class RetakeRuleForm(forms.Form):
    """How often a failed test may be taken again, and how long after the class closed."""

    retakes_allowed = forms.IntegerField(label=_("Retakes allowed"), min_value=0, max_value=9)
    retake_days = forms.IntegerField(label=_("Days for retakes after closing"), min_value=0, max_value=730)
