"""What is known of a nominee, gathered for the rules."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from office.people.models import Courier
from office.policy.calendar import WorkingCalendar
from recognition.honours.models import Honour
from recognition.honours.queries import honours_of, honours_of_collective

from ..enums import OpinionOutcome
from ..models import Nominee
from ..rules import Facts, Held


def facts_of(nominee: Nominee) -> Facts:
    """Gather what the rules ask; former honours are found in the record by themselves."""
    courier = nominee.courier
    if courier is not None:
        held = honours_of(courier)
    else:
        held = honours_of_collective(nominee.unit, nominee.collective)
    return Facts(
        is_person=courier is not None,
        title=nominee.title,
        age_on=nominee.call.age_on,
        birth_date=courier.birth_date if courier is not None else None,
        category=nominee.category,
        service_years=nominee.service_years,
        honours=tuple(
            Held(each.title, each.level, each.decided_on, each.kind, each.document_number) for each in held
        ),
        acceptance=nominee.acceptance,
        assembly_on=nominee.assembly_on,
        notice_days=_working_days(nominee.notice_from, nominee.notice_until),
        notice_result=nominee.notice_result,
        opinions={
            each.department.short_name or each.department.name: _said(each.outcome)
            for each in nominee.opinions.select_related("department")
        },
        members=nominee.members,
        young_members=nominee.young_members,
    )


def _said(outcome: str) -> bool | None:
    return {"": None, OpinionOutcome.NO_OBJECTION: True}.get(outcome, False)


def _working_days(first: datetime.date | None, last: datetime.date | None) -> int | None:
    """Count the working days of the unit's notice, its first day included; None beyond the calendar.

    Units count the day of posting (辽宁 2022, 佳木斯 2025: five working days, the first one included).
    """
    if first is None or last is None:
        return None
    before = first - datetime.timedelta(days=1)
    try:
        return WorkingCalendar.load(before, last).count_after(before, last)
    except ValidationError:
        return None


def held_by(courier: Courier) -> QuerySet[Honour]:
    """Return the honours of a person that stand, newest first, to be told without asking anybody."""
    return honours_of(courier).order_by("-decided_on", "-pk")
