"""Fields that every form of the office shares."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_noop

# Django's own Chinese for this is "必需字段"; our catalogue says what to do instead.
REQUIRED = gettext_noop("This field is required.")


class DateInput(forms.DateInput):
    """The browser's own calendar; it reads and writes ISO days whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")
