"""The shapes of what is entered about honours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation

from .actions.corrections import CORRECTED
from .enums import CorrectionOutcome, HonourKind, Level
from .models import Honour


class RecordForm(forms.Form):
    """An honour by its document."""

    kind = forms.ChoiceField(label=_("Kind of honour"), choices=HonourKind.choices)
    title = forms.CharField(label=pgettext_lazy("an honour", "Title of honour"), max_length=120)
    level = forms.ChoiceField(label=_("Level of honour"), choices=Level.choices)
    issuer = forms.CharField(label=pgettext_lazy("an honour", "Issuing body"), max_length=160)
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)
    keeper = forms.ModelChoiceField(
        label=_("Kept by"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=_("The body of this district that issues the certificate; none for documents of others."),
    )

    def __init__(self, *args: Any, keepers: Any, collective: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = keepers  # type: ignore[attr-defined]
        if collective:
            self.fields["collective"] = forms.CharField(
                label=_("Collective"),
                max_length=120,
                required=False,
                help_text=_("The team's name, as the document has it; empty for the organisation itself."),
            )
            self.order_fields(["collective"])


class WithdrawForm(forms.Form):
    """The decision by which an honour is withdrawn."""

    withdrawn_on = forms.DateField(label=_("Withdrawn on"), widget=DateInput)
    document = forms.CharField(label=_("Number of the decision"), max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectionForm(forms.Form):
    """What is wrong, or missing."""

    words = forms.CharField(
        label=_("What is wrong or missing"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Name the document if you have it; the office answers within 15 working days."),
    )


class AnswerForm(forms.Form):
    """The answer, with the values as they should stand."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=CorrectionOutcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    title = forms.CharField(label=pgettext_lazy("an honour", "Title of honour"), max_length=120)
    level = forms.ChoiceField(label=_("Level of honour"), choices=Level.choices)
    issuer = forms.CharField(label=pgettext_lazy("an honour", "Issuing body"), max_length=160)
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)

    def __init__(self, *args: Any, honour: Honour | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CORRECTED:
            if honour is None:
                del self.fields[name]
            else:
                self.fields[name].initial = getattr(honour, name)

    def values(self) -> dict[str, Any]:
        """Return the values as they should stand."""
        return {name: value for name, value in self.cleaned_data.items() if name in CORRECTED}
