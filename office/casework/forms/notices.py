"""Forms of notices, objections and rulings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.exchange.papers import ACCEPT
from office.people.models import Organisation
from office.people.permissions import organisations_of
from office.policy.enums import DayCount

from ..actions.objections import LONGEST_TEXT, MOST_FILES
from ..enums import RulingOutcome
from ..models import Case, NoticeRow, PublicNotice
from ..procedures import Period
from ..queries import cases_visible_to, publishable_cases
from .evidence import content_of

if TYPE_CHECKING:
    CasesField = forms.ModelMultipleChoiceField[Case]
else:
    CasesField = forms.ModelMultipleChoiceField


class CaseChoice(CasesField):
    """Cases to tick, each with its number, title and applicant."""

    def label_from_instance(self, obj: Any) -> str:
        """Name a case."""
        return f"{obj} · {obj.applicant}"


class PublishForm(forms.Form):
    """What a public notice says, and on which days."""

    cases = CaseChoice(
        label=_("Approved cases"),
        queryset=Case.objects.none(),
        to_field_name="number",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one case.")},
    )
    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Organisation.objects.none(),
        help_text=_("Its address and telephones stand in the contact block."),
    )
    title = forms.CharField(label=_("Title"), max_length=160)
    body = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    opens_on = forms.DateField(label=_("Published on"), widget=DateInput)
    days = forms.IntegerField(
        label=_("Days"),
        min_value=1,
        max_value=120,
        required=False,
        help_text=_("Empty for the shortest period that the procedure allows. The first day is not counted."),
    )
    count = forms.ChoiceField(
        label=_("Days counted"),
        choices=[("", _("As the procedure says")), *DayCount.choices],
        required=False,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Organisation.objects.filter(pk__in=organisations_of(user), is_department=True)
        cases, office = self.fields["cases"], self.fields["office"]
        assert isinstance(cases, forms.ModelMultipleChoiceField)
        assert isinstance(office, forms.ModelChoiceField)
        # What was sent stays choosable, so that a second click meets the guard against doing it twice.
        sent = self.data.getlist("cases") if isinstance(self.data, QueryDict) else []
        offered = Q(pk__in=publishable_cases(user).values("pk")) | Q(number__in=sent)
        cases.queryset = (
            cases_visible_to(user)
            .filter(offered)
            .select_related("organisation", "courier")
            .order_by("entered_at", "pk")
        )
        office.queryset = offices
        office.initial = offices.first()

    def clean(self) -> dict[str, Any]:
        """Refuse a way of counting without a number of days: nobody could tell what was meant."""
        entered = super().clean() or self.cleaned_data
        if entered.get("count") and entered.get("days") is None and "days" not in self.errors:
            missing = _("Write how many days, or leave both to the procedure.")
            self.add_error("days", forms.ValidationError(missing, code="days_missing"))
        return entered

    def arguments(self) -> dict[str, Any]:
        """Return what was entered as arguments of `publish_notice`."""
        values = dict(self.cleaned_data)
        days, count = values.pop("days"), DayCount(values.pop("count") or DayCount.WORKING)
        return {**values, "cases": list(values["cases"]), "period": Period(days, count) if days else None}


class AmendForm(forms.Form):
    """Another text for a notice."""

    body = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Everybody reads it beside the new text.")
    )


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, as a list; an empty one when none was chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check each file."""
        sent = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(FilesField, self).clean(each, initial) for each in sent]


class ObjectionForm(forms.Form):
    """An objection as the public files it."""

    target = forms.ChoiceField(label=_("What do you object to?"))
    reason = forms.CharField(
        label=_("What is wrong?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say what you know, when and where. Do not write ID numbers."),
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Where it can be seen, or who can confirm it. Papers can be handed in at the office."),
    )
    papers = FilesField(
        label=_("Papers and pictures"),
        required=False,
        widget=FilesInput(attrs={"accept": ACCEPT}),
        help_text=format_lazy(
            _("At most {most} files, PDF, JPEG, PNG or WebP, each at most 10 MB."), most=MOST_FILES
        ),
    )
    real_name = forms.TypedChoiceField(
        label=_("How do you sign?"),
        choices=[("1", _("With my real name")), ("0", _("Without a name"))],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
        help_text=_("A real name is encouraged: it helps us examine. The applicant never learns it."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=64,
        required=False,
        help_text=_("Needed when you sign with your real name."),
    )
    phone = forms.CharField(
        label=_("Your telephone"),
        max_length=30,
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
        help_text=_("For the answer and for tracking. It is stored encrypted."),
    )

    def __init__(self, *args: Any, notice: PublicNotice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {f"row-{row.pk}": row for row in notice.rows.select_related("case")}
        self._cases = {f"case-{row.case_id}": row.case for row in self._rows.values()}
        target = self.fields["target"]
        assert isinstance(target, forms.ChoiceField)
        target.choices = [
            ("", _("Choose a row")),
            *((key, f"{row.position} · {' · '.join(row.cells)}") for key, row in self._rows.items()),
            *(
                (key, _("Case %(number)s as a whole") % {"number": case.number})
                for key, case in self._cases.items()
            ),
        ]

    def sent_papers(self) -> list[tuple[str, bytes]]:
        """Return (name, bytes) of what was sent along."""
        return [(sent.name, content_of(sent)) for sent in self.cleaned_data["papers"]]

    def target_of(self) -> dict[str, NoticeRow | Case | None]:
        """Return the chosen row or case as arguments of `file_objection`."""
        chosen = self.cleaned_data["target"]
        return {"row": self._rows.get(chosen), "case": self._cases.get(chosen)}


class RulingForm(forms.Form):
    """The one answer to an objection."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=RulingOutcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The objector and the applicant read this text. Do not name the objector."),
    )


class RevealForm(forms.Form):
    """Why somebody needs the objector's contact."""

    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("It is recorded with your name."))
