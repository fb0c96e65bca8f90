"""A courier's training in words and figures, ready for the page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.certificates.models import Certificate
from office.certificates.validity import runs_out
from office.desk.qr import qr_of
from training.courses.completion import Standing
from training.courses.models import Enrolment, Lesson
from training.courses.queries import standing_of

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Progress:
    """One enrolment: class hours attended, planned and required, how it stands in a word and a tone.

    `standing` says what may still be missed while the class runs; None for a class that is over.
    """

    enrolment: Enrolment
    attended: Decimal
    planned: Decimal
    required: Decimal
    tone: str
    word: str | Promise
    standing: Standing | None = None

    @property
    def missing(self) -> Decimal:
        """The class hours that are still needed."""
        return max(self.required - self.attended, Decimal(0))


def progress_of(enrolment: Any) -> Progress:
    """Return how an enrolment of `queries.training_of` stands; a closed class says what was computed then."""
    completion = getattr(enrolment, "completion", None)
    training_class = enrolment.training_class
    planned = completion.hours_held if completion else enrolment.planned
    attended = completion.hours_attended if completion else enrolment.attended_hours
    required = (planned * training_class.hours_share_required).quantize(TENTH, rounding=ROUND_CEILING)
    tone, word = _standing(enrolment, completion)
    stands = None if completion or not training_class.is_open else _now(enrolment, planned)
    return Progress(enrolment, attended, planned, required, tone, word, stands)


def _now(enrolment: Any, planned: Decimal) -> Standing | None:
    """Return where somebody stands in a class that runs; None while it has no timetable."""
    return standing_of(enrolment, enrolment.training_class, planned) if planned else None


def _standing(enrolment: Enrolment, completion: Any) -> tuple[str, str | Promise]:
    if completion is not None:
        if completion.completed:
            return "success", _("Completed")
        return "error", _("Not completed")
    assessment = getattr(enrolment, "assessment", None)
    if assessment is None:
        return "info", _("In training")
    return ("success", _("Test passed")) if assessment.passed else ("warning", _("Test not passed"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate for showing on a phone: the address of its public page, also as a QR code (data URI)."""

    certificate: Certificate
    address: str
    qr: str


def shown(certificate: Certificate) -> Shown:
    """Return a certificate with the very address that its paper bears."""
    # A screen needs no token: whoever scans it has network, and the code is coarser.
    address = str(certificate.facts["verify_url"]).partition("#")[0]
    return Shown(certificate, address, qr_of(address))


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next: a title, the lines under it, and where a button leads ("" for none)."""

    title: str | Promise
    lines: tuple[str | Promise, ...]
    url_name: str = ""
    button: str | Promise = ""


def next_step(
    lesson: Lesson | None, training: list[Progress], certificates: list[Shown], *, today: datetime.date
) -> NextStep:
    """Return a courier's next step: the coming lesson, a paper to renew, the newest one, or how to begin."""
    if lesson is not None:
        # The day is printed by the template, in the reader's language.
        where = lesson.training_class.place or lesson.training_class.provider.name
        lines = (lesson.topic, where) if lesson.topic else (where,)
        return NextStep(_("Your next lesson"), lines, "portal:training", _("See my training"))
    if ending := next((each.certificate for each in certificates if runs_out(each.certificate, today)), None):
        return _renewal(ending)
    if any(each.tone in {"info", "warning"} for each in training):
        text = _("No lesson is planned any more. The result stands here when the class is closed.")
        return NextStep(_("Your class is being wound up"), (text,), "portal:training", _("See my training"))
    if certificates and certificates[0].certificate.is_valid:
        number = certificates[0].certificate.number
        text = _("Show the code to anybody who wants to check it.")
        return NextStep(_("Your certificate is ready"), (number, text), "portal:certificates", _("Show it"))
    text = _(
        "Classes are free and lie in the quiet hours. "
        "Ask your station or a training provider for the next one."
    )
    return NextStep(_("Join a class"), (text,), "courses:offer_list", _("See the classes"))


def _renewal(certificate: Certificate) -> NextStep:
    """Return what a courier does about a certificate that runs out."""
    what = f"{certificate.facts['title']} {certificate.number}"
    until = _("Valid until %(day)s.") % {"day": date_format(certificate.expires_on or certificate.issued_on)}
    whom = _("Ask the body that issued it to renew it: %(issuer)s.") % {"issuer": certificate.issuer}
    return NextStep(_("Renew your certificate"), (what, until, whom), "portal:certificates", _("See it"))
