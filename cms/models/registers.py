"""Rows that stand on the site without being pages: rest points, streets, the imprint."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from ..editing.faults import refuse_faults
from ..forms import RegisterForm


class Register(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A row of the site's registers. It goes on the site as a page does: by two steps, read whole before.

    What stands there is the row; what is being written is its latest revision. Every department's editors
    keep the registers, for no column of the site is theirs alone.
    """

    base_form_class = RegisterForm

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to store a row as live that may not be shown; Wagtail's bookkeeping names its columns."""
        if self.live and kwargs.get("update_fields") is None:
            self.check_publishable(timezone.localdate())
        super().save(*args, **kwargs)

    def check_publishable(self, on: datetime.date) -> None:
        """Raise ValidationError, by field, with all that stands against showing the row on a day."""
        refuse_faults(self, on)

    def told_with_consent(self) -> frozenset[str]:
        """Return nobody's name: a register tells of no person."""
        return frozenset()
