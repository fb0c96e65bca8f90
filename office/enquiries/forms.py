"""What askers, answerers and raters fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.forms.tracking import HalfWidthField
from office.people.models import Organisation

from . import queries
from .actions.answers import LONGEST_ANSWER
from .actions.asking import LONGEST_TEXT
from .actions.rating import LONGEST_WORDS
from .enums import Level, Topic


class Trap(forms.TextInput):
    """A field that nobody sees or hears; what fills it in is a program."""

    template_name = "enquiries/_trap.html"
    is_hidden = True


class ContactForm(forms.Form):
    """Who writes, if they want to say so; and what keeps programs away without asking people a riddle."""

    name = forms.CharField(label=_("Your name"), max_length=64, required=False)
    phone = HalfWidthField(
        label=_("Telephone"),
        max_length=20,
        required=False,
        help_text=_("Only if we should call you. The answer is read with your receipt number."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=Trap(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    agreed = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = format_lazy(
            _(
                "I agree that the office uses what I write, and the contact if I give one, to answer me. The "
                "contact is kept sealed and erased {days} days after the answer."
            ),
            days=settings.ENQUIRY_CONTACT_DAYS,
        )

    def clean_website(self) -> str:
        """Refuse what a person would have left empty."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("This could not be sent. Telephone the office."), code="program")
        return ""


class QuestionForm(ContactForm):
    """A question."""

    topic = forms.ChoiceField(label=_("What it is about"), choices=[("", "—"), *Topic.choices])
    department = forms.ModelChoiceField(
        label=_("Whom you ask"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("I do not know"),
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Without identity, bank or telephone numbers: they are not needed to answer you."),
    )
    may_be_published = forms.BooleanField(
        label=_("Question and answer may be published without my name, so that others find them."),
        required=False,
    )
    field_order = ["topic", "department", "text", "name", "phone", "may_be_published", "agreed", "website"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = queries.departments()  # type: ignore[attr-defined]


class CorrectionForm(ContactForm):
    """An error on a page."""

    page = forms.CharField(
        label=_("Page of this site"),
        max_length=200,
        help_text=_("The address without the name of the site, such as /guides/."),
    )
    text = forms.CharField(
        label=_("What is wrong, and how it should read"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Without identity, bank or telephone numbers: they are not needed to answer you."),
    )
    field_order = ["page", "text", "name", "phone", "agreed", "website"]


class FollowForm(forms.Form):
    """The key to the answer."""

    number = HalfWidthField(label=_("Receipt number"), max_length=32)


class AnswerForm(forms.Form):
    """The answer."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("The asker reads it as it stands. It is given once."),
    )


class HandOverForm(forms.Form):
    """To whom, and why."""

    department = forms.ModelChoiceField(
        label=pgettext_lazy("enquiry", "Department"), queryset=Organisation.objects.none()
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = queries.departments()  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("It is recorded."))


class ProposalForm(forms.Form):
    """The words as everybody may read them."""

    question = forms.CharField(
        label=_("Question in a line"),
        max_length=200,
        help_text=_("Without what is the asker's own: no name, no unit, no day by which people are known."),
    )
    text = forms.CharField(
        label=_("Answer as everybody may read it"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class RatingForm(forms.Form):
    """Five levels, and words if one likes."""

    level = forms.TypedChoiceField(
        label=_("How satisfied are you?"), choices=Level.choices, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Without identity, bank or telephone numbers."),
    )
