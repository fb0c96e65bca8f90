"""Bringing an application before the committee of its round."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.people.models import User
from recognition.committees.actions import put_on_agenda
from recognition.committees.models import AgendaItem, Meeting
from recognition.committees.queries import meeting_waited_for, open_meetings

from ..models import TitleApplication
from .guards import at, lock_in_state


def meetings_for(application: TitleApplication, today: datetime.date) -> QuerySet[Meeting]:
    """Return the meetings that can judge an application: those of the committee of its round.

    The round is of one branch and one level, so its committee is the one that fits both. Raises
    ValidationError `no_committee`, `elsewhere` (it stands on an agenda already), `no_meeting`.
    """
    round_ = application.round
    if round_.judged_by is None:
        raise ValidationError(
            _(
                "The round “%(round)s” names no committee on record here. Enter one in the round, then come "
                "back."
            )
            % {"round": round_},
            code="no_committee",
        )
    if (there := meeting_waited_for(application.case)) is not None:
        raise ValidationError(
            _("The case stands on the agenda of “%(meeting)s” already.") % {"meeting": there},
            code="elsewhere",
        )
    meetings = open_meetings(round_.judged_by, today)
    if not meetings.exists():
        raise ValidationError(
            _("No meeting of “%(committee)s” is planned. Plan one first, then put the case on its agenda.")
            % {"committee": round_.judged_by},
            code="no_meeting",
        )
    return meetings


@transaction.atomic
def bring_before(
    application: TitleApplication, meeting: Meeting, *, actor: User, now: datetime.datetime
) -> AgendaItem:
    """Put an application on the agenda of a meeting of its round's committee, and return the item.

    Raises PermissionDenied, ValidationError `moved_on`, `another_committee`, and what the committee refuses.
    """
    case = lock_in_state(application, "reviewed", "titles.bring_before", actor)
    if meeting.committee_id != application.round.judged_by_id:
        message = _(
            "This committee does not judge the branch and level of the round. Choose another meeting."
        )
        raise at("meeting", message, "another_committee")
    (item,) = put_on_agenda(meeting, [case], actor=actor, now=now)
    return item
