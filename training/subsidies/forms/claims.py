"""What people type about claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Scheme
from ..queries import Paper

WRONG_ACCOUNT = _("An account number has 8 to 30 digits. Compare it with the card or the bank's letter.")
# Read back in groups of four where there is JavaScript.
DIGITS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "40", "data-group": "4"}


class AccountField(forms.RegexField):
    """A bank account; spaces and hyphens, as cards print them, are no mistake."""

    def __init__(self, regex: str = r"^[0-9]{8,30}$", **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Bank account"))
        kwargs.setdefault("error_messages", {"invalid": WRONG_ACCOUNT})
        kwargs.setdefault("widget", forms.TextInput(attrs=DIGITS))
        super().__init__(regex, **kwargs)

    def to_python(self, value: object) -> str:
        """Return the digits without spaces and hyphens, full-width ones as plain ones."""
        text = "".join(str(super().to_python(value)).split()).replace("-", "")
        return text.translate({0xFF10 + digit: str(digit) for digit in range(10)})


class AccountForm(forms.Form):
    """Where the money shall go."""

    bank_name = forms.CharField(
        label=_("Bank"), max_length=80, help_text=_("With its branch, as the bank's letter has it.")
    )
    bank_account = AccountField(
        help_text=_("Digits only; write them in groups of four. After saving only the last four are shown.")
    )


class ClaimForm(AccountForm):
    """The scheme that a provider claims under, and where the money shall go."""

    scheme = forms.ChoiceField(label=_("Scheme"), widget=forms.RadioSelect)
    field_order = ["scheme", "bank_name", "bank_account"]

    def __init__(self, *args: Any, schemes: Sequence[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scheme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(scheme.pk, scheme.name) for scheme in schemes]
        if len(schemes) == 1:
            self.initial.setdefault("scheme", schemes[0].pk)


class PeopleForm(AccountForm):
    """The people whom an employer claims for, each with the certificate, and where the money shall go."""

    papers = forms.MultipleChoiceField(
        label=_("People"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the people to claim for.")},
    )
    field_order = ["papers", "bank_name", "bank_account"]

    def __init__(self, *args: Any, papers: Sequence[Paper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["papers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(paper.key, f"{paper.courier.name} · {paper.title}") for paper in papers]


class ReasonForm(forms.Form):
    """Why a person is left out, or taken in again."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The claimant reads these words."),
    )
