"""Shapes of what is asked about costs."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from training.subsidies.forms.payments import YuanField

from ..enums import CostKind, CostSource


class CostForm(forms.Form):
    """An expense. The training fund is among the sources so that whoever tries it reads why it is refused."""

    kind = forms.ChoiceField(label=_("Kind of cost"), choices=CostKind.choices)
    description = forms.CharField(label=_("What for"), max_length=120)
    amount = YuanField(label=_("Amount (yuan)"))
    source = forms.ChoiceField(label=_("Borne by"), choices=CostSource.choices, widget=forms.RadioSelect)
    paid_on = forms.DateField(label=pgettext_lazy("of a cost", "Paid on"), widget=DateInput)
    document = forms.CharField(label=_("Voucher"), max_length=60, required=False)


class VoidForm(forms.Form):
    """Why an expense is voided."""

    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
