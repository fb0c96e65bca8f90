"""Forms of bases, batches, places and health."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from office.people.permissions import organisations_of
from training.subsidies.forms.payments import YuanField

from ..actions import BaseFacts, BatchFacts
from ..enums import Mode, Relation
from ..models import Batch, RecuperationBase
from ..queries.people import find_people
from ..queries.recuperation import ListLine
from ..queries.standing import honoured_people
from ..rules import rules_on
from .care import LINES_HELP


class BaseForm(forms.Form):
    """What is on record of a base."""

    name = forms.CharField(label=_("Name of the base"), max_length=80)
    beds = forms.IntegerField(label=_("Beds"), min_value=1, max_value=5000)
    address = forms.CharField(label=_("Address"), max_length=160, required=False)
    contact = forms.CharField(label=_("Contact person"), max_length=40, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    closed_on = forms.DateField(label=_("Not used since"), widget=DateInput, required=False)

    def facts(self) -> BaseFacts:
        """Return what was entered."""
        return BaseFacts(**self.cleaned_data)


def unions_of(user: User) -> QuerySet[Organisation]:
    """Return the unions for which a user acts."""
    return Organisation.objects.filter(pk__in=organisations_of(user, Role.UNION_OFFICER))


class BatchForm(forms.Form):
    """A batch before anybody is asked."""

    union = forms.ModelChoiceField(label=_("Union"), queryset=Organisation.objects.none())
    base = forms.ModelChoiceField(label=_("Base"), queryset=RecuperationBase.objects.filter(closed_on=None))
    mode = forms.ChoiceField(label=_("How people come to it"), choices=Mode.choices, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)
    closes_on = forms.DateField(
        label=_("Last day for answers"),
        widget=DateInput,
        help_text=_("Leave time for approval and public notice between this day and the first."),
    )
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=2000)
    cost_fen = YuanField(label=_("Cost a person (yuan)"), min_value=0)
    funding = forms.CharField(label=_("Paid from"), max_length=80, required=False)
    leader = forms.ModelChoiceField(
        label=_("Leader of the group"),
        queryset=User.objects.none(),
        help_text=_("The leader goes along, and alone may open health declarations."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unions = unions_of(user)
        cast("forms.ModelChoiceField[Organisation]", self.fields["union"]).queryset = unions
        officers = User.objects.filter(
            is_active=True,
            mandates__role=Role.UNION_OFFICER,
            mandates__organisation__in=unions,
            mandates__revoked_at=None,
        )
        leader = cast("forms.ModelChoiceField[User]", self.fields["leader"])
        leader.queryset = officers.distinct().order_by("display_name", "pk")

    def facts(self) -> BatchFacts:
        """Return what was entered, without the union."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "union"}
        return BatchFacts(**{**told, "mode": Mode(told["mode"])})


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People, told apart by the masked ID number."""

    def label_from_instance(self, obj: Courier) -> str:
        """Name the masked number too."""
        return f"{obj.name} {obj.id_number_masked}"


class InviteForm(forms.Form):
    """Whom to invite: holders of honours by a tick, members by name where the rules let them come."""

    people = PeopleField(
        label=_("Holders of honours"),
        queryset=Courier.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lines = forms.CharField(
        label=_("Members without an honour"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=LINES_HELP,
    )

    def __init__(self, *args: Any, batch: Batch, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _version, rules = rules_on(today)
        people = cast("forms.ModelMultipleChoiceField[Courier]", self.fields["people"])
        people.queryset = honoured_people(batch, rules, on=today)
        # An empty list of boxes asks for nothing: the page says instead that nobody is left.
        self.nobody_left = not people.queryset.exists()
        if self.nobody_left:
            del self.fields["people"]
        if not rules.members_too:
            del self.fields["lines"]

    def clean(self) -> dict[str, Any]:
        """Find the members of the lines; put everybody together under `people`."""
        told = super().clean() or {}
        named, faults = find_people(told.get("lines", "").splitlines())
        if faults:
            self.add_error("lines", "\n".join(faults))
        told["people"] = list(dict.fromkeys([*told.get("people", ()), *named]))
        if not told["people"] and not self.errors:
            self.add_error("people" if "people" in self.fields else None, _("Choose at least one person."))
        return told


class StaysForm(forms.Form):
    """The days of everybody with a place; an empty one is not entered yet."""

    def __init__(self, *args: Any, lines: Sequence[ListLine], days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            if line.has_place:
                self.fields[f"days_{line.part.pk}"] = forms.IntegerField(
                    label=f"{line.part.position}　{line.part.courier.name}",
                    min_value=0,
                    max_value=days,
                    required=False,
                    initial=days if line.part.days_attended is None else line.part.days_attended,
                )

    def days(self) -> dict[int, int]:
        """Return the days by the keys of the parts, without those left empty."""
        told = self.cleaned_data.items()
        return {int(name.removeprefix("days_")): days for name, days in told if days is not None}


class DeclineForm(forms.Form):
    """Why not; nobody has to say."""

    reason = forms.CharField(label=_("Reason (you need not say)"), max_length=200, required=False)


class GuideForm(forms.Form):
    """Somebody who accompanies the group."""

    name = forms.CharField(label=_("Name of the guide"), max_length=64)
    unit = forms.CharField(label=_("Unit of the guide"), max_length=80, required=False)


class CompanionForm(forms.Form):
    """Somebody of the family who comes along."""

    name = forms.CharField(label=_("Name of the companion"), max_length=64)
    relation = forms.ChoiceField(label=_("Relation to you"), choices=Relation.choices)


class HealthForm(forms.Form):
    """What the leader of the group should know; all of it sealed."""

    conditions = forms.CharField(
        label=_("Illnesses and operations that matter on the way"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    medicines = forms.CharField(label=_("Medicines you take"), max_length=300, required=False)
    allergies = forms.CharField(label=_("Allergies"), max_length=300, required=False)
    contact = forms.CharField(label=_("Whom to call in an emergency"), max_length=40)
    contact_phone = forms.CharField(label=_("Their telephone"), max_length=20)
    agreed = forms.BooleanField(label=_("I have read the notice above and agree to it."))

    def contents(self) -> dict[str, str]:
        """Return what was declared, without the consent."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}


class OpenHealthForm(forms.Form):
    """What the look is for."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
