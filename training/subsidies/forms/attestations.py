"""What officers type about evidence of standing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from training.courses.enums import PersonCategory

from ..actions import Evidence
from ..enums import EvidenceSource, Standing


class AttestationForm(forms.Form):
    """Which standing is attested, as of when, by whom, and how it reached the office."""

    standing = forms.ChoiceField(label=pgettext_lazy("of a person", "Standing"), choices=Standing.choices)
    category = forms.ChoiceField(
        label=_("Category"),
        choices=[("", "—"), *PersonCategory.choices],
        required=False,
        help_text=_("Only for evidence of the category."),
    )
    months = forms.IntegerField(
        label=_("Months insured"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Only for months of unemployment insurance."),
    )
    holds = forms.TypedChoiceField(
        label=_("What the evidence says"),
        choices=[("yes", _("So it is")), ("no", _("It is not so"))],
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    as_of = forms.DateField(label=_("As of"), widget=DateInput)
    valid_until = forms.DateField(label=_("Valid until"), widget=DateInput, required=False)
    source = forms.ChoiceField(
        label=_("Source"),
        choices=EvidenceSource.choices,
        help_text=_("What can be shared between offices is not asked for on paper."),
    )
    attested_by = forms.CharField(label=_("Attested by"), max_length=120)
    document = forms.CharField(label=_("Document"), max_length=120, required=False)

    @property
    def evidence(self) -> Evidence:
        """What was typed, as the action takes it."""
        found: dict[str, Any] = {
            **self.cleaned_data,
            "standing": Standing(self.cleaned_data["standing"]),
            "source": EvidenceSource(self.cleaned_data["source"]),
            "category": PersonCategory(value) if (value := self.cleaned_data["category"]) else None,
        }
        return Evidence(**found)


class RevocationForm(forms.Form):
    """Why evidence is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
