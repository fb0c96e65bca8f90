"""Keys to one's own case or objection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from office.exchange.cells import HALF_WIDTH

FOUR_DIGITS = RegexValidator(r"\A[0-9]{4}\Z", _("Enter the last four digits of the telephone number."))


class HalfWidthField(forms.CharField):
    """A text in which full-width digits and letters count as their half-width fellows."""

    def to_python(self, value: Any) -> Any:
        """Narrow and strip what was typed."""
        text = super().to_python(value)
        return text.translate(HALF_WIDTH).strip() if isinstance(text, str) else text


class TrackForm(forms.Form):
    """The key to one's own objection."""

    number = HalfWidthField(label=_("Receipt number"), max_length=32)
    tail = HalfWidthField(
        label=_("Last four digits of your telephone"),
        max_length=4,
        validators=[FOUR_DIGITS],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class ProgressForm(TrackForm):
    """The key to one's own case."""

    number = HalfWidthField(label=_("Case number"), max_length=32)
    tail = HalfWidthField(
        label=_("Last four digits of the applicant's telephone"),
        max_length=4,
        validators=[FOUR_DIGITS],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
