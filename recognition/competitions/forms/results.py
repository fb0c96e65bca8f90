"""Shapes of what is asked when results are brought in and published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.exchange.files import MAX_BYTES, refusal

from ..enums import ResultState


class UploadForm(forms.Form):
    """A sheet of results."""

    file = forms.FileField(
        label=_("Sheet of results"),
        help_text=_("One .xlsx or .csv file, up to 10 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise refusal("too_large")
        return file


class PublishForm(forms.Form):
    """As what the results are published; `states` are those that may follow the version shown."""

    state = forms.ChoiceField(label=_("Publish as"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Shown above the board. A correction says what was corrected and why."),
    )

    def __init__(self, *args: Any, states: tuple[ResultState, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in states]  # type: ignore[attr-defined]
        self.initial.setdefault("state", states[0].value)
