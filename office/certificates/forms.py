"""Shapes of what is asked about a certificate; whether it may be done is decided by the actions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import RevocationReason


class LookUpForm(forms.Form):
    """What somebody types who holds a paper without its code."""

    number = forms.CharField(
        label=_("Certificate number"),
        max_length=40,
        help_text=_("As printed, for example PA-PX-2026-000123."),
    )
    name = forms.CharField(label=_("Holder's full name"), max_length=160)


class RevokeForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.ChoiceField(
        label=_("Reason for revocation"), choices=RevocationReason.choices, widget=forms.RadioSelect
    )
    document = forms.CharField(
        label=_("Decision number"),
        max_length=80,
        required=False,
        help_text=_("Needed unless the certificate was issued in error."),
    )


class ReissueForm(forms.Form):
    """Why a certificate is issued anew."""

    reason = forms.CharField(
        label=_("Reason for the new certificate"),
        max_length=200,
        help_text=_("For example: the holder's name was corrected; the paper was lost."),
    )
