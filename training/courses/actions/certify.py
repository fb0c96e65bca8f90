"""Certificates of completion for a class that was closed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.batches import sources
from office.certificates.batches.actions import issue_portion, start
from office.certificates.batches.plans import plan_of
from office.certificates.designs.queries import design_for
from office.certificates.models import Batch, Certificate
from office.certificates.portraits.queries import photo_for
from office.certificates.rendering.facts import CertificateFacts
from office.people.models import User

from ..models import Enrolment, TrainingClass
from ..printed import shown
from ..queries import CERTIFICATE_KIND, certificates_of, subject_of
from .guards import ask

DESIGN = "completion/2"
#: The code under which closed classes are a source of batches.
CLASS_SOURCE = "class"
# Printed words: the paper is Chinese in whatever language the office works.
TITLE, PASSED = "培训合格证书", "合格"


@dataclass(slots=True)
class Issued:
    """What issuing gave: new certificates, those that were there, and who was refused, and why."""

    new: list[Certificate] = field(default_factory=list)
    existing: list[Certificate] = field(default_factory=list)
    refused: list[tuple[Enrolment, str]] = field(default_factory=list)
    not_completed: int = 0

    @property
    def certificates(self) -> list[Certificate]:
        """All valid certificates of the class, those that were there first."""
        return [*self.existing, *self.new]


def issue_certificates(
    training_class: TrainingClass,
    *,
    actor: User | None,
    now: datetime.datetime,
    tell: Callable[[int, int], None] | None = None,
) -> Issued:
    """Issue a certificate to everybody who completed a closed class; done again it adds nothing.

    It is done as a batch, and one of this class that stopped is finished first. A name that cannot be
    printed, or a certificate that was revoked, refuses that person alone. `tell` is called with (done, all).
    Raises PermissionDenied, or ValidationError `class_open`, `nobody_completed` or `stopped` (papers cannot
    be signed now: what was issued stays, and the same call goes on from there).
    """
    ask(actor, "courses.issue_certificates", training_class)
    completed = {subject_of(each): each for each in completed_of(training_class)}
    present = certificates_of(completed.values())
    refusals = _issue_as_batch(training_class, actor=actor, now=now, tell=tell)
    held = certificates_of(completed.values())
    issued = Issued(
        new=[held[subject] for subject in completed if subject in held and subject not in present],
        existing=[present[subject] for subject in completed if subject in present],
        refused=[(completed[subject], refusal) for subject, refusal in refusals.items()],
        not_completed=training_class.enrolments.enrolled().count() - len(completed),
    )
    if issued.new or issued.refused:
        audit.record(
            "courses.certificates.issued",
            actor=actor,
            subject=training_class,
            at=now,
            issued=len(issued.new),
            existing=len(issued.existing),
            refused=len(issued.refused),
        )
    return issued


def _issue_as_batch(
    training_class: TrainingClass,
    *,
    actor: User | None,
    now: datetime.datetime,
    tell: Callable[[int, int], None] | None,
) -> dict[str, str]:
    """Issue what is due, by the batch that stopped or by a new one, and return by subject who was refused."""
    source, key, on = sources.find(CLASS_SOURCE), training_class.number, timezone.localdate(now)
    assert source is not None
    unfinished = Batch.objects.filter(source=source.code, key=key, finished_at=None).first()
    if unfinished is not None:
        _work_off(unfinished, actor=actor, now=now, tell=tell)
    plan = plan_of(source.gather(key, actor, on))
    refusals = {line.due.subject: line.refusal for line in plan.refused}
    if plan.due:
        made = start(source, key, digest=plan.digest, on=on, actor=actor, now=now)
        _work_off(made, actor=actor, now=now, tell=tell)
        refusals |= dict(made.lines.exclude(refusal="").values_list("subject", "refusal"))
    return refusals


def _work_off(
    batch: Batch, *, actor: User | None, now: datetime.datetime, tell: Callable[[int, int], None] | None
) -> None:
    count = batch.lines.count()
    told = None if tell is None else partial(_tell, tell, count)
    while issue_portion(batch, actor=actor, now=now, tell=told):
        pass


def _tell(tell: Callable[[int, int], None], count: int, place: int) -> None:
    tell(place, count)


def completed_of(training_class: TrainingClass) -> list[Enrolment]:
    """Return who completed a class, in the order of the roster.

    Raises ValidationError `class_open` or `nobody_completed`: such a class certifies nobody.
    """
    if not training_class.is_closed:
        raise ValidationError(
            _("Class %(number)s is still open. Close it first: completion is computed then."),
            code="class_open",
            params={"number": training_class.number},
        )
    enrolments = training_class.enrolments.enrolled().select_related("courier", "assessment", "completion")
    completed = list(enrolments.filter(completion__completed=True).order_by("position"))
    if not completed:
        raise ValidationError(
            _("Nobody completed class %(number)s, so there is nothing to certify."),
            code="nobody_completed",
            params={"number": training_class.number},
        )
    return completed


def design_in_use(on: datetime.date) -> str:
    """Return the design with which certificates of completion are issued on a day."""
    return design_for(CERTIFICATE_KIND, on, otherwise=DESIGN)


def facts_of(
    training_class: TrainingClass, enrolment: Enrolment, *, issued_on: datetime.date, design: str = DESIGN
) -> CertificateFacts:
    """Return what the certificate says; number and address are filled in when it is issued."""
    course, courier, test = training_class.course, enrolment.courier, enrolment.assessment
    return CertificateFacts(
        design=design,
        number="",
        title=TITLE,
        holder_name=courier.name,
        id_number_masked=courier.id_number_masked,
        course_name=course.name,
        occupation=course.occupation,
        occupation_code=course.occupation_code,
        level=course.level,
        class_hours=shown(course.hours),
        starts_on=training_class.starts_on,
        ends_on=training_class.ends_on,
        result=PASSED,
        theory_score=shown(test.theory),
        practice_score=shown(test.practice),
        issuer=training_class.provider.name,
        issued_on=issued_on,
        verify_url="",
        photo=photo_for(courier, design),
    )
