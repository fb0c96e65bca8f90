"""A courier's transcript: everything the person was trained in, over all providers and employers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from office.certificates.models import Certificate
from office.people.models import Courier, Employment
from office.people.permissions import STAFF_ROLES, holds

from .attempts import histories_of
from .attended import hours_planned, with_hours
from .enums import CourseKind
from .models import Attempt, Enrolment, RecordedCertificate
from .queries import CERTIFICATE_KIND, classes_visible_to, enrolled_with_providers_of, subject_of, transcript
from .recorded import certificates_held_by


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """One class of a person: hours held and attended (so far, while it runs), attempts, and certificates."""

    enrolment: Enrolment
    hours_held: Decimal
    hours_attended: Decimal
    attempts: list[Attempt]
    certificates: list[Certificate]

    @property
    def completed(self) -> bool | None:
        """Whether the class was completed; None while it runs."""
        completion = getattr(self.enrolment, "completion", None)
        return completion.completed if completion is not None else None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a viewer may see of a person's training; `whole` tells whether that is everything.

    `continuing` are hours of continuing education completed, by the year in which each class ended.
    """

    courier: Courier
    whole: bool
    lines: list[TranscriptLine]
    recorded: list[RecordedCertificate]
    employments: list[Employment] = field(default_factory=list)
    continuing: dict[int, Decimal] = field(default_factory=dict)

    @property
    def hours_attended(self) -> Decimal:
        """All class hours attended."""
        return sum((line.hours_attended for line in self.lines), Decimal(0))

    @property
    def attempts(self) -> list[tuple[TranscriptLine, Attempt]]:
        """Every attempt with its class, in the order of the classes."""
        return [(line, attempt) for line in self.lines for attempt in line.attempts]

    @property
    def certificates(self) -> list[Certificate]:
        """Every certificate of a class, in the order of the classes."""
        return [certificate for line in self.lines for certificate in line.certificates]


def transcripts_visible_to(user: Any) -> QuerySet[Courier]:
    """Return the couriers whose transcript a user may open: staff all, providers their trainees', or own."""
    if holds(user, *STAFF_ROLES):
        return Courier.objects.all()
    if not getattr(user, "is_active", False):
        return Courier.objects.none()
    own = Q(pk=user.courier_id) if user.courier_id else Q(pk__in=())
    return Courier.objects.filter(own | enrolled_with_providers_of(user))


def transcript_of(courier: Courier, user: Any) -> Transcript:
    """Return what a user may see of a person's training, in a fixed number of queries.

    Staff and the person see all of it with the employments; a provider its own classes only.
    """
    whole = holds(user, *STAFF_ROLES) or getattr(user, "courier_id", None) == courier.pk
    rows = transcript(courier)
    if not whole:
        rows = rows.filter(training_class__in=classes_visible_to(user))
    enrolments: list[Any] = list(with_hours(rows).annotate(planned=hours_planned()))
    histories = histories_of(each.pk for each in enrolments)
    certificates = _certificates_of(enrolments)
    lines = [
        TranscriptLine(
            each,
            *_hours_of(each),
            attempts=histories.get(each.pk, []),
            certificates=certificates[subject_of(each)],
        )
        for each in enrolments
    ]
    jobs = courier.employments.select_related("employer", "station").order_by("-started_on", "-pk")
    return Transcript(
        courier,
        whole,
        lines,
        recorded=list(certificates_held_by(courier, user)),
        employments=list(jobs) if whole else [],
        continuing=_continuing(enrolments),
    )


def _continuing(enrolments: list[Any]) -> dict[int, Decimal]:
    """Add up the hours of continuing education that was completed, by the year in which each class ended."""
    years: dict[int, Decimal] = defaultdict(Decimal)
    for each in enrolments:
        completion = getattr(each, "completion", None)
        training_class = each.training_class
        if training_class.course.kind == CourseKind.CONTINUING and completion and completion.completed:
            years[training_class.ends_on.year] += completion.hours_attended
    return dict(sorted(years.items(), reverse=True))


def _hours_of(enrolment: Any) -> tuple[Decimal, Decimal]:
    completion = getattr(enrolment, "completion", None)
    if completion is not None:
        return completion.hours_held, completion.hours_attended
    tenth = Decimal("0.1")
    return Decimal(enrolment.planned).quantize(tenth), Decimal(enrolment.attended_hours).quantize(tenth)


def _certificates_of(enrolments: list[Any]) -> dict[str, list[Certificate]]:
    """Return every certificate of enrolments by subject, whatever its status, newest first, in one query."""
    found: dict[str, list[Certificate]] = defaultdict(list)
    subjects = [subject_of(each) for each in enrolments]
    rows = Certificate.objects.filter(kind=CERTIFICATE_KIND, subject__in=subjects).select_related("issuer")
    for certificate in rows.order_by("-issued_on", "-pk"):
        found[certificate.subject].append(certificate)
    return found
