"""What an inspection is held against before it is written."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.people.models import User
from training.courses.models import TrainingClass

from ..enums import DefectCode, Result
from ..queries import officers


@dataclass(frozen=True, kw_only=True)
class InspectionFacts:
    """What two inspectors saw: who was counted, whether teacher and place were as filed, what was wrong."""

    visited_on: datetime.date
    present_count: int
    teacher_as_filed: bool
    place_as_filed: bool
    result: Result
    defects: Collection[DefectCode] = ()
    remark: str = ""
    companions: str = ""


def refuse_inspectors(first: User, second: User, on: datetime.date) -> None:
    """Raise ValidationError `same_inspector` or `not_an_inspector` unless two officers inspect."""
    if first.pk == second.pk:
        raise ValidationError(
            {
                "second_inspector": ValidationError(
                    _("An inspection is made by two people. Choose a second inspector."),
                    code="same_inspector",
                )
            }
        )
    known = set(officers(on).filter(pk__in=[first.pk, second.pk]).values_list("pk", flat=True))
    for name, person in (("first_inspector", first), ("second_inspector", second)):
        if person.pk not in known:
            raise ValidationError(
                {
                    name: ValidationError(
                        _("%(name)s holds no post of the bureau on that day. Choose somebody else."),
                        code="not_an_inspector",
                        params={"name": person.get_full_name()},
                    )
                }
            )


def refuse_facts(training_class: TrainingClass, facts: InspectionFacts, today: datetime.date) -> None:
    """Raise ValidationError for a result outside the class's days, or one that contradicts itself."""
    last = min(today, training_class.ends_on)
    if not training_class.starts_on <= facts.visited_on <= last:
        raise ValidationError(
            {
                "visited_on": ValidationError(
                    _("The visit lies between the first day of the class and %(last)s."),
                    code="outside_class",
                    params={"last": last},
                )
            }
        )
    if facts.result != Result.IN_ORDER and not facts.defects:
        raise ValidationError(
            {"defects": ValidationError(_("Say what was found wrong."), code="defects_missing")}
        )
    if facts.result == Result.IN_ORDER and facts.defects:
        raise ValidationError(
            {
                "result": ValidationError(
                    _("Something is marked as wrong, so the result is not “in order”."),
                    code="defects_although_in_order",
                )
            }
        )
