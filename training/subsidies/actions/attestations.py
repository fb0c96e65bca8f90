"""Entering and revoking evidence of a person's standing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, User
from training.courses.enums import PersonCategory

from ..enums import EvidenceSource, Standing
from ..models import Attestation


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A piece of evidence to be entered; `category` and `months` belong to their standings only."""

    standing: Standing
    as_of: datetime.date
    source: EvidenceSource
    attested_by: str
    category: PersonCategory | None = None
    months: int | None = None
    holds: bool = True
    valid_until: datetime.date | None = None
    document: str = ""


def attest(
    courier: Courier, evidence: Evidence, *, actor: User | None, now: datetime.datetime
) -> Attestation:
    """Enter a piece of evidence; return the row, or the one that says the very same already.

    Raises PermissionDenied, or ValidationError: `category_missing`, `months_missing`, `future`,
    `ends_before_start`, or `attested_differently` where the same day is on record with another content.
    """
    return attest_all([(courier, evidence)], actor=actor, now=now)[0]


@transaction.atomic
def attest_all(
    rows: Iterable[tuple[Courier, Evidence]], *, actor: User | None, now: datetime.datetime
) -> list[Attestation]:
    """Enter evidence about many people, all or none; raises as `attest` does."""
    if actor is not None and not actor.has_perm("subsidies.attest"):
        raise PermissionDenied(_("Your roles do not include entering evidence."))
    entered = []
    for courier, evidence in rows:
        _refuse_bad(evidence, timezone.localdate(now))
        row, made = _entered(courier, evidence, actor=actor, now=now)
        if made:
            # What is attested is sensitive: the record names the row, not its content.
            audit.record("subsidies.standing.attested", actor=actor, subject=courier, at=now, row=row.pk)
        entered.append(row)
    return entered


def _refuse_bad(evidence: Evidence, today: datetime.date) -> None:
    if (evidence.standing == Standing.CATEGORY) != (evidence.category is not None):
        raise ValidationError(
            {"category": ValidationError(_("Choose the category that is attested."), code="category_missing")}
        )
    if (evidence.standing == Standing.INSURED_MONTHS) != (evidence.months is not None):
        raise ValidationError(
            {"months": ValidationError(_("Enter the months of insurance."), code="months_missing")}
        )
    if evidence.as_of > today:
        raise ValidationError(
            {"as_of": ValidationError(_("Nobody can attest what will be. Enter a past day."), code="future")}
        )
    if evidence.valid_until is not None and evidence.valid_until < evidence.as_of:
        raise ValidationError(
            {
                "valid_until": ValidationError(
                    _("The evidence would end before it begins. Correct one of the days."),
                    code="ends_before_start",
                )
            }
        )


def _entered(
    courier: Courier, evidence: Evidence, *, actor: User | None, now: datetime.datetime
) -> tuple[Attestation, bool]:
    key = {"standing": evidence.standing, "category": evidence.category or "", "as_of": evidence.as_of}
    content = {"months": evidence.months, "holds": evidence.holds, "valid_until": evidence.valid_until}
    row, made = Attestation.objects.get_or_create(
        courier=courier,
        revoked_at=None,
        **key,
        defaults={
            **content,
            "source": evidence.source,
            "attested_by": evidence.attested_by,
            "document": evidence.document,
            "entered_by": actor,
            "entered_at": now,
        },
    )
    if not made and any(getattr(row, name) != value for name, value in content.items()):
        raise ValidationError(
            _(
                "For %(name)s something else is on record for the same day. Revoke that entry first, with a "
                "reason."
            )
            % {"name": courier.name},
            code="attested_differently",
        )
    return row, made


@transaction.atomic
def revoke_attestation(row: Attestation, *, reason: str, actor: User, now: datetime.datetime) -> Attestation:
    """Take a wrong piece of evidence back; verdicts that were given stay as they were.

    Raises PermissionDenied, or ValidationError `reason_missing` or `revoked_already`.
    """
    if not actor.has_perm("subsidies.attest"):
        raise PermissionDenied(_("Your roles do not include entering evidence."))
    words: dict[str, Any] = {"revoked_at": now, "revoked_reason": reason.strip()[:200]}
    if not words["revoked_reason"]:
        raise ValidationError(_("Say why the evidence is taken back."), code="reason_missing")
    if not Attestation.objects.filter(pk=row.pk, revoked_at=None).update(**words):
        raise ValidationError(_("Somebody revoked this evidence already."), code="revoked_already")
    row.refresh_from_db()
    audit.record(
        "subsidies.standing.revoked",
        actor=actor,
        subject=row.courier,
        at=now,
        row=row.pk,
        reason=row.revoked_reason,
    )
    return row
