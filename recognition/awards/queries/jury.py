"""Juries: who sits, what each juror still owes, what is seen before the own marks are in."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from office.people.models import Mandate, User
from office.people.permissions import organisations_of
from recognition.committees import arithmetic
from recognition.committees.enums import Answer, Ground
from recognition.committees.kinds import Tie
from recognition.committees.models import Expert
from recognition.committees.queries.conflicts import Hints, Judge, hints_on, judges_of
from recognition.honours.permissions import RECOGNISING

from ..models import Call, Juror, Jury, Mark, Nominee, Reading

#: States in which a nominee is marked by the jury and put on the list.
SCORED = frozenset({"first_passed", "in_notice", "contested", "cleared"})


def juries_visible_to(user: Any) -> QuerySet[Jury]:
    """Return the juries of the calls that a user's organisation runs."""
    run = organisations_of(user, *RECOGNISING)
    return Jury.objects.filter(call__award__organiser__in=run).select_related("call__award__organiser")


def jurors_visible_to(user: Any) -> QuerySet[Juror]:
    """Return the jurors of those juries."""
    return Juror.objects.filter(jury__in=juries_visible_to(user)).select_related("jury__call__award", "user")


def sitting(jury: Jury, day: datetime.date) -> QuerySet[Juror]:
    """Return who sits on a jury on a day."""
    return jury.jurors.filter(appointed_on__lte=day, ended_on=None).select_related("user")


def readings_run_by(user: Any) -> QuerySet[Reading]:
    """Return what lies before the jurors of the juries that a user's organisation runs."""
    return _whole(Reading.objects.filter(juror__jury__in=juries_visible_to(user)))


def readings_of(user: Any) -> QuerySet[Reading]:
    """Return what lies before a user as a juror who sits today, as long as the nominee is in the race."""
    rows = _whole(Reading.objects.filter(nominee__merged_into=None))
    if not getattr(user, "is_active", False):
        return rows.none()
    today = timezone.localdate()
    seats = Juror.objects.filter(user=user.pk, appointed_on__lte=today, ended_on=None)
    return rows.filter(juror__in=seats)


def _whole(rows: QuerySet[Reading]) -> QuerySet[Reading]:
    return rows.select_related(
        "juror__user",
        "juror__jury__call__award",
        "nominee__case__courier",
        "nominee__call__award",
        "nominee__courier",
        "nominee__unit",
    )


def owed(readings: QuerySet[Reading]) -> QuerySet[Reading]:
    """Return of readings those that wait for the juror: not marked, no conflict, the nominee on the board."""
    waiting = readings.filter(handed_in_at=None, nominee__case__state__in=SCORED, nominee__merged_into=None)
    return waiting.exclude(answer=Answer.DECLARED)


def owes_marks(user: Any, call: Call) -> bool:
    """Tell whether a user has still to mark in a call; until then nobody else's marks are shown."""
    return owed(readings_of(user).filter(juror__jury=call.pk)).exists()


def owed_by_jury(jury: Jury, day: datetime.date) -> list[tuple[Juror, int]]:
    """Return the jurors who sit and owe something, each with how much; two queries."""
    jurors = {each.pk: each for each in sitting(jury, day)}
    rows = owed(Reading.objects.filter(juror__in=jurors)).order_by()
    counts = rows.values("juror").annotate(count=Count("pk")).values_list("juror", "count")
    return sorted(((jurors[key], count) for key, count in counts), key=lambda pair: pair[0].pk)


def scores_of(readings: Iterable[Reading]) -> dict[int, Decimal]:
    """Return the weighted score out of 100 of each reading that counts, by its key; one query."""
    marks: defaultdict[int, list[tuple[Decimal, Decimal, Decimal]]] = defaultdict(list)
    rows = Mark.objects.filter(reading__in=[each.pk for each in readings if each.counts])
    for key, *mark in rows.values_list("reading", "mark", "criterion__most", "criterion__weight"):
        marks[key].append((mark[0], mark[1], mark[2]))
    return {key: arithmetic.weighted(found) for key, found in marks.items()}


def others_of(reading: Reading) -> list[tuple[Decimal, str]]:
    """Return (score, remark) of the other jurors of a nominee, nobody named; none before the own are in."""
    if reading.handed_in_at is None:
        return []
    others = list(
        Reading.objects.filter(nominee=reading.nominee_id, handed_in_at__isnull=False)
        .exclude(pk=reading.pk)
        .exclude(answer=Answer.DECLARED)
    )
    scores = scores_of(others)
    # By the score, so that no order tells who is who.
    return sorted((scores[each.pk], each.remark) for each in others if each.pk in scores)


def progress_of(jury: Jury) -> list[tuple[Juror, Counter[str]]]:
    """Return the jurors of a jury, each with counts of `asked`, `open`, `declared` and `in`; two queries."""
    jurors = list(jury.jurors.select_related("user"))
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for each in Reading.objects.filter(juror__in=jurors, nominee__merged_into=None):
        if each.answer == Answer.DECLARED:
            stage = "declared"
        elif each.handed_in_at is not None:
            stage = "in"
        else:
            stage = "open" if each.answer == Answer.NONE else "asked"
        counts[each.juror_id][stage] += 1
    return [(juror, counts[juror.pk]) for juror in jurors]


def hints_of(jurors: Sequence[Juror], nominees: Sequence[Nominee]) -> Hints:
    """Return the hints of each (nominee, juror) by their keys; the queries do not grow with either."""
    on_file = judges_of(Expert.objects.filter(user__in=[each.user_id for each in jurors]))
    filed = {judge.user_id: judge for judge in on_file.values()}
    employers: defaultdict[int, set[int]] = defaultdict(set)
    rows = Mandate.objects.filter(user__in=[each.user_id for each in jurors], revoked_at=None)
    for user, organisation in rows.values_list("user", "organisation"):
        employers[user].add(organisation)
    judges = {}
    for each in jurors:
        known = filed.get(each.user_id, Judge(each.user_id, str(each)))
        everywhere = known.employers | employers[each.user_id]
        judges[each.pk] = Judge(each.user_id, known.name, frozenset(everywhere), known.relatives)
    named = {each.pk: [n.made_by_id for n in each.nominations.all()] for each in nominees}
    ties = {
        key: [Tie(Ground.RECOMMENDER, "", user_id=user) for user in users] for key, users in named.items()
    }
    return hints_on([each.case for each in nominees], judges, lambda case: ties[case.pk])


def may_sit() -> QuerySet[User]:
    """Return the accounts that can be put on a jury: those who act for an organisation, experts included."""
    holding = Mandate.objects.filter(revoked_at=None).values("user")
    return User.objects.filter(pk__in=holding, is_active=True).order_by("display_name", "username")
