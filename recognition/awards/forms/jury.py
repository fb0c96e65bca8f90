"""Shapes of what the organiser and the jurors enter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.models import User
from recognition.committees.enums import Answer, Ground

from ..models import Reading

NONE = Answer.NONE.value


class JurorForm(forms.Form):
    """Whom the organiser appoints, as what, and from when."""

    user = forms.ModelChoiceField(
        label=_("Account"),
        queryset=User.objects.none(),
        help_text=_("Somebody who acts for an organisation, or an expert; the registrar opens accounts."),
    )
    post = forms.CharField(
        label=_("Appointed as"),
        max_length=80,
        required=False,
        help_text=_("As it stands in the letter of appointment."),
    )
    appointed_on = forms.DateField(label=_("Appointed on"), widget=DateInput)

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = accounts


class EndForm(forms.Form):
    """Why a juror leaves."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class JuryConflictsForm(forms.Form):
    """One question for every nominee whom a juror was asked about."""

    def __init__(self, *args: Any, readings: Iterable[Reading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"reading_{each.pk}": each for each in readings}
        choices = [("", "—"), (NONE, Answer.NONE.label), *Ground.choices]
        for name, each in self.asked.items():
            label = f"{each.nominee.name} · {each.nominee.unit}"
            self.fields[name] = forms.ChoiceField(label=label, choices=choices)

    def answers(self) -> list[tuple[Reading, Answer, str]]:
        """Return what was answered as (reading, answer, ground)."""
        told = [(self.asked[name], value) for name, value in self.cleaned_data.items()]
        return [
            (each, Answer.NONE, "") if value == NONE else (each, Answer.DECLARED, value)
            for each, value in told
        ]
