"""Scanned papers and photographs that people send: told apart by what they are, limited, made harmless.

Pictures are decoded under limits and written anew, so that place, device and anything hidden behind the
picture stay behind. A PDF is kept byte for byte; one with scripts, attachments or a password is refused.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 10 * 1024 * 1024
# A decoded picture takes three to four bytes a pixel; twelve-megapixel telephones stay well below.
MOST_PIXELS = 25_000_000
LONGEST_NAME = 120

PDF, JPEG, PNG, WEBP = "application/pdf", "image/jpeg", "image/png", "image/webp"
ENDINGS = {PDF: ("pdf",), JPEG: ("jpg", "jpeg"), PNG: ("png",), WEBP: ("webp",)}
NAMES = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG", WEBP: "WebP"}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp"
ACCEPT_PICTURES = ".jpg,.jpeg,.png,.webp"
_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Paper:
    """A file that may be kept: its cleaned name, media type and bytes as they are kept."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 (hex) of the bytes as they are kept."""
        return hashlib.sha256(self.content).hexdigest()


def read_paper(name: str, content: bytes) -> Paper:
    """Return a file made fit for keeping.

    Raises ValidationError `empty_file`, `too_large`, `not_a_paper`, `wrong_ending`, `two_in_one`,
    `active_pdf`, `locked_pdf`, `too_many_pixels`, `broken_picture`; each says what to send instead.
    """
    name = clean_name(name)
    if not content:
        raise _refused(_("The file is empty. Choose it again."), "empty_file")
    if len(content) > LARGEST:
        raise _refused(
            _("The file has %(size)s; at most %(most)s can be kept. Scan it at a lower resolution.")
            % {"size": filesizeformat(len(content)), "most": filesizeformat(LARGEST)},
            "too_large",
        )
    media_type = _sniff(content)
    if media_type is None:
        raise _refused(
            _("This is neither a PDF nor a JPEG, PNG or WebP picture. Save the paper as one of them."),
            "not_a_paper",
        )
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in ENDINGS[media_type]:
        raise _refused(
            _("The file is called “%(name)s” but is a %(kind)s. Correct its ending, or send the right file.")
            % {"name": name, "kind": NAMES[media_type]},
            "wrong_ending",
        )
    kept = _checked_pdf(content) if media_type == PDF else _drawn_anew(content, media_type)
    return Paper(name, media_type, kept)


def read_picture(name: str, content: bytes) -> Paper:
    """Return a photograph made fit for keeping. Raises as `read_paper`, and `not_a_picture` for a PDF."""
    paper = read_paper(name, content)
    if paper.media_type == PDF:
        raise _refused(_("This is a PDF. Send the photograph itself, as JPEG, PNG or WebP."), "not_a_picture")
    return paper


def clean_name(name: str) -> str:
    """Return a file's name without folders, invisible signs or reversed writing; shortened."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending[:10]}"


def _sniff(content: bytes) -> str | None:
    """Return the media type that the first bytes tell, or None."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return WEBP if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else None


def _checked_pdf(content: bytes) -> bytes:
    """Return a PDF as it is; raise ValidationError when it is more than a paper to read."""
    end = content.rfind(b"%%EOF")
    if end < 0 or content[end + 5 :].strip(b"\r\n\t \x00"):
        raise _refused(
            _("Behind the PDF lies something else, or its end is missing. Print it to a new PDF first."),
            "two_in_one",
        )
    # Names may be written in escapes: /J#61vaScript.
    plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content)
    if _ACTIVE.search(plain):
        raise _refused(
            _("The PDF holds scripts or attached files. Print it to a new PDF and send that."), "active_pdf"
        )
    if re.search(rb"/Encrypt\b", plain):
        raise _refused(
            _("The PDF is protected with a password, so nobody could check it. Save it without one."),
            "locked_pdf",
        )
    return content


def _drawn_anew(content: bytes, media_type: str) -> bytes:
    """Return a picture decoded and written again, upright, without what telephones add to it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[NAMES[media_type].upper()])
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_many_pixels()
            upright = ImageOps.exif_transpose(picture)
            upright.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise _refused(
            _("The picture is damaged and cannot be read to its end. Take or save it again."),
            "broken_picture",
        ) from None
    return _written(upright, media_type)


def _written(picture: Image.Image, media_type: str) -> bytes:
    mode = "RGB" if media_type == JPEG or "A" not in picture.getbands() else "RGBA"
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    out = io.BytesIO()
    # PNG keeps every point and takes no notice of a quality.
    plain.save(out, NAMES[media_type].upper(), quality=90)
    return out.getvalue()


def _too_many_pixels() -> ValidationError:
    return _refused(
        _("The picture has more than %(most)s million pixels. Send it smaller.")
        % {"most": MOST_PIXELS // 1_000_000},
        "too_many_pixels",
    )


def _refused(message: str, code: str) -> ValidationError:
    return ValidationError({"file": ValidationError(message, code=code)})
