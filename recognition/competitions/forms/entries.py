"""The shape of an entry that is made by hand; the deed judges it as a row of the list of entries."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.people.forms import UnrepeatedInput
from training.courses.levels import LEVELS

from ..imports.entries import GROUP_WORDS


class EntryForm(forms.Form):
    """One contestant; the fields bear the names of the columns (T12)."""

    name = forms.CharField(label=_("Name"), max_length=64)
    id_number = forms.CharField(
        label=_("ID number"), max_length=40, widget=UnrepeatedInput(attrs={"autocomplete": "off"})
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    unit = forms.CharField(label=_("Unit"), max_length=120)
    skill_level = forms.ChoiceField(
        label=pgettext_lazy("of a contestant", "Level held"),
        choices=[("", "—"), *((level, level) for level in LEVELS)],
        required=False,
    )
    group = forms.ChoiceField(
        label=_("Group of entries"), choices=[(word, group.label) for word, group in GROUP_WORDS.items()]
    )
    reserve = forms.BooleanField(
        label=pgettext_lazy("of a contestant", "Reserve"),
        required=False,
        help_text=_("Takes part only once called up."),
    )

    def values(self) -> dict[str, str]:
        """Return the texts as they would stand in the list."""
        told = dict(self.cleaned_data)
        told["reserve"] = "是" if told["reserve"] else "否"
        return told
