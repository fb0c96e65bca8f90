"""What is sent to start a batch."""

from __future__ import annotations

from django import forms


class StartForm(forms.Form):
    """Names the list that was looked at."""

    key = forms.CharField(max_length=120, widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
