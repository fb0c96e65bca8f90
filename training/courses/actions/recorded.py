"""Certificates of other bodies: put on record, set right with a reason, asked for online."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, User

from ..enums import CheckResult
from ..models import (
    CertificateCheck,
    CertificateCorrection,
    Enrolment,
    RecordedCertificate,
    TrainingClass,
)
from ..recorded import CertificateFacts, faults_of, holder_for, on_record
from .guards import ask, stated_reason
from .marks import Written


@transaction.atomic
def record_certificate(
    courier: Courier,
    *,
    facts: CertificateFacts,
    enrolment: Enrolment | None = None,
    actor: User | None,
    now: datetime.datetime,
) -> RecordedCertificate:
    """Put a certificate of another body on record for a person.

    `enrolment` is the class that led to it; a provider must name one of its own. Raises PermissionDenied, or
    ValidationError by field: `number_taken`, `other_person` (the enrolment is somebody else's), or a code of
    `recorded.faults_of`.
    """
    if enrolment is not None and enrolment.courier_id != courier.pk:
        raise ValidationError(
            {"enrolment": ValidationError(_("This is somebody else's enrolment."), code="other_person")}
        )
    if actor is not None and not actor.has_perm("courses.record_certificate", enrolment):
        raise PermissionDenied(_("You may record certificates only of trainees of your own classes."))
    _refuse_faults(facts, timezone.localdate(now))
    certificate = RecordedCertificate(
        courier=courier, enrolment=enrolment, recorded_by=actor, recorded_at=now, **asdict(facts)
    )
    _save(certificate, actor)
    audit.record(
        "courses.certificate.recorded",
        actor=actor,
        subject=certificate,
        at=now,
        kind=facts.kind,
        number=facts.number,
    )
    return certificate


@transaction.atomic
def record_certificates(
    training_class: TrainingClass,
    rows: Sequence[tuple[int, CertificateFacts]],
    *,
    actor: User | None,
    now: datetime.datetime,
    digest: str = "",
) -> Written:
    """Put the certificates that a class led to on record, each with the key of its enrolment, all or none.

    Raises PermissionDenied, or ValidationError `not_enrolled`, `number_taken`, or a code of
    `recorded.faults_of`.
    """
    ask(actor, "courses.record_certificates", training_class)
    seats = dict(training_class.enrolments.enrolled().values_list("pk", "courier_id"))
    certificates = []
    for enrolment, facts in rows:
        if enrolment not in seats:
            raise ValidationError(_("This person has no seat in the class."), code="not_enrolled")
        _refuse_faults(facts, timezone.localdate(now))
        certificates.append(
            RecordedCertificate(
                courier_id=seats[enrolment],
                enrolment_id=enrolment,
                recorded_by=actor,
                recorded_at=now,
                **asdict(facts),
            )
        )
    _save_all(certificates)
    if certificates:
        audit.record(
            "courses.certificates.recorded",
            actor=actor,
            subject=training_class,
            at=now,
            certificates=len(certificates),
            sha256=digest,
        )
    return Written(len(certificates), 0, 0)


@transaction.atomic
def correct_certificate(
    certificate: RecordedCertificate,
    *,
    facts: CertificateFacts,
    reason: str,
    actor: User | None,
    now: datetime.datetime,
) -> RecordedCertificate:
    """Set a certificate right; what it said before stays on record with the reason.

    Raises PermissionDenied, or ValidationError by field: `reason`, `same`, `number_taken`, or a code of
    `recorded.faults_of`.
    """
    if actor is not None and not actor.has_perm("courses.correct_certificate", certificate):
        raise PermissionDenied(_("Only the registrar corrects certificates on record."))
    words = stated_reason(reason, _("Say what was wrong; it stays on record."))
    locked = RecordedCertificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    before = CertificateFacts.of(locked)
    if before == facts:
        raise ValidationError(_("Nothing was changed. Correct a field first."), code="same")
    _refuse_faults(facts, timezone.localdate(now))
    for name, value in asdict(facts).items():
        setattr(locked, name, value)
    _save(locked, actor)
    said: dict[str, Any] = {"before": before.to_json(), "after": facts.to_json()}
    CertificateCorrection.objects.create(
        certificate=locked, reason=words, **said, corrected_by=actor, corrected_at=now
    )
    audit.record(
        "courses.certificate.corrected",
        actor=actor,
        subject=locked,
        at=now,
        **said,
        reason=words,
    )
    return locked


@transaction.atomic
def check_certificate(
    certificate: RecordedCertificate,
    *,
    result: CheckResult,
    note: str = "",
    actor: User | None,
    now: datetime.datetime,
) -> CertificateCheck:
    """Keep what the issuing body's query site answered. Raises PermissionDenied, or ValidationError `note`.

    Anything but agreement needs a note: what differs, or where it was asked for.
    """
    if actor is not None and not actor.has_perm("courses.check_certificate", certificate):
        raise PermissionDenied(_("Only the office asks query sites about certificates."))
    if result != CheckResult.FOUND and not note.strip():
        raise ValidationError(
            {"note": ValidationError(_("Say what differs, or where you asked."), code="note")}
        )
    made = CertificateCheck.objects.create(
        certificate=certificate, result=result, note=note.strip()[:200], checked_by=actor, checked_at=now
    )
    audit.record("courses.certificate.checked", actor=actor, subject=certificate, at=now, result=result.value)
    return made


def _refuse_faults(facts: CertificateFacts, today: datetime.date) -> None:
    errors: dict[str, list[ValidationError]] = {}
    for name, code, sentence in faults_of(facts, today=today):
        errors.setdefault(name, []).append(ValidationError(sentence, code=code))
    if errors:
        raise ValidationError(errors)


def _save(certificate: RecordedCertificate, actor: User | None) -> None:
    """Write; the database tells whether the number is free, whoever else enters it now."""
    try:
        with transaction.atomic():
            certificate.save()
    except IntegrityError as error:
        key = (certificate.kind, certificate.number)
        holder = on_record([key]).get(key)
        if holder is None or holder.pk == certificate.pk:
            raise
        taken = ValidationError(holder_for(holder, actor), code="number_taken")
        raise ValidationError({"number": taken}) from error


def _save_all(certificates: list[RecordedCertificate]) -> None:
    """Write those of a sheet; the database tells whether every number is still free."""
    try:
        with transaction.atomic():
            RecordedCertificate.objects.bulk_create(certificates, batch_size=500)
    except IntegrityError as error:
        raise ValidationError(
            _("A certificate of the sheet was put on record meanwhile. Check the sheet again."),
            code="number_taken",
        ) from error
