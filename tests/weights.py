"""What a page weighs and asks (UX.md section 9): one table of limits, and the scales.

In KB of 1,000 bytes as they travel (gzip). Pictures are those that a page loads at once.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import astuple, dataclass
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders


@dataclass(frozen=True)
class Figures:
    """A page's weight by kind, its requests and its queries; also the most that they may be."""

    html: float
    css: float
    js: float
    pictures: float
    requests: int
    queries: int

    def over(self, surface: str) -> dict[str, tuple[float, float]]:
        """Return what is too much for a surface: figure and limit by name."""
        pairs = zip(Figures.__annotations__, astuple(self), astuple(LIMITS[surface]), strict=True)
        return {name: (figure, most) for name, figure, most in pairs if figure > most}


LIMITS = {
    "public": Figures(20, 14, 6, 90, 12, 20),
    "notice": Figures(40, 14, 6, 10, 8, 15),
    "courier": Figures(10, 14, 6, 20, 7, 15),
    # Beyond UX.md, which knew no check in the reader's own browser: its script and its library of signatures.
    "check": Figures(6, 14, 17, 10, 9, 8),
    "partner": Figures(40, 20, 25, 20, 12, 30),
    "staff": Figures(60, 20, 25, 20, 15, 40),
}
LOADED = (
    re.compile(r'<link[^>]*rel="(?:stylesheet|icon)"[^>]*href="([^"#]+)'),
    re.compile(r'<script[^>]*src="([^"#]+)'),
    re.compile(r'<use href="([^"#]+)'),
    re.compile(r'<img(?![^>]*loading="lazy")[^>]*src="([^"#]+)'),
)
PICTURE_OF_A_CLASS = re.compile(r"\.([\w-]+)(?:::\w+)?\s*\{[^{}]*url\([\"']?([^\"')]+)")


def weigh(html: str, *, queries: int) -> Figures:
    """Weigh a page with all that it loads at once, its styles' pictures too."""
    loaded = {
        address for pattern in LOADED for address in pattern.findall(html) if not address.startswith("data:")
    }
    for sheet in [address for address in loaded if address.endswith(".css")]:
        for name, picture in PICTURE_OF_A_CLASS.findall(_file(sheet).read_text(encoding="utf-8")):
            # Fetched only where the class is on the page.
            if name in html:
                loaded.add(urljoin(sheet, picture))
    for script in [address for address in loaded if address.endswith(".js")]:
        imported = re.findall(r'\bimport\("(\.[^"]+)"\)', _file(script).read_text(encoding="utf-8"))
        loaded |= {urljoin(script, each) for each in imported}
    weights = {"css": 0, "js": 0, "picture": 0}
    for address in loaded:
        kind = address.rpartition(".")[2]
        weights[kind if kind in weights else "picture"] += _weight(_file(address))
    return Figures(
        html=len(gzip.compress(html.encode())) / 1000,
        css=weights["css"] / 1000,
        js=weights["js"] / 1000,
        pictures=weights["picture"] / 1000,
        requests=1 + len(loaded),
        queries=queries,
    )


def _file(address: str) -> Path:
    if address.startswith(settings.MEDIA_URL):
        return Path(settings.MEDIA_ROOT) / address.removeprefix(settings.MEDIA_URL)
    return Path(str(finders.find(address.removeprefix(settings.STATIC_URL))))


def _weight(file: Path) -> int:
    content = file.read_bytes()
    return min(len(content), len(gzip.compress(content)))
