"""What a room above asks about one of its cases: where it can be put, where it stands, what experts wrote."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet

from office.casework.models import Case

from ..enums import Answer, ItemState, MeetingState
from ..models import Assignment, Committee, Expert, Meeting


def open_meetings(committee: Committee, today: datetime.date) -> QuerySet[Meeting]:
    """Return the meetings on whose agenda a case can still be put: planned ones, and one in session."""
    planned = Q(state=MeetingState.PLANNED, held_on__gte=today)
    return committee.meetings.filter(planned | Q(state=MeetingState.OPEN)).order_by("held_on", "pk")


def meeting_waited_for(case: Case) -> Meeting | None:
    """Return the meeting on whose agenda a case stands undecided, or None."""
    undecided = (ItemState.WAITING, ItemState.VOTING)
    rows = Meeting.objects.filter(items__dossier__case=case, items__state__in=undecided)
    return rows.select_related("committee").first()


def remarks_on(case: Case) -> list[str]:
    """Return what the experts remarked on a case, each once and by the words: no order tells who is who."""
    rows = Assignment.objects.filter(dossier__case=case, handed_in_at__isnull=False)
    remarks = rows.exclude(declaration__answer=Answer.DECLARED).values_list("remark", flat=True)
    return sorted({remark.strip() for remark in remarks if remark.strip()})


def experts_named_in(text: str, meeting: Meeting, case: Case) -> list[str]:
    """Return the names of experts that stand in a text: who sits in the committee, or has read the case."""
    near = Q(memberships__committee=meeting.committee_id) | Q(assignments__dossier__case=case)
    experts = Expert.objects.filter(near).select_related("user").order_by("pk").distinct()
    # A name of one character would be found in any text.
    return [name for expert in experts if len(name := str(expert)) > 1 and name in text]
