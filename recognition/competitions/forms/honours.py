"""Shapes of what is asked when honours are given, reserves called and lists refused."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation


class DecisionForm(forms.Form):
    """The decision by which honours are given."""

    document_number = forms.CharField(label=_("Document number"), max_length=80)
    issuer = forms.CharField(label=pgettext_lazy("an honour", "Issuing body"), max_length=160)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)


class ReserveForm(forms.Form):
    """Whom the page showed as next."""

    number = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)


class TeamForm(forms.Form):
    """Which organisation a team stands for."""

    organisation = forms.ModelChoiceField(
        label=_("Unit on record"), queryset=Organisation.objects.order_by("name")
    )


class RefusalForm(forms.Form):
    """Why an employer's list is refused."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
