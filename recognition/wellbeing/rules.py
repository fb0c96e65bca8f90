"""The dated rules of recuperation: policy versions of the scheme `recuperation`."""

from __future__ import annotations

import datetime
from typing import Final

from office.policy.models import PolicyVersion
from office.policy.queries import version_in_force

from .order import Rules

POLICY: Final = "recuperation"


def rules_on(day: datetime.date) -> tuple[PolicyVersion, Rules]:
    """Return the version in force on a day with its parameters read.

    A list decides who goes, so that there are no defaults: raises ValidationError `policy_missing`,
    `policy_expired`, `policy_incomplete`.
    """
    version = version_in_force(POLICY, day)
    return version, Rules.of(version.parameters)
