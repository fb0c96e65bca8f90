"""Bases and batches: setting them up, inviting, ordering the list, recording who was there."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import advance, open_case
from office.desk.language import office_language
from office.people.models import Courier, Organisation, User
from training.inspections.fairness import new_seed

from ..enums import Mode, Reply
from ..models import Batch, Participation, RecuperationBase
from ..order import ordered
from ..queries.people import employers_of
from ..queries.recuperation import with_places
from ..queries.standing import honours_counted, standings
from ..rules import rules_on
from .guards import ask, at, moved_on
from .places import refuse_elsewhere

RUN = "wellbeing.run_recuperation"
PROCEDURE = "recuperation"


@dataclass(frozen=True, kw_only=True)
class BaseFacts:
    """What is on record of a base."""

    name: str
    beds: int
    address: str = ""
    contact: str = ""
    phone: str = ""
    closed_on: datetime.date | None = None


@transaction.atomic
def keep_base(
    base: RecuperationBase | None, facts: BaseFacts, *, actor: User | None, now: datetime.datetime
) -> RecuperationBase:
    """Enter a base, or correct the given one. Raises PermissionDenied, or ValidationError `name_taken`."""
    ask(actor, RUN)
    kept = base or RecuperationBase()
    for name, value in vars(facts).items():
        setattr(kept, name, value)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise at(
            "name", _("A base of that name is on record already. Choose another name."), "name_taken"
        ) from error
    audit.record("wellbeing.base.kept", actor=actor, subject=kept, at=now, beds=kept.beds)
    return kept


@dataclass(frozen=True, kw_only=True)
class BatchFacts:
    """What is known of a batch before anybody is asked; the cost a person is in fen."""

    base: RecuperationBase
    mode: Mode
    starts_on: datetime.date
    ends_on: datetime.date
    closes_on: datetime.date
    places: int
    cost_fen: int
    leader: User
    funding: str = ""


@transaction.atomic
def plan_batch(facts: BatchFacts, *, union: Organisation, actor: User, now: datetime.datetime) -> Batch:
    """Open the case of a batch for a union for which the actor acts.

    Raises PermissionDenied, or ValidationError `days`, `closes_late`, `more_than_beds`, `base_closed`,
    `leader`, and what `rules_on` raises: without rules in force nobody is asked.
    """
    ask(actor, RUN)
    _refuse_facts(facts, union)
    rules_on(timezone.localdate(now))
    with office_language():
        title = _("Recuperation at %(base)s, %(day)s") % {"base": facts.base.name, "day": facts.starts_on}
    case = open_case(PROCEDURE, title=title, organisation=union, actor=actor, now=now)
    ask(actor, RUN, case)
    return Batch.objects.create(case=case, **vars(facts))


def _refuse_facts(facts: BatchFacts, union: Organisation) -> None:
    if facts.ends_on < facts.starts_on:
        raise at("ends_on", _("The last day lies before the first. Correct the day."), "days")
    if facts.closes_on >= facts.starts_on:
        raise at(
            "closes_on", _("Answers are due before the first day. Choose an earlier day."), "closes_late"
        )
    if facts.base.closed_on is not None:
        raise at("base", _("This base is not used any more. Choose another."), "base_closed")
    if facts.places > facts.base.beds:
        raise at(
            "places",
            _("The base has %(beds)d beds. Plan fewer places, or a second batch."),
            "more_than_beds",
            beds=facts.base.beds,
        )
    if not facts.leader.mandates.filter(organisation=union, revoked_at=None).exists():
        raise at(
            "leader", _("The leader acts for the union whose batch it is. Choose a colleague."), "leader"
        )


@transaction.atomic
def invite(batch: Batch, people: Collection[Courier], *, actor: User, now: datetime.datetime) -> int:
    """Invite people who are entitled to an open batch, and return how many are new; all or none.

    Raises PermissionDenied, or ValidationError `moved_on`, `not_by_invitation`, `not_entitled`, `elsewhere`.
    """
    ask(actor, RUN, batch.case)
    if batch.mode != Mode.INVITATION:
        raise ValidationError(_("People apply to this batch themselves."), code="not_by_invitation")
    _refuse_closed(batch)
    known = set(batch.participations.values_list("courier", flat=True))
    new = [each for each in people if each.pk not in known]
    _refuse_unentitled(new, on=timezone.localdate(now))
    refuse_elsewhere(new, batch)
    employers = employers_of(new)
    Participation.objects.bulk_create(
        Participation(
            batch=batch,
            courier=each,
            employer=employers.get(each.pk),
            invited=True,
            reply=Reply.WAITING,
            entered_at=now,
        )
        for each in new
    )
    audit.record("wellbeing.batch.invited", actor=actor, subject=batch.case, at=now, people=len(new))
    return len(new)


def _refuse_unentitled(people: Collection[Courier], *, on: datetime.date) -> None:
    _version, rules = rules_on(on)
    if rules.members_too:
        return
    counted = honours_counted([each.pk for each in people], rules, on=on)
    without = [each.name for each in people if not counted.get(each.pk)]
    if without:
        raise at(
            "people",
            _("No honour that entitles is on record of %(names)s. Leave them out, or record the honour."),
            "not_entitled",
            names="、".join(without[:5]),
        )


@transaction.atomic
def order_list(batch: Batch, *, actor: User, now: datetime.datetime, seed: str = "") -> Batch:
    """Order everybody who said yes by the rules in force, drawing among equals, and propose the list.

    Facts, rules and seed are kept, so that anybody can order the list again. The seed is made here from the
    machine's randomness; it is an argument for tests and demonstrations only.
    Raises PermissionDenied, or ValidationError `too_early`, `nobody`, what `rules_on` and the gate raise.
    """
    ask(actor, RUN, batch.case)
    today = timezone.localdate(now)
    if today <= batch.closes_on:
        raise ValidationError(
            _("Answers are taken until the end of %(day)s. Order the list after that day.")
            % {"day": batch.closes_on.isoformat()},
            code="too_early",
        )
    people = list(batch.participations.filter(reply=Reply.ACCEPTED))
    if not people:
        raise ValidationError(_("Nobody has said yes, so there is no list. Cancel the stay."), code="nobody")
    version, rules = rules_on(today)
    seed = seed or new_seed()
    placed = ordered(standings(batch, people, rules, on=today), rules, seed=seed, starts_on=batch.starts_on)
    rows = {str(each.pk): each for each in people}
    for position, standing in enumerate(placed, start=1):
        rows[standing.key].position, rows[standing.key].facts = position, standing.to_json()
    Participation.objects.bulk_update(people, ["position", "facts"])
    batch.policy, batch.rules, batch.seed, batch.ordered_at = version, rules.to_json(), seed, now
    batch.save(update_fields=["policy", "rules", "seed", "ordered_at"])
    data = {"people": len(people), "seed": seed, "policy": version.label}
    advance(batch.case, "propose", actor=actor, now=now, data=data)
    return batch


def undo_order(batch: Batch) -> None:
    """Take the order back when the case goes back to asking; the record keeps the seed that was drawn."""
    batch.participations.update(position=None, facts={})
    Batch.objects.filter(pk=batch.pk).update(policy=None, rules={}, seed="", ordered_at=None)


@transaction.atomic
def record_stays(batch: Batch, days: Mapping[int, int], *, actor: User, now: datetime.datetime) -> Batch:
    """Enter for those with a place (keys of their parts) how many days they were there; 0 for absent.

    May be entered again until the batch is closed. Raises PermissionDenied, or ValidationError `moved_on`,
    `not_begun`, `no_place`, `too_many_days`.
    """
    ask(actor, RUN, batch.case)
    if batch.case.state != "settled":
        raise moved_on()
    if timezone.localdate(now) < batch.starts_on:
        raise ValidationError(_("The stay has not begun. Enter the days afterwards."), code="not_begun")
    placed = {line.part.pk: line.part for line in with_places(batch) if line.has_place}
    if set(days) - set(placed):
        raise ValidationError(
            _("Somebody without a place was entered. Load the page again."), code="no_place"
        )
    if any(not 0 <= number <= batch.days for number in days.values()):
        raise ValidationError(
            _("The stay has %(days)d days. Enter 0 to %(days)d.") % {"days": batch.days}, code="too_many_days"
        )
    for key, number in days.items():
        placed[key].days_attended = number
    Participation.objects.bulk_update([placed[key] for key in days], ["days_attended"])
    audit.record("wellbeing.batch.attended", actor=actor, subject=batch.case, at=now, people=len(days))
    return batch


def _refuse_closed(batch: Batch) -> None:
    if batch.case.state != "open":
        raise moved_on()
