"""Documents that editors send. Named in the settings (WAGTAILDOCS_DOCUMENT_FORM_BASE): Wagtail makes all
of its upload forms from this one.

Apart from `cms.forms`, because Wagtail's document form can be loaded only after all models.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.documents.forms import BaseDocumentForm

from .files import refuse_exchange, refuse_words


class DocumentForm(BaseDocumentForm):
    """A document for the site; while it is there, its file stays the one that was approved."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        self.hand = user
        super().__init__(*args, user=user, **kwargs)

    def clean_title(self) -> str:
        """Ask for a leader where the title is on the site. Raises as `refuse_words`."""
        title: str = self.cleaned_data["title"]
        if "title" in self.changed_data:
            refuse_words(self.instance, [title], self.hand, timezone.localdate())
        return title

    def clean_file(self) -> Any:
        """Keep the file of a document that is on the site. Raises as `refuse_exchange`."""
        if "file" in self.changed_data:
            refuse_exchange(self.instance, timezone.localdate())
        return self.cleaned_data["file"]
