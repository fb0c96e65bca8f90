"""Handing a story to the press."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.imprint import Imprint
from office.desk.language import office_language
from office.people.models import User

from ...models import StoryPage
from .documents import Handing, consent_statement, plain_text, terms, word_file
from .queries import HANDED, press_consent_of
from .telling import captions, lines_of, name_of, pictures_of


@dataclass(frozen=True)
class Package:
    """A ZIP file with its name."""

    name: str
    content: bytes


@transaction.atomic
def hand_to_press(
    story: StoryPage, *, recipient: str, imprint: Imprint, actor: User, now: datetime.datetime
) -> Package:
    """Return the package of a story for a newspaper, and record who handed it to whom.

    Each handing is a deed of its own: doing it again records it again. Raises PermissionDenied, and
    ValidationError: `recipient_required`, `not_shown` (it is not on the site), `press_consent_missing`,
    `picture_lost`.
    """
    if not actor.has_perm("cms.hand_to_press", story):
        raise PermissionDenied(_("Only editors of its column hand a story to the press."))
    recipient, today = " ".join(recipient.split()), timezone.localdate(now)
    if not recipient:
        raise ValidationError({"recipient": ValidationError(_("Say to whom."), code="recipient_required")})
    if not story.live or not story.may_be_shown(today):
        raise ValidationError(
            _("The story is not on the site now. What was taken down is not handed on."), code="not_shown"
        )
    consent = press_consent_of(story, today)
    if consent is None:
        raise ValidationError(
            _(
                "%(name)s has not agreed to the press, or not for today: the consent for the site does not "
                "cover it. Ask, and enter the consent at the person's page."
            )
            % {"name": story.person},
            code="press_consent_missing",
        )
    with office_language():
        package, count = _packed(Handing(story, recipient, consent, imprint, timezone.localtime(now)))
    audit.record(
        HANDED,
        actor=actor,
        subject=story,
        at=now,
        recipient=recipient,
        consent=consent.pk,
        pictures=count,
        sha256=hashlib.sha256(package.content).hexdigest(),
    )
    return package


def _packed(handing: Handing) -> tuple[Package, int]:
    """Return the package and how many pictures are in it."""
    story = handing.story
    lines, pictures = lines_of(story), pictures_of(story)
    folder = f"{story.slug}-{handing.at:%Y%m%d}"
    files: dict[str, bytes] = {
        _("Read me first") + ".txt": _text(terms(handing, len(pictures))),
        _("Text of the story") + ".txt": _text(plain_text(lines)),
        _("Text of the story") + ".docx": word_file(lines),
        _("Statement of consent") + ".txt": _text(consent_statement(handing)),
    }
    if pictures:
        files[_("Pictures") + "/" + _("List of pictures") + ".txt"] = _text(captions(pictures))
    for number, picture in enumerate(pictures, start=1):
        files[_("Pictures") + "/" + name_of(number, picture)] = _original(picture.image)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", handing.at.timetuple()[:6])
            # Pictures are packed already.
            still = name.rpartition(".")[2] in {"jpg", "jpeg", "png", "webp"}
            entry.compress_type = zipfile.ZIP_STORED if still else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return Package(f"{folder}.zip", out.getvalue()), len(pictures)


def _text(text: str) -> bytes:
    # With the mark by which every editing program on Windows knows UTF-8, and its line ends.
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _original(image: object) -> bytes:
    try:
        with image.open_file() as file:  # type: ignore[attr-defined]
            content: bytes = file.read()
    except OSError:
        raise ValidationError(
            _("The file of the picture “%(title)s” is gone. Send the picture again, then pack again.")
            % {"title": image},
            code="picture_lost",
        ) from None
    return content
