"""Reading cases, notices, objections, supplements and evidence."""

from ..timeline import timeline
from .cases import available_transitions, publishable_cases, with_last_day, worklist
from .evidence import Place, evidence_visible_to, owned_by, owns, places_of, usable_in
from .holds import escalation_of, freeze_on
from .notices import (
    cases_of,
    notice_of,
    notices_for_everybody,
    notices_visible_to,
    objections_visible_to,
    outcome_counts,
    outcomes_of,
    rows_for_everybody,
    rows_visible_to,
    takes_objection,
    unruled_objections,
)
from .sight import cases_visible_to
from .supplements import open_fields, open_supplement, rounds_of

__all__ = [
    "Place",
    "available_transitions",
    "cases_of",
    "cases_visible_to",
    "escalation_of",
    "evidence_visible_to",
    "freeze_on",
    "notice_of",
    "notices_for_everybody",
    "notices_visible_to",
    "objections_visible_to",
    "open_fields",
    "open_supplement",
    "outcome_counts",
    "outcomes_of",
    "owned_by",
    "owns",
    "places_of",
    "publishable_cases",
    "rounds_of",
    "rows_for_everybody",
    "rows_visible_to",
    "takes_objection",
    "timeline",
    "unruled_objections",
    "usable_in",
    "with_last_day",
    "worklist",
]
