"""What employers and officers type."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.forms.evidence import PICK, content_of
from office.desk.forms import DateInput
from office.people.models import Organisation
from recognition.committees.models import Meeting

from ..enums import Branch, Level
from ..models import TitleRound


class PaperMixin(forms.Form):
    """A paper that comes with the deed."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs=PICK),
        help_text=_("PDF, JPEG, PNG or WebP, at most 10 MB. Place and device are removed from pictures."),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what was typed, the file as `name` and `content`, as the action takes it."""
        values = dict(self.cleaned_data)
        sent = values.pop("file")
        return {**values, "name": sent.name, "content": content_of(sent)}


class NoticeForm(PaperMixin):
    """The employer's own notice."""

    posted_on = forms.DateField(label=_("Posted on"), widget=DateInput)
    taken_down_on = forms.DateField(
        label=_("Hung until"), widget=DateInput, help_text=_("The day of posting is not counted.")
    )
    place = forms.CharField(label=pgettext_lazy("of a notice", "Place"), max_length=120)
    outcome = forms.CharField(
        label=_("What was raised, and what came of it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: no objection."),
    )
    opinion = forms.CharField(
        label=_("Recommendation of the employer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["posted_on", "taken_down_on", "place", "outcome", "opinion", "file"]


class ResultForm(PaperMixin):
    """The result of a committee elsewhere."""

    passed = forms.TypedChoiceField(
        label=pgettext_lazy("of a committee", "Result"),
        choices=[
            ("yes", pgettext_lazy("of a committee", "Passed")),
            ("no", pgettext_lazy("of a committee", "Not passed")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    committee = forms.CharField(label=_("Committee"), max_length=120)
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)
    field_order = ["passed", "committee", "document_number", "decided_on", "file"]


class ConfirmForm(forms.Form):
    """The document by which the HR bureau confirms."""

    document_number = forms.CharField(label=_("Document number"), max_length=80)


class OutcomeForm(forms.Form):
    """Why the committee did not pass, as the applicant reads it."""

    reasons = forms.CharField(
        label=_("Reasons for the applicant"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "The applicant reads these words. They begin with what the experts remarked; name nobody who "
            "judged."
        ),
    )


class AgendaForm(forms.Form):
    """The meeting on whose agenda a case is put."""

    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=Meeting.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Meeting]", self.fields["meeting"]).queryset = meetings


class TitleForm(forms.Form):
    """A title from before or from another place."""

    branch = forms.ChoiceField(label=_("Branch"), choices=Branch.choices)
    level = forms.ChoiceField(label=pgettext_lazy("title", "Level"), choices=Level.choices)
    committee = forms.CharField(label=_("Committee"), max_length=120)
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    certificate_number = forms.CharField(label=_("Certificate number"), max_length=60, required=False)
    obtained_on = forms.DateField(label=_("Obtained on"), widget=DateInput)


class RevocationForm(forms.Form):
    """Why a title is withdrawn, by which document, and whether the person is barred."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    revoked_on = forms.DateField(label=_("Withdrawn on"), widget=DateInput)
    bar = forms.BooleanField(
        label=_("Bar the person from applying"),
        required=False,
        help_text=_("After a false pledge or fraud, for the years that the standards set."),
    )


class BarForm(forms.Form):
    """Why somebody is barred, by which document, from when."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    starts_on = forms.DateField(label=_("From"), widget=DateInput)


class LiftingForm(forms.Form):
    """Why a bar is lifted, by which document, from which day on."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    lifted_on = forms.DateField(
        label=_("Lifted on"), widget=DateInput, help_text=_("From this day the person may apply again.")
    )


class RoundForm(forms.ModelForm[TitleRound]):
    """A round with its days; the office in charge is a department."""

    class Meta:
        model = TitleRound
        fields = [
            "year",
            "branch",
            "level",
            "route",
            "judged_by",
            "committee",
            "office",
            "source",
            "opens_on",
            "closes_on",
            "as_of",
        ]
        widgets = {"opens_on": DateInput, "closes_on": DateInput, "as_of": DateInput}
        help_texts = {
            "judged_by": _("For a round that is decided here: its meetings take the applications."),
            "committee": _("As it is written on notices."),
            "as_of": _("Years are counted up to this day, by the standards of this day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(is_department=True)
