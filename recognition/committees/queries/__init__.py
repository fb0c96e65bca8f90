"""Reading committees, files and ballots; what somebody may see begins at `..._visible_to(user)`."""

from .members import (
    electorate_of,
    heads_on,
    load_of,
    members_on,
    present_at,
    recused_from,
    seats_on,
    undeclared,
)
from .outcomes import Outcome, Tally, outcome_of, outcome_of_item, outcomes_of, tallies_of
from .sight import (
    assignments_of,
    committees_visible_to,
    declarations_of,
    dossiers_visible_to,
    experts_visible_to,
    items_for,
    meetings_of,
    meetings_visible_to,
    panels_visible_to,
)

__all__ = [
    "Outcome",
    "Tally",
    "assignments_of",
    "committees_visible_to",
    "declarations_of",
    "dossiers_visible_to",
    "electorate_of",
    "experts_visible_to",
    "heads_on",
    "items_for",
    "load_of",
    "meetings_of",
    "meetings_visible_to",
    "members_on",
    "outcome_of",
    "outcome_of_item",
    "outcomes_of",
    "panels_visible_to",
    "present_at",
    "recused_from",
    "seats_on",
    "tallies_of",
    "undeclared",
]
