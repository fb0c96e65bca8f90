"""What every judging of cases does alike: weights, answers about conflicts, marks, files that are shut."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.people.models import User

from ..arithmetic import HUNDRED
from ..enums import Answer, Ground
from ..models.judging import ConflictAnswer, WeighedCriterion
from .guards import at


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion: what is judged, its weight in percent, and the highest mark."""

    label: str
    weight: Decimal
    most: Decimal = HUNDRED


def check_weights(criteria: Sequence[CriterionFacts]) -> None:
    """Raise ValidationError `weights` unless the criteria differ and their weights are 100 together."""
    if sum((each.weight for each in criteria), Decimal(0)) != HUNDRED:
        raise at("criteria", _("The weights must be 100 together."), "weights")
    if len({each.label for each in criteria}) != len(criteria):
        raise at("criteria", _("A criterion stands here twice."), "weights")


def keep_answer(
    row: ConflictAnswer,
    answer: Answer,
    *,
    ground: Ground | str = "",
    words: str = "",
    recused_by: User | None = None,
    now: datetime.datetime,
) -> None:
    """Write what was answered; a conflict that was declared stays.

    Raises ValidationError `answer_required`, `ground_required`, `declared_already`.
    """
    if answer == Answer.ASKED:
        raise at("answer", _("Say whether there is a conflict."), "answer_required")
    if answer == Answer.DECLARED and not ground:
        raise at("ground", _("Say what the conflict is."), "ground_required")
    declared = {"ground": ground, "words": words.strip()[:200], "recused_by": recused_by}
    changed = (
        type(row)
        ._default_manager.filter(pk=row.pk)
        .exclude(answer=Answer.DECLARED)
        .update(answer=answer, answered_at=now, **(declared if answer == Answer.DECLARED else {}))
    )
    if not changed:
        raise ValidationError(
            _("A conflict was declared for this file and stays declared."), code="declared_already"
        )
    row.refresh_from_db()


def refuse_shut(row: ConflictAnswer) -> None:
    """Raise ValidationError `not_declared` or `conflict` as long as a file is shut to its judge."""
    if row.answer == Answer.ASKED:
        raise ValidationError(_("First say whether you have a conflict with this file."), code="not_declared")
    if row.answer == Answer.DECLARED:
        raise ValidationError(_("A conflict is declared; this file is shut to you."), code="conflict")


def check_marks(criteria: Iterable[WeighedCriterion], marks: Mapping[int, Decimal]) -> None:
    """Hold marks by the keys of their criteria against them.

    Raises ValidationError `mark_missing`, `mark_out_of_range` (at the field `criterion_<key>`).
    """
    for criterion in criteria:
        mark, name = marks.get(criterion.pk), f"criterion_{criterion.pk}"
        if mark is None:
            raise at(name, _("Give a mark for every criterion."), "mark_missing")
        if not 0 <= mark <= criterion.most:
            raise at(name, _("A mark lies between 0 and %(most)s."), "mark_out_of_range", most=criterion.most)
