"""Scanned papers and photographs that people send: told apart by what they are, limited, made harmless.

Pictures are written anew (`pictures`). A PDF is kept byte for byte; one with scripts, attachments or a
password is refused.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .pictures import PAPERS, Limits, drawn_anew, refused

LARGEST = PAPERS.size
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


def read_paper(name: str, content: bytes, limits: Limits = PAPERS) -> Paper:
    """Return a file made fit for keeping.

    Raises ValidationError `empty_file`, `too_large`, `not_a_paper`, `wrong_ending`, `two_in_one`,
    `active_pdf`, `locked_pdf`, and what `drawn_anew` raises; each says what to send instead.
    """
    name = clean_name(name)
    if not content:
        raise refused(_("The file is empty. Choose it again."), "empty_file")
    if len(content) > limits.size:
        raise refused(
            _("The file has %(size)s; at most %(most)s can be kept. Scan it at a lower resolution.")
            % {"size": filesizeformat(len(content)), "most": filesizeformat(limits.size)},
            "too_large",
        )
    media_type = _sniff(content)
    if media_type is None:
        raise refused(
            _("This is neither a PDF nor a JPEG, PNG or WebP picture. Save the paper as one of them."),
            "not_a_paper",
        )
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in ENDINGS[media_type]:
        raise refused(
            _("The file is called “%(name)s” but is a %(kind)s. Correct its ending, or send the right file.")
            % {"name": name, "kind": NAMES[media_type]},
            "wrong_ending",
        )
    kept = (
        _checked_pdf(content) if media_type == PDF else drawn_anew(content, NAMES[media_type].upper(), limits)
    )
    return Paper(name, media_type, kept)


def read_picture(name: str, content: bytes, limits: Limits = PAPERS) -> Paper:
    """Return a photograph made fit for keeping. Raises as `read_paper`, and `not_a_picture` for a PDF."""
    media_type = _sniff(content)
    if media_type == PDF:
        raise refused(_("This is a PDF. Send the photograph itself, as JPEG, PNG or WebP."), "not_a_picture")
    if media_type is None and 0 < len(content) <= limits.size:
        raise refused(
            _("This is no JPEG, PNG or WebP picture, whatever its name says. Save it as one of them."),
            "not_a_paper",
        )
    return read_paper(name, content, limits)


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
        raise refused(
            _("Behind the PDF lies something else, or its end is missing. Print it to a new PDF first."),
            "two_in_one",
        )
    # Names may be written in escapes: /J#61vaScript.
    plain = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content)
    if _ACTIVE.search(plain):
        raise refused(
            _("The PDF holds scripts or attached files. Print it to a new PDF and send that."), "active_pdf"
        )
    if re.search(rb"/Encrypt\b", plain):
        raise refused(
            _("The PDF is protected with a password, so nobody could check it. Save it without one."),
            "locked_pdf",
        )
    return content
