"""What people type about payments."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput


class PaymentForm(forms.Form):
    """What the bank did."""

    paid_on = forms.DateField(label=_("Paid on"), widget=DateInput)
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=60)
