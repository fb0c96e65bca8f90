"""Forms of the steps of a case, of its supplement and its pause."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput

from ..actions.supplements import LONGEST_WORDS
from ..procedures import Label, Transition


class StepForm(forms.Form):
    """The words that go with a step."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(self, *args: Any, step: Transition, by_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.required = step.needs_reason
        field.label = _("Reason") if step.needs_reason else _("Remark")
        field.help_text = (
            _("The applicant reads these words.")
            if by_office
            else _("The officers of the case read these words.")
        )


class SupplementForm(forms.Form):
    """What is missing beside each field and paper that can be opened; what is left empty stays closed."""

    def __init__(self, *args: Any, askable: dict[str, Label], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._askable = askable
        for code, label in askable.items():
            self.fields[f"ask-{code}"] = forms.CharField(
                label=str(label),
                max_length=LONGEST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def items(self) -> list[tuple[str, str]]:
        """Return (code, words) of what is asked for."""
        return [
            (code, words) for code in self._askable if (words := self.cleaned_data[f"ask-{code}"].strip())
        ]


class PauseForm(forms.Form):
    """Why a case stands still, and until when."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads these words."),
    )
    until = forms.DateField(
        label=_("Expected until"),
        required=False,
        widget=DateInput,
        help_text=_("Nothing goes on by itself on that day; the case appears on the worklist again."),
    )
