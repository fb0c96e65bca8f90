"""What a committee must look like: dated rows of policy, and defaults marked as such.

The policy versions of the scheme `committees` hold `{"value": ..., "clause": ...}` by the names below. A name
that the version in force lacks has its default, which says where it comes from.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from office.policy.queries import latest_version

from .enums import Make

POLICY: Final = "committees"
_ORDER: Final = "人社部令第40号 第十一条"
_OWN: Final = "默认值：本系统建议，须以本地规定为准"

#: Seats by how the committee is built; the longest term in years.
DEFAULTS: Final[Mapping[str, tuple[int, str]]] = {
    "size_series": (25, _ORDER),
    "size_profession": (11, _ORDER),
    "size_other": (3, _OWN),
    "term_years": (3, _ORDER),
}


def bounds_on(day: datetime.date) -> dict[str, tuple[Any, str]]:
    """Return (value, clause) by name as they hold on a day; a version that has ended leaves the defaults."""
    version = latest_version(POLICY, day)
    if version is None or (version.ends_on is not None and version.ends_on < day):
        return dict(DEFAULTS)
    entered = {
        name: (version.parameters[name]["value"], version.parameters[name].get("clause", ""))
        for name in DEFAULTS
        if name in version.parameters
    }
    return {**DEFAULTS, **entered}


def smallest_size(make: Make | str, day: datetime.date) -> tuple[int, str]:
    """Return how many seats a committee of this make has at least on a day, and the clause."""
    value, clause = bounds_on(day)[f"size_{make}"]
    return int(value), clause
