"""Forms of the secretary's desk."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from office.casework.forms.evidence import PICK, content_of
from office.casework.models import Case
from office.desk.forms import DateInput
from office.people.models import Organisation, User

from ..actions import CommitteeFacts, CriterionFacts, ExpertFacts
from ..enums import Choice, DrawMethod, Ground, Make, Post, TitleLevel
from ..models import Expert, Meeting, Speciality
from ..queries import heads_on, members_on, signers

LINES = {"rows": 4}
MOST_SEATS = 999


def _words(label: Any, *, required: bool = True, most: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def _offer(form: forms.Form, name: str, queryset: QuerySet[Any]) -> None:
    """Fill a choice of the form with what this user may choose."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = queryset


class CommitteeForm(forms.Form):
    """What the approval document says."""

    organisation = forms.ModelChoiceField(label=_("Kept by"), queryset=Organisation.objects.none())
    name = _words(_("Name of the committee"), most=120)
    document_number = _words(_("Approval document number"), most=80)
    make = forms.ChoiceField(label=_("How it is built"), choices=Make.choices)
    size = forms.IntegerField(
        label=_("Number of seats"),
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("An odd number; 25 at least for a series, 11 for a profession, unless a policy differs."),
    )
    term_from = forms.DateField(label=_("Term from"), widget=DateInput)
    term_to = forms.DateField(label=_("Term to"), widget=DateInput)
    blind = forms.BooleanField(label=_("Judges blind files"), required=False, initial=True)
    quorum_part = forms.IntegerField(label=_("Quorum, numerator"), min_value=1, max_value=99, initial=2)
    quorum_whole = forms.IntegerField(label=_("Quorum, denominator"), min_value=1, max_value=99, initial=3)
    pass_part = forms.IntegerField(label=_("Votes needed, numerator"), min_value=1, max_value=99, initial=2)
    pass_whole = forms.IntegerField(
        label=_("Votes needed, denominator"), min_value=1, max_value=99, initial=3
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", organisations)

    def facts(self) -> CommitteeFacts:
        """Return what was entered."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "organisation"}
        return CommitteeFacts(**{**told, "make": Make(told["make"])})


class ExpertForm(forms.Form):
    """What is filed of an expert."""

    user = forms.ModelChoiceField(label=_("Account"), queryset=User.objects.none())
    employer = forms.ModelChoiceField(
        label=_("Employer"), queryset=Organisation.objects.all(), required=False
    )
    employer_name = _words(
        _("Employer as filed"),
        required=False,
        most=120,
        help_text=_("For an employer that is not on record here."),
    )
    earlier_employers = forms.ModelMultipleChoiceField(
        label=_("Earlier employers"), queryset=Organisation.objects.filter(is_employer=True), required=False
    )
    title = _words(_("Professional title"), most=60)
    level = forms.ChoiceField(label=_("Level of the title"), choices=TitleLevel.choices)
    specialities = forms.ModelMultipleChoiceField(
        label=_("Specialities"),
        queryset=Speciality.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    filing_number = _words(_("Filing number"), most=80)
    filed_on = forms.DateField(label=_("Filed on"), widget=DateInput)
    filed_until = forms.DateField(label=_("Filed until"), widget=DateInput)
    relatives = forms.CharField(
        label=_("Relatives in the trade"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("One a line: name, relation. Used for hints of conflicts only."),
    )

    def __init__(self, *args: Any, accounts: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "user", accounts)

    def clean_relatives(self) -> list[tuple[str, str]]:
        """Return the lines as (name, relation)."""
        return [
            (name.strip()[:64], relation.strip()[:40])
            for name, _comma, relation in (
                line.replace("，", ",").partition(",") for line in self.cleaned_data["relatives"].splitlines()
            )
            if name.strip()
        ]

    def facts(self) -> ExpertFacts:
        """Return what was entered."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "user"}
        return ExpertFacts(**{**told, "level": TitleLevel(told["level"])})


class AppointForm(forms.Form):
    """A seat for an expert."""

    expert = forms.ModelChoiceField(label=_("Expert"), queryset=Expert.objects.none())
    post = forms.ChoiceField(label=_("Post"), choices=Post.choices, initial=Post.MEMBER)

    def __init__(self, *args: Any, experts: QuerySet[Expert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "expert", experts)


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = _words(_("Reason"))


class CriteriaForm(forms.Form):
    """By what judges mark, one criterion a line, and until when."""

    due_on = forms.DateField(label=_("Scores due on"), widget=DateInput)
    criteria = forms.CharField(
        label=_("Criteria"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line: criterion, weight in percent. The weights are 100 together."),
    )

    def clean_criteria(self) -> list[CriterionFacts]:
        """Return the criteria; a line that cannot be read is named."""
        found = []
        for line in self.cleaned_data["criteria"].splitlines():
            label, _comma, weight = line.replace("，", ",").rpartition(",")
            if not line.strip():
                continue
            try:
                number = Decimal(weight.strip().rstrip("%％"))
            except InvalidOperation:
                number = Decimal(0)
            if not label.strip() or not number.is_finite() or not 0 < number <= 100:
                message = gettext("This line is not “criterion, weight”: %(line)s") % {"line": line[:80]}
                raise ValidationError(message, code="unreadable")
            found.append(CriterionFacts(label.strip()[:80], number))
        return found


class PanelForm(CriteriaForm):
    """A panel with its criteria."""

    title = _words(_("Title"), most=120)
    specialities = forms.ModelMultipleChoiceField(
        label=_("Specialities sought"),
        queryset=Speciality.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Experts with one of them can be drawn; all members where none is chosen."),
    )
    field_order = ("title", "due_on", "specialities", "criteria")


class DrawForm(forms.Form):
    """Which cases are read, by how many, and how they are found."""

    cases = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("to be judged", "Cases"),
        queryset=Case.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    size = forms.IntegerField(label=_("Experts a file"), min_value=1, max_value=MOST_SEATS, initial=3)
    method = forms.ChoiceField(
        label=_("How they are found"),
        choices=[(method, method.label) for method in DrawMethod if method != DrawMethod.SHEET],
        widget=forms.RadioSelect,
        initial=DrawMethod.RANDOM,
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "cases", cases)


class RecusalForm(forms.Form):
    """A conflict that the office found."""

    expert = forms.ModelChoiceField(label=_("Expert"), queryset=Expert.objects.none())
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    words = _words(_("In words"), required=False)

    def __init__(self, *args: Any, experts: QuerySet[Expert], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "expert", experts)


class RedactedForm(forms.Form):
    """A copy in which nobody is named."""

    file = forms.FileField(
        label=_("Redacted copy"),
        widget=forms.ClearableFileInput(attrs=PICK),
        help_text=_(
            "Cover names, employers, numbers, portraits and seals, then scan or save anew; what lies under a "
            "black bar in a text file can be read."
        ),
    )

    def paper(self) -> dict[str, Any]:
        """Return the file as arguments of the action."""
        sent = self.cleaned_data["file"]
        return {"name": sent.name, "content": content_of(sent)}


class MeetingForm(forms.Form):
    """Day and place."""

    held_on = forms.DateField(label=_("Day of the meeting"), widget=DateInput)
    place = _words(_("Place"), most=120)


class AgendaForm(forms.Form):
    """The cases to put on the agenda."""

    cases = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("to be judged", "Cases"),
        queryset=Case.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "cases", cases)


class AttendanceForm(forms.Form):
    """Who is there."""

    experts = forms.ModelMultipleChoiceField(
        label=_("Present"),
        queryset=Expert.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Absent members vote neither by proxy nor afterwards."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "experts", members_on(meeting.committee, meeting.held_on))


class OpeningForm(forms.Form):
    """Who presides and who counts."""

    chair = forms.ModelChoiceField(label=_("Chaired by"), queryset=Expert.objects.none())
    teller = forms.ModelChoiceField(label=_("Teller"), queryset=User.objects.none())
    scrutineer = forms.ModelChoiceField(label=_("Scrutineer"), queryset=User.objects.none())

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "chair", heads_on(meeting.committee, meeting.held_on))
        for name in ("teller", "scrutineer"):
            _offer(self, name, signers(meeting))


class CountForm(forms.Form):
    """The numbers that teller and scrutineer counted."""

    yes = forms.IntegerField(label=Choice.YES.label, min_value=0, max_value=MOST_SEATS)
    no = forms.IntegerField(label=Choice.NO.label, min_value=0, max_value=MOST_SEATS)
    abstain = forms.IntegerField(label=Choice.ABSTAIN.label, min_value=0, max_value=MOST_SEATS)


class ClosingForm(forms.Form):
    """What the minutes say of the discussion."""

    discussion = forms.CharField(
        label=_("Course of the discussion"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Stands in the minutes. Leave out who said what; the vote was secret."),
    )
