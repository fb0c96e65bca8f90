"""An employer's roster in two steps: received and judged, then committed once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect

from ..imports import riders
from ..models import Courier, Employment, Organisation, RiderSheet, Station, User
from ..queries import open_employments
from .couriers import CourierFacts, register_couriers
from .employments import EmploymentFacts, start_employments
from .sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet

BATCH = 500
#: What a row may tell of an employment that is open already.
_TOLD = (
    "station",
    "post",
    "started_on",
    "contract_signed_on",
    "contract_months",
    "brand",
    "form",
    "insurance",
    "union_member",
    "vehicle",
)


@transaction.atomic
def receive_riders(
    employer: Organisation, *, content: bytes, filename: str, actor: User | None, now: datetime.datetime
) -> RiderSheet:
    """Judge a roster and keep it sealed until somebody commits it; nothing else is stored.

    The same file sent again leads to the row that is there: one that still waits is judged anew, one that was
    taken in stays as it is. Raises PermissionDenied, or ValidationError for a file that cannot be used.
    """
    _ask(actor, employer)
    digest = inspect(content, filename).digest
    # The employer's row is the lock: two sends of one file follow one another.
    Organisation.objects.select_for_update().get(pk=employer.pk)
    sheet = RiderSheet.objects.filter(employer=employer, sha256=digest).first()
    if sheet is not None and sheet.committed_at is not None:
        return sheet
    sheet = sheet or RiderSheet(employer=employer, sha256=digest)
    judgement = riders.judge(content, filename, employer=employer, today=timezone.localdate(now))
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    audit.record(
        "people.riders.received",
        actor=actor,
        subject=employer,
        at=now,
        sha256=digest,
        counts=judgement.report.counts,
    )
    return sheet


@transaction.atomic
def commit_riders(sheet: RiderSheet, *, actor: User | None, now: datetime.datetime) -> RiderSheet:
    """Take the good rows in, once: enter people and stations, begin, complete and end employments.

    The file is judged again, for the registry may have changed since the preview. Raises PermissionDenied, or
    ValidationError `already_committed`, `nothing_to_commit`.
    """
    _ask(actor, sheet.employer)
    claim_sheet(sheet, now=now)
    judgement = riders.judge(
        sheet.content, sheet.filename, employer=sheet.employer, today=timezone.localdate(now)
    )
    rows = [row.values for row in judgement.report.accepted]
    if not rows:
        raise nothing_to_commit()
    written: dict[str, Any] = _write(sheet.employer, rows, actor=actor, now=now)
    settle_sheet(sheet, judgement, **written)
    audit.record(
        "people.riders.taken_in", actor=actor, subject=sheet.employer, at=now, sha256=sheet.sha256, **written
    )
    return sheet


def _write(
    employer: Organisation,
    rows: Sequence[Mapping[str, str]],
    *,
    actor: User | None,
    now: datetime.datetime,
) -> dict[str, Any]:
    """Write the rows; return how many employments began, changed, ended and stayed as they were."""
    people = register_couriers([_person(row) for row in rows], actor=actor, now=now)
    stations = _stations(employer, rows)
    employed = open_employments(employer)
    new: list[EmploymentFacts] = []
    changed: list[Employment] = []
    ended = 0
    for row in rows:
        courier = people[row["id_number"]]
        here = employed.get(courier.pk)
        if row.get("ended_on"):
            ended += _end(here, row["ended_on"])
        elif here is None:
            new.append(_facts(employer, courier, row, stations))
        elif _complete(here, _told(row, stations)):
            changed.append(here)
    started = start_employments(new, actor=actor)
    Employment.objects.bulk_update(changed, _TOLD, batch_size=BATCH)
    same = len(rows) - len(new) - len(changed) - ended
    return {"started": started, "changed": len(changed), "ended": ended, "unchanged": same}


def _person(row: Mapping[str, str]) -> CourierFacts:
    return CourierFacts(name=row["name"], id_number=row["id_number"], phone=row["phone"])


def _stations(employer: Organisation, rows: Sequence[Mapping[str, str]]) -> dict[str, Station]:
    """Return the stations that the rows name, entering those that are missing."""
    names = {row["station"] for row in rows if not row.get("ended_on")}
    present = set(employer.stations.filter(name__in=names).values_list("name", flat=True))
    Station.objects.bulk_create(
        (Station(employer=employer, name=name) for name in sorted(names - present)), ignore_conflicts=True
    )
    return {station.name: station for station in employer.stations.filter(name__in=names)}


def _told(row: Mapping[str, str], stations: Mapping[str, Station]) -> dict[str, Any]:
    """Return what a row says of an employment; what it leaves blank is not there."""
    months = row.get("contract_months", "")
    told: dict[str, Any] = {
        "station": stations[row["station"]],
        "post": row["post"],
        "brand": row["brand"],
        "form": riders.FORM_WORDS[row["form"]].value,
        "insurance": riders.INSURANCE_WORDS[row["insurance"]].value if row.get("insurance") else "",
        "union_member": riders.YES_WORDS.get(row.get("union_member", "")),
        "vehicle": row.get("vehicle", ""),
        "contract_months": int(months) if months else None,
        "started_on": _day(row.get("started_on", "")),
        "contract_signed_on": _day(row.get("contract_signed_on", "")),
    }
    return {name: value for name, value in told.items() if value not in ("", None)}


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _facts(
    employer: Organisation, courier: Courier, row: Mapping[str, str], stations: Mapping[str, Station]
) -> EmploymentFacts:
    return EmploymentFacts(courier=courier, employer=employer, **_told(row, stations))


def _complete(employment: Employment, told: Mapping[str, Any]) -> bool:
    """Put what a row says into an employment; tell whether anything is different now."""
    different = {name: value for name, value in told.items() if getattr(employment, name) != value}
    for name, value in different.items():
        setattr(employment, name, value)
    return bool(different)


def _end(employment: Employment | None, day: str) -> int:
    if employment is None:
        return 0
    return Employment.objects.filter(pk=employment.pk, ended_on=None).update(ended_on=_day(day))


def _ask(actor: User | None, employer: Organisation) -> None:
    if not employer.is_employer:
        raise ValidationError(
            _("“%(name)s” is not entered as an employer. Correct the organisation first.")
            % {"name": employer.name},
            code="not_an_employer",
        )
    if actor is not None and not actor.has_perm("people.upload_riders", employer):
        raise PermissionDenied(_("You may send rosters only for an employer that you act for."))
