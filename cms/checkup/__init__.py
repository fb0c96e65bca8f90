"""The site check (站点体检): what on the public site has gone stale, empty, dead or missing."""

from __future__ import annotations

import datetime

from . import columns, duties, links
from .findings import Finding, FindingKind

__all__ = ["Finding", "FindingKind", "examine"]


def examine(today: datetime.date) -> list[Finding]:
    """Return everything that the check finds on a day, kind by kind."""
    return [
        *duties.blank_imprint(),
        *columns.empty_or_stale(today),
        *links.dead_links_and_files(),
        *duties.incomplete_guides(),
        *duties.late_objections(today),
        *duties.late_enquiries(today),
    ]
