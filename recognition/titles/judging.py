"""Judging an applicant by the standards of a day: one way for the draft, the desk and every what-if."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict
from office.policy.models import PolicyVersion
from office.policy.queries import in_force_or_refusal, latest_version
from training.subsidies.judging import Change, clause_of

from .rules import LABELS, SETTINGS, Facts, prepare

#: The code under which the office keeps the versions of the standards.
SCHEME: Final = "express-titles"


class Judge:
    """The standards of a day made ready once; all texts are in the language that is active then.

    `version` is the latest that has begun, or None; past its end nobody is eligible, and a finding `in_force`
    says so. `on` is the day up to which years count.
    """

    def __init__(self, version: PolicyVersion | None, on: datetime.date) -> None:
        self.version, self.on = version, on
        self._checks = prepare({} if version is None else version.parameters)
        self._standing = _standing(version, on)

    def decide(self, facts: Facts) -> Verdict:
        """Put every rule to the facts; a rule that does not concern them answers nothing."""
        found = [finding for check in self._checks if (finding := check(facts, self.on)) is not None]
        return Verdict((*self._standing, *found))

    def in_force(self) -> PolicyVersion:
        """Return the version; raise ValidationError `policy_missing` or `policy_expired` where none holds."""
        return in_force_or_refusal(self.version, SCHEME, self.on)


def judge_for(on: datetime.date) -> Judge:
    """Return the judge of a day, in one query.

    Raises ValidationError `unknown_rule` or `bad_parameter` for a version that no rule can read.
    """
    return Judge(latest_version(SCHEME, on), on)


def setting(code: str, on: datetime.date) -> int:
    """Return a number of days or years that the standards of a day set, or its default."""
    version = latest_version(SCHEME, on)
    parameters = {} if version is None else version.parameters
    return int(parameters.get(code, {}).get("value", SETTINGS[code].default))


def _standing(version: PolicyVersion | None, on: datetime.date) -> tuple[Finding, ...]:
    """Return what stands in the way of everybody: standards that do not hold."""
    asked, label = _("standards in force on %(day)s") % {"day": on}, str(LABELS["in_force"])
    if version is None:
        return (Finding("in_force", Outcome.EVIDENCE_MISSING, asked, _("none entered"), "", label),)
    if version.ends_on is not None and version.ends_on < on:
        found = _("“%(label)s” ended on %(day)s and no document extends it") % {
            "label": version.label,
            "day": version.ends_on,
        }
        return (Finding("in_force", Outcome.EVIDENCE_MISSING, asked, found, clause_of(version), label),)
    return ()


@dataclass(frozen=True, slots=True)
class Replay:
    """A verdict by other standards beside the one that was given."""

    now: Verdict
    then: Verdict
    changes: tuple[Change, ...]

    @property
    def differs(self) -> bool:
        """Tell whether the verdict would be another."""
        return self.now.eligible != self.then.eligible


def replay(facts: Mapping[str, Any], on: datetime.date, *, findings: Iterable[Mapping[str, str]]) -> Replay:
    """Judge kept facts by the standards of another day, nothing written.

    Raises ValidationError as `judge_for` does, and `bad_facts` for facts that cannot be read.
    """
    then, now = Verdict.from_json(findings), judge_for(on).decide(Facts.from_json(dict(facts)))
    before = {finding.code: finding for finding in then.findings}
    after = {finding.code: finding for finding in now.findings}
    codes = [*after, *(code for code in before if code not in after)]
    return Replay(now, then, tuple(Change(code, before.get(code), after.get(code)) for code in codes))
