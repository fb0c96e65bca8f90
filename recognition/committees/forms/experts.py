"""Forms of the experts, and what they are experts in."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..enums import Answer, Choice, Ground
from ..models import Criterion, Declaration, Speciality

PREFIX = "criterion_"


NONE = Answer.NONE.value


class ConflictsForm(forms.Form):
    """One question for every applicant whom one was asked about, in the order of their names.

    The names of the fields are keyed digests: neither they nor the order join an applicant to a blind file.
    """

    def __init__(self, *args: Any, declarations: Iterable[Declaration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {token_of(each): each for each in declarations}
        choices = [("", "—"), (NONE, Answer.NONE.label), *Ground.choices]
        labels = {token: applicant_of(each) for token, each in self.asked.items()}
        for token in sorted(labels, key=lambda token: (labels[token], token)):
            self.fields[token] = forms.ChoiceField(label=labels[token], choices=choices)

    def answers(self) -> list[tuple[Declaration, Answer, str]]:
        """Return what was answered as (declaration, answer, ground)."""
        told = [(self.asked[token], value) for token, value in self.cleaned_data.items()]
        return [
            (each, Answer.NONE, "") if value == NONE else (each, Answer.DECLARED, value)
            for each, value in told
        ]


def applicant_of(declaration: Declaration) -> str:
    """Return who applies, by name and employer: without them nobody could know of a conflict."""
    case = declaration.dossier.case
    return " · ".join(str(each) for each in (case.courier, case.organisation) if each)


def token_of(declaration: Declaration) -> str:
    """Return the name of the field that asks about a declaration: a keyed digest of its key."""
    return f"c{salted_hmac('committees.declaration', str(declaration.pk)).hexdigest()[:16]}"


class ConflictForm(forms.Form):
    """A conflict that an expert found after the declaration."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    words = forms.CharField(label=_("In words"), max_length=200, required=False)


class ScoreForm(forms.Form):
    """A mark for every criterion, and a remark."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in criteria:
            self.fields[f"{PREFIX}{criterion.pk}"] = forms.DecimalField(
                label=criterion.label,
                min_value=0,
                max_value=criterion.most,
                decimal_places=1,
                help_text=gettext("0 to %(most)s; counts %(weight)s %%")
                % {"most": _plain(criterion.most), "weight": _plain(criterion.weight)},
            )
        self.fields["remark"] = forms.CharField(
            label=_("Remark"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("The other experts of the file read it once they have scored, without your name."),
        )

    def marks(self) -> dict[int, Decimal]:
        """Return the marks by the keys of the criteria."""
        return {
            int(name.removeprefix(PREFIX)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }


def _plain(number: Decimal) -> str:
    """Write a number without the noughts behind its point."""
    return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"


class BallotForm(forms.Form):
    """One ballot."""

    choice = forms.ChoiceField(label=_("Your vote"), choices=Choice.choices, widget=forms.RadioSelect)


class SpecialitiesForm(forms.Form):
    """In what somebody is an expert."""

    specialities = forms.ModelMultipleChoiceField(
        label=_("Specialities"),
        queryset=Speciality.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    further = forms.CharField(
        label=_("Another speciality"),
        max_length=60,
        required=False,
        help_text=_("One that is not on the list yet; it is added to it."),
    )
