"""The colours of static/css/site.css, read where they are written, and how well they can be told apart.

WCAG 2.2, 1.4.3 (text 4.5 : 1, large text 3 : 1) and 1.4.11 (edges and focus 3 : 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from django.contrib.staticfiles import finders

Theme = Literal["light", "dark"]
TEXT: Final = 4.5
EDGE: Final = 3.0

#: What stands on what: ink, ground, the least contrast. A colour that is not here is never read by anybody.
PAIRS: Final = (
    ("text", "ground", TEXT),
    ("text", "surface", TEXT),
    ("text", "surface-2", TEXT),
    ("muted", "ground", TEXT),
    ("muted", "surface", TEXT),
    ("muted", "surface-2", TEXT),
    ("link", "ground", TEXT),
    ("link", "surface", TEXT),
    ("link", "surface-2", TEXT),
    ("link-strong", "surface-2", TEXT),
    ("visited", "ground", TEXT),
    ("on-fill", "fill", TEXT),
    ("on-fill", "fill-hover", TEXT),
    ("on-fill", "danger", TEXT),
    ("on-frame", "frame", TEXT),
    ("on-frame", "frame-2", TEXT),
    ("on-frame-muted", "frame", TEXT),
    ("on-frame-muted", "frame-2", TEXT),
    ("gold", "crimson", TEXT),
    ("neutral-ink", "neutral-fill", TEXT),
    ("info-ink", "info-fill", TEXT),
    ("warning-ink", "warning-fill", TEXT),
    ("success-ink", "success-fill", TEXT),
    ("error-ink", "error-fill", TEXT),
    ("error-ink", "surface", TEXT),
    ("line-strong", "surface", EDGE),
    ("focus", "focus-ink", EDGE),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours as `#rrggbb`, their contrast (1 to 21) and the least that it must be."""

    ink_name: str
    ground_name: str
    ink: str
    ground: str
    contrast: float
    least: float

    @property
    def holds(self) -> bool:
        """Whether the contrast suffices."""
        return self.contrast >= self.least


def pairs(theme: Theme) -> list[Pair]:
    """Return every pair of PAIRS as a theme has it."""
    named = colours(theme)
    return [
        Pair(ink, ground, named[ink], named[ground], contrast(named[ink], named[ground]), least)
        for ink, ground, least in PAIRS
    ]


@cache
def colours(theme: Theme) -> dict[str, str]:
    """Return the plain colours of a theme by name; the dark one keeps what it does not name anew."""
    found = finders.find("css/site.css")
    layer = Path(str(found)).read_text(encoding="utf-8").partition("@layer tokens {")[2].partition("\n}\n")[0]
    light, _, dark = layer.partition("prefers-color-scheme: dark")
    named = _named(light)
    return named | _named(dark.partition("@media")[0]) if theme == "dark" else named


def contrast(one: str, other: str) -> float:
    """Return the contrast of two `#rrggbb`, as WCAG 2.2 defines it: 1 (alike) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _named(text: str) -> dict[str, str]:
    found = re.findall(r"--([\w-]+):\s*#([0-9a-f]{3}|[0-9a-f]{6});", text)
    return {
        name: "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
        for name, digits in found
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
