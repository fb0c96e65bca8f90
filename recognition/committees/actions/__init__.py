"""The deeds of committees; each is one transaction and recorded."""

from .agenda import (
    call_off_meeting,
    enter_attendance,
    plan_meeting,
    put_on_agenda,
    take_in,
    take_off_agenda,
)
from .ballots import cast_vote, close_ballot, open_ballot, sign_count
from .sessions import close_meeting, open_meeting

__all__ = [
    "call_off_meeting",
    "cast_vote",
    "close_ballot",
    "close_meeting",
    "enter_attendance",
    "open_ballot",
    "open_meeting",
    "plan_meeting",
    "put_on_agenda",
    "sign_count",
    "take_in",
    "take_off_agenda",
]
