"""Arranging an event: its stages and items, who goes on, and who is not ranked."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import User

from ..enums import EntryStatus, ItemKind, Part, StageKind
from ..models import Event, Item, Performance, Reading, Stage
from ..queries import current_stage, differences_of, performances_of_stage, ranking_of, rule_of
from ..rules.ranking import going_on
from .guards import ask, lock, refuse_closed


def final_of(event: Event) -> Stage:
    """Return the final of an event, making it last of all where there is none yet."""
    found = event.stages.filter(kind=StageKind.FINAL).first()
    if found is None:
        last = event.stages.aggregate(last=Max("position"))["last"] or 0
        with office_language():
            name = str(StageKind.FINAL.label)
        found = Stage.objects.create(event=event, position=last + 1, kind=StageKind.FINAL, name=name)
    found.event = event
    return found


@transaction.atomic
def arrange_final(event: Event, *, actor: User | None, now: datetime.datetime) -> Stage:
    """Make the final of an event and return it; the same again changes nothing. Raises PermissionDenied."""
    ask(actor, "competitions.arrange_stages", event)
    lock(event)
    known = event.stages.filter(kind=StageKind.FINAL).exists()
    final = final_of(event)
    if not known:
        audit.record("competitions.stage.arranged", actor=actor, subject=event, at=now, stage=final.position)
    return final


def stage_for_results(event: Event) -> Stage:
    """Return the stage into which results go now: the one under way, a final where none was arranged.

    Raises ValidationError `stage_closed`.
    """
    stage = current_stage(event) or final_of(event)
    refuse_closed(stage)
    return stage


@transaction.atomic
def add_heat(
    event: Event,
    *,
    name: str,
    advance: int,
    held_on: datetime.date | None = None,
    actor: User | None,
    now: datetime.datetime,
) -> Stage:
    """Put a heat before the final, after the heats that there are; `advance` go on from it.

    Who was entered already starts in the first stage, so heats are arranged before any mark is in. Raises
    PermissionDenied, or ValidationError `marking_begun`.
    """
    ask(actor, "competitions.arrange_stages", event)
    lock(event)
    final = final_of(event)
    begun = final.performances.exclude(theory=None, practice=None).exists()
    closed = event.stages.filter(closed_at__isnull=False).exists()
    if begun or closed or Reading.objects.filter(performance__stage=final).exists():
        raise _marking_begun()
    position = final.position
    Stage.objects.filter(pk=final.pk).update(position=position + 1)
    heat = Stage.objects.create(
        event=event,
        position=position,
        kind=StageKind.HEAT,
        name=name.strip(),
        advance=advance,
        held_on=held_on,
    )
    if position == 1:
        final.performances.update(stage=heat)
    audit.record(
        "competitions.stage.arranged", actor=actor, subject=event, at=now, stage=position, advance=advance
    )
    return heat


def _marking_begun() -> ValidationError:
    return ValidationError(
        _("Marks of this stage are in already, so its arrangement stays as it is."), code="marking_begun"
    )


@transaction.atomic
def add_item(
    stage: Stage,
    *,
    part: str,
    name: str,
    kind: str,
    full_mark: Decimal,
    judges: int = 1,
    trimmed: bool = False,
    actor: User | None,
    now: datetime.datetime,
) -> Item:
    """Add what is marked in a stage: `part` is a Part, `kind` an ItemKind, `full_mark` out of the part's 100.

    Raises PermissionDenied, or ValidationError `marking_begun`, `full_marks` (the part would have more than
    100), or those of the columns.
    """
    ask(actor, "competitions.arrange_stages", stage.event)
    lock(stage.event)
    if Reading.objects.filter(performance__stage=stage).exists():
        raise _marking_begun()
    items = list(stage.items.order_by("position"))
    total = sum((each.full_mark for each in items if each.part == part), full_mark)
    if total > 100:
        raise ValidationError(
            {
                "full_mark": ValidationError(
                    _("The items of this part would make %(total)s points; they make 100.")
                    % {"total": total},
                    code="full_marks",
                )
            }
        )
    item = Item(
        stage=stage,
        position=items[-1].position + 1 if items else 1,
        part=part,
        name=name.strip(),
        kind=kind,
        full_mark=full_mark,
        judges=judges if kind == ItemKind.JUDGEMENT else 1,
        trimmed=trimmed and kind == ItemKind.JUDGEMENT,
    )
    item.full_clean()
    item.save()
    audit.record(
        "competitions.item.added",
        actor=actor,
        subject=stage.event,
        at=now,
        stage=stage.position,
        item=item.name,
    )
    return item


@transaction.atomic
def remove_item(item: Item, *, actor: User | None, now: datetime.datetime) -> Stage:
    """Take an item out before any mark is in; return its stage. Raises PermissionDenied, `marking_begun`."""
    stage = item.stage
    ask(actor, "competitions.arrange_stages", stage.event)
    lock(stage.event)
    if Reading.objects.filter(performance__stage=stage).exists():
        raise _marking_begun()
    item.delete()
    audit.record(
        "competitions.item.removed",
        actor=actor,
        subject=stage.event,
        at=now,
        stage=stage.position,
        item=item.name,
    )
    return stage


def refuse_incomplete_items(stage: Stage) -> None:
    """Raise ValidationError `full_marks` unless the items of each part make 100."""
    totals = {part: Decimal(0) for part in Part}
    for item in stage.items.all():
        totals[Part(item.part)] += item.full_mark
    for part, total in totals.items():
        if total != 100:
            raise ValidationError(
                _("The items of “%(part)s” make %(total)s points instead of 100. Arrange the items first.")
                % {"part": part.label, "total": total},
                code="full_marks",
            )


@transaction.atomic
def close_stage(stage: Stage, *, actor: User | None, now: datetime.datetime) -> Stage:
    """Send the best of a heat on to the next stage and return it; who shares the last place goes too.

    Raises PermissionDenied, or ValidationError `final` (nobody goes on from a final), `stage_closed`,
    `empty`, `unmarked`, `differences`, and those of the rule.
    """
    event = stage.event
    ask(actor, "competitions.arrange_stages", event)
    lock(event)
    stage.refresh_from_db(fields=["closed_at"])
    if stage.is_final:
        raise ValidationError(_("From a final nobody goes on. Publish the results."), code="final")
    refuse_closed(stage)
    refuse_unsettled(stage)
    performances = list(performances_of_stage(stage))
    placed = ranking_of(performances, rule_of(event))
    chosen = set(going_on(placed, stage.advance or 0))
    if not chosen:
        raise ValidationError(
            _("No entry of this event is ranked yet. Import the results first."), code="empty"
        )
    following = event.stages.filter(position__gt=stage.position).order_by("position").first() or final_of(
        event
    )
    Performance.objects.bulk_create(
        [
            Performance(stage=following, entry=each.entry)
            for each in performances
            if each.entry.number in chosen
        ]
    )
    Stage.objects.filter(pk=stage.pk).update(closed_at=now)
    stage.closed_at = now
    audit.record(
        "competitions.stage.closed",
        actor=actor,
        subject=event,
        at=now,
        stage=stage.position,
        entries=sorted(chosen),
    )
    following.event = event
    return following


def refuse_unsettled(stage: Stage) -> None:
    """Raise ValidationError `differences` or `unmarked` unless every ranked entry has its marks."""
    ranked = [each for each in differences_of(stage) if each.performance.status == EntryStatus.RANKED]
    if open_ones := len(ranked):
        raise ValidationError(
            _("%(count)d marks were entered differently by two people. Resolve the differences first.")
            % {"count": open_ones},
            code="differences",
        )
    unmarked = [
        each.entry.number
        for each in performances_of_stage(stage)
        if each.status == EntryStatus.RANKED and not each.is_marked
    ]
    if unmarked:
        raise ValidationError(
            _(
                "These entries have no marks yet: %(numbers)s. Enter them, or say that the entries withdrew "
                "or were disqualified."
            )
            % {"numbers": "、".join(unmarked[:10])},
            code="unmarked",
        )
