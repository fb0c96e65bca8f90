"""Who sits in a committee on a day, who is there, and who stands aside."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from ..enums import Answer, Post
from ..models import Assignment, Committee, Declaration, Dossier, Expert, Meeting, Membership


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
