"""What an editor fills in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm


class StoryForm(WagtailAdminPageForm):
    """A story; the button that publishes asks for what publishing needs, a draft does not."""

    def clean(self) -> dict[str, Any]:
        """Add what is missing for publication to its fields."""
        data: dict[str, Any] = super().clean()
        if "action-publish" in self.data:
            for name in ("consent", "portrait", "portrait_alt"):
                setattr(self.instance, name, data.get(name) or ("" if name == "portrait_alt" else None))
            try:
                self.instance.check_publishable(timezone.localdate())
            except ValidationError as refusal:
                for name, errors in refusal.error_dict.items():
                    self.add_error(name, errors)
        return data
