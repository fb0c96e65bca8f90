"""The forms of a plan and of a lesson in its timetable."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.enums import Role
from office.people.identifiers import clean_phone, is_mobile
from office.people.models import Organisation, User
from office.people.permissions import holds, organisations_of

from .. import enums
from ..actions import LessonFacts, Plan
from ..models import ClassFiling, TrainingClass
from ..permissions import KEEPERS
from .classes import CLASS_HELP, offer_providers

_PHONES = ("head_teacher_phone", "contact_phone")


def _mobile(text: str) -> str:
    number = clean_phone(text)
    if number and not is_mobile(number):
        raise ValidationError(_("This is no mobile number of 11 digits. Correct it."), code="phone")
    return number


class PlanForm(forms.ModelForm[TrainingClass]):
    """The plan of a class (开班信息); a new one has number and provider besides."""

    programme = forms.CharField(label=_("Programme"), max_length=80, required=False)
    head_teacher = forms.CharField(label=_("Class teacher"), max_length=64)
    head_teacher_phone = forms.CharField(label=_("Class teacher's mobile phone"), max_length=20)
    assessor = forms.CharField(label=_("Assessing body"), max_length=120, required=False)
    contact = forms.CharField(label=pgettext_lazy("a person", "Contact"), max_length=64, required=False)
    contact_phone = forms.CharField(label=_("Contact's mobile phone"), max_length=20, required=False)

    class Meta:
        model = TrainingClass
        fields = [
            "number",
            "provider",
            "title",
            "course",
            "delivery",
            "starts_on",
            "ends_on",
            "place",
            "room",
            "capacity",
            "fee",
            "subsidy_asked",
            "hours_share_required",
            "pass_mark",
            "self_enrolment",
        ]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}
        help_texts = {
            **CLASS_HELP,
            "fee": _("In yuan; 0 where the class is free."),
            "self_enrolment": _("The class then stands in the list that couriers see on their phones."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].required = True
        if self.instance.pk:
            del self.fields["number"], self.fields["provider"]
            self._take_filing(self.instance.filing)
            return
        providers = Organisation.objects.filter(is_provider=True)
        if not holds(user, *KEEPERS):
            providers = providers.filter(pk__in=organisations_of(user, Role.PROVIDER_OPERATOR))
        offer_providers(self.fields["provider"], providers)
        self.fields["self_enrolment"].initial = True

    def _take_filing(self, filing: ClassFiling) -> None:
        for name in ("programme", "head_teacher", "assessor", "contact"):
            self.fields[name].initial = getattr(filing, name)
        for name, masked in zip(_PHONES, filing.phones_masked, strict=True):
            if masked:
                self.fields[name].required = False
                self.fields[name].help_text = _("On record: %(phone)s. Left empty, it stays.") % {
                    "phone": masked
                }

    def clean_head_teacher_phone(self) -> str:
        """Refuse what is no mobile number; nothing entered keeps the one on record."""
        return self._phone("head_teacher_phone")

    def clean_contact_phone(self) -> str:
        """Refuse what is no mobile number; nothing entered keeps the one on record."""
        return self._phone("contact_phone")

    def _phone(self, name: str) -> str:
        entered = _mobile(self.cleaned_data[name])
        if entered or not self.instance.pk:
            return entered
        kept: str = getattr(self.instance.filing, name)
        return kept

    def plan(self) -> Plan:
        """Return the plan as entered."""
        facts = dict(self.cleaned_data)
        facts.pop("number", None)
        facts.pop("provider", None)
        return Plan(**facts)

    def _post_clean(self) -> None:
        """Leave the model's own checks to the action: they are the same for forms and sheets."""

    def validate_unique(self) -> None:
        """Leave uniqueness to the action, which says what to do."""


class TimeInput(forms.TimeInput):
    """The browser's own clock; it reads and writes 24 hours whatever the language."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class LessonForm(forms.Form):
    """A lesson (课程表)."""

    held_on = forms.DateField(label=_("date"), widget=DateInput)
    starts_at = forms.TimeField(label=_("begins at"), widget=TimeInput)
    ends_at = forms.TimeField(label=_("ends at"), widget=TimeInput)
    hours = forms.DecimalField(
        label=_("class hours"), max_digits=4, decimal_places=1, min_value=0, help_text=_("45 minutes each.")
    )
    topic = forms.CharField(label=_("topic"), max_length=100)
    form = forms.ChoiceField(label=_("form of teaching"), choices=enums.LessonForm.choices)
    teacher = forms.CharField(label=_("teacher"), max_length=64)
    teacher_number = forms.CharField(
        label=_("teacher's number"),
        max_length=32,
        required=False,
        help_text=_("Work number or ID number; of an ID number only a mask is kept."),
    )
    room = forms.CharField(label=_("room"), max_length=60, required=False)

    def facts(self) -> LessonFacts:
        """Return the lesson as entered."""
        return LessonFacts(**self.cleaned_data)
