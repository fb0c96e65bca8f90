"""Shapes of what is asked when an event is arranged and its marks are entered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.desk.forms import DateInput
from office.people.forms import UnrepeatedInput
from office.people.identifiers import ID_NUMBER_MESSAGES, check_id_number, clean_id_number

from ..enums import BoardState, EntryStatus, ItemKind, Part
from ..imports.readings import hint_of, paper_from
from ..imports.results import clean_plain, clean_time
from ..models import Item
from ..queries import Cell
from ..rules.points import fault_of
from ..shapes import Paper

_DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


class HeatForm(forms.Form):
    """A heat before the final."""

    name = forms.CharField(label=_("Name"), max_length=40)
    advance = forms.IntegerField(label=_("How many go on"), min_value=1, max_value=1000)
    held_on = forms.DateField(label=_("Held on"), widget=DateInput, required=False)


class ItemForm(forms.Form):
    """What is marked in a stage."""

    part = forms.ChoiceField(label=_("Part"), choices=Part.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of the item"), max_length=40)
    kind = forms.ChoiceField(label=_("How it is marked"), choices=ItemKind.choices, widget=forms.RadioSelect)
    full_mark = forms.DecimalField(
        label=_("Full mark"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    judges = forms.IntegerField(
        label=_("Number of judges"),
        min_value=1,
        max_value=15,
        initial=1,
        help_text=_("For items marked by judgement; their scores are averaged."),
    )
    trimmed = forms.BooleanField(label=_("Leave out the highest and the lowest score"), required=False)


class StatusForm(forms.Form):
    """Whether an entry is ranked in a stage."""

    status = forms.ChoiceField(label=_("Status"), choices=EntryStatus.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class LinkForm(forms.Form):
    """Whose entry it is: the ID number is looked up and printed back nowhere."""

    id_number = forms.CharField(
        label=_("ID number"), max_length=40, widget=UnrepeatedInput(attrs={"autocomplete": "off"})
    )

    def clean_id_number(self) -> str:
        """Clean the number and refuse one that is not well formed."""
        number = clean_id_number(self.cleaned_data["id_number"])
        if fault := check_id_number(number):
            raise ValidationError(str(ID_NUMBER_MESSAGES[fault]), code=fault.value)
        return number


class BoardForm(forms.Form):
    """What the board of the hall shows."""

    state = forms.ChoiceField(
        label=_("Board of the hall"), choices=BoardState.choices, widget=forms.RadioSelect
    )


class MarksForm(forms.Form):
    """The papers of one entry: for each item the scores, a deduction and the time; empty items are left out.

    `cells` are the items into which this person may enter a mark; one's own earlier entry stands in them.
    """

    def __init__(self, *args: Any, cells: Sequence[Cell], user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = [cell.item for cell in cells]
        for cell in cells:
            own, item = cell.read_by(user), cell.item
            self._add(f"scores_{item.pk}", item.name, " ".join(own.scores) if own else "", hint_of(item))
            self._add(
                f"deduction_{item.pk}",
                gettext("Deduction"),
                own.deduction if own and own.deduction else "",
                "",
            )
            seconds = own.seconds if own and own.seconds is not None else ""
            self._add(f"seconds_{item.pk}", gettext("Time used (seconds)"), seconds, "")

    def _add(self, name: str, label: Any, initial: Any, hint: str) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            initial=initial,
            help_text=hint,
            max_length=120,
            widget=forms.TextInput(attrs=_DECIMAL),
        )

    @property
    def groups(self) -> list[tuple[Item, list[Any]]]:
        """The fields of each item together."""
        names = ("scores", "deduction", "seconds")
        return [(item, [self[f"{name}_{item.pk}"] for name in names]) for item in self.items]

    def clean(self) -> dict[str, Any]:
        """Read the papers (`papers`, by item) and hold each against its item."""
        papers: dict[int, Paper] = {}
        for item in self.items:
            if (paper := self._paper(item)) is not None:
                papers[item.pk] = paper
        if not papers and not self.errors:
            raise ValidationError(gettext("Enter the mark of one item at least."), code="empty")
        return {"papers": papers}

    def _paper(self, item: Item) -> Paper | None:
        values = [
            self.cleaned_data.get(f"{name}_{item.pk}", "") for name in ("scores", "deduction", "seconds")
        ]
        try:
            paper = paper_from(values[0], clean_plain(values[1]), clean_time(values[2]))
        except InvalidOperation:
            self.add_error(f"scores_{item.pk}", gettext("This is no number. Write it as 8.5."))
            return None
        except ValueError:
            self.add_error(
                f"seconds_{item.pk}", gettext("The time is a whole number of seconds, up to a day.")
            )
            return None
        if paper is not None and (fault := fault_of(paper, item=item)):
            field = "deduction" if fault.code == "deduction_range" else "scores"
            self.add_error(f"{field}_{item.pk}", fault)
        return paper


class SettleForm(forms.Form):
    """What a mark is, and why."""

    points = forms.DecimalField(label=_("Mark after deduction"), max_digits=6, decimal_places=3)
    seconds = forms.IntegerField(label=_("Time used (seconds)"), min_value=0, required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("What the paper says, or what the judge said when asked."),
    )
