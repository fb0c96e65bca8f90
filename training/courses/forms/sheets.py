"""The form for a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.exchange.files import MAX_BYTES, refusal


class SheetForm(forms.Form):
    """One file."""

    sheet = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("One .xlsx or .csv file, up to 10 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_sheet(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["sheet"]
        if (file.size or 0) > MAX_BYTES:
            raise refusal("too_large")
        return file
