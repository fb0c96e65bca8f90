"""The page on which a leader looks through a scan and lets it pass."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document

from office.desk.deeds import DeedView

from ..actions.scans import let_pass
from ..models import ScanCheck


class ScanForm(forms.Form):
    """What was looked at, and why it may be shown."""

    seen = forms.BooleanField(
        label=_(
            "I read every page. It shows no full identity, telephone or account number, and nobody whose "
            "notice still runs."
        )
    )
    reason = forms.CharField(
        label=_("What was looked at, and why it may be shown"),
        min_length=6,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept for good under your name."),
    )


class LetPass(DeedView):
    """Let a document pass that no program can read."""

    form_class = ScanForm
    permission = "cms.let_pass"
    title = _("Look through a scan")
    intro = _(
        "No program reads this file, so nobody has looked for numbers of persons in it. Open it, read every "
        "page, then answer for it. It may be published in any page afterwards."
    )
    button = _("Let it pass")
    success_message = _("“%(result)s” may be published now.")
    object: Document

    def get_object(self) -> Document:
        """Return the document."""
        document: Document = get_object_or_404(
            Document.objects.select_related("uploaded_by_user"), pk=self.kwargs["pk"]
        )
        self.cancel_url = reverse("wagtaildocs:edit", args=[document.pk])
        return document

    def facts(self) -> list[tuple[Any, Any]]:
        """Lead to the file, and say who sent it."""
        link = format_html('<a href="{}">{}</a>', self.object.url, self.object.filename)
        return [
            (_("File"), link),
            (_("Title"), self.object.title),
            (_("Sent by"), self.object.uploaded_by_user or gettext("not known")),
        ]

    def perform(self, form: Any) -> ScanCheck:
        """Ask the action."""
        return let_pass(self.object, reason=form.cleaned_data["reason"], actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the document."""
        return reverse("wagtaildocs:edit", args=[self.object.pk])
