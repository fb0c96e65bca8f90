"""Costs of a competition: recorded, and never charged to the training fund."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from office.policy.queries import version_in_force
from training.subsidies.rules.parameters import reading

from ..enums import CostSource
from ..models import Competition, ContestCost
from .guards import ask

SCHEME = "contest-cost"


@transaction.atomic
def record_cost(
    competition: Competition,
    *,
    kind: str,
    description: str,
    amount: int,
    source: str,
    paid_on: datetime.date,
    document: str = "",
    actor: User | None,
    now: datetime.datetime,
) -> ContestCost:
    """Record an expense of `amount` fen and who bore it (a CostSource).

    Raises PermissionDenied, or ValidationError `barred_source` (财社〔2023〕181号 第十六条（六） by default:
    prizes and costs of contests are not charged to the employment subsidy fund), `amount`, and those of the
    policy.
    """
    ask(actor, "competitions.record_cost", competition)
    if amount <= 0:
        raise ValidationError({"amount": ValidationError(_("Enter an amount above nought."), code="amount")})
    refuse_barred(source, paid_on)
    cost = ContestCost.objects.create(
        competition=competition,
        kind=kind,
        description=description.strip(),
        amount=amount,
        source=source,
        document=document.strip(),
        paid_on=paid_on,
        recorded_by=actor,
        recorded_at=now,
    )
    audit.record(
        "competitions.cost.recorded", actor=actor, subject=competition, at=now, amount=amount, source=source
    )
    return cost


def refuse_barred(source: str, on: datetime.date) -> None:
    """Raise ValidationError `barred_source` where the rule of a day bars a source; the fund always."""
    version = version_in_force(SCHEME, on)
    with reading(version.parameters, "barred_sources"):
        barred = {CostSource(each) for each in version.parameters["barred_sources"]["value"]}
    if source in barred | {CostSource.TRAINING_FUND}:
        message = _(
            "Costs of a competition cannot be charged to “%(source)s” (%(document)s, %(clause)s). Choose who "
            "really bears them."
        ) % {
            "source": CostSource(source).label,
            "document": version.source,
            "clause": version.parameters["barred_sources"].get("clause", version.clause),
        }
        raise ValidationError({"source": ValidationError(message, code="barred_source")})


@transaction.atomic
def void_cost(cost: ContestCost, *, reason: str, actor: User | None, now: datetime.datetime) -> ContestCost:
    """Void an expense that was recorded by mistake; it stays listed with the reason and counts for nothing.

    Raises PermissionDenied, or ValidationError `reason_required`, `voided`.
    """
    ask(actor, "competitions.record_cost", cost.competition)
    reason = reason.strip()
    if not reason:
        raise ValidationError(
            {"reason": ValidationError(_("Say why the cost is voided."), code="reason_required")}
        )
    if not ContestCost.objects.filter(pk=cost.pk, void_reason="").update(void_reason=reason):
        raise ValidationError(_("This cost was voided already."), code="voided")
    cost.void_reason = reason
    audit.record(
        "competitions.cost.voided", actor=actor, subject=cost.competition, at=now, cost=cost.pk, reason=reason
    )
    return cost
