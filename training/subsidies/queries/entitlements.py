"""What a courier can get now, and what is missing: the same rules, asked before anybody claims."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from office.people.models import Courier
from office.policy.enums import Outcome
from training.courses.completion import ATTENDED
from training.courses.models import Attendance, Enrolment, Lesson

from ..advice import Advice, Way, advise
from ..enums import Claimant
from ..judging import Decision, Judge, judges_for
from ..models import ClaimLine, FundedPaper, Scheme
from ..rules import Facts, add_months
from .facts import facts_of_people
from .own import oneself
from .papers import Paper, certificates_to_claim, funded_papers


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One scheme for one class or certificate (or for neither yet): verdict, and advice on what is missing.

    `about` is the class or certificate, or the bare person; `claim` the line of a claim that already asks for
    it; then nothing is judged. `may_claim`: the person claims it now, under `paper.key`.
    """

    scheme: Scheme
    about: Paper
    facts: Facts
    decision: Decision | None
    advice: tuple[Advice, ...]
    claim: ClaimLine | None
    claim_until: datetime.date | None
    may_claim: bool = False

    @property
    def standing(self) -> str:
        """One of claimed, ready, open (something is missing), closed."""
        if self.claim is not None:
            return "claimed"
        if self.decision is not None and self.decision.eligible:
            return "ready"
        return "closed" if any(each.way is Way.CLOSED for each in self.advice) else "open"

    @property
    def deciding(self) -> tuple[Advice, ...]:
        """What to tell first: where the way is closed what closes it, else all that is missing."""
        return tuple(each for each in self.advice if each.way is Way.CLOSED) or self.advice

    @property
    def met(self) -> int:
        """How many conditions are met."""
        findings = () if self.decision is None else self.decision.findings
        return sum(finding.outcome == Outcome.MET for finding in findings)

    @property
    def subject(self) -> str:
        """The class or certificate, in words; empty where there is none yet."""
        return "" if self.paper is None else self.paper.title

    @property
    def paper(self) -> Paper | None:
        """The class or certificate as it is claimed for; None where there is none yet."""
        is_bare = self.about.enrolment is None and self.about.certificate is None
        return None if is_bare else self.about

    @property
    def distance(self) -> tuple[int, int]:
        """What sorts the nearest first."""
        return ("ready", "open", "claimed", "closed").index(self.standing), len(self.advice)


def entitlements(courier: Courier, on: datetime.date) -> list[Entitlement]:
    """Return what a courier can get or is near to, the nearest first, in a fixed number of queries."""
    judges = judges_for(Scheme.objects.filter(record_only=False), on)
    papers = _papers(courier)
    facts = facts_of_people(papers, claimant=Claimant.PERSON)
    lines = list(
        ClaimLine.objects.filter(courier=courier, claim__live=True, excluded=False)
        .select_related("claim__case")
        .order_by("pk")
    )
    held = list(funded_papers(oneself(courier)))
    found = [
        _entitlement(judge, paper, known, lines, held)
        for paper, known in zip(papers, facts, strict=True)
        for judge in _judges_of(paper, judges)
    ]
    return sorted(found, key=lambda each: each.distance)


def _papers(courier: Courier) -> list[Paper]:
    """Return the courier's seats and the certificates that others issued; without either the bare person.

    A certificate to which a seat led stands with its seat: they are claimed for as one.
    """
    hours = DecimalField[Decimal, Decimal](max_digits=6, decimal_places=1)
    attended = Q(status__in=ATTENDED)
    marks = Attendance.objects.filter(attended, enrolment=OuterRef("pk")).order_by().values("enrolment")
    lessons = Lesson.objects.filter(training_class=OuterRef("training_class")).order_by()
    seats = (
        Enrolment.objects.enrolled()
        .filter(courier=courier)
        .select_related("courier", "training_class__course", "completion", "assessment")
        .annotate(
            attended=Coalesce(
                Subquery(marks.annotate(sum=Sum("lesson__hours")).values("sum")),
                Decimal(0),
                output_field=hours,
            ),
            planned=Coalesce(
                Subquery(lessons.values("training_class").annotate(sum=Sum("hours")).values("sum")),
                Decimal(0),
                output_field=hours,
            ),
        )
        .order_by("-training_class__starts_on", "-pk")
    )
    by_key: dict[int | None, Enrolment] = {seat.pk: seat for seat in seats}
    certificates = certificates_to_claim(oneself(courier)).order_by("-issued_on", "-pk")
    papers = [Paper(courier, by_key.get(each.enrolment_id), each) for each in certificates]
    certified = {paper.enrolment.pk for paper in papers if paper.enrolment is not None}
    papers += [Paper(courier, seat) for seat in by_key.values() if seat.pk not in certified]
    return papers or [Paper(courier)]


def _judges_of(paper: Paper, judges: Sequence[Judge]) -> Iterator[Judge]:
    """Yield the schemes that a paper may lead to: by the kind of course, or by the certificate.

    Without either those that a person may claim.
    """
    seat = paper.enrolment
    for judge in judges:
        by_course = seat is not None and judge.scheme.covers(seat.training_class.course.kind)
        by_paper = seat is None or paper.certificate is not None
        if by_course or (by_paper and judge.scheme.takes(Claimant.PERSON)):
            yield judge


def _is_about(row: ClaimLine | FundedPaper, paper: Paper) -> bool:
    seat, certificate = paper.enrolment, paper.certificate
    return (seat is not None and row.enrolment_id == seat.pk) or (
        certificate is not None and row.certificate_id == certificate.pk
    )


def _entitlement(
    judge: Judge, paper: Paper, facts: Facts, lines: list[ClaimLine], held: list[FundedPaper]
) -> Entitlement:
    scheme, seat = judge.scheme, paper.enrolment
    for line in lines:
        if line.claim.scheme_id == scheme.pk and _is_about(line, paper):
            return Entitlement(scheme, paper, facts, None, (), line, None)
    is_own = scheme.takes(Claimant.PERSON)
    if not is_own:
        # Whoever is not paid directly is claimed for: by the provider, else by the employer.
        claimant = Claimant.PROVIDER if scheme.takes(Claimant.PROVIDER) else Claimant.EMPLOYER
        facts = replace(facts, claimant=claimant)
    running = seat is not None and getattr(seat, "completion", None) is None
    if running:
        facts = _so_far(facts, seat)
    decision = judge.decide(facts)
    open_findings = [finding for finding in decision.findings if finding.outcome != Outcome.MET]
    advice = [advise(finding, facts, judge, running=running) for finding in open_findings]
    # Two conditions that ask for the same paper are one thing to do.
    distinct = tuple({each.words: each for each in reversed(advice)}.values())[::-1]
    is_done = paper.certificate is not None or (seat is not None and _is_completed(seat))
    is_free = is_done and not any(each.fund != scheme.fund and _is_about(each, paper) for each in held)
    may_claim = is_own and is_free and decision.eligible is True
    until = _claim_until(judge, facts)
    return Entitlement(scheme, paper, facts, decision, distinct, None, until, may_claim)


def _is_completed(seat: Enrolment) -> bool:
    completion = getattr(seat, "completion", None)
    return completion is not None and bool(completion.completed)


def _so_far(facts: Facts, seat: Any) -> Facts:
    """Take the register as it stands for the hours of a class that is not closed yet."""
    if not seat.planned:
        return facts
    return replace(facts, hours_attended=seat.attended, hours_held=seat.planned)


def _claim_until(judge: Judge, facts: Facts) -> datetime.date | None:
    """Return the last day on which the certificate may be claimed for, where a rule sets one."""
    months = {} if judge.version is None else judge.version.parameters.get("window_months", {})
    if not months or facts.certificate_issued_on is None:
        return None
    return add_months(facts.certificate_issued_on, int(months["value"]))
