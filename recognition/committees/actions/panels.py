"""Panels: criteria, the draw of their readers, opening and closing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.models import Case
from office.people.models import User
from training.inspections import fairness

from ..enums import Answer, DrawMethod, PanelState
from ..lots import choose, expert_in, lot
from ..models import Assignment, Committee, Criterion, Declaration, Dossier, Draw, Expert, Panel, Speciality
from ..queries import load_of, members_on
from ..queries.conflicts import hints_between
from .agenda import ask_for_conflicts, take_in
from .guards import ask, at, moved_on
from .judging import CriterionFacts, check_weights


@transaction.atomic
def make_panel(
    committee: Committee,
    *,
    title: str,
    due_on: datetime.date,
    criteria: Sequence[CriterionFacts],
    specialities: Iterable[Speciality] = (),
    actor: User,
    now: datetime.datetime,
) -> Panel:
    """Make a panel with the criteria by which its files are judged.

    Raises PermissionDenied, or ValidationError `weights` (they are not 100 together), `due_before`,
    `title_taken`.
    """
    ask(actor, committee)
    check_weights(criteria)
    if due_on < timezone.localdate(now):
        raise at("due_on", _("This day is over. Choose a later one."), "due_before")
    try:
        with transaction.atomic():
            panel = Panel.objects.create(committee=committee, title=title.strip(), due_on=due_on)
    except IntegrityError as error:
        raise at("title", _("The committee has a panel of this title."), "title_taken") from error
    panel.specialities.set(specialities)
    Criterion.objects.bulk_create(
        Criterion(panel=panel, position=place, label=each.label, weight=each.weight, most=each.most)
        for place, each in enumerate(criteria, start=1)
    )
    audit.record("committees.panel.made", actor=actor, subject=panel, at=now, criteria=len(criteria))
    return panel


@transaction.atomic
def draw_experts(
    panel: Panel,
    cases: Iterable[Case],
    *,
    size: int,
    method: DrawMethod,
    actor: User,
    now: datetime.datetime,
    seed: str = "",
) -> Draw:
    """Find so many experts for each case, at random or by load, and keep how they were found.

    Who has a conflict, or a strong hint of one, is not in the frame; who reads a file already stays, so that
    a second draw fills the places of those who declared a conflict. The seed is made here; it is an argument
    for tests and demonstrations only. Raises PermissionDenied, or ValidationError `moved_on` (the panel is
    closed), `not_ready`, `nothing_to_draw`, `too_few_experts`.
    """
    ask(actor, panel.committee)
    kept = Panel.objects.select_for_update().get(pk=panel.pk)
    if kept.state == PanelState.CLOSED:
        raise moved_on()
    dossiers = take_in(panel.committee, cases, actor=actor, now=now)
    if not dossiers:
        raise at("cases", _("Choose the cases that are to be read."), "nothing_to_draw")
    seed = seed or fairness.new_seed()
    frames = _frames(kept, dossiers, timezone.localdate(now))
    drawn = _drawn(frames, {each.pk: _wanted(kept, each, size) for each in dossiers}, method, seed)
    draw = Draw.objects.create(
        panel=kept,
        method=method,
        seed=seed,
        size=size,
        frame={each.alias: drawn[each.pk].lots for each in dossiers},
        drawn={each.alias: [expert.pk for expert in drawn[each.pk].experts] for each in dossiers},
        drawn_at=now,
        drawn_by=actor,
    )
    for dossier in dossiers:
        assign(draw, dossier, drawn[dossier.pk].experts, now)
    audit.record(
        "committees.panel.drawn",
        actor=actor,
        subject=kept,
        at=now,
        method=method,
        seed=seed,
        size=size,
        files=len(dossiers),
    )
    return draw


def _wanted(panel: Panel, dossier: Dossier, size: int) -> int:
    """Return how many readers a file still lacks; those who declared a conflict do not count."""
    reading = panel.assignments.filter(dossier=dossier).exclude(declaration__answer=Answer.DECLARED)
    return max(size - reading.count(), 0)


#: The experts who could be drawn for a file, each with the files that the expert still has to read.
Frame = list[tuple[Expert, int]]


def _frames(panel: Panel, dossiers: Sequence[Dossier], today: datetime.date) -> dict[int, Frame]:
    """Return the frame of each file by its key, in the order of the experts' keys."""
    members = members_on(panel.committee, today)
    if sought := list(panel.specialities.values_list("pk", flat=True)):
        members = members.filter(specialities__in=sought).distinct()
    experts = sorted(members, key=lambda expert: expert.pk)
    hints, load = hints_between(dossiers, experts), load_of(experts)
    keys = [each.pk for each in dossiers]
    shut = set(
        Declaration.objects.filter(dossier__in=keys, answer=Answer.DECLARED).values_list("dossier", "expert")
    )
    reading = set(panel.assignments.filter(dossier__in=keys).order_by().values_list("dossier", "expert"))
    return {
        key: [
            (expert, load[expert.pk])
            for expert in experts
            if (key, expert.pk) not in shut | reading
            and not any(hint.strong for hint in hints[key, expert.pk])
        ]
        for key in keys
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """The lots of a file and who was drawn from them."""

    lots: list[str]
    experts: list[Expert]


def _drawn(
    frames: dict[int, Frame], wanted: dict[int, int], method: DrawMethod, seed: str
) -> dict[int, _Found]:
    """Draw for one file after the other; by load, whoever is drawn carries one more at the next."""
    more: Counter[int] = Counter()
    found: dict[int, _Found] = {}
    by_load = method == DrawMethod.LOAD
    for key, frame in frames.items():
        if len(frame) < wanted[key]:
            raise ValidationError(
                _(
                    "One of the cases has only %(found)s experts without a conflict; %(wanted)s are needed. "
                    "Widen the specialities, or ask for fewer experts a file."
                ),
                code="too_few_experts",
                params={"found": len(frame), "wanted": wanted[key]},
            )
        names = [lot(key, each.pk, load + more[each.pk] if by_load else None) for each, load in frame]
        people = {expert.pk: expert for expert, _load in frame}
        experts = [people[expert_in(name)] for name in choose(seed, names, wanted[key])]
        more.update(expert.pk for expert in experts)
        found[key] = _Found(names, experts)
    return found


def assign(draw: Draw, dossier: Dossier, experts: list[Expert], now: datetime.datetime) -> None:
    """Give a file to experts whom a draw or a sheet found, and ask each for conflicts first."""
    ask_for_conflicts(dossier, experts, now=now)
    declarations = {each.expert_id: each for each in dossier.declarations.filter(expert__in=experts)}
    Assignment.objects.bulk_create(
        Assignment(
            panel=draw.panel, dossier=dossier, expert=expert, declaration=declarations[expert.pk], draw=draw
        )
        for expert in experts
    )


@transaction.atomic
def open_panel(panel: Panel, *, actor: User, now: datetime.datetime) -> Panel:
    """Open a panel for its experts; from now on nothing changes its criteria.

    Raises PermissionDenied, or ValidationError `no_files`, `moved_on`.
    """
    ask(actor, panel.committee)
    if not panel.assignments.exists():
        raise ValidationError(_("No expert is assigned yet. Draw them first."), code="no_files")
    changed = Panel.objects.filter(pk=panel.pk, state=PanelState.DRAFT).update(
        state=PanelState.OPEN, opened_at=now
    )
    if not changed:
        raise moved_on()
    panel.refresh_from_db()
    audit.record(
        "committees.panel.opened",
        actor=actor,
        subject=panel,
        at=now,
        criteria={each.label: str(each.weight) for each in panel.criteria.all()},
    )
    return panel


@transaction.atomic
def close_panel(panel: Panel, *, actor: User, now: datetime.datetime) -> Panel:
    """Close a panel when every score is in, or after the day on which they were due.

    Raises PermissionDenied, or ValidationError `scores_missing`, `moved_on`.
    """
    ask(actor, panel.committee)
    waiting = panel.assignments.filter(handed_in_at=None).exclude(declaration__answer=Answer.DECLARED)
    if timezone.localdate(now) <= panel.due_on and (left := waiting.count()):
        raise ValidationError(
            _("%(left)s scores are not in yet; they are due on %(day)s."),
            code="scores_missing",
            params={"left": left, "day": panel.due_on},
        )
    changed = Panel.objects.filter(pk=panel.pk, state=PanelState.OPEN).update(
        state=PanelState.CLOSED, closed_at=now
    )
    if not changed:
        raise moved_on()
    panel.refresh_from_db()
    audit.record("committees.panel.closed", actor=actor, subject=panel, at=now)
    return panel
