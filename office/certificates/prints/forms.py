"""Shapes of what is entered about paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput
from office.people.models import Organisation

from ..models import Copy, Printer, Stock
from . import queries
from .actions import Receipt
from .enums import Mode


class PrintForm(forms.Form):
    """What lies in the printer."""

    mode = forms.ChoiceField(
        label=_("Printed on"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.PLAIN
    )
    printer = forms.ModelChoiceField(
        label=_("Printer"),
        queryset=Printer.objects.none(),
        required=False,
        help_text=_("Its correction moves everything that is printed. None: as laid out."),
    )
    stock = forms.ModelChoiceField(
        label=_("Numbered stationery"),
        queryset=Stock.objects.none(),
        required=False,
        help_text=_("Each sheet takes the next blank number. None: the sheets bear no numbers."),
    )
    first = forms.CharField(
        label=_("First number in the tray"),
        max_length=24,
        required=False,
        help_text=_("Empty: the lowest that is still blank."),
    )

    def __init__(self, *args: Any, user: Any, issuer: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["printer"].queryset = queries.printers_visible_to(user)
        fields["stock"].queryset = queries.stocks_to_print_on(issuer)


class StockForm(forms.Form):
    """A delivery of blank stationery."""

    issuer = forms.ModelChoiceField(label=_("Kept for"), queryset=Organisation.objects.none())
    name = forms.CharField(
        label=_("Stationery"), max_length=80, help_text=_("For example: honour certificate, crimson cover.")
    )
    first = forms.CharField(label=_("First number"), max_length=24, help_text=_("As on the sheet: QH000100."))
    last = forms.CharField(label=_("Last number"), max_length=24)
    received_on = forms.DateField(label=_("Received on"), widget=DateInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["issuer"].queryset = queries.offices_of(user)


class ReasonForm(forms.Form):
    """Why a sheet was spoilt or not used."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example: paper jam; wrong tray; torn.")
    )


class HandOverForm(forms.Form):
    """Who signed for a paper."""

    by_proxy = forms.TypedChoiceField(
        label=_("Who took it"),
        choices=[("holder", _("The holder")), ("proxy", _("A proxy, on behalf of the holder"))],
        coerce=lambda value: value == "proxy",
        widget=forms.RadioSelect,
        initial="holder",
    )
    receiver = forms.CharField(label=_("Name of who signed"), max_length=64)
    id_tail = forms.CharField(label=_("Last four characters of that person's ID number"), max_length=4)
    handed_on = forms.DateField(label=_("Day"), widget=DateInput)

    def receipt(self) -> Receipt:
        """Return what was entered."""
        return Receipt(**self.cleaned_data)


class StationForm(forms.Form):
    """Which papers of a station one proxy signed for."""

    copies = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("printed certificates", "Papers"),
        queryset=Copy.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take away the mark from a paper that stays here."),
    )
    receiver = forms.CharField(label=_("Name of the proxy who signed"), max_length=64)
    id_tail = forms.CharField(label=_("Last four characters of that person's ID number"), max_length=4)
    handed_on = forms.DateField(label=_("Day"), widget=DateInput)

    def __init__(self, *args: Any, printed: QuerySet[Copy], waiting: QuerySet[Copy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers: Any = self.fields["copies"]
        # What somebody took meanwhile is still known here, so that the deed can say what became of it.
        papers.queryset = printed
        papers.widget.choices = [
            (each.pk, f"{each.certificate.number} {each.certificate.holder_name}") for each in waiting
        ]

    def receipt(self) -> Receipt:
        """Return what was entered."""
        told = {name: self.cleaned_data[name] for name in ("receiver", "id_tail", "handed_on")}
        return Receipt(**told, by_proxy=True)


class PrinterForm(forms.Form):
    """A printer and how far it is corrected."""

    office = forms.ModelChoiceField(
        label=pgettext_lazy("of a printer", "Office"), queryset=Organisation.objects.none()
    )
    name = forms.CharField(label=_("Printer"), max_length=60, help_text=_("As people call it."))
    right = forms.DecimalField(
        label=_("Move to the right (mm)"),
        max_digits=4,
        decimal_places=1,
        initial=0,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        help_text=_("In steps of 0.5; negative moves to the left."),
    )
    down = forms.DecimalField(
        label=_("Move down (mm)"),
        max_digits=4,
        decimal_places=1,
        initial=0,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
        help_text=_("In steps of 0.5; negative moves up."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["office"].queryset = queries.offices_of(user)
