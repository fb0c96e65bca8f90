"""The form of a course in the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput

from ..levels import LEVELS
from ..models import Course, Occupation


class CourseForm(forms.ModelForm[Course]):
    """A course; the occupation is chosen from the register, the level from the eight of the standard."""

    occupation_entry = forms.ModelChoiceField(
        label=_("Occupation"), queryset=Occupation.objects.all(), empty_label=None
    )
    level = forms.ChoiceField(
        label=_("Level"),
        required=False,
        choices=[("", _("No level")), *((level, level) for level in LEVELS)],
    )

    class Meta:
        model = Course
        fields = [
            "name",
            "kind",
            "occupation_entry",
            "level",
            "theory_hours",
            "practice_hours",
            "online_hours",
            "max_class_size",
            "active_from",
            "retired_on",
        ]
        widgets = {"active_from": DateInput, "retired_on": DateInput}
        help_texts = {
            "max_class_size": _("Left empty, the policy of class filing decides."),
            "retired_on": _("Classes may begin on this day for the last time. Those under way go on."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["occupation_entry"].initial = self.instance.occupation_code

    def facts(self) -> dict[str, Any]:
        """Return the columns of the course as chosen."""
        facts = dict(self.cleaned_data)
        entry = facts.pop("occupation_entry")
        return {**facts, "occupation_code": entry.code, "occupation": entry.name}

    def _post_clean(self) -> None:
        """Leave the model's own checks to the action: they are the same for forms and commands."""

    def validate_unique(self) -> None:
        """Leave uniqueness to the action, which says what to do."""
