"""Entering persons in the registry, and showing a full ID number."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit

from .. import vault
from ..identifiers import (
    ID_NUMBER_MESSAGES,
    birth_date_of,
    check_id_number,
    mask_id_number,
    sex_of,
)
from ..models import Courier, User
from ..names import NAME_MESSAGE, check_name
from ..queries import by_id_number, couriers_visible_to, id_number_index, phone_index

BATCH = 500
# A run of digits as long as a telephone number: it does not belong into a record that many may read.
_LONG_NUMBER = re.compile(r"\d{11}")


@dataclass(frozen=True, kw_only=True)
class CourierFacts:
    """What is known of a person who enters the registry; texts are cleaned by `identifiers` and `names`.

    Sex (GB/T 2261.1) and date of birth are read from the ID number when they are not given.
    """

    name: str
    id_number: str
    phone: str = ""
    sex: str | None = None
    birth_date: datetime.date | None = None
    ethnicity: str = ""
    education: str = ""


@transaction.atomic
def register_couriers(
    rows: Sequence[CourierFacts], *, actor: User | None, now: datetime.datetime
) -> dict[str, Courier]:
    """Return the courier of each ID number, entering those whom the registry does not know yet.

    A known person stays as recorded: the caller compares the names and says so when they differ. Part of a
    larger deed (a roster, a list of contestants), which records itself once with its counts; nothing is
    recorded here. Two imports of one person at once give one row. Raises ValidationError (`id_length`,
    `id_birth_date`, `id_checksum`, `name`) for facts that no judged row carries.
    """
    couriers, _entered = _register(rows, now)
    return couriers


@transaction.atomic
def register_courier(facts: CourierFacts, *, actor: User | None, now: datetime.datetime) -> Courier:
    """Return the person of an ID number, entered and recorded when the registry does not know it yet."""
    couriers, entered = _register([facts], now)
    courier = couriers[facts.id_number]
    if courier.pk in entered:
        audit.record("people.courier.registered", actor=actor, subject=courier)
    return courier


@transaction.atomic
def reveal_id_number(courier: Courier, *, reason: str, actor: User) -> str:
    """Return the full ID number of a person whom the actor may see, and record who asked and why.

    Raises PermissionDenied without the permission or out of sight, ValidationError (`reason_required`,
    `reason_number`) for a reason that is missing or that itself holds a long number.
    """
    visible = couriers_visible_to(actor).filter(pk=courier.pk).exists()
    if not (visible and actor.has_perm("people.reveal_id_number", courier)):
        raise PermissionDenied(
            _("You may not see full ID numbers of this person. Ask the registrar if your work needs one.")
        )
    reason = " ".join(reason.split())
    if len(reason) < 2:
        raise ValidationError(_("Say what the full number is needed for."), code="reason_required")
    if _LONG_NUMBER.search(reason):
        raise ValidationError(
            _("The reason is kept in the record: leave ID and telephone numbers out of it."),
            code="reason_number",
        )
    number = courier.id_number
    audit.record("people.id_number.revealed", actor=actor, subject=courier, reason=reason[:200])
    return number


def _register(
    rows: Iterable[CourierFacts], now: datetime.datetime
) -> tuple[dict[str, Courier], set[uuid.UUID]]:
    facts: dict[str, CourierFacts] = {}
    for row in rows:
        _refuse_bad(row)
        facts.setdefault(row.id_number, row)
    couriers = by_id_number(facts)
    # In the order of the index: two imports that meet wait for one another instead of blocking each other.
    new = sorted(
        (_courier_of(row, now) for number, row in facts.items() if number not in couriers),
        key=lambda courier: courier.id_number_index,
    )
    if not new:
        return couriers, set()
    Courier.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    # Read back: whoever was entered by somebody else meanwhile is that row, not ours.
    couriers |= by_id_number([number for number in facts if number not in couriers])
    present = {courier.pk for courier in couriers.values()}
    return couriers, present & {courier.pk for courier in new}


def _refuse_bad(facts: CourierFacts) -> None:
    fault = check_id_number(facts.id_number)
    if fault is not None:
        raise ValidationError(str(ID_NUMBER_MESSAGES[fault]), code=fault.value)
    if not check_name(facts.name):
        raise ValidationError(NAME_MESSAGE, code="name")


def _courier_of(facts: CourierFacts, now: datetime.datetime) -> Courier:
    index = id_number_index(facts.id_number)
    courier = Courier(
        name=facts.name,
        id_number_index=index,
        id_number_masked=mask_id_number(facts.id_number),
        birth_date=facts.birth_date or birth_date_of(facts.id_number),
        sex=facts.sex or sex_of(facts.id_number),
        ethnicity=facts.ethnicity,
        education=facts.education,
        created_at=now,
    )
    courier.id_number_sealed = vault.seal(facts.id_number, context=f"courier.id_number:{index}")
    if facts.phone:
        courier.phone_sealed = vault.seal(facts.phone, context=f"courier.phone:{index}")
        courier.phone_index = phone_index(facts.phone)
    return courier
