"""Forms of classes: shape only, the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.models import Organisation

from ..models import TrainingClass

CLASS_HELP = {
    "number": _("As PX-2026-001; it is printed on lists and never changes."),
    "hours_share_required": _("0.8 means that four fifths of the class hours must be attended."),
    "pass_mark": _("The mark that theory and practice need each."),
}


def offer_providers(field: Any, providers: QuerySet[Organisation]) -> None:
    """Let providers be chosen in a field; where there is only one, begin with it."""
    field.queryset = providers
    if providers.count() == 1:
        field.initial = providers.first()


class OpenClassForm(forms.ModelForm[TrainingClass]):
    """A new class of any provider, for the registrar."""

    class Meta:
        model = TrainingClass
        fields = [
            "number",
            "title",
            "course",
            "provider",
            "starts_on",
            "ends_on",
            "place",
            "capacity",
            "hours_share_required",
            "pass_mark",
        ]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}
        help_texts = CLASS_HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_providers(self.fields["provider"], Organisation.objects.filter(is_provider=True))

    def _post_clean(self) -> None:
        """Leave the model's own checks to the action: they are the same for forms and commands."""

    def validate_unique(self) -> None:
        """Leave uniqueness to the action, which says what to do."""


class ArchiveForm(forms.Form):
    """Until when the records of a class are kept."""

    keep_until = forms.DateField(
        label=_("Records kept until"),
        widget=DateInput,
        help_text=_("Videos, registers and papers stay at least until this day."),
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who is concerned reads it word for word."),
    )
