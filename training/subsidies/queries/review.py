"""What a claim comes to: how many were filed, qualified and are paid for, and why the others are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from training.courses.models import Enrolment

from ..capitals import yuan
from ..models import Claim, ClaimLine
from ..rules import label_of


@dataclass(frozen=True, slots=True)
class Review:
    """The figures of a claim: people filed in the class, completed, with a certificate, claimed, granted.

    `reasons` counts those not paid for by the first thing that stands in the way, in words; `rates` counts
    those paid for by their amount in fen.
    """

    filed: int
    completed: int
    certified: int
    claimed: int
    granted: int
    amount: int
    reasons: Mapping[str, int] = field(default_factory=dict)
    rates: Mapping[int, int] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """How many are claimed and not paid for."""
        return self.claimed - self.granted

    @property
    def remark(self) -> str:
        """The sentence that notices and sheets print: filed 31, completed 31, 2 retired, granted 28."""
        told = [
            _("%(count)s filed") % {"count": self.filed},
            _("%(count)s completed") % {"count": self.completed},
        ]
        told += [
            _("%(count)s not granted (%(reason)s)") % {"count": n, "reason": why}
            for why, n in self.reasons.items()
        ]
        told.append(_("%(count)s granted") % {"count": self.granted})
        return _(", ").join(told)

    @property
    def formula(self) -> str:
        """How the sum comes about: 28人×800元/人=22400元; several rates are added up."""
        parts = "+".join(f"{count}人×{plain(fen)}元/人" for fen, count in sorted(self.rates.items()))
        return f"{parts}={plain(self.amount)}元" if parts else "0元"

    @property
    def standard(self) -> str:
        """The amount a person in yuan; several amounts stand side by side."""
        return "、".join(plain(fen) for fen in sorted(self.rates))


def plain(fen: int) -> str:
    """Return fen as yuan without zeros that say nothing: 80000 → 800, 80050 → 800.5."""
    text = f"{yuan(fen):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def review_of(claim: Claim) -> Review:
    """Return the figures of one claim, in three queries."""
    row = with_figures(Claim.objects.filter(pk=claim.pk)).get()
    return reviews([row])[row.pk]


def with_figures(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Add `filed`, `completed`, `certified`, `claimed`, `granted`, `unclear`, `left_out` and `asked` (fen).

    What a claim without a class has filed and completed is whom it claims for.
    """
    lines = ClaimLine.objects.filter(claim=OuterRef("pk")).order_by().values("claim")
    class_of = Enrolment.objects.enrolled().filter(training_class=OuterRef("training_class"))
    trained = class_of.order_by().values("training_class")

    def counted(condition: Q) -> Coalesce:
        counts = lines.annotate(found=Count("pk", filter=condition)).values("found")
        return Coalesce(Subquery(counts, output_field=IntegerField()), 0)

    def in_class(condition: Q) -> Subquery:
        counts = trained.annotate(found=Count("pk", filter=condition)).values("found")
        return Subquery(counts, output_field=IntegerField())

    return claims.annotate(
        claimed=counted(Q()),
        granted=counted(Q(amount__gt=0)),
        unclear=counted(Q(eligible=None, excluded=False)),
        left_out=counted(Q(excluded=True)),
        certified=counted(Q(facts__has_key="certificate_kind")),
        asked=Coalesce(_summed(), 0),
    ).annotate(
        filed=Coalesce(in_class(Q()), F("claimed")),
        completed=Coalesce(in_class(Q(completion__completed=True)), F("claimed")),
    )


def _summed() -> Subquery:
    lines = ClaimLine.objects.filter(claim=OuterRef("pk")).order_by().values("claim")
    return Subquery(lines.annotate(sum=Sum("amount")).values("sum"), output_field=BigIntegerField())


def reviews(claims: Iterable[Claim]) -> dict[int, Review]:
    """Return the figures of claims of `with_figures` by key, their people read in one query."""
    rows: list[Any] = list(claims)
    reasons: dict[int, Counter[str]] = {row.pk: Counter() for row in rows}
    rates: dict[int, Counter[int]] = {row.pk: Counter() for row in rows}
    lines = ClaimLine.objects.filter(claim__in=[row.pk for row in rows]).order_by("claim", "position")
    for line in lines.only("claim_id", "amount", "excluded", "exclusion_reason", "findings"):
        if line.amount:
            rates[line.claim_id][line.amount] += 1
        else:
            reasons[line.claim_id][reason_of(line)] += 1
    return {
        row.pk: Review(
            row.filed,
            row.completed,
            row.certified,
            row.claimed,
            row.granted,
            row.asked,
            dict(reasons[row.pk]),
            dict(rates[row.pk]),
        )
        for row in rows
    }


def reason_of(line: ClaimLine) -> str:
    """Name in a few words why a person is not paid for; never what somebody wrote, for it goes on notices."""
    if line.excluded:
        return _("left out")
    open_rules = [row for row in line.findings if row["outcome"] != Outcome.MET]
    refused = [row for row in open_rules if row["outcome"] == Outcome.NOT_MET]
    for row in refused or open_rules:
        return label_of(row["code"], row.get("label", ""))
    return _("not judged")
