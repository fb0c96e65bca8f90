"""The deeds of titles."""

from .agenda import bring_before, meetings_for
from .applications import (
    add_achievement,
    add_work,
    cite_result,
    pledge,
    remove_achievement,
    remove_work,
    save_section,
)
from .bars import impose_bar, lift_bar
from .employers import record_employer_notice
from .guards import PROCEDURES, is_open
from .outcomes import confirm_title, record_result, take_outcome
from .rounds import change_round, open_round
from .sheets import commit_sheet, receive_sheet
from .starting import start_application
from .steps import follow_step, judge_again
from .titles import record_title, revoke_title

__all__ = [
    "PROCEDURES",
    "add_achievement",
    "add_work",
    "bring_before",
    "change_round",
    "cite_result",
    "commit_sheet",
    "confirm_title",
    "follow_step",
    "impose_bar",
    "is_open",
    "judge_again",
    "lift_bar",
    "meetings_for",
    "open_round",
    "pledge",
    "receive_sheet",
    "record_employer_notice",
    "record_result",
    "record_title",
    "remove_achievement",
    "remove_work",
    "revoke_title",
    "save_section",
    "start_application",
    "take_outcome",
]
