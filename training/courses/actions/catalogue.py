"""The catalogue of courses, kept by the HR bureau."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import Course

COLUMNS = (
    "name",
    "kind",
    "occupation_code",
    "occupation",
    "level",
    "theory_hours",
    "practice_hours",
    "online_hours",
    "max_class_size",
    "active_from",
    "retired_on",
)
#: What classes were planned, taught and certified by: it stays once there is a class.
_TAUGHT = ("kind", "occupation_code", "level", "theory_hours", "practice_hours", "online_hours")


@transaction.atomic
def save_course(course: Course, facts: dict[str, Any], *, actor: User, now: datetime.datetime) -> Course:
    """Enter a course, or change one; kind, occupation, level and hours stay once classes were made of it.

    Raises PermissionDenied, or ValidationError `course_taught`, `course_twice`, `no_hours`, or by field.
    """
    if not actor.has_perm("courses.change_catalogue"):
        raise PermissionDenied(_("The catalogue is kept by the HR bureau's registrar."))
    changed = [name for name in COLUMNS if getattr(course, name) != facts[name]]
    if course.pk and course.classes.exists() and (fixed := set(changed) & set(_TAUGHT)):
        message = _("Classes were made of this course, so this stays. Retire it and enter a new one.")
        fault = ValidationError(message, code="course_taught")
        raise ValidationError({_field(name): fault for name in fixed})
    for name in COLUMNS:
        setattr(course, name, facts[name])
    if not course.hours:
        message = _("A course has class hours: enter theory, practice or online hours.")
        raise ValidationError({"theory_hours": ValidationError(message, code="no_hours")})
    twin = Course.objects.filter(name=course.name, level=course.level).exclude(pk=course.pk)
    if twin.exists():
        message = _("There is a course of this name and level already. Change that one.")
        raise ValidationError({"name": ValidationError(message, code="course_twice")})
    course.full_clean()
    course.save()
    audit.record("courses.course.saved", actor=actor, subject=course, at=now, changed=changed)
    return course


def _field(name: str) -> str:
    return "occupation_entry" if name == "occupation_code" else name
