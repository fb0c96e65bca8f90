"""Skill levels in their order: the five of today's courier standard, open for the eight of 新八级工.

人社部发〔2022〕14号 (新八级工): 学徒工 < 初级工 < 中级工 < 高级工 < 技师 < 高级技师 < 特级技师 < 首席技师.
"""

from __future__ import annotations

from typing import Final

#: From the lowest to the highest, as certificates and rosters write them.
LEVELS: Final = (
    "学徒工",
    "五级/初级工",
    "四级/中级工",
    "三级/高级工",
    "二级/技师",
    "一级/高级技师",
    "特级技师",
    "首席技师",
)
_RANKS: Final = {level: rank for rank, level in enumerate(LEVELS)}

_NAMES: Final = {name: level for level in LEVELS for name in (level, *level.split("/"))}


def rank_of(level: str) -> int | None:
    """Return a level's place in the order (0 is the lowest), or None for a text that is no level."""
    return _RANKS.get(level)


def level_named(text: str) -> str:
    """Return the level that a text names (三级, 高级工, 三级／高级工); else the text itself."""
    return _NAMES.get(text.replace("／", "/").replace(" ", ""), text)
