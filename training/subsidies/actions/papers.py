"""Holding the trainings and certificates that a claim feeds on: each once a scheme, from one fund."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from ..models import Claim, ClaimLine, FundedPaper

# What a line may feed on.
KINDS = ("enrolment", "certificate")


def hold_papers(claim: Claim) -> None:
    """Let every payable line hold its papers for the claim's scheme.

    To be called inside the transaction of a deed. Raises ValidationError `already_held` that names the people
    whose paper another claim under the scheme, or another fund, holds.
    """
    lines = claim.lines.filter(amount__gt=0, held_for=None)
    for kind in KINDS:
        keys = list(lines.exclude(**{kind: None}).values_list(kind, flat=True))
        if keys and _take(kind, keys, claim.scheme.fund) != len(keys):
            raise _refusal(lines.filter(_elsewhere(claim)))
    try:
        with transaction.atomic():
            lines.update(held_for=claim.scheme)
    except IntegrityError:
        raise _refusal(lines.filter(_elsewhere(claim))) from None


def let_go_papers(lines: QuerySet[ClaimLine]) -> None:
    """Let lines go what they hold, inside the transaction of a deed; the others stay as they are."""
    held = list(lines.exclude(held_for=None).values("pk", *KINDS))
    if not held:
        return
    for kind in KINDS:
        keys = [row[kind] for row in held if row[kind] is not None]
        _locked(kind, keys).update(holders=F("holders") - 1)
    ClaimLine.objects.filter(pk__in=[row["pk"] for row in held]).update(held_for=None)


def _take(kind: str, keys: list[int], fund: str) -> int:
    """Bind papers to a fund where no other fund holds them; return how many."""
    fresh = [FundedPaper(**{f"{kind}_id": key, "fund": fund}) for key in keys]
    FundedPaper.objects.bulk_create(fresh, ignore_conflicts=True)
    free = _locked(kind, keys).filter(Q(fund=fund) | Q(holders=0))
    return free.update(fund=fund, holders=F("holders") + 1)


def _locked(kind: str, keys: list[int]) -> QuerySet[FundedPaper]:
    """Return the papers, their rows locked in one order: two claims that share people wait, neither dies."""
    papers = FundedPaper.objects.filter(**{f"{kind}__in": keys})
    list(papers.select_for_update().order_by("pk").values_list("pk"))
    return papers


def _elsewhere(claim: Claim) -> Q:
    """The lines whose paper another fund holds, or another claim for the same scheme."""
    other = Q()
    for kind in KINDS:
        others = FundedPaper.objects.filter(holders__gt=0).exclude(fund=claim.scheme.fund)
        same = ClaimLine.objects.filter(held_for=claim.scheme).exclude(claim=claim)
        other |= Q(**{f"{kind}__in": others.exclude(**{kind: None}).values(kind)})
        other |= Q(**{f"{kind}__in": same.exclude(**{kind: None}).values(kind)})
    return other


def _refusal(lines: QuerySet[ClaimLine]) -> ValidationError:
    names = list(lines.order_by("position").values_list("courier__name", flat=True)[:5])
    return ValidationError(
        _(
            "The certificate of %(names)s already counts in another claim; one certificate feeds one fund. "
            "Judge the claim again: it then shows who is concerned."
        )
        % {"names": "、".join(names) or _("somebody in this claim")},
        code="already_held",
    )
