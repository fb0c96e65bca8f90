"""What a secretary may choose from: accounts, experts, cases that wait for a committee."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from office.casework.models import Case
from office.casework.queries import cases_visible_to
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User
from office.people.permissions import organisations_of

from ..enums import ItemState
from ..kinds import every
from ..models import AgendaItem, Committee, Expert, Panel
from .members import seats_on


def own_departments(user: Any) -> QuerySet[Organisation]:
    """Return the departments for which a user is secretary."""
    return Organisation.objects.filter(pk__in=organisations_of(user, Role.COMMITTEE_SECRETARY))


def accounts_to_file() -> QuerySet[User]:
    """Return the accounts with the role of an expert that are not on file yet, by name."""
    mandates = Mandate.objects.filter(role=Role.EXPERT, revoked_at=None)
    rows = User.objects.filter(is_active=True, expert=None, pk__in=mandates.values("user"))
    return rows.order_by("display_name", "pk")


def experts_to_appoint(committee: Committee, day: datetime.date) -> QuerySet[Expert]:
    """Return the experts on file on a day who hold no seat in a committee."""
    filed = Expert.objects.filter(filed_on__lte=day, filed_until__gte=day, removed_on=None)
    return filed.exclude(memberships__in=seats_on(committee, day)).select_related("user")


def waiting_cases(user: Any, committee: Committee) -> QuerySet[Case]:
    """Return the cases that a committee may judge and has not decided: what it took in, and what is ready.

    Ready are the cases that the user sees in the states that their kinds name. Left out is what stands
    undecided on an agenda, and what was voted on since it came into its state.
    """
    ready = Q(pk__in=[])
    for kind in every():
        ready |= Q(procedure=kind.procedure, state__in=kind.states)
    mine = Q(pk__in=cases_visible_to(user).filter(ready).values("pk"))
    taken = Q(dossiers__committee=committee)
    on_agenda = AgendaItem.objects.filter(dossier__case=OuterRef("pk")).exclude(state=ItemState.WITHDRAWN)
    busy = on_agenda.exclude(meeting__closed_at__lt=OuterRef("entered_at"))
    rows = Case.objects.filter(mine | taken).filter(~Exists(busy)).distinct()
    return rows.select_related("courier", "organisation").order_by("number")


def cases_to_read(user: Any, panel: Panel) -> QuerySet[Case]:
    """Return the cases that a panel may give its experts, and those that it gave them already."""
    waiting = waiting_cases(user, panel.committee).values("pk")
    given = panel.assignments.values("dossier__case")
    return Case.objects.filter(Q(pk__in=waiting) | Q(pk__in=given)).order_by("number")
