"""Reading competitions: what one may see begins at `events_visible_to`, what others cite at `results_of`."""

from .events import (
    competitions_visible_to,
    costs_visible_to,
    current_stage,
    entries_of,
    entry_sheets_of,
    events_in_public,
    events_visible_to,
    stages_of,
    with_counts,
)
from .facts import ContestResult, results_of, results_of_couriers
from .honours import honour_lists_of, honours_of, honours_visible_to, promotions_of
from .marking import (
    Cell,
    Line,
    differences_of,
    lines_of,
    marks_settled_by_hand,
    performances_of_stage,
    standing_marks,
)
from .results import (
    Standing,
    board_rows,
    current_result,
    drafted,
    mark_text,
    performances_of,
    ranking_of,
    standing_of,
)
from .rules import rule_of

__all__ = [
    "Cell",
    "ContestResult",
    "Line",
    "Standing",
    "board_rows",
    "competitions_visible_to",
    "costs_visible_to",
    "current_result",
    "current_stage",
    "differences_of",
    "drafted",
    "entries_of",
    "entry_sheets_of",
    "events_in_public",
    "events_visible_to",
    "honour_lists_of",
    "honours_of",
    "honours_visible_to",
    "lines_of",
    "mark_text",
    "marks_settled_by_hand",
    "performances_of",
    "performances_of_stage",
    "promotions_of",
    "ranking_of",
    "results_of",
    "results_of_couriers",
    "rule_of",
    "stages_of",
    "standing_marks",
    "standing_of",
    "with_counts",
]
