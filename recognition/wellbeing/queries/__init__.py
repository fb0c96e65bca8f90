"""Reading members, homes, care and recuperation."""

from .care import activities_visible_to, attendances_visible_to, own_attendances, totals_of, with_counts
from .company import companions_of, companions_to_delete, escort_of, rules_of
from .health import openings_of, waiting_for_deletion
from .membership import (
    applicants_employer,
    homes_visible_to,
    latest_membership,
    members_visible_to,
    open_homes,
    with_members,
)
from .people import employers_of, find_people
from .recuperation import (
    ListLine,
    bases_visible_to,
    batches_visible_to,
    offers_for,
    own_stays,
    participations_visible_to,
    stay_totals,
    with_places,
)

__all__ = [
    "ListLine",
    "activities_visible_to",
    "applicants_employer",
    "attendances_visible_to",
    "bases_visible_to",
    "batches_visible_to",
    "companions_of",
    "companions_to_delete",
    "employers_of",
    "escort_of",
    "find_people",
    "homes_visible_to",
    "latest_membership",
    "members_visible_to",
    "offers_for",
    "open_homes",
    "openings_of",
    "own_attendances",
    "own_stays",
    "participations_visible_to",
    "rules_of",
    "stay_totals",
    "totals_of",
    "waiting_for_deletion",
    "with_counts",
    "with_members",
    "with_places",
]
