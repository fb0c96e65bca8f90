"""Forms of care activities."""

from __future__ import annotations

from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation
from training.subsidies.forms.payments import YuanField

from ..actions import ActivityFacts
from ..enums import CareKind
from .membership import employers

LINES_HELP: Final = _(
    "A line each: the card number, or the name. Where several people bear a name, add the last four "
    "signs of the ID number behind a space. Never write a full ID number."
)


class ActivityForm(forms.Form):
    """What is planned."""

    kind = forms.ChoiceField(
        label=_("Kind of care"),
        choices=CareKind.choices,
        help_text=_("Legal aid, counselling and help in need are seen by the union only, names and all."),
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    held_on = forms.DateField(label=_("Day"), widget=DateInput)
    place = forms.CharField(
        label=pgettext_lazy("where something is", "Place"), max_length=160, required=False
    )
    employer = forms.ModelChoiceField(
        label=_("For the people of"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=pgettext_lazy("for whom an activity is", "Everybody"),
    )
    planned_fen = YuanField(label=_("Sum planned (yuan)"), min_value=0)
    note = forms.CharField(
        label=_("What is done"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["employer"]).queryset = employers()

    def facts(self) -> ActivityFacts:
        """Return what was entered."""
        told = {**self.cleaned_data, "kind": CareKind(self.cleaned_data["kind"])}
        return ActivityFacts(**told)


class HeldForm(forms.Form):
    """What an activity cost."""

    spent_fen = YuanField(label=_("Sum spent (yuan)"), min_value=0)


class ListForm(forms.Form):
    """The people of a list, a line each, and what each was given."""

    lines = forms.CharField(
        label=_("People"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}),
        help_text=LINES_HELP,
    )
    given_fen = YuanField(
        label=_("Given to each (yuan)"),
        min_value=0,
        required=False,
        help_text=_("Leave it empty where nobody was given money or goods."),
    )


class CheckInForm(forms.Form):
    """Who stands at the table."""

    text = forms.CharField(
        label=_("Card number or name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        help_text=_("Several of one name: add the last four signs of the ID number behind a space."),
    )
