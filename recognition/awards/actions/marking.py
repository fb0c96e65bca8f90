"""What a juror does with a nominee: declares conflicts, marks; and what the organiser finds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import User
from recognition.committees.actions.judging import check_marks, keep_answer, refuse_shut
from recognition.committees.enums import Answer, Ground

from ..models import Mark, Reading
from .guards import ask, lock, may_mark, moved_on


@transaction.atomic
def answer_conflicts(
    answers: Iterable[tuple[Reading, Answer, Ground | str]], *, actor: User, now: datetime.datetime
) -> list[Reading]:
    """Answer for nominees whether there is a conflict, given as (reading, answer, ground); all or none.

    Raises as `answer_conflict` does.
    """
    return [
        answer_conflict(reading, answer, ground=ground, actor=actor, now=now)
        for reading, answer, ground in answers
    ]


@transaction.atomic
def answer_conflict(
    reading: Reading,
    answer: Answer,
    *,
    ground: Ground | str = "",
    words: str = "",
    actor: User,
    now: datetime.datetime,
) -> Reading:
    """Answer for oneself whether there is a conflict with a nominee; one that was declared stays.

    Declared after the marks are in, it takes them out of the mean. Raises PermissionDenied, or
    ValidationError `answer_required`, `ground_required`, `declared_already`, `moved_on`,
    `identifier_in_reason`.
    """
    _ask_own(reading, actor)
    _refuse_late(reading)
    refuse_identifiers_in_reason("words", words)
    keep_answer(reading, answer, ground=ground, words=words, now=now)
    _tell("awards.jury.answered", reading, actor, now, answer=answer, ground=reading.ground)
    return reading


@transaction.atomic
def recuse(
    reading: Reading, *, ground: Ground | str, words: str = "", actor: User, now: datetime.datetime
) -> Reading:
    """Shut a nominee to a juror whose conflict the organiser found; marks that are in count no more.

    Raises PermissionDenied, or ValidationError `ground_required`, `declared_already`, `moved_on`,
    `identifier_in_reason`.
    """
    ask(actor, "awards.run_jury", reading.juror.jury.call)
    _refuse_late(reading)
    refuse_identifiers_in_reason("words", words)
    keep_answer(reading, Answer.DECLARED, ground=ground, words=words, recused_by=actor, now=now)
    _tell("awards.jury.recused", reading, actor, now, juror=reading.juror.user_id, ground=reading.ground)
    return reading


@transaction.atomic
def hand_in(
    reading: Reading,
    marks: Mapping[int, Decimal],
    *,
    remark: str = "",
    actor: User,
    now: datetime.datetime,
) -> Reading:
    """Hand in a juror's marks of a nominee by the keys of the criteria; they are final.

    Raises PermissionDenied, or ValidationError `moved_on`, `not_declared`, `conflict`, `handed_in`,
    `mark_missing`, `mark_out_of_range` (at the field `criterion_<key>`), `identifier_in_reason`.
    """
    _ask_own(reading, actor)
    _refuse_late(reading)
    kept = Reading.objects.select_for_update().get(pk=reading.pk)
    refuse_shut(kept)
    if kept.handed_in_at is not None:
        raise ValidationError(_("Your marks are in and final."), code="handed_in")
    criteria = list(reading.juror.jury.criteria.all())
    check_marks(criteria, marks)
    refuse_identifiers_in_reason("remark", remark)
    Mark.objects.bulk_create(
        Mark(reading=kept, criterion=criterion, mark=marks[criterion.pk]) for criterion in criteria
    )
    Reading.objects.filter(pk=kept.pk).update(handed_in_at=now, remark=remark.strip())
    reading.refresh_from_db(fields=["handed_in_at", "remark"])
    _tell("awards.jury.handed_in", reading, actor, now)
    return reading


def _ask_own(reading: Reading, actor: User) -> None:
    if not actor.has_perm("awards.mark", reading):
        raise PermissionDenied(_("Every juror answers and marks for himself or herself."))


def _refuse_late(reading: Reading) -> None:
    """Raise ValidationError `moved_on` once the second review has the nominee, or it has left the race."""
    lock(reading.nominee)
    if not may_mark(reading.nominee):
        raise moved_on(reading.nominee)


def _tell(deed: str, reading: Reading, actor: User, now: datetime.datetime, **told: Any) -> None:
    audit.record(deed, actor=actor, subject=reading.nominee.case, at=now, **told)
