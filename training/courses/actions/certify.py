"""Certificates of completion for a class that was closed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.actions import issue
from office.certificates.designs.queries import design_for
from office.certificates.models import Certificate
from office.certificates.portraits.queries import photo_for
from office.certificates.rendering.facts import CertificateFacts
from office.people.models import User

from ..models import Enrolment, TrainingClass
from ..printed import shown
from ..queries import CERTIFICATE_KIND, CERTIFICATE_PREFIX, certificates_of, subject_of
from .guards import ask

DESIGN = "completion/2"
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

    Each is a transaction of its own, so a name that cannot be printed, or a certificate that was revoked,
    refuses that person alone. `tell` is called with (done, all). Raises PermissionDenied, or ValidationError
    `class_open`, `nobody_completed`.
    """
    ask(actor, "courses.issue_certificates", training_class)
    completed = completed_of(training_class)
    issued = Issued(not_completed=training_class.enrolments.enrolled().count() - len(completed))
    present = certificates_of(completed)
    for place, enrolment in enumerate(completed, start=1):
        if found := present.get(subject_of(enrolment)):
            issued.existing.append(found)
        else:
            _issue_one(training_class, enrolment, issued, actor=actor, now=now)
        if tell is not None:
            tell(place, len(completed))
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


def _issue_one(
    training_class: TrainingClass,
    enrolment: Enrolment,
    issued: Issued,
    *,
    actor: User | None,
    now: datetime.datetime,
) -> None:
    issued_on = timezone.localdate(now)
    try:
        certificate = issue(
            kind=CERTIFICATE_KIND,
            prefix=CERTIFICATE_PREFIX,
            subject=subject_of(enrolment),
            holder=enrolment.courier,
            issuer=training_class.provider,
            facts=facts_of(training_class, enrolment, issued_on=issued_on, design=design_in_use(issued_on)),
            issued_on=issued_on,
            actor=actor,
            now=now,
        )
    except ValidationError as error:
        issued.refused.append((enrolment, "".join(error.messages)))
    else:
        issued.new.append(certificate)
