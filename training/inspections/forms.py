"""Forms of supervision: they check shape, the actions decide."""

from __future__ import annotations

import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation, User

from .actions import Answers, InspectionFacts
from .enums import Attended, CallOutcome, Choice, DefectCode, Result, SanctionStep, Satisfaction
from .models import Inspection
from .queries import officers

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _yes(value: str) -> bool:
    return value == "yes"


def _officer(label: Any) -> Any:
    return forms.ModelChoiceField(label=label, queryset=User.objects.none())


def _offer_officers(form: forms.Form, today: datetime.date, *names: str) -> None:
    for name in names:
        field = cast("forms.ModelChoiceField[User]", form.fields[name])
        field.queryset = officers(today)


class PlanForm(forms.Form):
    """A visit planned by hand."""

    planned_on = forms.DateField(label=_("Day of the visit"), widget=DateInput)
    choice = forms.ChoiceField(
        label=_("Why this class"),
        choices=[(each.value, each.label) for each in Choice if each != Choice.RANDOM],
    )
    first_inspector = _officer(_("First inspector"))
    second_inspector = _officer(_("Second inspector"))

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_officers(self, today, "first_inspector", "second_inspector")


class DrawForm(forms.Form):
    """A random choice among the classes of a day."""

    held_on = forms.DateField(
        label=_("Day of the visits"),
        widget=DateInput,
        help_text=_("Every class that runs on this day and has no visit planned for it can be drawn."),
    )
    size = forms.IntegerField(label=_("Number of classes"), min_value=1, max_value=100, initial=1)
    first_inspector = _officer(_("First inspector"))
    second_inspector = _officer(_("Second inspector"))

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_officers(self, today, "first_inspector", "second_inspector")


class ResultForm(forms.Form):
    """What the inspectors saw."""

    visited_on = forms.DateField(label=_("Day of the visit"), widget=DateInput)
    present_count = forms.IntegerField(label=_("People counted in the room"), min_value=0, max_value=9999)
    teacher_as_filed = forms.ChoiceField(
        label=_("The teacher is the one filed"), choices=YES_NO, widget=forms.RadioSelect
    )
    place_as_filed = forms.ChoiceField(
        label=_("The place is the one filed"), choices=YES_NO, widget=forms.RadioSelect
    )
    defects = forms.MultipleChoiceField(
        label=_("What was found wrong"),
        choices=DefectCode.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    result = forms.ChoiceField(
        label=_("Result of inspection"), choices=Result.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=pgettext_lazy("on site", "What was found"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The provider reads these words. Leave names and numbers of trainees out."),
    )
    companions = forms.CharField(label=_("Others present"), required=False, max_length=120)

    def facts(self) -> InspectionFacts:
        """Return what was entered."""
        told = self.cleaned_data
        return InspectionFacts(
            visited_on=told["visited_on"],
            present_count=told["present_count"],
            teacher_as_filed=_yes(told["teacher_as_filed"]),
            place_as_filed=_yes(told["place_as_filed"]),
            result=Result(told["result"]),
            defects=[DefectCode(code) for code in told["defects"]],
            remark=told["remark"],
            companions=told["companions"],
        )


class RectificationForm(forms.Form):
    """How it was put right."""

    rectified_on = forms.DateField(label=_("Put right on"), widget=DateInput)
    words = forms.CharField(
        label=_("How it was put right"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class SampleForm(forms.Form):
    """Who calls, and why once more."""

    caller = _officer(_("Who calls"))
    reason = forms.CharField(
        label=_("Why a further sample"),
        max_length=200,
        required=False,
        help_text=_("Needed only when the class was sampled before; the earlier sample stays on record."),
    )

    def __init__(self, *args: Any, today: datetime.date, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_officers(self, today, "caller")
        if not again:
            del self.fields["reason"]


class CallForm(forms.Form):
    """One call, with the answers of somebody who was reached."""

    outcome = forms.ChoiceField(
        label=_("Outcome of the call"), choices=CallOutcome.choices, widget=forms.RadioSelect
    )
    attended = forms.ChoiceField(
        label=_("Did you attend the training?"),
        choices=[("", "—"), *Attended.choices],
        required=False,
        help_text=_("The three answers are for people who were reached."),
    )
    paid = forms.ChoiceField(
        label=_("Did you have to pay money for it?"), choices=[("", "—"), *YES_NO], required=False
    )
    satisfaction = forms.ChoiceField(
        label=_("Were you satisfied?"), choices=[("", "—"), *Satisfaction.choices], required=False
    )
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def answers(self) -> Answers | None:
        """Return the answers; None unless the first two were given."""
        told = self.cleaned_data
        if not (told["attended"] and told["paid"]):
            return None
        return Answers(
            attended=Attended(told["attended"]), paid=_yes(told["paid"]), satisfaction=told["satisfaction"]
        )

    def clean(self) -> dict[str, Any]:
        """Ask for both answers once somebody was reached."""
        told = super().clean() or {}
        if told.get("outcome") == CallOutcome.REACHED:
            for name in ("attended", "paid"):
                if not told.get(name):
                    self.add_error(name, _("Enter what the person answered."))
        return told


class SanctionForm(forms.Form):
    """A step of the ladder with its document."""

    step = forms.ChoiceField(label=_("Step"), choices=SanctionStep.choices)
    document_number = forms.CharField(label=_("Document number"), max_length=80)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    inspection = forms.ModelChoiceField(
        label=_("Inspection"), queryset=Inspection.objects.none(), required=False
    )
    imposed_on = forms.DateField(label=_("Imposed on"), widget=DateInput)
    rectify_by = forms.DateField(label=_("Rectify by"), widget=DateInput, required=False)
    barred_from = forms.DateField(label=_("No new class from"), widget=DateInput, required=False)
    barred_until = forms.DateField(label=_("No new class until"), widget=DateInput, required=False)

    def __init__(self, *args: Any, provider: Organisation, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inspections = Inspection.objects.filter(training_class__provider=provider).exclude(result="")
        field = cast("forms.ModelChoiceField[Inspection]", self.fields["inspection"])
        field.queryset = inspections.select_related("training_class")
        self.fields["barred_until"].help_text = hint


class LiftForm(forms.Form):
    """From when a sanction no longer holds, and why."""

    lifted_on = forms.DateField(label=_("Lifted on"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=200)
