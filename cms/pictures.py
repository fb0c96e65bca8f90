"""Pictures that editors send: what the camera wrote into a file does not go on the site.

Named in the settings (WAGTAILIMAGES_IMAGE_FORM_BASE); apart from `forms`, because Wagtail's image form can be
loaded only after all models.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps
from wagtail.images.forms import BaseImageForm

QUALITY = 92
FORMATS = frozenset({"JPEG", "PNG", "WEBP"})
METADATA = frozenset({"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"})


class PictureForm(BaseImageForm):
    """A picture for the site, described, without place, time and serial number of the camera."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Readers who do not see the picture are told by it; a page may say it otherwise, never not at all.
        if field := self.fields.get("description"):
            field.required = True

    def clean_file(self) -> Any:
        """Return the upload turned upright and bare; one that carries no metadata stays byte for byte."""
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        upload.seek(0)
        content = upload.read()
        upload.seek(0)
        bare = without_metadata(content)
        return upload if bare == content else SimpleUploadedFile(upload.name, bare, upload.content_type)


def without_metadata(content: bytes) -> bytes:
    """Return a JPEG, PNG or WebP file without EXIF, XMP and comments, turned as its camera was held.

    The colour profile stays. Files of other formats and files that carry nothing come back as they are.
    """
    with Image.open(io.BytesIO(content)) as picture:
        if picture.format not in FORMATS or not (picture.getexif() or METADATA & set(picture.info)):
            return content
        upright = ImageOps.exif_transpose(picture)
        profile = picture.info.get("icc_profile")
        upright.info = {}
        buffer = io.BytesIO()
        upright.save(buffer, picture.format, quality=QUALITY, icc_profile=profile)
    return buffer.getvalue()
