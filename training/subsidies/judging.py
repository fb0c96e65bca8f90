"""Judging facts by the rules of a scheme on a day: one way for the desk, the command and every what-if."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict
from office.policy.models import PolicyVersion
from office.policy.queries import in_force_or_refusal

from .enums import Payee
from .models import Rate, Scheme
from .rules import Facts, RateRow, Tariff, label_of, prepare

#: How long before an end people are warned.
NEAR: Final = datetime.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one person: amount in fen, 0 unless eligible; whom it would be paid to."""

    eligible: bool | None
    amount: int
    payee: Payee
    findings: tuple[Finding, ...]


class Judge:
    """The rules of a scheme as of a day, made ready once; puts them to as many people as there are.

    `version` is the latest that has begun, or None; past its end nobody is eligible, and a finding `in_force`
    says so. `warnings` are texts about what ends soon or has ended. All texts are in the language that is
    active when the judge is made.
    """

    def __init__(
        self, scheme: Scheme, version: PolicyVersion | None, rates: Iterable[RateRow], on: datetime.date
    ) -> None:
        self.scheme, self.version, self.on = scheme, version, on
        parameters: dict[str, Any] = {} if version is None else dict(version.parameters)
        if version is not None:
            # Money never rests on a rule that was left out.
            parameters.setdefault("rate", {"value": "class_start", "clause": version.clause})
        self._checks, self._tariff, self._payees = prepare(parameters, rates, Payee(scheme.payee))
        self._standing = _standing(scheme, version, on)
        self.warnings = _warnings(version, self._tariff, on)

    def decide(self, facts: Facts) -> Decision:
        """Put every rule to the facts; a rule that does not concern them answers nothing."""
        on = self.on
        found = [finding for check in self._checks if (finding := check(facts, on)) is not None]
        verdict = Verdict((*self._standing, *found))
        eligible = verdict.eligible
        amount = self._tariff.amount(facts, on) if eligible else 0
        payee = self._payees.of(facts) or self._payees.default
        return Decision(eligible, amount, payee, verdict.findings)

    def in_force(self) -> PolicyVersion:
        """Return the version; raise ValidationError `policy_missing` or `policy_expired` where none holds."""
        return in_force_or_refusal(self.version, self.scheme.code, self.on)


def _standing(scheme: Scheme, version: PolicyVersion | None, on: datetime.date) -> tuple[Finding, ...]:
    """Return what stands in the way of everybody: rules that do not hold, a scheme that pays nothing."""
    standing = []
    asked = _("rules in force on %(day)s") % {"day": on}
    label = label_of("in_force")
    if version is None:
        standing.append(Finding("in_force", Outcome.EVIDENCE_MISSING, asked, _("none entered"), "", label))
    elif version.ends_on is not None and version.ends_on < on:
        found = _("“%(label)s” ended on %(day)s and no document extends it") % {
            "label": version.label,
            "day": version.ends_on,
        }
        clause = clause_of(version)
        standing.append(Finding("in_force", Outcome.EVIDENCE_MISSING, asked, found, clause, label))
    if scheme.record_only:
        found = _("on record only until a local rule with an amount is entered")
        clause = "" if version is None else clause_of(version)
        label = label_of("record_only")
        standing.append(
            Finding("record_only", Outcome.NOT_MET, _("a scheme that pays"), found, clause, label)
        )
    return tuple(standing)


def _warnings(version: PolicyVersion | None, tariff: Tariff, on: datetime.date) -> tuple[str, ...]:
    """Return what an officer should know before relying on these rules: ends that are near or past."""
    if version is None:
        return (_("No rules are in force on %(day)s.") % {"day": on},)
    found = []
    if (end := version.ends_on) is not None and end < on + NEAR:
        text = _("“%(label)s” ended on %(day)s; nothing can be approved until a document extends it.")
        if end >= on:
            text = _("“%(label)s” ends on %(day)s; enter what follows it in time.")
        found.append(text % {"label": version.label, "day": end})
    if not tariff.rates:
        found.append(_("No rate is entered; nothing can be approved."))
    elif (end := tariff.last_day) is not None and end < on + NEAR:
        text = _("The last rate ended on %(day)s.") if end < on else _("The last rate ends on %(day)s.")
        found.append(text % {"day": end})
    return tuple(found)


def clause_of(version: PolicyVersion) -> str:
    """Return the document and clause on which a version rests, its extension after it."""
    number = version.source.number or version.source.title
    extension = version.extended_by
    if extension is not None:
        number = f"{number}、{extension.number or extension.title}"
    return f"{number} {version.clause}".strip()


def judge_for(scheme: Scheme, on: datetime.date) -> Judge:
    """Return the judge of a scheme on a day, in two queries.

    Raises ValidationError `unknown_rule` or `bad_parameter` for a version that no rule can read; a version
    past its end judges, and nobody is eligible (`Judge.in_force` refuses).
    """
    return judges_for([scheme], on)[0]


def judges_for(schemes: Iterable[Scheme], on: datetime.date) -> list[Judge]:
    """Return the judges of many schemes on a day, in their order, in two queries; raises as `judge_for`."""
    asked = list(schemes)
    begun = PolicyVersion.objects.filter(scheme__in=[scheme.code for scheme in asked], valid_from__lte=on)
    latest = {
        version.scheme: version
        for version in begun.select_related("source", "extended_by").order_by("valid_from")
    }
    rates: dict[str, list[RateRow]] = {}
    for row in Rate.objects.filter(scheme__in=asked).select_related("source"):
        rates.setdefault(row.scheme_id, []).append(_rate_row(row))
    return [Judge(scheme, latest.get(scheme.code), rates.get(scheme.code, []), on) for scheme in asked]


def _rate_row(row: Rate) -> RateRow:
    document = row.source.number or row.source.title
    source = f"{document} {row.clause}".strip()
    return RateRow(row.occupation_code, row.level, row.amount, row.valid_from, row.valid_to, source)


@dataclass(frozen=True, slots=True)
class Change:
    """One rule's answer then and now; None where it did not ask."""

    code: str
    then: Finding | None
    now: Finding | None

    @property
    def differs(self) -> bool:
        """Tell whether the outcome is another one."""
        return (self.then and self.then.outcome) != (self.now and self.now.outcome)


@dataclass(frozen=True, slots=True)
class Replay:
    """A verdict by other rules beside the one that was given."""

    decision: Decision
    changes: tuple[Change, ...]
    then: Verdict
    then_amount: int

    @property
    def differs(self) -> bool:
        """Tell whether verdict or amount would be others."""
        return (self.then.eligible, self.then_amount) != (self.decision.eligible, self.decision.amount)


def replay(
    facts: Mapping[str, Any],
    scheme: Scheme,
    on: datetime.date,
    *,
    findings: Iterable[Mapping[str, str]],
    amount: int,
) -> Replay:
    """Judge kept facts by the rules of another day: would it change under today's rules?

    `facts`, `findings` and `amount` are those kept with the verdict. Raises ValidationError as `judge_for`
    does, and `bad_facts` for facts that cannot be read.
    """
    then = Verdict.from_json(findings)
    decision = judge_for(scheme, on).decide(Facts.from_json(dict(facts)))
    before = {finding.code: finding for finding in then.findings}
    after = {finding.code: finding for finding in decision.findings}
    codes = [*after, *(code for code in before if code not in after)]
    changes = tuple(Change(code, before.get(code), after.get(code)) for code in codes)
    return Replay(decision, changes, then, amount)
