"""Pictures that editors send. Named in the settings (WAGTAILIMAGES_IMAGE_FORM_BASE): Wagtail makes all of its
upload forms from this one (one picture, several at once, the chooser's tab).

Apart from `cms.forms`, because Wagtail's image form can be loaded only after all models.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from office.exchange.papers import read_picture
from office.exchange.pictures import Limits

from ..editing.files import refuse_exchange, refuse_words

#: 2,000 points on the longer side serve every size of the site and a newspaper's column (UX.md 1.19).
LIMITS = Limits(
    size=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
    points=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
    longest=2_000,
    least=64,
)


class PictureField(WagtailImageField):
    """Wagtail's field, which looks into a file only after it has been told apart, limited and written anew.

    Wagtail decodes a picture before it asks how large it is, and keeps what a camera wrote into it.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        limits: Any = self.help_text
        hint = _("Of a portrait, open the picture once more and mark the middle of the face.")
        self.help_text: Any = format_lazy("{limits} {hint}", limits=limits, hint=hint)

    def to_python(self, data: Any) -> Any:
        """Return the picture as it is kept. Raises ValidationError as `read_picture`."""
        if data in self.empty_values:
            return None
        self.check_image_file_size(data)
        data.seek(0)
        try:
            kept = read_picture(data.name, data.read(), LIMITS)
        except ValidationError as refusal:
            raise ValidationError(refusal.error_dict["file"]) from None
        return super().to_python(SimpleUploadedFile(kept.name, kept.content, kept.media_type))


class PictureForm(BaseImageForm):
    """A picture for the site: described, upright, of a useful size, without what the camera wrote into it."""

    file = PictureField(label=_("File"), widget=BaseImageForm.Meta.widgets["file"])

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        self.hand = user
        super().__init__(*args, user=user, **kwargs)
        if "file" in (self._meta.exclude or ()):
            # The second step of sending several: the file was taken in by the first.
            del self.fields["file"]
        # Readers who do not see the picture are told by it; a page may say it otherwise, never not at all.
        # Where several are sent, the words are asked for in a second step; were they in the first, Wagtail
        # would keep the refused file as it came.
        if field := self.fields.get("description"):
            field.required = not self.is_bound or self.add_prefix("description") in self.data

    def clean_title(self) -> str:
        """Ask for a leader where the title is on the site. Raises as `refuse_words`."""
        return self._asked("title")

    def clean_description(self) -> str:
        """As `clean_title`: what a picture shows is read out to those who do not see it."""
        return self._asked("description")

    def _asked(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if name in self.changed_data:
            refuse_words(self.instance, [words], self.hand, timezone.localdate())
        return words

    def clean_file(self) -> Any:
        """Keep the file of a picture that is on the site. Raises as `refuse_exchange`."""
        if "file" in self.changed_data:
            refuse_exchange(self.instance, timezone.localdate())
        return self.cleaned_data["file"]
