"""What a user may see of committees; every object query begins here."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from office.people.enums import Role
from office.people.permissions import holds, is_expert, organisations_of

from ..enums import Answer, MeetingState, PanelState
from ..models import (
    AgendaItem,
    Assignment,
    Committee,
    Declaration,
    Dossier,
    Expert,
    Meeting,
    Panel,
    Reminder,
)


def last_reminder() -> Subquery:
    """Return the day on which the reader of an assignment was reminded last; NULL if never.

    A function: models of other rooms read these queries while they are loaded.
    """
    rows = Reminder.objects.filter(assignment=OuterRef("pk")).order_by().values("assignment")
    return Subquery(rows.annotate(day=Max("sent_on")).values("day"))


def _kept_by(user: Any) -> Q:
    """Return the condition on committees: all for an auditor, a secretary's department's own."""
    if holds(user, Role.AUDITOR):
        return Q()
    return Q(organisation__in=organisations_of(user, Role.COMMITTEE_SECRETARY))


def committees_visible_to(user: Any) -> QuerySet[Committee]:
    """Return the committees that a user looks after, or looks at for the audit."""
    return Committee.objects.filter(_kept_by(user)).select_related("organisation")


def experts_visible_to(user: Any) -> QuerySet[Expert]:
    """Return the experts on file for those who keep or audit committees; the list is not public (art. 26)."""
    rows = Expert.objects.select_related("user", "employer")
    return rows if user.has_perm("committees.view_committee") else rows.none()


def panels_visible_to(user: Any) -> QuerySet[Panel]:
    """Return the panels of the committees that a user sees."""
    return Panel.objects.filter(committee__in=committees_visible_to(user)).select_related(
        "committee__organisation"
    )


def dossiers_visible_to(user: Any) -> QuerySet[Dossier]:
    """Return the files of the committees that a user sees, with their cases."""
    return Dossier.objects.filter(committee__in=committees_visible_to(user)).select_related(
        "committee__organisation", "case__courier", "case__organisation"
    )


def meetings_visible_to(user: Any) -> QuerySet[Meeting]:
    """Return the meetings of the committees that a user sees, and those whose counts the user signs."""
    signs = Q(teller=user.pk) | Q(scrutineer=user.pk) if holds(user, *Role) else Q(pk__in=[])
    return Meeting.objects.filter(Q(committee__in=committees_visible_to(user)) | signs).select_related(
        "committee__organisation", "chair__user", "teller", "scrutineer"
    )


def assignments_of(user: Any) -> QuerySet[Assignment]:
    """Return the files assigned to an expert in panels that were opened, with `reminded_on`."""
    rows = Assignment.objects.select_related(
        "panel__committee", "dossier__case", "expert__user", "declaration"
    )
    if not is_expert(user):
        return rows.none()
    own = rows.filter(expert__user=user.pk).exclude(panel__state=PanelState.DRAFT)
    return own.annotate(reminded_on=last_reminder())


def declarations_of(user: Any) -> QuerySet[Declaration]:
    """Return what an expert was asked to declare."""
    rows = Declaration.objects.select_related(
        "dossier__committee", "dossier__case__courier", "dossier__case__organisation", "expert__user"
    )
    return rows.filter(expert__user=user.pk) if is_expert(user) else rows.none()


def meetings_of(user: Any) -> QuerySet[Meeting]:
    """Return the meetings in session at which an expert is present."""
    rows = Meeting.objects.select_related("committee")
    if not is_expert(user):
        return rows.none()
    return rows.filter(state=MeetingState.OPEN, attendances__expert__user=user.pk)


def items_for(user: Any) -> QuerySet[AgendaItem]:
    """Return the items of meetings in session that an expert who is present may look at.

    A file with which the expert has a conflict is shut, in the meeting as before it.
    """
    shut = Declaration.objects.filter(expert__user=user.pk, answer=Answer.DECLARED)
    return (
        AgendaItem.objects.filter(meeting__in=meetings_of(user))
        .exclude(dossier__in=shut.values("dossier"))
        .select_related("meeting__committee", "dossier__case", "dossier__committee")
    )
