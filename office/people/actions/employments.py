"""Where couriers begin and end to work."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit

from ..models import Courier, Employment, Organisation, Station, User

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class EmploymentFacts:
    """An employment that begins; days and contract are None when they are not known."""

    courier: Courier
    employer: Organisation
    station: Station | None = None
    post: str = ""
    started_on: datetime.date | None = None
    contract_signed_on: datetime.date | None = None
    contract_months: int | None = None
    brand: str = ""
    form: str = ""
    insurance: str = ""
    union_member: bool | None = None
    vehicle: str = ""


@transaction.atomic
def start_employments(rows: Iterable[EmploymentFacts], *, actor: User | None) -> int:
    """Open the employments that are not open yet and return how many were; part of a larger, recorded deed.

    An employment that is open already with the same employer stays as it is. Raises ValidationError
    (`not_an_employer`, `other_employers_station`).
    """
    wanted: dict[tuple[uuid.UUID, int], Employment] = {}
    for row in rows:
        _refuse_bad(row)
        wanted.setdefault((row.courier.pk, row.employer.pk), _employment_of(row))
    new = [wanted[key] for key in wanted.keys() - _open_among(wanted)]
    Employment.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def start_employment(
    courier: Courier,
    *,
    employer: Organisation,
    station: Station | None = None,
    post: str = "",
    started_on: datetime.date | None = None,
    contract_signed_on: datetime.date | None = None,
    contract_months: int | None = None,
    actor: User | None,
) -> Employment:
    """Open an employment and record it; return the open one with the same employer when there is one.

    Raises PermissionDenied, or ValidationError (`not_an_employer`, `other_employers_station`).
    """
    facts = EmploymentFacts(
        courier=courier,
        employer=employer,
        station=station,
        post=post,
        started_on=started_on,
        contract_signed_on=contract_signed_on,
        contract_months=contract_months,
    )
    _refuse_bad(facts)
    wanted = _employment_of(facts)
    if actor is not None and not actor.has_perm("people.start_employment", courier):
        raise PermissionDenied(_("Only the registrar enters an employment. Ask the registrar."))
    employment, opened = Employment.objects.get_or_create(
        courier=courier,
        employer=employer,
        ended_on=None,
        defaults={
            name: getattr(wanted, name)
            for name in ("station", "post", "started_on", "contract_signed_on", "contract_months")
        },
    )
    if opened:
        audit.record("people.employment.started", actor=actor, subject=courier, employer=employer.name)
    return employment


@transaction.atomic
def end_employment(
    employment: Employment, *, ended_on: datetime.date, actor: User | None, now: datetime.datetime
) -> Employment:
    """Close an employment on its last day, today or earlier, and record it.

    Raises PermissionDenied, or ValidationError: `in_future` (from then on it would count as ended already),
    `ends_before_start`, or `moved_on` when somebody has closed it before.
    """
    _refuse_stranger(employment, actor)
    if ended_on > timezone.localdate(now):
        raise ValidationError(_("The day lies in the future. Correct it."), code="in_future")
    if employment.started_on and ended_on < employment.started_on:
        raise ValidationError(
            _("The last day lies before the first. Correct the day."), code="ends_before_start"
        )
    if not Employment.objects.filter(pk=employment.pk, ended_on=None).update(ended_on=ended_on):
        raise ValidationError(_("This employment has ended already. Load the page again."), code="moved_on")
    employment.ended_on = ended_on
    audit.record(
        "people.employment.ended",
        actor=actor,
        subject=employment.courier,
        at=now,
        employer=employment.employer.name,
        ended_on=ended_on,
    )
    return employment


@transaction.atomic
def record_contract(
    employment: Employment, *, signed_on: datetime.date, months: int, actor: User | None
) -> Employment:
    """Enter the labour contract of an open employment, the evidence that rules for new hires ask for.

    An earlier entry is replaced; the record keeps both. Raises PermissionDenied, or ValidationError
    `moved_on` when the employment has ended.
    """
    _refuse_stranger(employment, actor)
    before = {"signed_on": employment.contract_signed_on, "months": employment.contract_months}
    values = {"contract_signed_on": signed_on, "contract_months": months}
    if not Employment.objects.filter(pk=employment.pk, ended_on=None).update(**values):
        raise ValidationError(_("This employment has ended already. Load the page again."), code="moved_on")
    employment.refresh_from_db()
    audit.record(
        "people.contract.recorded",
        actor=actor,
        subject=employment.courier,
        employer=employment.employer.name,
        before=before,
        after={"signed_on": signed_on, "months": months},
    )
    return employment


def _refuse_stranger(employment: Employment, actor: User | None) -> None:
    if actor is not None and not actor.has_perm("people.change_employment", employment):
        raise PermissionDenied(_("Only the registrar and the employer keep this employment. Ask them."))


def _refuse_bad(facts: EmploymentFacts) -> None:
    if not facts.employer.is_employer:
        raise ValidationError(
            _("“%(name)s” is not entered as an employer. Correct the organisation first.")
            % {"name": facts.employer.name},
            code="not_an_employer",
        )
    if facts.station is not None and facts.station.employer_id != facts.employer.pk:
        raise ValidationError(
            _("The station “%(name)s” belongs to another employer. Choose one of this employer's.")
            % {"name": facts.station.name},
            code="other_employers_station",
        )


def _employment_of(facts: EmploymentFacts) -> Employment:
    return Employment(
        courier=facts.courier,
        employer=facts.employer,
        station=facts.station,
        post=facts.post,
        started_on=facts.started_on,
        contract_signed_on=facts.contract_signed_on,
        contract_months=facts.contract_months,
        brand=facts.brand,
        form=facts.form,
        insurance=facts.insurance,
        union_member=facts.union_member,
        vehicle=facts.vehicle,
    )


def _open_among(wanted: Iterable[tuple[uuid.UUID, int]]) -> set[tuple[uuid.UUID, int]]:
    """Return the pairs (courier, employer) that have an open employment, one query per 500 couriers."""
    couriers = list({courier for courier, _employer in wanted})
    found: set[tuple[uuid.UUID, int]] = set()
    for first in range(0, len(couriers), BATCH):
        rows = Employment.objects.filter(ended_on=None, courier__in=couriers[first : first + BATCH])
        found.update(rows.values_list("courier_id", "employer_id"))
    return found
