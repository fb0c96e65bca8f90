"""Setting union homes up, changing and closing them (建家)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Organisation, User

from ..enums import HomeKind
from ..models import UnionHome
from .guards import ask, at, moved_on, refuse_other_than_employer


@dataclass(frozen=True, kw_only=True)
class HomeFacts:
    """What is on record of a home."""

    employer: Organisation
    name: str
    kind: HomeKind
    set_up_on: datetime.date
    place: str = ""
    contact: str = ""


@transaction.atomic
def set_up_home(facts: HomeFacts, *, actor: User | None, now: datetime.datetime) -> UnionHome:
    """Enter a home; raise PermissionDenied, ValidationError `not_an_employer`, `name_taken`, `in_future`."""
    ask(actor, "wellbeing.keep_home")
    _refuse(facts, now)
    made = _saved(UnionHome(**_values(facts)))
    audit.record("wellbeing.home.set_up", actor=actor, subject=made, at=now, employer=made.employer.name)
    return made


@transaction.atomic
def change_home(home: UnionHome, facts: HomeFacts, *, actor: User, now: datetime.datetime) -> UnionHome:
    """Correct what is on record of a home that is open; its members stay with it, so does its employer.

    Raises PermissionDenied, or ValidationError `moved_on`, `other_employer`, `name_taken`, `in_future`.
    """
    ask(actor, "wellbeing.keep_home")
    _refuse(facts, now)
    if facts.employer.pk != home.employer_id:
        raise at("employer", _("A home stays with its employer. Set up another one there."), "other_employer")
    kept = UnionHome.objects.select_for_update().filter(pk=home.pk, closed_on=None).first()
    if kept is None:
        raise moved_on()
    for name, value in _values(facts).items():
        setattr(kept, name, value)
    audit.record("wellbeing.home.changed", actor=actor, subject=_saved(kept), at=now)
    return kept


@transaction.atomic
def close_home(
    home: UnionHome, *, closed_on: datetime.date, actor: User, now: datetime.datetime
) -> UnionHome:
    """Close a home; its members keep their cards. PermissionDenied, ValidationError `moved_on`, `day`."""
    ask(actor, "wellbeing.keep_home")
    if not home.set_up_on <= closed_on <= timezone.localdate(now):
        raise at("closed_on", _("The day lies between the setting up and today."), "day")
    if not UnionHome.objects.filter(pk=home.pk, closed_on=None).update(closed_on=closed_on):
        raise moved_on()
    home.refresh_from_db()
    audit.record("wellbeing.home.closed", actor=actor, subject=home, at=now, closed_on=closed_on)
    return home


def _values(facts: HomeFacts) -> dict[str, object]:
    return {**vars(facts), "name": facts.name.strip()}


def _refuse(facts: HomeFacts, now: datetime.datetime) -> None:
    refuse_other_than_employer(facts.employer)
    if facts.set_up_on > timezone.localdate(now):
        raise at("set_up_on", _("The day lies in the future. Correct it."), "in_future")


def _saved(home: UnionHome) -> UnionHome:
    try:
        with transaction.atomic():
            home.save()
    except IntegrityError as error:
        raise at(
            "name", _("This employer has a home of that name already. Choose another name."), "name_taken"
        ) from error
    return home
