"""What each signed-in person's home shows; everything begins at what the person may see."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.casework.models import Objection, PublicNotice
from office.casework.queries import notices_visible_to, objections_visible_to
from office.certificates.models import Certificate
from office.certificates.queries import certificates_visible_to
from office.people.models import Courier
from training.courses.attended import hours_planned, with_hours
from training.courses.enums import CLOSED_STATES, ClassState
from training.courses.models import Assessment, Attendance, Enrolment, Lesson, TrainingClass
from training.courses.queries import certificates_of, classes_visible_to, subject_of, transcript, with_counts
from training.subsidies.models import Claim
from training.subsidies.queries import claimable_kinds

SOON_DAYS = 7


def notices_ending_soon(user: Any, *, today: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices of a user's office that end within a week or wait to be concluded, by their day."""
    soon = today + datetime.timedelta(days=SOON_DAYS)
    return notices_visible_to(user).filter(concluded_at=None, closes_on__lte=soon).order_by("closes_on", "pk")


def objections_waiting(user: Any) -> QuerySet[Objection]:
    """Return the objections that a user handles and that nobody has ruled yet."""
    return objections_visible_to(user).filter(ruling=None)


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class on a partner's desk: how far it is, and what comes next (None: nothing is left to do)."""

    training_class: TrainingClass
    next_step: str | Promise | None


def class_lines(user: Any, *, limit: int) -> list[ClassLine]:
    """Return the newest classes of a partner's providers with the step that comes next, in six queries."""
    classes = list(
        with_counts(classes_visible_to(user))
        .annotate(
            is_marked=Exists(Attendance.objects.filter(enrolment__training_class=OuterRef("pk"))),
            is_tested=Exists(Assessment.objects.filter(enrolment__training_class=OuterRef("pk"))),
            is_claimed=Exists(Claim.objects.filter(training_class=OuterRef("pk"), live=True)),
        )
        .order_by("-starts_on", "number")[:limit]
    )
    issued = _issued(each for each in classes if each.is_closed)
    kinds = claimable_kinds()
    return [
        ClassLine(each, _next_step(each, issued[each.pk], claimable=each.course.kind in kinds))
        for each in classes
    ]


def _issued(classes: Iterable[TrainingClass]) -> Counter[int]:
    enrolled = Enrolment.objects.enrolled()
    completers = list(enrolled.filter(training_class__in=list(classes), completion__completed=True))
    found = certificates_of(completers)
    return Counter(each.training_class_id for each in completers if subject_of(each) in found)


def _next_step(training_class: Any, issued: int, *, claimable: bool) -> str | Promise | None:
    if training_class.is_open:
        if not training_class.trainees:
            return _("Upload the roster")
        if not training_class.is_marked:
            return _("Upload the attendance")
        return _("Close the class") if training_class.is_tested else _("Upload the results")
    if not training_class.is_closed:
        return _("File the class") if training_class.is_planned else None
    if issued < training_class.completers:
        return _("Issue certificates")
    due = claimable and training_class.completers and not training_class.is_claimed
    return _("Claim the subsidy") if due else None


def class_counts(user: Any) -> dict[str, int]:
    """Return how many classes of a partner are open and closed."""
    states = Counter(classes_visible_to(user).order_by().values_list("state", flat=True))
    closed = sum(states[state] for state in CLOSED_STATES)
    return {"open": states[ClassState.OPEN], "closed": closed}


def training_of(courier: Courier) -> QuerySet[Enrolment]:
    """Return a courier's enrolments, newest first, with the hours of `with_hours` so far and `planned`."""
    return with_hours(transcript(courier)).annotate(planned=hours_planned())


def certificates_of_courier(courier: Courier, user: Any) -> QuerySet[Certificate]:
    """Return a courier's certificates, as far as the user may see them, the valid ones first."""
    return (
        certificates_visible_to(user)
        .filter(holder=courier)
        .select_related("issuer")
        .order_by("-status", "-issued_on", "-serial")
    )


def next_lesson(courier: Courier, *, today: datetime.date) -> Lesson | None:
    """Return the next lesson of the courier's open classes, today's included, or None."""
    return (
        Lesson.objects.filter(
            training_class__enrolments__in=Enrolment.objects.enrolled().filter(courier=courier),
            training_class__state=ClassState.OPEN,
            held_on__gte=today,
        )
        .select_related("training_class__provider")
        .order_by("held_on", F("starts_at").asc(nulls_first=True), "pk")
        .first()
    )
