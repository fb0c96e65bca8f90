"""What people type about budgets, payments and recoveries."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.exchange.files import MAX_BYTES, refusal
from office.policy.models import Source

from ..enums import RecoveryReason
from ..models import BankProfile, Scheme
from ..queries.payees import Due
from .claims import AccountField


class YuanField(forms.DecimalField):
    """An amount in yuan with two places; its value is in fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return whole fen, or None for an empty optional field."""
        yuan: Decimal | None = super().clean(value)
        return None if yuan is None else int(yuan * 100)


class BudgetForm(forms.Form):
    """The budget of a year."""

    scheme = forms.ModelChoiceField(Scheme.objects.filter(record_only=False), label=_("Scheme"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    amount = YuanField(label=_("Amount (yuan)"))
    source = forms.ModelChoiceField(
        Source.objects.all(),
        label=_("Document"),
        help_text=_("The finance office's document; enter it under “Sources” in the administration first."),
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class AmendmentForm(forms.Form):
    """A change of a budget, by document."""

    change = YuanField(
        label=_("Change (yuan)"), help_text=_("With a minus sign in front when the budget is lowered.")
    )
    source = forms.ModelChoiceField(Source.objects.all(), label=_("Document"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class BatchForm(forms.Form):
    """Whom a batch shall pay, through which bank."""

    profile = forms.ModelChoiceField(BankProfile.objects.all(), label=_("Bank profile"))
    payees = forms.MultipleChoiceField(
        label=_("Payees"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one payee.")},
    )

    def __init__(self, *args: Any, waiting: Sequence[Due], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payees"].choices = [(due.key, due.payee) for due in waiting]  # type: ignore[attr-defined]


class PaymentForm(forms.Form):
    """What the bank did."""

    paid_on = forms.DateField(label=_("Paid on"), widget=DateInput)
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=60)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}))


class AccountForm(forms.Form):
    """Where a payment that the bank returned shall go."""

    bank_name = forms.CharField(
        label=_("Bank"), max_length=80, help_text=_("The branch, as it is printed on the card or the letter.")
    )
    account = AccountField(
        help_text=_("The number on the card, digits only; spaces do no harm."),
    )
    reason = forms.CharField(
        label=_("What was wrong"),
        max_length=200,
        help_text=_("If the account was right, say why it can be paid now."),
    )


class SecondLookForm(forms.Form):
    """Whether a corrected account agrees with the bank's paper."""

    accept = forms.TypedChoiceField(
        label=_("Compared with the bank's paper"),
        choices=[("yes", _("It agrees: the money may be sent there")), ("no", _("It does not agree"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    account = AccountField(
        required=False,
        help_text=_("From the paper, not from the screen; needed when it agrees."),
    )


class ReturnForm(forms.Form):
    """A file of the bank."""

    profile = forms.ModelChoiceField(BankProfile.objects.all(), label=_("Bank profile"))
    settled_on = forms.DateField(
        label=_("Day of the bank"), widget=DateInput, help_text=_("Taken for rows that name no day.")
    )
    sheet = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("One .xlsx or .csv file, up to 10 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_sheet(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["sheet"]
        if (file.size or 0) > MAX_BYTES:
            raise refusal("too_large")
        return file


class RecoveryForm(forms.Form):
    """An order to pay money back."""

    amount = YuanField(label=_("Amount (yuan)"))
    reason_class = forms.ChoiceField(label=_("Class of reason"), choices=RecoveryReason.choices)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The applicant reads it word for word."),
    )
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    due_on = forms.DateField(label=_("To be paid back by"), widget=DateInput)


class ReceiptForm(forms.Form):
    """Money that came back."""

    amount = YuanField(label=_("Amount (yuan)"))
    received_on = forms.DateField(label=_("Received on"), widget=DateInput)
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=60)
