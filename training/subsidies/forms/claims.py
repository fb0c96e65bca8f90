"""What people type about claims."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AccountField(forms.RegexField):
    """A bank account; spaces, as banks print them, are no mistake."""

    def to_python(self, value: object) -> str:
        """Return the digits without spaces."""
        return "".join(str(super().to_python(value)).split())


class ClaimForm(forms.Form):
    """Where the money shall go."""

    bank_name = forms.CharField(label=_("Bank"), max_length=80)
    bank_account = AccountField(
        r"^[0-9]{8,30}$",
        label=_("Bank account"),
        help_text=_("The account of the training provider: digits only."),
        error_messages={
            "invalid": _("An account number has 8 to 30 digits. Compare it with the bank's letter.")
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class ExclusionForm(forms.Form):
    """Why a person is left out."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The provider reads these words."),
    )
