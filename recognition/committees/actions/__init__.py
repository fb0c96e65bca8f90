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
from .committees import (
    CommitteeFacts,
    ExpertFacts,
    appoint,
    end_seat,
    file_expert,
    set_up_committee,
    strike_off_expert,
)
from .judging import CriterionFacts
from .panels import close_panel, draw_experts, make_panel, open_panel
from .reading import answer_conflict, answer_conflicts, hand_in_scores, impose_recusal, upload_redacted
from .reminders import change_specialities, remind_readers
from .sessions import close_meeting, open_meeting
from .sheets import commit_readers, receive_readers

__all__ = [
    "CommitteeFacts",
    "CriterionFacts",
    "ExpertFacts",
    "answer_conflict",
    "answer_conflicts",
    "appoint",
    "call_off_meeting",
    "cast_vote",
    "change_specialities",
    "close_ballot",
    "close_meeting",
    "close_panel",
    "commit_readers",
    "draw_experts",
    "end_seat",
    "enter_attendance",
    "file_expert",
    "hand_in_scores",
    "impose_recusal",
    "make_panel",
    "open_ballot",
    "open_meeting",
    "open_panel",
    "plan_meeting",
    "put_on_agenda",
    "receive_readers",
    "remind_readers",
    "set_up_committee",
    "sign_count",
    "strike_off_expert",
    "take_in",
    "take_off_agenda",
    "upload_redacted",
]
