"""Forms of certificates of other bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.models import Courier, User
from office.people.permissions import holds

from ..certificate_numbers import clean_number
from ..enums import CertificateKind, CheckResult
from ..levels import LEVELS
from ..models import Enrolment, Occupation
from ..permissions import KEEPERS
from ..queries import classes_visible_to
from ..recorded import CertificateFacts


def _mark(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=100, decimal_places=2, required=False)


class FactsForm(forms.Form):
    """What stands on a certificate."""

    kind = forms.ChoiceField(label=_("Kind of certificate"), choices=CertificateKind.choices)
    number = forms.CharField(
        label=_("Certificate number"),
        max_length=60,
        help_text=_("A skill level certificate has 22 characters: Y or S and 21 digits."),
    )
    occupation = forms.ModelChoiceField(label=_("Occupation"), queryset=Occupation.objects.all())
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", "—"), *((level, level) for level in LEVELS)],
        required=False,
    )
    issuer = forms.CharField(label=_("Issuing body"), max_length=120)
    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput)
    valid_until = forms.DateField(
        label=_("Valid until"), widget=DateInput, required=False, help_text=_("Empty: without end.")
    )
    theory = _mark(_("Theory"))
    practice = _mark(_("Practice"))

    def clean_number(self) -> str:
        """Return the number without spaces, in capitals."""
        return clean_number(self.cleaned_data["number"])

    @property
    def facts(self) -> CertificateFacts:
        """What was entered."""
        data = self.cleaned_data
        plain = ("kind", "number", "level", "issuer", "issued_on", "valid_until", "theory", "practice")
        return CertificateFacts(
            occupation_code=data["occupation"].code,
            occupation=data["occupation"].name,
            **{name: data[name] for name in plain},
        )


class CertificateForm(FactsForm):
    """A certificate to be put on record, and the class that led to it, where one did."""

    enrolment = forms.ModelChoiceField(
        label=_("Class that led to it"), queryset=Enrolment.objects.none(), required=False
    )
    field_order = ["kind", "number"]

    def __init__(self, *args: Any, courier: Courier, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["enrolment"]
        field.queryset = (  # type: ignore[attr-defined]
            Enrolment.objects.enrolled()
            .filter(courier=courier, training_class__in=classes_visible_to(user))
            .select_related("training_class", "courier")
        )
        field.label_from_instance = lambda seat: str(seat.training_class)  # type: ignore[attr-defined]
        field.required = not holds(user, *KEEPERS)


class CorrectionForm(FactsForm):
    """The same facts, set right, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class CheckForm(forms.Form):
    """What the query site answered."""

    result = forms.ChoiceField(
        label=_("What the site answered"), choices=CheckResult.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("What differs, or where you asked. Needed unless everything agrees."),
    )
