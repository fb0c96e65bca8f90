"""The deeds of competitions, a file a subject."""

from ..shapes import Brought, EntryFacts, Paper
from .board import set_board
from .costs import record_cost, void_cost
from .entries import commit_entries, link_entry, receive_entries
from .honours import HONOURS, compute_honours, follow_step, is_current
from .marking import enter_marks, enter_sheet, settle_mark
from .publishing import next_states, publish_results
from .results import import_results
from .sheets import commit_readings, commit_sheet, receive_sheet
from .stages import add_heat, add_item, arrange_final, close_stage, remove_item, set_status

__all__ = [
    "HONOURS",
    "Brought",
    "EntryFacts",
    "Paper",
    "add_heat",
    "add_item",
    "arrange_final",
    "close_stage",
    "commit_entries",
    "commit_readings",
    "commit_sheet",
    "compute_honours",
    "enter_marks",
    "enter_sheet",
    "follow_step",
    "import_results",
    "is_current",
    "link_entry",
    "next_states",
    "publish_results",
    "receive_entries",
    "receive_sheet",
    "record_cost",
    "remove_item",
    "set_board",
    "set_status",
    "settle_mark",
    "void_cost",
]
