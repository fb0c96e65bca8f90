"""Documents that editors send. Named in the settings (WAGTAILDOCS_DOCUMENT_FORM_BASE): Wagtail makes all
of its upload forms from this one.

Apart from `cms.forms`, because Wagtail's document form can be loaded only after all models.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.documents.forms import BaseDocumentForm

from .files import refuse_exchange


class DocumentForm(BaseDocumentForm):
    """A document for the site; while it is there, its file stays the one that was approved."""

    def clean_file(self) -> Any:
        """Keep the file of a document that is on the site. Raises as `refuse_exchange`."""
        if "file" in self.changed_data:
            refuse_exchange(self.instance, timezone.localdate())
        return self.cleaned_data["file"]
