"""Gathering what the standards ask about: from the record where it knows, else as the applicant tells."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from office.policy.findings import Verdict
from recognition.honours.enums import HonourKind
from recognition.honours.enums import Level as HonourLevel
from recognition.honours.queries import honours_of
from training.courses.enums import CourseKind
from training.courses.models import Enrolment

from ..enums import AchievementKind, Education, Ground, Level, Scope
from ..judging import judge_for
from ..models import TitleApplication
from ..rules import Achieved, Contest, Facts, Held, Honoured
from .contests import results_of
from .titles import bar_on, valid


def continuing_hours(couriers: Iterable[UUID], year: int) -> dict[UUID, Decimal]:
    """Return the hours of continuing education completed in classes that ended in a year, by person."""
    rows = (
        Enrolment.objects.enrolled()
        .filter(
            courier__in=list(couriers),
            completion__completed=True,
            training_class__course__kind=CourseKind.CONTINUING,
            training_class__ends_on__year=year,
        )
        .order_by()
        .values_list("courier")
        .annotate(total=Sum("completion__hours_attended"))
    )
    return dict(rows)


def facts_of(application: TitleApplication, on: datetime.date) -> Facts:
    """Return what is known of an applicant on a day; the record stands above what is told.

    Contest results and honours are found by themselves, whether the applicant cites them or not.
    """
    round_, courier = application.round, application.applicant
    bar = bar_on(courier, on)
    skill = application.skill
    rows = list(application.achievements.all())
    return Facts(
        level=Level(round_.level),
        ground=Ground(application.ground),
        education=Education(application.education) if application.education else None,
        held=_held(application, round_.as_of),
        skill_level=skill.level if skill else "",
        skill_since=skill.issued_on if skill else None,
        specialty_since=application.specialty_since,
        probation_passed=application.probation_passed,
        employed=_employed(application, on),
        no_penalty=application.no_penalty,
        hours=hours_by_application([application])[application.pk],
        contests=tuple(
            Contest(
                results=cited.name[:60],
                honour=cited.honour,
                rank=cited.rank,
                on=cited.on,
                level=cited.level,
            )
            for cited in results_of(courier)
        ),
        honours=tuple(
            Honoured(
                title=each.title[:60],
                level=HonourLevel(each.level),
                kind=HonourKind(each.kind),
                document=each.document_number[:60],
                on=each.decided_on,
            )
            for each in honours_of(courier, on=on)
        ),
        achieved=tuple(
            Achieved(kind=AchievementKind(row.kind), scope=Scope(row.scope), on=row.achieved_on)
            for row in rows
            if row.kind != AchievementKind.CONTEST
        ),
        barred_until=bar.ends_on if bar else None,
        barred_by=bar.document_number[:60] if bar else "",
    )


def _held(application: TitleApplication, on: datetime.date) -> tuple[Held, ...]:
    """Return the titles on record that hold on a day, and the one told unless the record has it."""
    recorded = valid(application.applicant.titles.filter(obtained_on__lte=on)).order_by("obtained_on", "pk")
    held = [Held(level=Level(title.level), since=title.obtained_on) for title in recorded]
    told = application.held_level
    if told and told not in {title.level for title in held}:
        held.append(Held(level=Level(told), since=application.held_since))
    return tuple(held)


def _employed(application: TitleApplication, on: datetime.date) -> bool | None:
    """Tell whether the person works for the recommending employer; None where no employment is on record."""
    jobs = application.applicant.employments.filter(employer=application.case.organisation)
    ends = list(jobs.values_list("ended_on", flat=True))
    return any(end is None or end >= on for end in ends) if ends else None


def hours_by_application(applications: Iterable[TitleApplication]) -> dict[int, Decimal | None]:
    """Return the hours of continuing education of each application in its round's year, a query a year."""
    found: dict[int, Decimal | None] = {}
    by_year: dict[int, list[TitleApplication]] = {}
    for application in applications:
        by_year.setdefault(application.round.year, []).append(application)
    for year, rows in by_year.items():
        recorded = continuing_hours({row.applicant_id for row in rows}, year)
        for row in rows:
            known = recorded.get(row.applicant_id)
            told = row.other_hours
            nothing = known is None and told is None
            found[row.pk] = None if nothing else (known or Decimal(0)) + (told or Decimal(0))
    return found


def outlook(application: TitleApplication, on: datetime.date) -> Verdict:
    """Return what the standards of the round say of an application as it stands; nothing is written."""
    return judge_for(application.round.as_of).decide(facts_of(application, on))
