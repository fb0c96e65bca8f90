"""Reading calls, nominees and what is said of them."""

from .calls import awards_run_by, calls_visible_to, places_of, with_counts
from .facts import facts_of, held_by
from .nominees import (
    alike,
    all_details,
    board_of,
    counted,
    nominees_visible_to,
    on_the_way,
    standings_of,
    swaps_of,
)
from .opinions import departments, opinions_visible_to
from .support import candidate_of, candidates, counts_of, supported_calls, supported_today

__all__ = [
    "alike",
    "all_details",
    "awards_run_by",
    "board_of",
    "calls_visible_to",
    "candidate_of",
    "candidates",
    "counted",
    "counts_of",
    "departments",
    "facts_of",
    "held_by",
    "nominees_visible_to",
    "on_the_way",
    "opinions_visible_to",
    "places_of",
    "standings_of",
    "supported_calls",
    "supported_today",
    "swaps_of",
    "with_counts",
]
