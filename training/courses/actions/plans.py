"""Planning a class: what it will be, and the case that files it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import open_case
from office.desk.language import office_language
from office.people.models import Organisation, User

from ..enums import ClassState, Delivery
from ..models import ClassFiling, Course, TrainingClass
from .classes import refuse_bad_class, save_new
from .guards import ask, locked_planned

FILING_CASE = "class_filing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a provider declares of a class (开班信息); fee and subsidy in yuan, telephones cleaned."""

    course: Course
    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    capacity: int
    place: str
    room: str = ""
    delivery: str = Delivery.ONSITE
    fee: Decimal | None = None
    subsidy_asked: Decimal | None = None
    self_enrolment: bool = True
    hours_share_required: Decimal = Decimal("0.8")
    pass_mark: Decimal = Decimal(60)
    programme: str = ""
    head_teacher: str = ""
    head_teacher_phone: str = ""
    assessor: str = ""
    contact: str = ""
    contact_phone: str = ""


_OF_CLASS = (
    "course",
    "title",
    "starts_on",
    "ends_on",
    "capacity",
    "place",
    "room",
    "delivery",
    "fee",
    "subsidy_asked",
    "self_enrolment",
    "hours_share_required",
    "pass_mark",
)
_OF_FILING = ("programme", "head_teacher", "assessor", "contact")


@transaction.atomic
def plan_class(
    plan: Plan, *, number: str, provider: Organisation, actor: User, now: datetime.datetime
) -> TrainingClass:
    """Plan a class and open the case that will file it, a draft; return the class.

    Raises PermissionDenied, or ValidationError `not_a_provider`, `dates`, `number_taken`, `not_offered`,
    or by field.
    """
    training_class = TrainingClass(number=number.strip(), provider=provider, state=ClassState.PLANNED)
    _write(training_class, plan)
    if not actor.has_perm("courses.plan_class", training_class):
        raise PermissionDenied(_("You may plan classes only for a training provider that you act for."))
    _refuse_bad_plan(training_class)
    save_new(training_class)
    with office_language():
        title = _("Filing of class %(class)s") % {"class": training_class}
    case = open_case(
        FILING_CASE,
        title=title,
        organisation=provider,
        actor=actor,
        now=now,
    )
    filing = ClassFiling(case=case, training_class=training_class)
    _write_filing(filing, plan)
    filing.save(force_insert=True)
    audit.record("courses.class.planned", actor=actor, subject=training_class, at=now)
    return training_class


@transaction.atomic
def change_plan(
    training_class: TrainingClass, plan: Plan, *, actor: User, now: datetime.datetime
) -> TrainingClass:
    """Change what a planned class will be; number and provider stay.

    Raises PermissionDenied, or ValidationError `class_not_planned`, `dates`, `not_offered`, or by field.
    """
    ask(actor, "courses.plan_class", training_class)
    locked = locked_planned(training_class)
    before = {name: getattr(locked, name) for name in _OF_CLASS}
    _write(locked, plan)
    _refuse_bad_plan(locked)
    locked.save(update_fields=_OF_CLASS)
    filing = locked.filing
    _write_filing(filing, plan)
    filing.save()
    changed = [name for name in _OF_CLASS if getattr(locked, name) != before[name]]
    audit.record("courses.class.replanned", actor=actor, subject=locked, at=now, changed=changed)
    training_class.refresh_from_db()
    return training_class


def _write(training_class: TrainingClass, plan: Plan) -> None:
    for name in _OF_CLASS:
        value = getattr(plan, name)
        setattr(training_class, name, value.strip() if isinstance(value, str) else value)


def _write_filing(filing: ClassFiling, plan: Plan) -> None:
    for name in _OF_FILING:
        setattr(filing, name, getattr(plan, name).strip())
    filing.seal_phones(head_teacher=plan.head_teacher_phone, contact=plan.contact_phone)


def _refuse_bad_plan(training_class: TrainingClass) -> None:
    refuse_bad_class(training_class)
    if not training_class.course.is_offered_on(training_class.starts_on):
        fault = ValidationError(
            _("The course is not on offer on the first day. Choose another course or another day."),
            code="not_offered",
        )
        raise ValidationError({"course": fault})
