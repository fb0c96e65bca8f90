"""Opening a case, and the one gate through which a case moves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, Organisation, User
from office.people.permissions import mandates_on
from office.policy.calendar import working_day_after

from ..disclosure import refuse_identifiers_in_reason
from ..enums import Hand
from ..models import Case
from ..numbering import create_numbered, next_number
from ..procedures import CONTEST, OBJECTION_STEPS, Procedure, Transition, latest, procedure_of
from ..queries import notice_of, unruled_objections
from .guards import (
    at,
    close_supplement,
    refuse_frozen,
    refuse_missing_evidence,
    refuse_open_supplement,
    refuse_paused,
)


@transaction.atomic
def open_case(
    procedure_code: str,
    *,
    title: str,
    organisation: Organisation | None = None,
    courier: Courier | None = None,
    actor: User | None,
    now: datetime.datetime,
) -> Case:
    """Open a case in the first state of its procedure's latest version and return it, numbered.

    `title` is kept as it is given: whoever composes it does so in `office_language()`. Whether the actor may
    open one is asked by the room whose kind it is. Raises ValidationError `no_applicant` when neither an
    organisation nor a courier applies.
    """
    procedure = latest(procedure_code)
    if organisation is None and courier is None:
        raise ValidationError(
            _("A case needs an applicant: choose an organisation or a person."), code="no_applicant"
        )
    year = timezone.localdate(now).year

    def make() -> Case:
        return Case.objects.create(
            number=next_number(Case, procedure.number_prefix, year, digits=6),
            procedure=procedure.code,
            flow_version=procedure.version,
            state=procedure.initial,
            title=title[:200],
            organisation=organisation,
            courier=courier,
            opened_at=now,
            entered_at=now,
        )

    case = create_numbered(make)
    audit.record(
        "casework.case.opened",
        actor=actor,
        subject=case,
        at=now,
        procedure=procedure.code,
        to=case.state,
        roles=_roles(actor, now),
    )
    return case


@transaction.atomic
def advance(
    case: Case,
    name: str,
    *,
    actor: User | None,
    now: datetime.datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    due_on: datetime.date | None = None,
) -> Case:
    """Take one step of the case's procedure: the gate, and the only one.

    Guards in this order: the step leads out of the present state, the actor may take it, the case is not
    paused, a reason is given where one is asked for and holds nobody's number, no objection waits for a
    ruling, the notice is over, another hand than before, approvals are not frozen, a supplement asked for is
    there, and so is the evidence that the step needs.
    Then the state is written by compare-and-swap, the deed recorded, and the kind told (`on_transition`), all
    in one transaction. `data` is kept in the record; `due_on` overrides the day that the step's working days
    give. `actor` is None for the public and the clock, in automatic steps only.

    Raises PermissionDenied, LookupError (no such step), or ValidationError `moved_on`, `paused`,
    `reason_required`, `identifier_in_reason`, `objection_pending`, `notice_missing`, `notice_running`,
    `same_hand`, `frozen`, `items_required`, `evidence_missing`, `evidence_unchecked`, `calendar_unknown`.
    """
    procedure = procedure_of(case)
    step = procedure.transition(name)
    reason = reason.strip()
    if case.state not in step.sources:
        raise moved_on(case, procedure)
    _ask(case, step, actor)
    refuse_paused(case)
    if step.needs_reason and not reason:
        raise at("reason", _("Give the reason: the applicant reads it word for word."), "reason_required")
    refuse_identifiers_in_reason("reason", reason)
    _guard(case, step, actor, now)
    before = case.state
    _write(case, procedure, step, actor, now, due_on)
    close_supplement(case, step, now)
    audit.record(
        "casework.case.advanced",
        actor=actor,
        subject=case,
        at=now,
        **{
            **(data or {}),
            "transition": step.name,
            "from": before,
            "to": step.target_from(before),
            "reason": reason,
            "roles": _roles(actor, now),
        },
    )
    if procedure.on_transition is not None:
        procedure.on_transition(case, step, actor, now)
    return case


def _ask(case: Case, step: Transition, actor: User | None) -> None:
    """Raise PermissionDenied unless the actor may take the step."""
    if actor is None:
        allowed = step.automatic and step.hand is None
    else:
        allowed = not step.permission or actor.has_perm(step.permission, case)
    if not allowed:
        raise PermissionDenied(
            _("Your roles do not include the step “%(step)s”. Ask the desk that is responsible for it.")
            % {"step": step.label}
        )


def _guard(case: Case, step: Transition, actor: User | None, now: datetime.datetime) -> None:
    """Raise ValidationError while an objection, a running notice or an earlier hand forbids the step."""
    if step.name not in OBJECTION_STEPS and unruled_objections(case).exists():
        raise ValidationError(
            _("An objection to case %(number)s has not been ruled on. Rule on it first; then go on.")
            % {"number": case.number},
            code="objection_pending",
        )
    if step.after_notice:
        refuse_running_notice(case, now)
    if step.hand is not None and actor is not None:
        refuse_same_hand(case, step.hand, actor)
    refuse_frozen(case, step, timezone.localdate(now))
    procedure = procedure_of(case)
    refuse_open_supplement(procedure, case, step)
    refuse_missing_evidence(procedure, case, step, timezone.localdate(now))


def refuse_running_notice(case: Case, now: datetime.datetime) -> None:
    """Raise ValidationError `notice_missing` or `notice_running` unless the case's notice is over."""
    notice = notice_of(case)
    if notice is None:
        raise ValidationError(
            _("Case %(number)s has not been on public notice. Publish it first.") % {"number": case.number},
            code="notice_missing",
        )
    if timezone.localdate(now) <= notice.closes_on:
        raise ValidationError(
            _("Notice %(notice)s stands until 24:00 of %(day)s. Go on with the case after that day.")
            % {"notice": notice.number, "day": notice.closes_on.isoformat()},
            code="notice_running",
        )


def refuse_same_hand(case: Case, hand: Hand, actor: User) -> None:
    """Raise ValidationError `same_hand` when the actor has acted on the case in another post."""
    for other in Hand:
        if other != hand and case.hand(other) == actor.pk:
            raise ValidationError(
                _(
                    "You already acted on this case (“%(post)s”). Posts that check each other are held by "
                    "different people (财社〔2023〕181号, art. 25): ask a colleague."
                )
                % {"post": other.label},
                code="same_hand",
            )


def _write(
    case: Case,
    procedure: Procedure,
    step: Transition,
    actor: User | None,
    now: datetime.datetime,
    due_on: datetime.date | None,
) -> None:
    """Write the step by compare-and-swap, first in the database, then on the object in hand."""
    if due_on is None and step.days:
        due_on = working_day_after(timezone.localdate(now), step.days)
    values: dict[str, Any] = {"state": step.target_from(case.state), "entered_at": now, "due_on": due_on}
    if step.hand is not None and actor is not None:
        values[f"{step.hand}_id"] = actor.pk
    try:
        with transaction.atomic():
            changed = Case.objects.filter(pk=case.pk, state=case.state, paused_at=None).update(**values)
    except IntegrityError:
        # The object in hand was older than the row: only the row knew the earlier hand.
        case.refresh_from_db()
        if step.hand is not None and actor is not None:
            refuse_same_hand(case, step.hand, actor)
        raise
    if not changed:
        case.refresh_from_db(fields=["state", "paused_at"])
        refuse_paused(case)
        raise moved_on(case, procedure)
    for field, value in values.items():
        setattr(case, field, value)


def moved_on(case: Case, procedure: Procedure) -> ValidationError:
    """Return the refusal of a step that the case's state does not allow (any more)."""
    return ValidationError(
        _(
            "Case %(number)s is now in the state “%(state)s”, so this step is no longer possible; somebody "
            "may have been faster. Open the case again and look at what is left to do."
        )
        % {"number": case.number, "state": procedure.state(case.state).label},
        code="moved_on",
    )


def contest_waiting(case: Case, now: datetime.datetime) -> Case:
    """Contest the case; its answer is due with the oldest objection that waits."""
    oldest = unruled_objections(case).order_by("due_on").values_list("due_on", flat=True).first()
    return advance(case, CONTEST, actor=None, now=now, due_on=oldest)


def _roles(actor: User | None, now: datetime.datetime) -> list[str]:
    """Return the codes of the roles that an actor holds on that day, for the timeline."""
    if actor is None:
        return []
    return list(dict.fromkeys(str(role) for role, _key in mandates_on(actor, timezone.localdate(now))))
