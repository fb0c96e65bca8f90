"""From when on something is worth a look: dated rows of policy, and defaults marked as such.

The policy versions of the scheme `inspections` hold `{"value": ..., "clause": ...}` by the names below. A
name that the version in force lacks has its default, which binds nobody and says where it comes from.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from office.policy.queries import latest_version

POLICY: Final = "inspections"
_TIANJIN: Final = "默认值：参照津人社局发〔2022〕20号"
_LADDER: Final = "默认值：参照津人社办发〔2022〕60号 第二十至二十四条"
_OWN: Final = "默认值：本系统建议，须以本地规定为准"

#: Shares are texts of decimals, lengths are days, months, seconds or class hours as their names say.
DEFAULTS: Final[Mapping[str, tuple[Any, str]]] = {
    "sample_share": ("0.1", "默认值：抽查电话回访不低于班级人数的 10%（参照外省规定）"),
    "sample_minimum": (3, _OWN),
    "entry_working_days": (1, _TIANJIN),
    "rectify_working_days": (5, _LADDER),
    "letter_months": (1, _LADDER),
    "bar_months": ({"interview": 0, "letter": 6, "circular": 12, "agreement_ended": 24}, _LADDER),
    "age_bounds": ({"1": [16, 60], "2": [16, 55]}, "默认值：参照外省规定；延迟退休年龄须按年更新"),
    "in_school_words": (["在校", "学生", "学校", "学院", "大学", "中学", "中专", "技校"], _OWN),
    "burst_days": (60, "默认值：参照审计案例（两个月内一家机构发证 2600 本）"),
    "burst_minimum": (200, _OWN),
    "burst_factor": (3, _OWN),
    "perfect_trainees": (10, _OWN),
    "perfect_lessons": (5, _OWN),
    "identical_share": ("0.5", _OWN),
    "hours_a_day": (10, _OWN),
    "scan_seconds": (20, _OWN),
    "scan_people": (8, _OWN),
    "manual_share": ("0.3", _OWN),
    "online_devices": (3, _OWN),
    "failure_share": ("0.2", _OWN),
    "failure_calls": (5, _OWN),
    "present_share": ("0.8", _TIANJIN),
}


@dataclass(frozen=True)
class Thresholds:
    """The values that hold on a day; `label` names the version, "" when there is none."""

    values: Mapping[str, tuple[Any, str]]
    defaults: frozenset[str]
    label: str = ""

    def __getitem__(self, name: str) -> Any:
        """Return a value; KeyError for a name that no signal knows."""
        return self.values[name][0]

    @property
    def burst_days(self) -> int:
        """The days within which certificates are counted together."""
        return int(self["burst_days"])

    def clause(self, name: str) -> str:
        """Return where a value comes from."""
        return str(self.values[name][1])


def of_version(parameters: Mapping[str, Any], label: str = "") -> Thresholds:
    """Return the thresholds of a version's parameters; what it lacks is a default."""
    entered = {
        name: (parameters[name]["value"], parameters[name].get("clause", ""))
        for name in DEFAULTS
        if name in parameters
    }
    return Thresholds({**DEFAULTS, **entered}, frozenset(DEFAULTS.keys() - entered.keys()), label)


def thresholds_on(day: datetime.date) -> Thresholds:
    """Return the thresholds of a day: of the latest version that has begun and not ended, else defaults.

    Nothing is decided by them, so that a version that ended leaves the defaults instead of a refusal.
    """
    version = latest_version(POLICY, day)
    if version is None or (version.ends_on is not None and version.ends_on < day):
        return of_version({})
    return of_version(version.parameters, version.label)
