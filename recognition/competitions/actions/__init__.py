"""The deeds of competitions, a file a subject."""

from ..shapes import Brought, EntryFacts, Paper
from .board import set_board
from .costs import record_cost, void_cost
from .employers import receive_own_list, refuse_entries, send_entries
from .entries import commit_entries, enter_one, link_entry, link_team, receive_entries
from .giving import GIVE, give_honours, issue_certificates
from .honours import HONOURS, compute_honours, follow_step, is_current
from .marking import enter_marks, enter_sheet, settle_mark
from .publishing import next_states, publish_results
from .reserves import call_reserve, set_status
from .results import import_results
from .sheets import commit_readings, commit_sheet, receive_sheet
from .stages import add_heat, add_item, arrange_final, close_stage, remove_item

__all__ = [
    "GIVE",
    "HONOURS",
    "Brought",
    "EntryFacts",
    "Paper",
    "add_heat",
    "add_item",
    "arrange_final",
    "call_reserve",
    "close_stage",
    "commit_entries",
    "commit_readings",
    "commit_sheet",
    "compute_honours",
    "enter_marks",
    "enter_one",
    "enter_sheet",
    "follow_step",
    "give_honours",
    "import_results",
    "is_current",
    "issue_certificates",
    "link_entry",
    "link_team",
    "next_states",
    "publish_results",
    "receive_entries",
    "receive_own_list",
    "receive_sheet",
    "record_cost",
    "refuse_entries",
    "remove_item",
    "send_entries",
    "set_board",
    "set_status",
    "settle_mark",
    "void_cost",
]
