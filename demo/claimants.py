"""Claims of employers for their people and of couriers for their own certificates."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from office.people.actions import give_mandate, start_employment
from office.people.enums import Role
from office.people.models import Courier, Mandate, Organisation, User
from training.courses.enums import CertificateKind
from training.courses.models import RecordedCertificate, TrainingClass
from training.subsidies.actions import Evidence, attest, claim_for_oneself, claim_for_people
from training.subsidies.enums import Claimant, EvidenceSource, Standing
from training.subsidies.models import Claim, Scheme
from training.subsidies.queries import Paper, employed_by, free_papers, outlook

from .claims import Desk
from .office import user
from .policy import COURIER, SCHEME

SKILL = "skill-subsidy"
LEVEL = "四级/中级工"
#: How far the claims of couriers and of employers come, in the order in which they are made.
OWN_WAYS = ("draft", "submitted", "accepted", "returned", "in_notice", "paid")
EMPLOYER_WAYS = ("draft", "submitted", "paid")


class Claimants:
    """Employers and couriers who claim; what was claimed stays as it is."""

    def __init__(self, desk: Desk, now: datetime.datetime) -> None:
        self.desk, self.now = desk, now

    @transaction.atomic
    def employers(self, training_class: TrainingClass) -> None:
        """Let the employers of a class that nobody claimed for claim for those whom the rules would pay."""
        if Claim.objects.filter(lines__enrolment__training_class=training_class).exists():
            return
        scheme = Scheme.objects.get(pk=SCHEME)
        ways = iter(EMPLOYER_WAYS)
        for employer in Organisation.objects.filter(is_employer=True).order_by("pk"):
            papers = [
                paper
                for paper in free_papers(employed_by(employer), scheme)
                if paper.enrolment is not None and paper.enrolment.training_class_id == training_class.pk
            ]
            verdicts = outlook(scheme, papers, Claimant.EMPLOYER, today=timezone.localdate(self.now))
            chosen = [paper for paper, verdict in zip(papers, verdicts, strict=True) if verdict.eligible]
            state = next(ways, None) if chosen else None
            if state is None:
                continue
            self._employer(employer, chosen, scheme, state)

    def _employer(self, employer: Organisation, papers: list[Paper], scheme: Scheme, state: str) -> None:
        begun, operator = self.desk.begun(state), self._operator(employer)
        claim = claim_for_people(
            employer,
            papers,
            scheme=scheme,
            bank_name="演示银行平安支行",
            bank_account=f"99000000000001{employer.pk:05d}",
            actor=operator,
            now=begun,
        )
        self.desk.carry(claim, state, operator, begun)

    def _operator(self, employer: Organisation) -> User:
        """Return who acts for an employer; one without anybody gets an account."""
        mandate = Mandate.objects.filter(organisation=employer, role=Role.EMPLOYER_OPERATOR).first()
        if mandate is not None:
            return mandate.user
        made = user(f"employer{employer.pk}", f"{employer.short_name or employer.name}经办")
        since = timezone.localdate(self.now) - datetime.timedelta(days=400)
        give_mandate(made, role=Role.EMPLOYER_OPERATOR, organisation=employer, valid_from=since, actor=None)
        return made

    @transaction.atomic
    def couriers(self, people: list[Courier]) -> None:
        """Let couriers claim the skill subsidy for a certificate of another body, one for each state."""
        for place, (courier, state) in enumerate(zip(people, OWN_WAYS, strict=False), start=1):
            if not Claim.objects.filter(case__courier=courier).exists():
                self._own(courier, state, place)

    def _own(self, courier: Courier, state: str, place: int) -> None:
        begun = self.desk.begun(state)
        certificate = self.certified(courier, place)
        own = user(f"courier{place}", courier.name, courier=courier)
        claim = claim_for_oneself(
            Paper(courier, None, certificate),
            scheme=Scheme.objects.get(pk=SKILL),
            bank_name="演示银行平安支行",
            bank_account=f"622000000000000{place:04d}",
            actor=own,
            now=begun,
        )
        self.desk.carry(claim, state, own, begun)

    def certified(self, courier: Courier, place: int) -> RecordedCertificate:
        """Put a skill level certificate and the insured months on record."""
        issued_on = timezone.localdate(self.now) - datetime.timedelta(days=70)
        year = issued_on.year % 100
        found, _made = RecordedCertificate.objects.get_or_create(
            courier=courier,
            kind=CertificateKind.SKILL_LEVEL,
            defaults={
                # Digits 6-7 province, 14-15 year, 16 level.
                "number": f"S0000063000000{year:02d}4{place:05d}",
                "occupation_code": COURIER,
                "occupation": "快递员",
                "level": LEVEL,
                "issuer": "演示职业技能评价机构",
                "issued_on": issued_on,
                "recorded_at": self.now,
            },
        )
        if not courier.employments.exists():
            employer = Organisation.objects.filter(is_employer=True).earliest("pk")
            start_employment(
                courier,
                employer=employer,
                contract_signed_on=issued_on - datetime.timedelta(days=400),
                contract_months=36,
                actor=None,
            )
        attest(
            courier,
            Evidence(
                standing=Standing.INSURED_MONTHS,
                months=26,
                as_of=issued_on,
                source=EvidenceSource.SHARED,
                attested_by="区社会保险服务中心",
            ),
            actor=None,
            now=self.now,
        )
        return found
