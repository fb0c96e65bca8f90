"""Shapes of what people tell of themselves and of others: own nominations, photographs, statements."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from office.casework.forms.evidence import content_of
from office.desk.forms import DateInput
from office.exchange.papers import ACCEPT_PICTURES
from office.people.models import Organisation

from ..models.nominee import SHORT


class OwnNominationForm(forms.Form):
    """Why one puts oneself forward, and for which unit one works."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Organisation.objects.none())
    words = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    short_text = forms.CharField(
        label=_("Deeds in short"),
        max_length=SHORT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": SHORT, "data-count": SHORT}),
        help_text=_("It can be completed until the nomination is handed in."),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["unit"]).queryset = units


class EndorseForm(forms.Form):
    """On whose behalf somebody is endorsed, and why."""

    organisation = forms.ModelChoiceField(label=_("Endorsed by"), queryset=Organisation.objects.none())
    words = forms.CharField(
        label=_("Why"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations


class PortraitForm(forms.Form):
    """A photograph of a nominee."""

    file = forms.FileField(
        label=_("Photograph"),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT_PICTURES}),
        help_text=_("JPEG, PNG or WebP. Place and device that the telephone wrote into it are taken out."),
    )
    all_agree = forms.BooleanField(
        label=_("Everybody on it agrees that it is shown"),
        required=False,
        help_text=_("Without it the photograph is seen by the office and the jury only."),
    )

    def __init__(self, *args: Any, person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person:
            del self.fields["all_agree"]

    def told(self) -> dict[str, Any]:
        """Return the picture as arguments of the action."""
        sent = self.cleaned_data["file"]
        agree = bool(self.cleaned_data.get("all_agree"))
        return {"name": sent.name, "content": content_of(sent), "all_agree": agree}


class StatementForm(forms.Form):
    """What somebody says of a nominee in confidence."""

    author = forms.CharField(label=_("From"), max_length=64)
    standing = forms.CharField(
        label=_("Standing to the nominee"),
        max_length=80,
        help_text=_("For example: head of the outlet, customer, colleague."),
    )
    given_on = forms.DateField(label=_("Given on"), widget=DateInput)
    words = forms.CharField(
        label=_("Statement"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": 2000, "data-count": 2000}),
        help_text=_("It is sealed. The jury and the organiser alone open it, and each opening is recorded."),
    )
