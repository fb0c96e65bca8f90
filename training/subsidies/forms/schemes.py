"""What the office enters about a scheme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.courses.enums import CourseKind

from ..capitals import yuan
from ..enums import Claimant
from ..models import Rate, Scheme
from ..procedure.asked import SLOTS
from .payments import YuanField


def asked_evidence() -> list[tuple[str, Any]]:
    """Return the slots that a claim may have, each once."""
    return list({slot.code: (slot.code, slot.label) for slots in SLOTS.values() for slot in slots}.values())


class Ticks(forms.MultipleChoiceField):
    """Codes to tick, kept as a list."""

    def __init__(self, *, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        """Return the codes that were ticked; raise ValidationError for others."""
        return list(super().clean(value))


class SchemeForm(forms.ModelForm[Scheme]):
    """A scheme: whose money, for which courses, claimed by whom, how long and how it is published."""

    course_kinds = Ticks(label=_("kinds of course"), choices=CourseKind.choices)
    claimants = Ticks(
        label=_("who may claim"),
        choices=Claimant.choices,
        help_text=_("Nobody claims under a scheme that is on record only."),
    )

    evidence = Ticks(label=_("evidence that must be there"), choices=asked_evidence)

    class Meta:
        model = Scheme
        fields = (
            "code",
            "name",
            "fund",
            "course_kinds",
            "claimants",
            "payee",
            "evidence",
            "record_only",
            "notice_days",
            "notice_count",
            "notice_detail",
            "second_look",
            "recovery_returns",
        )

    def clean(self) -> dict[str, Any] | None:
        """Refuse a scheme under which nobody could claim although it pays."""
        found = super().clean()
        if found and not found.get("record_only") and not found.get("claimants"):
            self.add_error(
                "claimants",
                forms.ValidationError(
                    _("Say who may claim, or that the scheme is on record only."), code="nobody_claims"
                ),
            )
        return found


class KnownSchemeForm(SchemeForm):
    """A scheme that is in use: versions, rates and claims know it by its code, which stays."""

    code = forms.CharField(label=_("code"), disabled=True)


class RateForm(forms.ModelForm[Rate]):
    """What one person is worth, typed in yuan and kept in fen."""

    amount = YuanField(label=_("Amount (yuan)"), min_value=0)

    class Meta:
        model = Rate
        fields = (
            "scheme",
            "occupation_code",
            "level",
            "amount",
            "valid_from",
            "valid_to",
            "source",
            "clause",
            "example",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["amount"] = yuan(self.instance.amount)
