"""Forms of membership and homes."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation

from ..actions import HomeFacts
from ..enums import HomeKind
from ..models import UnionHome
from ..queries.membership import open_homes


def employers() -> Any:
    """Return everybody who employs, for a drop-down."""
    return Organisation.objects.filter(is_employer=True)


class JoinForm(forms.Form):
    """For whom somebody works who wants to join."""

    employer = forms.ModelChoiceField(label=_("Employer"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["employer"]).queryset = employers()


class AdmitForm(forms.Form):
    """From when on, and into which home."""

    admitted_on = forms.DateField(label=_("Member since"), widget=DateInput)
    home = forms.ModelChoiceField(label=_("Union home"), queryset=UnionHome.objects.none(), required=False)

    def __init__(self, *args: Any, employer: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[UnionHome]", self.fields["home"]).queryset = open_homes(employer)


class HomeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A home, named with its employer."""

    def label_from_instance(self, obj: UnionHome) -> str:
        """Name the employer first."""
        return f"{obj.employer} · {obj}"


class TransferForm(forms.Form):
    """Where a member works now."""

    employer = forms.ModelChoiceField(label=_("New employer"), queryset=Organisation.objects.none())
    home = HomeField(
        label=_("Union home"),
        queryset=UnionHome.objects.none(),
        required=False,
        help_text=_("One of the new employer; leave it open where there is none."),
    )
    transferred_on = forms.DateField(label=_("Transferred on"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["employer"]).queryset = employers()
        cast("forms.ModelChoiceField[UnionHome]", self.fields["home"]).queryset = open_homes()


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class EndForm(ReasonForm):
    """Until when somebody was a member, and why no longer."""

    ended_on = forms.DateField(label=_("Member until"), widget=DateInput)
    field_order = ["ended_on", "reason"]


class HomeForm(forms.Form):
    """What is on record of a home."""

    employer = forms.ModelChoiceField(label=_("Employer"), queryset=Organisation.objects.none())
    name = forms.CharField(label=_("Name of the home"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of home"), choices=HomeKind.choices)
    set_up_on = forms.DateField(label=_("Set up on"), widget=DateInput)
    place = forms.CharField(
        label=pgettext_lazy("where something is", "Place"), max_length=160, required=False
    )
    contact = forms.CharField(label=_("Contact person"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["employer"]).queryset = employers()

    def facts(self) -> HomeFacts:
        """Return what was entered."""
        told = {**self.cleaned_data, "kind": HomeKind(self.cleaned_data["kind"])}
        return HomeFacts(**told)


class CloseForm(forms.Form):
    """When a home was closed."""

    closed_on = forms.DateField(label=_("Closed on"), widget=DateInput)
