"""Supervision of the demonstration: inspections in every state, call-backs with answers, a sanction."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from office.people.models import Organisation, User
from office.policy.models import PolicyVersion, Source
from training.courses.enums import ClassState
from training.courses.models import TrainingClass
from training.inspections.actions import (
    Answers,
    InspectionFacts,
    call_off_inspection,
    draw_inspections,
    draw_sample,
    enter_result,
    impose_sanction,
    plan_inspection,
    record_call,
    record_rectification,
)
from training.inspections.enums import (
    Attended,
    CallOutcome,
    Choice,
    DefectCode,
    Result,
    SanctionStep,
    Satisfaction,
)
from training.inspections.models import Inspection, Sample, Sanction
from training.inspections.thresholds import POLICY

SEED = "d0c0ffee" * 4
DAY = datetime.timedelta(days=1)
#: Small classes need small thresholds to show a signal; none of these figures is anybody's rule.
EXAMPLES = {"burst_minimum": 20, "burst_factor": 2, "perfect_trainees": 6, "failure_calls": 3}
REMARKS = ("", "现场清点人数不足签到人数的六成，签到表由教师代签。", "授课教师临时更换，未办理变更。")
#: What people say on the telephone, one after another.
CALLS = (
    (CallOutcome.REACHED, Answers(attended=Attended.YES, paid=False, satisfaction=Satisfaction.SATISFIED)),
    (CallOutcome.NOT_REACHED, None),
    (CallOutcome.WRONG_NUMBER, None),
    (CallOutcome.REACHED, Answers(attended=Attended.NO, paid=False)),
    (CallOutcome.REACHED, Answers(attended=Attended.PARTLY, paid=True, satisfaction=Satisfaction.FAIR)),
)


def supervise(users: dict[str, User], found: dict[str, Organisation], *, now: datetime.datetime) -> None:
    """Supervise the classes that are there; what was done before stays as it is."""
    _thresholds()
    if Inspection.objects.exists():
        return
    reviewer, acceptor = users["reviewer"], users["acceptor"]
    pair = {"first_inspector": reviewer, "second_inspector": acceptor}
    held = TrainingClass.objects.filter(
        lessons__isnull=False,
        state__in=(ClassState.OPEN, ClassState.CLOSED),
        ends_on__lt=timezone.localdate(now),
    )
    taught = list(held.select_related("provider").distinct().order_by("number"))
    for place, training_class in enumerate(taught[:4]):
        days = sorted(set(training_class.lessons.values_list("held_on", flat=True)))
        _visit(training_class, days, place, pair, now)
    day = taught[-1].starts_on
    draw_inspections(held_on=day, size=1, **pair, actor=reviewer, now=_morning(day), seed=SEED)
    for training_class in taught[:2]:
        _call_back(training_class, reviewer, now)
    _sanction(found["school"], users["approver"], now)


def _thresholds() -> None:
    source, _made = Source.objects.get_or_create(
        title="示例：监督检查疑点阈值（演示用，非真实文件）", number="演示〔2025〕2号"
    )
    PolicyVersion.objects.get_or_create(
        scheme=POLICY,
        valid_from=datetime.date(2024, 1, 1),
        defaults={
            "label": "演示阈值",
            "source": source,
            "clause": "示例",
            "parameters": {name: {"value": value, "clause": "示例阈值"} for name, value in EXAMPLES.items()},
            "example": True,
        },
    )


def _visit(
    training_class: TrainingClass,
    days: list[datetime.date],
    place: int,
    pair: dict[str, Any],
    now: datetime.datetime,
) -> None:
    """Four classes, four ways: in order, being rectified, rectified, called off; one more is planned."""
    actor, day = pair["first_inspector"], days[len(days) // 2]
    visit = plan_inspection(
        training_class,
        planned_on=day,
        choice=Choice.HINT if place == 1 else Choice.HAND,
        **pair,
        actor=actor,
        now=_morning(day) - DAY,
    )
    if place == 3:
        call_off_inspection(visit, reason="当日停课，改期检查", actor=actor, now=_morning(day))
        plan_inspection(training_class, planned_on=days[-1], **pair, actor=actor, now=_morning(days[-1]))
        return
    seats = training_class.enrolments.count()
    facts = InspectionFacts(
        visited_on=day,
        present_count=seats // 2 if place == 1 else max(seats - 1, 0),
        teacher_as_filed=place != 2,
        place_as_filed=True,
        result=(Result.IN_ORDER, Result.SERIOUS, Result.DEFECTS)[place],
        defects=((), (DefectCode.ABSENCE, DefectCode.RECORDS), (DefectCode.TEACHER,))[place],
        remark=REMARKS[place],
    )
    visit = enter_result(visit, facts, actor=actor, now=_morning(day + DAY))
    if place == 2:
        fixed = day + 3 * DAY
        record_rectification(
            visit, rectified_on=fixed, words="已补办教师变更备案。", actor=actor, now=_morning(fixed)
        )


def _call_back(training_class: TrainingClass, caller: User, now: datetime.datetime) -> None:
    if Sample.objects.filter(training_class=training_class).exists():
        return
    sample = draw_sample(training_class, caller=caller, actor=caller, now=now, seed=SEED)
    for trainee, (outcome, answers) in zip(sample.people.order_by("position"), CALLS, strict=False):
        if outcome == CallOutcome.REACHED:
            record_call(
                trainee, outcome=CallOutcome.NOT_REACHED, actor=caller, now=now - datetime.timedelta(hours=3)
            )
        record_call(trainee, outcome=outcome, answers=answers, actor=caller, now=now)


def _sanction(provider: Organisation, actor: User, now: datetime.datetime) -> None:
    if Sanction.objects.exists():
        return
    today = timezone.localdate(now)
    impose_sanction(
        provider,
        step=SanctionStep.INTERVIEW,
        document_number="演示约谈〔2026〕1号",
        reason="培训班出勤率低于要求，考勤记录不完整。",
        imposed_on=today - 90 * DAY,
        rectify_by=today - 83 * DAY,
        actor=actor,
        now=now - 90 * DAY,
    )
    impose_sanction(
        provider,
        step=SanctionStep.LETTER,
        document_number="演示整改〔2026〕1号",
        reason="一年内两次被约谈，责令限期整改。",
        imposed_on=today - 10 * DAY,
        rectify_by=today + 20 * DAY,
        barred_from=today - 10 * DAY,
        barred_until=today + 170 * DAY,
        actor=actor,
        now=now - 10 * DAY,
    )


def _morning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9, 30)))
