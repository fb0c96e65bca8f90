"""What is refused before a certificate takes a number."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .enums import Status
from .models import Certificate
from .rendering.certificate import CertificateFacts, TextTooLong, UnprintableText, check_printable
from .rendering.facts import PhotoMissing


def refuse_revoked(last: Certificate | None) -> None:
    """Raise ValidationError `revoked` when the last certificate of a subject was revoked."""
    if last is not None and last.status != Status.VALID:
        raise ValidationError(
            _("Certificate %(number)s for this was revoked. Decide first whether a new one may be issued."),
            code="revoked",
            params={"number": last.number},
        )


def refuse_unprintable(facts: CertificateFacts) -> None:
    """Raise ValidationError `unprintable`, `too_long` or `no_photo` when the paper could not be printed."""
    try:
        check_printable(facts)
    except UnprintableText as error:
        raise ValidationError(
            _(
                "%(field)s cannot be printed: no font of the office holds %(characters)s. Correct the text, "
                "or have a font with this character added; no number was taken."
            ),
            code="unprintable",
            params={
                "field": field_label(error.field),
                "characters": ", ".join(f"{c} (U+{ord(c):04X})" for c in error.characters),
            },
        ) from error
    except PhotoMissing as error:
        raise ValidationError(
            _("This certificate bears a photo, and none of the holder is kept. Add it; no number was taken."),
            code="no_photo",
        ) from error
    except TextTooLong as error:
        raise ValidationError(
            _("%(field)s does not fit on the certificate. Shorten it; no number was taken."),
            code="too_long",
            params={"field": field_label(error.field)},
        ) from error


def field_label(field: str) -> str:
    """Return what a field of the facts is called on the screen."""
    labels = {
        "holder_name": _("The holder's name"),
        "course_name": _("The course's name"),
        "citation": _("The text of the honour"),
        "issuer": _("The issuer's name"),
        "body": _("The text of the certificate"),
    }
    return labels.get(field, field)
