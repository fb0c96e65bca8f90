"""The system check that keeps a site with an empty footer out of production.

`manage.py check --deploy --database default`: what is asked stands in the database, which Django's checks
read only where one is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from ..models import SiteImprint


def check_imprint(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report each duty of the footer that is empty (cms.E001); a database not yet migrated is cms.E002."""
    if not databases:
        return []
    try:
        kept = SiteImprint.standing()
    except DatabaseError as error:
        return [Error(f"The imprint of the site cannot be read: {error}", id="cms.E002")]
    return [
        Error(
            f"The footer's “{name}” is empty.",
            hint="Fill in the imprint in the publishing house (/admin/) and let a leader release it.",
            id="cms.E001",
        )
        for name in kept.missing()
    ]
