"""Forms of the registry: they check shape, the actions decide."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.exchange.files import MAX_BYTES, refusal

from .enums import ConsentChannel, ConsentPurpose, Role
from .identifiers import ID_NUMBER_MESSAGES, check_id_number, clean_id_number, clean_phone, is_mobile
from .models import Organisation, User
from .names import NAME_MESSAGE, check_name, clean_name
from .queries import id_number_index, phone_index


class UnrepeatedInput(forms.TextInput):
    """A field that never prints back what was typed: it may be an ID number."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Render the field empty."""
        return super().get_context(name, None, attrs)


class CourierSearchForm(forms.Form):
    """One field for a whole name, ID number or telephone number.

    It is sent by POST and leads to an address that holds a keyed index in place of a number, so that no
    number stands in a browser's history or in a server's log.
    """

    q = forms.CharField(
        label=_("Full name, ID number or mobile phone"),
        max_length=80,
        help_text=_("Whole and exact: the registry is searched, not browsed."),
        widget=UnrepeatedInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_q(self) -> dict[str, str]:
        """Return the filter that the text means: {"person": index}, {"phone": index} or {"name": text}."""
        text = self.cleaned_data["q"]
        number, phone, name = clean_id_number(text), clean_phone(text), clean_name(text)
        if is_mobile(phone):
            return {"phone": phone_index(phone)}
        digits = sum(char.isdigit() for char in number)
        if digits > 11:
            fault = check_id_number(number)
            if fault is not None:
                raise ValidationError(str(ID_NUMBER_MESSAGES[fault]), code=fault.value)
            return {"person": id_number_index(number)}
        if digits:
            raise ValidationError(
                _("A mobile phone has 11 digits and an ID number 18. Enter the whole number."), code="number"
            )
        if not check_name(name):
            raise ValidationError(NAME_MESSAGE, code="name")
        return {"name": name}

    def query(self) -> str:
        """Return the filter as the query of an address."""
        return urlencode(self.cleaned_data["q"])


class SheetForm(forms.Form):
    """One file."""

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


class RevealForm(forms.Form):
    """Why a full ID number is needed."""

    reason = forms.CharField(
        label=_("What do you need the full number for?"),
        max_length=200,
        help_text=_("For example: comparing it with the card. Your name, the time and this reason are kept."),
    )


class ConsentForm(forms.Form):
    """What a person agreed to."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=ConsentPurpose.choices)
    text_version = forms.CharField(
        label=_("Version of the text"),
        max_length=40,
        help_text=_("As printed on the consent form, for example 2026-01."),
    )
    channel = forms.ChoiceField(label=_("How it was given"), choices=ConsentChannel.choices)
    given_on = forms.DateField(label=_("Given on"), widget=DateInput)
    expires_on = forms.DateField(
        label=_("Expires on"), widget=DateInput, required=False, help_text=_("Empty: until it is withdrawn.")
    )


class EmploymentForm(forms.Form):
    """Where somebody begins to work."""

    employer = forms.ModelChoiceField(
        label=_("Employer"), queryset=Organisation.objects.filter(is_employer=True)
    )
    post = forms.CharField(label=_("Post"), max_length=40, required=False)
    started_on = forms.DateField(label=_("Started on"), widget=DateInput)


class ContractForm(forms.Form):
    """A labour contract."""

    signed_on = forms.DateField(label=_("Contract signed on"), widget=DateInput)
    months = forms.IntegerField(
        label=_("Contract months"), min_value=1, max_value=600, help_text=_("600 for a contract without end.")
    )


class EndForm(forms.Form):
    """The last day of an employment."""

    ended_on = forms.DateField(label=_("Last day"), widget=DateInput)


class UserForm(forms.Form):
    """A new account."""

    username = forms.CharField(label=_("User name"), max_length=150, validators=[User.username_validator])
    display_name = forms.CharField(label=_("Full name"), max_length=64)
    password = forms.CharField(
        label=_("First password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        validators=[validate_password],
        help_text=_("Hand it over in person."),
    )


class MandateForm(forms.Form):
    """A role for an organisation, from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = forms.ModelChoiceField(label=_("For whom"), queryset=Organisation.objects.order_by("name"))
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput)
    valid_to = forms.DateField(
        label=_("Valid until"), widget=DateInput, required=False, help_text=_("Empty: until it is revoked.")
    )
