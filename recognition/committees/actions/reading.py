"""What experts do with a file: declare conflicts, score; and what the office prepares and finds."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework import filing
from office.casework.models import Attachment
from office.exchange.papers import read_paper
from office.people.models import User

from ..enums import Answer, Ground, ItemState, PanelState
from ..models import Assignment, Declaration, Dossier, Expert, Panel, RedactedCopy, Score
from .guards import ask, at, moved_on
from .judging import check_marks, keep_answer, refuse_shut


@transaction.atomic
def answer_conflict(
    declaration: Declaration,
    *,
    answer: Answer,
    ground: Ground | str = "",
    words: str = "",
    actor: User,
    now: datetime.datetime,
) -> Declaration:
    """Answer whether one has a conflict with a file; one that was declared stays.

    Raises PermissionDenied, or ValidationError `answer_required`, `ground_required`, `declared_already`,
    `ballot_open`.
    """
    if not actor.has_perm("committees.vote") or declaration.expert.user_id != actor.pk:
        raise PermissionDenied(_("Every expert answers for himself or herself."))
    _refuse_while_voting(declaration.dossier)
    keep_answer(declaration, answer, ground=ground, words=words, now=now)
    audit.record(
        "committees.conflict.answered",
        actor=actor,
        subject=declaration.dossier,
        at=now,
        answer=answer,
        ground=declaration.ground,
    )
    return declaration


@transaction.atomic
def answer_conflicts(
    answers: Iterable[tuple[Declaration, Answer, Ground | str]], *, actor: User, now: datetime.datetime
) -> list[Declaration]:
    """Answer for several files at once, given as (declaration, answer, ground).

    All files of a blind panel open together, so that none is known by the moment at which it opened.
    Raises as `answer_conflict` does; nothing is kept then.
    """
    return [
        answer_conflict(declaration, answer=answer, ground=ground, actor=actor, now=now)
        for declaration, answer, ground in answers
    ]


def _refuse_while_voting(dossier: Dossier) -> None:
    if dossier.items.filter(state=ItemState.VOTING).exists():
        raise ValidationError(_("The ballot on this file is open; its roll is fixed."), code="ballot_open")


@transaction.atomic
def impose_recusal(
    dossier: Dossier, expert: Expert, *, ground: Ground, words: str, actor: User, now: datetime.datetime
) -> Declaration:
    """Shut a file to an expert whose conflict the office found.

    Raises PermissionDenied, or ValidationError `ballot_open`, `declared_already`.
    """
    ask(actor, dossier.committee)
    _refuse_while_voting(dossier)
    row, _made = Declaration.objects.get_or_create(dossier=dossier, expert=expert, defaults={"asked_at": now})
    keep_answer(row, Answer.DECLARED, ground=ground, words=words, recused_by=actor, now=now)
    audit.record(
        "committees.conflict.imposed", actor=actor, subject=dossier, at=now, expert=expert.pk, ground=ground
    )
    return row


@transaction.atomic
def upload_redacted(
    dossier: Dossier,
    attachment: Attachment,
    *,
    name: str,
    content: bytes,
    actor: User,
    now: datetime.datetime,
) -> RedactedCopy:
    """Keep a copy of a paper in which nobody is named; a later one takes its place.

    Raises PermissionDenied, or ValidationError `same_file` (it is the original), and what `read_paper`
    raises.
    """
    ask(actor, dossier.committee)
    if attachment.case_id != dossier.case_id:
        raise PermissionDenied(_("This paper belongs to another case."))
    paper = read_paper(name, content)
    if paper.sha256 == attachment.evidence.sha256:
        raise at(
            "file", _("This is the original itself. Strike out the names first, then upload it."), "same_file"
        )
    RedactedCopy.objects.filter(attachment=attachment).delete()
    copy = RedactedCopy.objects.create(
        attachment=attachment, made_at=now, made_by=actor, **filing.keep(paper)
    )
    audit.record(
        "committees.paper.redacted",
        actor=actor,
        subject=dossier.case,
        at=now,
        slot=attachment.slot,
        original=attachment.evidence.sha256,
        copy=copy.sha256,
    )
    return copy


@transaction.atomic
def hand_in_scores(
    assignment: Assignment,
    marks: Mapping[int, Decimal],
    *,
    remark: str = "",
    actor: User,
    now: datetime.datetime,
) -> Assignment:
    """Hand in the marks of a file by the keys of its criteria; they are final.

    Raises PermissionDenied, or ValidationError `not_declared`, `conflict`, `panel_closed`, `handed_in`,
    `mark_missing`, `mark_out_of_range` (at the field `criterion_<key>`).
    """
    if not actor.has_perm("committees.review", assignment):
        raise PermissionDenied(_("This file was given to somebody else."))
    panel = Panel.objects.select_for_update().get(pk=assignment.panel_id)
    kept = Assignment.objects.select_related("declaration").get(pk=assignment.pk)
    refuse_shut(kept.declaration)
    if panel.state != PanelState.OPEN:
        raise ValidationError(_("The panel is not open for scores."), code="panel_closed")
    if kept.handed_in_at is not None:
        raise ValidationError(_("Your scores are in and final."), code="handed_in")
    criteria = list(panel.criteria.all())
    check_marks(criteria, marks)
    Score.objects.bulk_create(
        Score(assignment=kept, criterion=criterion, mark=marks[criterion.pk]) for criterion in criteria
    )
    changed = Assignment.objects.filter(pk=kept.pk, handed_in_at=None).update(
        handed_in_at=now, remark=remark.strip()
    )
    if not changed:
        raise moved_on()
    assignment.refresh_from_db()
    audit.record("committees.score.handed_in", actor=actor, subject=panel, at=now, assignment=assignment.pk)
    return assignment
