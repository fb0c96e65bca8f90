"""The shapes of what is entered about calls and nominees."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.models import Courier, Organisation
from recognition.honours.enums import Level

from ..actions.guards import PARTS
from ..enums import HigherOutcome, OpinionOutcome
from ..models import Award, Nominee
from ..models.nominee import LONG, SHORT

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class CallForm(forms.Form):
    """A call as it is announced."""

    award = forms.ModelChoiceField(label=_("Award"), queryset=Award.objects.none())
    name = forms.CharField(label=_("Name of the call"), max_length=120)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    opens_on = forms.DateField(label=_("Nominations from"), widget=DateInput)
    closes_on = forms.DateField(label=_("Nominations until"), widget=DateInput)
    age_on = forms.DateField(label=_("Ages counted on"), widget=DateInput)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000)
    takes_own = forms.BooleanField(
        label=_("People may nominate themselves"),
        required=False,
        help_text=_("An organisation must endorse them before they are handed in."),
    )
    support_from = forms.DateField(
        label=_("Votes of support from"),
        widget=DateInput,
        required=False,
        help_text=_("Only in a selection activity; empty: no votes. The jury decides in any case."),
    )
    support_until = forms.DateField(label=_("Votes of support until"), widget=DateInput, required=False)

    def __init__(self, *args: Any, awards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "award", awards)


class PlacesForm(forms.Form):
    """How many a unit may hand in."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Organisation.objects.filter(is_employer=True).order_by("name")
    )
    places = forms.IntegerField(
        label=_("Places"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Empty: no limit of its own."),
    )


class NominateForm(forms.Form):
    """Whom an organisation nominates, and why."""

    organisation = forms.ModelChoiceField(label=_("Nominated by"), queryset=Organisation.objects.none())
    courier = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Courier.objects.none(),
        required=False,
        help_text=_("Who works for the unit today."),
    )
    collective = forms.CharField(
        label=_("Collective"),
        max_length=120,
        required=False,
        help_text=_("A team of the unit by its name; empty for a person."),
    )
    words = forms.CharField(
        label=_("Why"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, organisations: Any, people: Any, award: Award, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "organisation", organisations)
        _offer(self, "courier", people)
        if not award.takes_people:
            del self.fields["courier"]
        if not award.takes_collectives:
            del self.fields["collective"]


class UnitForm(forms.Form):
    """Which unit the nominee belongs to."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units)


def _text(most: int, rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": most, "data-count": most})


class ParticularsForm(forms.ModelForm[Nominee]):
    """What the unit tells, as far as it is open now."""

    class Meta:
        model = Nominee
        fields = [name for part in PARTS.values() for name in part]
        widgets = {
            "short_text": _text(SHORT, 6),
            "long_text": _text(LONG, 16),
            "assembly_on": DateInput(),
            "notice_from": DateInput(),
            "notice_until": DateInput(),
        }

    def __init__(self, *args: Any, parts: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "union_member" in self.fields:
            member = self.instance.union_member
            self.fields["union_member"] = forms.TypedChoiceField(
                label=_("Union member"),
                choices=[("", "—"), *YES_NO],
                coerce=lambda word: word == "yes",
                empty_value=None,
                required=False,
            )
            self.initial["union_member"] = "" if member is None else "yes" if member else "no"
        open_now = {name for part in parts for name in PARTS[part]}
        person = self.instance.courier_id is not None
        shown = open_now - (
            {"members", "young_members"} if person else {"category", "deliveries", "safe_days"}
        )
        for name in list(self.fields):
            if name not in shown:
                del self.fields[name]
        for name, most in (("short_text", SHORT), ("long_text", LONG)):
            if name in self.fields:
                self.fields[name].help_text = _("Up to %(most)d characters.") % {"most": most}

    def _post_clean(self) -> None:
        """Leave the object in hand alone: the action checks and writes what is told."""


class AnswerForm(forms.Form):
    """Whether the nominee stands."""

    stands = forms.ChoiceField(label=_("Does the nominee stand?"), choices=YES_NO, widget=forms.RadioSelect)
    answered_on = forms.DateField(label=_("Answered on"), widget=DateInput)


class MergeForm(forms.Form):
    """Of which nominee this one is a duplicate."""

    into = forms.ModelChoiceField(label=_("Duplicate of"), queryset=Nominee.objects.none())

    def __init__(self, *args: Any, nominees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "into", nominees)


class AskForm(forms.Form):
    """Whom to ask, and by when."""

    departments = forms.ModelMultipleChoiceField(
        label=_("Departments"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("Answer due on"), widget=DateInput)

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "departments", departments)


class OpinionForm(forms.Form):
    """What a department says."""

    outcome = forms.ChoiceField(label=_("Opinion"), choices=OpinionOutcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Grounds"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=80,
        required=False,
        help_text=_("Needed when somebody else enters the department's paper."),
    )


class PassForm(forms.Form):
    """The second review of the list."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the list misses a quota."),
    )


class RecommendForm(forms.Form):
    """One level up."""

    level = forms.ChoiceField(label=_("Level of honour"), choices=Level.choices[1:])
    body = forms.CharField(label=_("Recommended to"), max_length=160)
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    sent_on = forms.DateField(label=_("Sent on"), widget=DateInput)


class ResultForm(forms.Form):
    """What the higher body decided."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=HigherOutcome.choices[1:], widget=forms.RadioSelect
    )
    document = forms.CharField(label=_("Document number"), max_length=80)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)


class DecisionForm(forms.Form):
    """One decision for several nominees."""

    nominees = forms.ModelMultipleChoiceField(
        label=_("Whom the decision names"),
        queryset=Nominee.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput)

    def __init__(self, *args: Any, nominees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "nominees", nominees)
