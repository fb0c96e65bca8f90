"""Who sits in a committee on a day, who is there, and who stands aside."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from office.people.models import Mandate, User

from ..enums import Answer, ItemState, Post
from ..models import (
    AgendaItem,
    Assignment,
    Attendance,
    Committee,
    Declaration,
    Dossier,
    Expert,
    Meeting,
    Membership,
)


def seats_on(committee: Committee, day: datetime.date) -> QuerySet[Membership]:
    """Return the seats of a committee that are held on a day, the chair first."""
    held = committee.memberships.filter(valid_from__lte=day, valid_to__gte=day).exclude(ended_on__lte=day)
    return held.select_related("expert__user", "expert__employer").order_by("pk")


def members_on(committee: Committee, day: datetime.date) -> QuerySet[Expert]:
    """Return the experts who sit in a committee on a day, by filing number."""
    return Expert.objects.filter(memberships__in=seats_on(committee, day)).select_related("user")


def heads_on(committee: Committee, day: datetime.date) -> QuerySet[Expert]:
    """Return chair and vice-chairs of a day; one of them presides."""
    seats = seats_on(committee, day).filter(post__in=(Post.CHAIR, Post.VICE_CHAIR))
    return Expert.objects.filter(memberships__in=seats).select_related("user")


def present_at(meeting: Meeting) -> QuerySet[Expert]:
    """Return the experts who are there, by filing number."""
    return Expert.objects.filter(attendances__meeting=meeting).select_related("user")


def recused_from(dossier: Dossier) -> set[int]:
    """Return the keys of the experts with a conflict in a file."""
    shut = Declaration.objects.filter(dossier=dossier, answer=Answer.DECLARED)
    return set(shut.values_list("expert", flat=True))


def recused_in(meeting: Meeting) -> dict[int, list[str]]:
    """Return the names of the present experts with a conflict, by the key of the file; one query."""
    found: dict[int, list[str]] = {}
    rows = Declaration.objects.filter(
        dossier__items__meeting=meeting,
        expert__attendances__meeting=meeting,
        answer=Answer.DECLARED,
    )
    for row in rows.select_related("expert__user").order_by("expert__filing_number").distinct():
        found.setdefault(row.dossier_id, []).append(str(row.expert))
    return found


def electorate_of(dossier: Dossier, meeting: Meeting) -> QuerySet[Expert]:
    """Return those who vote on a file: present, and without a conflict in it."""
    return present_at(meeting).exclude(pk__in=recused_from(dossier))


def undeclared(dossier: Dossier, experts: Iterable[Expert]) -> list[Expert]:
    """Return those of the experts who have not answered yet whether they have a conflict."""
    answered = set(
        Declaration.objects.filter(dossier=dossier)
        .exclude(answer=Answer.ASKED)
        .values_list("expert", flat=True)
    )
    return [expert for expert in experts if expert.pk not in answered]


def load_of(experts: Iterable[Expert]) -> Counter[int]:
    """Return how many files each expert still has to hand in, by key."""
    keys = [expert.pk for expert in experts]
    waiting = Assignment.objects.filter(expert__in=keys, handed_in_at=None)
    waiting = waiting.exclude(declaration__answer=Answer.DECLARED)
    return Counter(waiting.values_list("expert", flat=True))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many experts are there, and how many items stand on the agenda."""

    present: int
    items: int


def present_counts(meetings: Iterable[Meeting]) -> dict[int, Counts]:
    """Return the numbers of meetings by their keys, in two queries."""
    keys = [meeting.pk for meeting in meetings]
    there = Counter(Attendance.objects.filter(meeting__in=keys).order_by().values_list("meeting", flat=True))
    agenda = AgendaItem.objects.filter(meeting__in=keys).exclude(state=ItemState.WITHDRAWN).order_by()
    items = Counter(agenda.values_list("meeting", flat=True))
    return {key: Counts(there[key], items[key]) for key in keys}


def signers(meeting: Meeting) -> QuerySet[User]:
    """Return who may be teller or scrutineer: whoever acts for the department on the day, by name."""
    mandates = Mandate.objects.held_on(meeting.held_on).filter(organisation=meeting.committee.organisation_id)
    return User.objects.filter(is_active=True, pk__in=mandates.values("user")).order_by("display_name", "pk")
