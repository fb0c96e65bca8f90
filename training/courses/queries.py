"""Reading classes, trainees and transcripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from office.certificates.enums import Status
from office.certificates.models import Certificate
from office.people.enums import Role
from office.people.models import Courier, Organisation
from office.people.permissions import STAFF_ROLES, holds, organisations_of

from .attended import unsigned_lessons, with_hours
from .completion import Outcome, Standing, judge, standing
from .enums import LessonForm, SeatState
from .models import CompletionChange, Enrolment, SheetImport, TrainingClass
from .online import hours_beside

#: The kind of certificate that a completed class gives (label in `apps`), and what its numbers begin with.
CERTIFICATE_KIND = "completion"
CERTIFICATE_PREFIX = "PA-PX"

#: A step of a class that a room above adds: given class and user, its label, state, tone and address.
StepMaker = Callable[[TrainingClass, Any], dict[str, Any] | None]
_steps: list[StepMaker] = []


def register_step(make: StepMaker) -> None:
    """Add a step to the task list of a class page; a maker that returns None adds nothing for this class."""
    if make not in _steps:
        _steps.append(make)


def registered_steps(training_class: TrainingClass, user: Any) -> list[dict[str, Any]]:
    """Return the steps that rooms above add for a class and a user."""
    return [step for make in _steps if (step := make(training_class, user)) is not None]


def classes_visible_to(user: Any) -> QuerySet[TrainingClass]:
    """Return the classes a user may see: staff all, partners those of the providers they act for."""
    classes = TrainingClass.objects.select_related("course", "provider")
    if holds(user, *STAFF_ROLES):
        return classes
    return classes.filter(provider__in=organisations_of(user, Role.PROVIDER_OPERATOR, Role.TRAINER))


def class_numbered(number: str) -> TrainingClass:
    """Return a class by its number, for commands; raise ValidationError `no_class`."""
    found = TrainingClass.objects.select_related("course", "provider").filter(number=number).first()
    if found is None:
        raise ValidationError(
            _("There is no class %(number)s. Check the number."), code="no_class", params={"number": number}
        )
    return found


def with_counts(classes: QuerySet[TrainingClass]) -> QuerySet[TrainingClass]:
    """Add `trainees`, `waiting` and `completers` to each class, in the same query."""
    return classes.annotate(
        trainees=Count("enrolments", filter=Q(enrolments__seat=SeatState.ENROLLED)),
        waiting=Count("enrolments", filter=Q(enrolments__seat=SeatState.WAITING)),
        completers=Count(
            "enrolments",
            filter=Q(enrolments__seat=SeatState.ENROLLED, enrolments__completion__completed=True),
        ),
    )


def sheets_visible_to(user: Any) -> QuerySet[SheetImport]:
    """Return the uploaded sheets of the classes that a user may see."""
    return SheetImport.objects.filter(training_class__in=classes_visible_to(user)).select_related(
        "training_class__course", "training_class__provider", "uploaded_by"
    )


def enrolled_with_providers_of(user: Any) -> Q:
    """Return the condition on Courier: was ever in a class of a provider that the user acts for."""
    providers = organisations_of(user, Role.PROVIDER_OPERATOR, Role.TRAINER)
    if not providers:
        return Q(pk__in=())
    enrolments = Enrolment.objects.filter(training_class__provider__in=providers)
    return Q(pk__in=enrolments.values("courier_id"))


def trainees_of(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Return the enrolled of a class with result and completion, in one query.

    Each has `attended_hours`, `missed_hours` and `absences` so far, corrections counted, and `marks`, the
    number of signs, of so many `lessons` (online ones, which need no sign, left out).
    """
    in_class = training_class.lessons.exclude(form=LessonForm.ONLINE)
    lessons = in_class.filter(training_class=OuterRef("training_class")).order_by()
    counted = lessons.values("training_class").annotate(count=Count("pk")).values("count")
    return (
        with_hours(training_class.enrolments.enrolled())
        .select_related("courier", "assessment", "completion")
        .annotate(
            marks=Count("attendances", filter=~Q(attendances__lesson__form=LessonForm.ONLINE)),
            lessons=Coalesce(Subquery(counted), 0),
        )
        .order_by("position")
    )


def employers_named(names: Iterable[str]) -> dict[str, Organisation]:
    """Return the registered employers by the full or short names asked for, in one query."""
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    employers = Organisation.objects.filter(is_employer=True)
    found: dict[str, Organisation] = {}
    for employer in employers.filter(Q(name__in=wanted) | Q(short_name__in=wanted)).order_by("-name"):
        for name in (employer.short_name, employer.name):
            if name in wanted:
                found[name] = employer
    return found


def completion_changes_of(training_class: TrainingClass) -> QuerySet[CompletionChange]:
    """Return the completions of a class that changed after it closed, the last first."""
    changes = CompletionChange.objects.filter(enrolment__training_class=training_class)
    return changes.select_related("enrolment__courier", "changed_by").order_by("-changed_at", "-pk")


def hours_held(training_class: TrainingClass) -> Decimal:
    """Return the class hours of a class: of all its lessons, and online beside them (`online`)."""
    lessons = Decimal(training_class.lessons.aggregate(held=Sum("hours"))["held"] or 0)
    course = training_class.course
    beside = hours_beside(course.hours, course.online_hours, lessons)
    return (lessons + beside).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Forecast:
    """What closing a class would give today."""

    trainees: int
    completed: int
    without_marks: int
    without_result: int
    hours_held: Decimal
    unsigned: int


def forecast(training_class: TrainingClass) -> Forecast:
    """Return what closing would give, in a fixed number of queries."""
    held = hours_held(training_class)
    rows: list[Any] = list(trainees_of(training_class))
    return Forecast(
        trainees=len(rows),
        completed=sum(outcome_of(row, training_class, held).completed for row in rows),
        without_marks=sum(row.marks == 0 for row in rows),
        without_result=sum(not hasattr(row, "assessment") for row in rows),
        hours_held=held,
        unsigned=unsigned_lessons(training_class).count(),
    )


def outcome_of(enrolment: Any, training_class: TrainingClass, held: Decimal) -> Outcome:
    """Judge an enrolment of `trainees_of` against the rule of its class."""
    return judge(
        attended=enrolment.attended_hours,
        held=held,
        share_required=training_class.hours_share_required,
        test_passed=hasattr(enrolment, "assessment") and enrolment.assessment.passed,
        # A lesson without a sign is entered as absent when its register is signed off.
        absences=enrolment.absences + max(enrolment.lessons - enrolment.marks, 0),
        absences_allowed=training_class.absences_allowed,
    )


def standing_of(enrolment: Any, training_class: TrainingClass, planned: Decimal) -> Standing:
    """Return where an enrolment of `trainees_of` stands in a class of so many planned hours."""
    return standing(
        attended=enrolment.attended_hours,
        missed=enrolment.missed_hours,
        planned=planned,
        share_required=training_class.hours_share_required,
        absences=enrolment.absences,
        absences_allowed=training_class.absences_allowed,
    )


def hours_planned(training_class: TrainingClass) -> Decimal:
    """Return the class hours of the timetable; those of the course while the timetable has fewer."""
    held = hours_held(training_class)
    return max(held, training_class.course.hours) if training_class.is_open else held


def transcript(courier: Courier) -> QuerySet[Enrolment]:
    """Return everything a courier had a seat in, over all providers, newest first."""
    return (
        Enrolment.objects.enrolled()
        .filter(courier=courier)
        .select_related("training_class__course", "training_class__provider", "completion", "assessment")
        .order_by("-training_class__starts_on", "-pk")
    )


def subject_of(enrolment: Enrolment) -> str:
    """Return the name under which an enrolment's certificate is kept."""
    return f"{enrolment._meta.label_lower}:{enrolment.pk}"


def certificates_of(enrolments: Iterable[Enrolment]) -> dict[str, Certificate]:
    """Return the valid certificates of enrolments by subject, in one query."""
    subjects = [subject_of(enrolment) for enrolment in enrolments]
    if not subjects:
        return {}
    found = Certificate.objects.filter(kind=CERTIFICATE_KIND, subject__in=subjects, status=Status.VALID)
    return {certificate.subject: certificate for certificate in found}


def certificates_of_class(training_class: TrainingClass) -> list[Certificate]:
    """Return the valid certificates of a class in the order of its roster."""
    enrolments = list(training_class.enrolments.enrolled().order_by("position"))
    found = certificates_of(enrolments)
    return [found[subject] for each in enrolments if (subject := subject_of(each)) in found]


def transcript_panel(courier: Courier, user: Any) -> tuple[str, dict[str, Any]] | None:
    """Return a person's training for the courier page; a partner sees the own provider's classes only."""
    rows = transcript(courier)
    if not holds(user, *STAFF_ROLES) and getattr(user, "courier_id", None) != courier.pk:
        rows = rows.filter(training_class__in=classes_visible_to(user))
    enrolments = list(rows)
    return (
        ("courses/_transcript.html", {"transcript": enrolments, "courier": courier}) if enrolments else None
    )
