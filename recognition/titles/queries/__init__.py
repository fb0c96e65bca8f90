"""Reading rounds, applications, titles and bars."""

from .applications import (
    applicant_sheets_visible_to,
    applications_visible_to,
    open_rounds_for,
    own_applications,
    rounds_visible_to,
    seen_by,
    sheet_senders,
    with_rows,
)
from .contests import Cited, results_of
from .facts import continuing_hours, facts_of, hours_by_application, outlook
from .titles import (
    bar_on,
    bars_visible_to,
    titles_of,
    titles_visible_to,
    valid,
)

__all__ = [
    "Cited",
    "applicant_sheets_visible_to",
    "applications_visible_to",
    "bar_on",
    "bars_visible_to",
    "continuing_hours",
    "facts_of",
    "hours_by_application",
    "open_rounds_for",
    "outlook",
    "own_applications",
    "results_of",
    "rounds_visible_to",
    "seen_by",
    "sheet_senders",
    "titles_of",
    "titles_visible_to",
    "valid",
    "with_rows",
]
