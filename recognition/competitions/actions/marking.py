"""Marks entered twice by two people, and settled by a third where they differ."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..enums import EntryStatus, MarkGround, Part
from ..models import Item, Mark, Performance, Reading, Stage
from ..queries import Cell, Line, lines_of, standing_marks
from ..rules.points import PLACES, fault_of, points_of
from ..shapes import Paper
from .guards import ask, lock, refuse_closed
from .stages import refuse_incomplete_items


@transaction.atomic
def enter_marks(
    performance: Performance, *, papers: Mapping[int, Paper], actor: User, now: datetime.datetime
) -> Performance:
    """Enter the papers of some items (by key) for one performance; the same again changes nothing.

    The first and the second entry come from two people; when they agree the mark stands, otherwise it waits
    in the list of differences. Until then one may replace one's own entry. Raises PermissionDenied, or
    ValidationError `not_marked_twice`, `stage_closed`, `not_ranked`, `full_marks`, `settled`, `two_hands`,
    and those of `fault_of`.
    """
    enter_sheet(performance.stage, rows={performance.pk: papers}, actor=actor, now=now)
    performance.refresh_from_db()
    return performance


@transaction.atomic
def enter_sheet(
    stage: Stage, *, rows: Mapping[int, Mapping[int, Paper]], actor: User, now: datetime.datetime
) -> int:
    """Enter the papers of many performances (by key) as one person's entry; return how many marks changed.

    Raises as `enter_marks`; nothing is entered when anything is refused.
    """
    event = stage.event
    ask(actor, "competitions.enter_marks", event)
    lock(event)
    if not event.marked_twice:
        raise ValidationError(
            _("The results of this event come on a signed sheet. Import that sheet."), code="not_marked_twice"
        )
    refuse_closed(stage)
    refuse_incomplete_items(stage)
    performances = stage.performances.filter(pk__in=rows).select_related("entry")
    entered = 0
    for line in lines_of(stage, list(performances)):
        entered += _enter_line(line, rows[line.performance.pk], actor, now)
    if entered:
        audit.record(
            "competitions.marks.entered",
            actor=actor,
            subject=event,
            at=now,
            stage=stage.position,
            marks=entered,
        )
    return entered


def _enter_line(line: Line, papers: Mapping[int, Paper], actor: User, now: datetime.datetime) -> int:
    if line.performance.status != EntryStatus.RANKED:
        raise ValidationError(
            _("Entry %(number)s is not ranked in this stage, so it has no marks."),
            code="not_ranked",
            params={"number": line.performance.entry.number},
        )
    wanted = [(cell, papers[cell.item.pk]) for cell in line.cells if cell.item.pk in papers]
    changed = [_enter(cell, paper, actor, now) for cell, paper in wanted]
    if any(changed):
        sum_up(line.performance)
    return sum(changed)


def _enter(cell: Cell, paper: Paper, actor: User, now: datetime.datetime) -> bool:
    """Enter one paper; tell whether anything changed."""
    if fault := fault_of(paper, item=cell.item):
        raise fault
    own = cell.read_by(actor)
    if own is not None and own.paper == (paper.scores, paper.deduction, paper.seconds):
        return False
    _refuse_late(cell, own)
    reading = own or Reading(
        performance=cell.performance, item=cell.item, place=_free_place(cell), entered_by=actor
    )
    reading.scores = [f"{score:f}" for score in paper.scores]
    reading.deduction, reading.seconds, reading.entered_at = paper.deduction, paper.seconds, now
    reading.points = points_of(paper.scores, paper.deduction, trimmed=cell.item.trimmed)
    reading.save()
    other = next((each for each in cell.readings if each.entered_by_id != actor.pk), None)
    if other is not None and other.paper == reading.paper:
        _stand(cell, reading.points, reading.seconds, MarkGround.AGREED, "", actor, now)
    return True


def _refuse_late(cell: Cell, own: Reading | None) -> None:
    told = {"item": cell.item.name, "number": cell.performance.entry.number}
    if cell.mark is not None:
        raise ValidationError(
            _(
                "The mark of entry %(number)s for “%(item)s” stands already. To change it, correct it with a "
                "reason."
            ),
            code="settled",
            params=told,
        )
    if own is None and len(cell.readings) == 2:
        raise ValidationError(
            _(
                "Two people entered the mark of entry %(number)s for “%(item)s” already. Resolve the "
                "difference."
            ),
            code="two_hands",
            params=told,
        )


def _free_place(cell: Cell) -> int:
    return 2 if cell.readings and cell.readings[0].place == 1 else 1


def _stand(
    cell: Cell,
    points: Decimal,
    seconds: int | None,
    ground: MarkGround,
    reason: str,
    actor: User,
    now: datetime.datetime,
) -> Mark:
    return Mark.objects.create(
        performance=cell.performance,
        item=cell.item,
        version=cell.mark.version + 1 if cell.mark else 1,
        points=points,
        seconds=seconds,
        ground=ground,
        reason=reason,
        settled_by=actor,
        settled_at=now,
    )


@transaction.atomic
def settle_mark(
    performance: Performance,
    *,
    item: Item,
    points: Decimal,
    seconds: int | None = None,
    reason: str,
    actor: User,
    now: datetime.datetime,
) -> Mark:
    """Say, as a third person, what a mark is where two entries differ, or correct one that stands.

    `points` are those after deduction, 0 to the item's full mark. The same again changes nothing. Who went
    on from a closed stage is not changed by it. Raises PermissionDenied, or ValidationError
    `nothing_to_settle`, `third_hand`, `reason_required`, `score_range`.
    """
    event = performance.stage.event
    ask(actor, "competitions.enter_marks", event)
    lock(event)
    line = lines_of(performance.stage, [performance])[0]
    cell = next(each for each in line.cells if each.item.pk == item.pk)
    reason = reason.strip()
    if cell.mark and (cell.mark.points, cell.mark.seconds, cell.mark.reason) == (points, seconds, reason):
        return cell.mark
    _refuse_settling(cell, points, reason, actor)
    ground = MarkGround.CORRECTED if cell.mark else MarkGround.RESOLVED
    mark = _stand(cell, points, seconds, ground, reason, actor, now)
    sum_up(performance)
    audit.record(
        "competitions.mark.settled",
        actor=actor,
        subject=event,
        at=now,
        entry=performance.entry.number,
        item=item.name,
        ground=ground,
        points=points,
        reason=reason,
    )
    return mark


def _refuse_settling(cell: Cell, points: Decimal, reason: str, actor: User) -> None:
    if cell.mark is None and not cell.differs:
        raise ValidationError(
            _("This mark has not been entered by two people yet. Enter it first."), code="nothing_to_settle"
        )
    if cell.read_by(actor):
        raise ValidationError(
            _("You entered this mark yourself. A third person settles it: ask a colleague."),
            code="third_hand",
        )
    if not points.is_finite() or not 0 <= points <= cell.item.full_mark or points != round(points, PLACES):
        message = _("The mark is a number from 0 to %(most)s with at most three decimals.") % {
            "most": f"{cell.item.full_mark.normalize():f}"
        }
        raise ValidationError({"points": ValidationError(message, code="score_range")})
    if not reason:
        message = _("Say why the mark is that: the paper, the judge's word.")
        raise ValidationError({"reason": ValidationError(message, code="reason_required")})


def sum_up(performance: Performance) -> None:
    """Write the marks of the parts whose items all have theirs, and the time that they took together."""
    marks = {item: mark for (_performance, item), mark in standing_marks([performance.pk]).items()}
    items = list(performance.stage.items.all())
    for part in Part:
        found = [marks.get(item.pk) for item in items if item.part == part]
        done = bool(found) and all(found)
        total = sum((mark.points for mark in found if mark), Decimal(0)) if done else None
        setattr(performance, part.value, total)
    times = [mark.seconds for mark in marks.values() if mark.seconds is not None]
    performance.seconds = sum(times) if times else None
    performance.save(update_fields=["theory", "practice", "seconds"])
