"""The forms of seats: adding somebody, taking one oneself, confirming, resizing."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.people.actions import CourierFacts
from office.people.identifiers import (
    ID_NUMBER_MESSAGES,
    check_id_number,
    clean_id_number,
    clean_phone,
    is_mobile,
)
from office.people.names import NAME_MESSAGE, check_name, clean_name

from ..actions import Seat
from ..enums import PersonCategory


class _DeclaredForm(forms.Form):
    """What a seat says of the person on that day."""

    category = forms.ChoiceField(label=_("Category"), choices=PersonCategory.choices)
    employer_name = forms.CharField(label=_("Employer"), max_length=120)

    def clean_category(self) -> PersonCategory:
        """Return the category itself."""
        return PersonCategory(self.cleaned_data["category"])


class SeatForm(_DeclaredForm):
    """One person, looked up by the ID number, or entered."""

    name = forms.CharField(label=_("Full name"), max_length=64)
    id_number = forms.CharField(
        label=_("ID number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(label=_("Mobile phone"), max_length=20)
    field_order = ["id_number", "name", "phone", "category", "employer_name"]

    def clean_name(self) -> str:
        """Refuse what is no name."""
        name = clean_name(self.cleaned_data["name"])
        if not check_name(name):
            raise ValidationError(NAME_MESSAGE, code="name")
        return name

    def clean_id_number(self) -> str:
        """Refuse a number that cannot be one."""
        number = clean_id_number(self.cleaned_data["id_number"])
        if (fault := check_id_number(number, on=timezone.localdate())) is not None:
            raise ValidationError(str(ID_NUMBER_MESSAGES[fault]), code=fault.value)
        return number

    def clean_phone(self) -> str:
        """Refuse what is no mobile number."""
        phone = clean_phone(self.cleaned_data["phone"])
        if not is_mobile(phone):
            raise ValidationError(_("This is no mobile number of 11 digits. Correct it."), code="phone")
        return phone

    def seat(self) -> Seat:
        """Return the person with what the seat says."""
        data = self.cleaned_data
        facts = CourierFacts(name=data["name"], id_number=data["id_number"], phone=data["phone"])
        return Seat(facts=facts, category=data["category"], employer_name=data["employer_name"])


class TakeSeatForm(_DeclaredForm):
    """What a courier declares; `confirmed` comes from the page on which the answers are checked."""

    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ConfirmSeatForm(_DeclaredForm):
    """What the provider confirms of a courier's own entry."""

    station_name = forms.CharField(label=_("Station"), max_length=80, required=False)


class CapacityForm(forms.Form):
    """How many seats a class has."""

    capacity = forms.IntegerField(label=_("Capacity"), min_value=1, max_value=5000)
