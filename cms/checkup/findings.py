"""What the check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class FindingKind(models.TextChoices):
    """What is wrong."""

    BLANK_IMPRINT = "blank_imprint", _("Duty of the footer empty")
    EMPTY_COLUMN = "empty_column", _("Column empty")
    STALE_COLUMN = "stale_column", _("Column not updated")
    DEAD_LINK = "dead_link", _("Link leads nowhere")
    MISSING_FILE = "missing_file", _("Attachment missing")
    INCOMPLETE_GUIDE = "incomplete_guide", _("Guide lacks a section")
    LATE_OBJECTION = "late_objection", _("Objection not answered in time")
    LATE_ENQUIRY = "late_enquiry", _("Enquiry not answered in time")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: its kind, what it is about, a sentence, and where it is mended."""

    kind: FindingKind
    subject: str
    sentence: str
    url: str

    def to_json(self) -> dict[str, Any]:
        """Return it as the command prints it."""
        return {
            "kind": self.kind.value,
            "subject": self.subject,
            "sentence": self.sentence,
            "url": self.url,
        }


def about(page: Page, kind: FindingKind, sentence: str) -> Finding:
    """Return a finding about a page, mended where the page is edited."""
    return Finding(kind, page.title, sentence, reverse("wagtailadmin_pages:edit", args=[page.pk]))
