"""Taking in what online platforms report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import OnlineRecord, TrainingClass
from .guards import ask, locked_open
from .marks import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineReport:
    """What a platform says of one enrolment (its key) and one of its courses; hours in class hours."""

    enrolment: int
    platform: str
    course: str
    hours_due: Decimal
    hours_done: Decimal
    record_number: str = ""
    first_at: datetime.datetime | None = None
    last_at: datetime.datetime | None = None
    devices: int | None = None


_FACTS = ("record_number", "hours_due", "hours_done", "first_at", "last_at", "devices")


@transaction.atomic
def record_online_hours(
    training_class: TrainingClass,
    reports: Sequence[OnlineReport],
    *,
    actor: User | None,
    now: datetime.datetime,
    digest: str = "",
) -> Written:
    """Write reports; a later one of the same person, platform and course replaces what was reported before.

    Raises PermissionDenied, or ValidationError `class_closed`, `class_not_open`, `not_enrolled`,
    `record_taken` (the platform's record is somebody else's).
    """
    ask(actor, "courses.record_attendance", training_class)
    locked = locked_open(training_class)
    seats = set(locked.enrolments.enrolled().values_list("pk", flat=True))
    known = {
        (row.enrolment_id, row.platform, row.course): row
        for row in OnlineRecord.objects.filter(enrolment__training_class=locked)
    }
    added, changed, unchanged = [], [], 0
    for report in reports:
        if report.enrolment not in seats:
            raise ValidationError(_("This person has no seat in the class."), code="not_enrolled")
        row = known.get((report.enrolment, report.platform, report.course))
        if row is None:
            added.append(OnlineRecord(**_columns(report), reported_at=now))
        elif any(getattr(row, name) != getattr(report, name) for name in _FACTS):
            for name in _FACTS:
                setattr(row, name, getattr(report, name))
            row.reported_at = now
            changed.append(row)
        else:
            unchanged += 1
    _save(added, changed)
    if added or changed:
        audit.record(
            "courses.online.recorded",
            actor=actor,
            subject=training_class,
            at=now,
            added=len(added),
            changed=len(changed),
            sha256=digest,
        )
    return Written(len(added), len(changed), unchanged)


def _columns(report: OnlineReport) -> dict[str, Any]:
    facts = asdict(report)
    return {"enrolment_id": facts.pop("enrolment"), **facts}


def _save(added: list[OnlineRecord], changed: list[OnlineRecord]) -> None:
    """Write; the database tells whether a platform's record is free, whoever else reports it now."""
    try:
        with transaction.atomic():
            OnlineRecord.objects.bulk_create(added, batch_size=500)
            OnlineRecord.objects.bulk_update(changed, [*_FACTS, "reported_at"], batch_size=500)
    except IntegrityError as error:
        raise ValidationError(
            _("A platform record of the sheet is on record for somebody else. Check the sheet again."),
            code="record_taken",
        ) from error
