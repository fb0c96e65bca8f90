"""A sheet as a picture (SVG): the same lines and outlines as the PDF, with the boxes of its fields if asked.

The PDF is what is printed, byte for byte; this is how it is looked at on a page, on a phone too.
"""

from __future__ import annotations

import re
from html import escape

from office.certificates.rendering.completion import Line
from office.certificates.rendering.faces import CHAIN, Run, advance, split_runs, text_width
from office.certificates.rendering.facts import CertificateFacts
from office.certificates.rendering.guilloche import MM, Colour
from office.certificates.rendering.layouts import (
    PHOTO,
    SEAL_RADIUS,
    Layout,
    arrange,
    code_operators,
    frame_operators,
)
from office.certificates.rendering.shaped import FILES as SHAPED
from office.certificates.rendering.shaped import outline, shape

_FILES = dict(CHAIN)
_TOKEN = re.compile(r"[^\s]+")
#: How many numbers a path operator takes, and its letter in SVG.
_PATH = {"m": (2, "M"), "l": (2, "L"), "c": (6, "C"), "h": (0, "Z")}


def picture_of(layout: Layout, facts: CertificateFacts, *, boxes: bool = False) -> str:
    """Return the sheet as SVG. Raises TextTooLong."""
    width, height = layout.size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.2f} {height:.2f}" '
        'width="100%" role="img">',
        f'<rect width="{width:.2f}" height="{height:.2f}" fill="#fff"/>',
        f'<g transform="matrix(1 0 0 -1 0 {height:.2f})">',
        _drawn(frame_operators(layout.paper, layout.frame)),
        *(_line(line) for line in arrange(layout, facts)),
        _drawn(code_operators(layout, facts)).replace(' id="p0"', ""),
        "</g>",
    ]
    return "".join([*parts, _boxes(layout) if boxes else "", "</svg>"])


def _line(line: Line) -> str:
    x = line.x
    stroke = f' stroke="{_hex(line.ink)}" stroke-width="{line.weight / line.size * 1000:.0f}"'
    parts = [f'<g fill="{_hex(line.ink)}"{stroke if line.weight else ""}>']
    for run in split_runs(line.text):
        for path, offset in _glyphs(run, line.size, line.spacing):
            scale = line.size / 1000
            place = f"matrix({scale:.5f} 0 0 {scale:.5f} {x + offset:.2f} {line.y:.2f})"
            parts.append(f'<path transform="{place}" d="{_path(path)}"/>')
        x += text_width(run.text, line.size, line.spacing) + line.spacing
    return "".join([*parts, "</g>"])


def _glyphs(run: Run, size: float, spacing: float) -> list[tuple[str, float]]:
    """Return path and place of each letter; a shaped run is one path."""
    if run.face in SHAPED:
        return [(shape(*run).path, 0)]
    glyphs, x = [], 0.0
    for letter in run.text:
        glyphs.append((outline(_FILES[run.face], letter).path, x))
        x += advance(letter) * size / 1000 + spacing
    return glyphs


def _path(operators: str) -> str:
    """Turn path operators of a PDF, whose letter stands last, into SVG."""
    parts: list[str] = []
    numbers: list[str] = []
    for token in _TOKEN.findall(operators):
        if token in _PATH:
            parts.append(_PATH[token][1] + " ".join(numbers))
            numbers = []
        else:
            numbers.append(token)
    return "".join(parts)


class _Drawing:
    """Operators of frames and codes as SVG; a path that comes again is only named, as the waves do."""

    def __init__(self) -> None:
        self.parts: list[str] = ["<g>"]
        self.opened = [1]
        self.fill, self.stroke, self.width = "#000", "#000", "1"
        self.path: list[str] = []
        self.known: dict[str, str] = {}

    def paint(self, attributes: str) -> None:
        """Put the path down, and begin a new one."""
        drawn = f'{attributes} d="{"".join(self.path)}"'
        self.path = []
        if drawn in self.known:
            self.parts.append(f'<use href="#{self.known[drawn]}"/>')
            return
        name = self.known[drawn] = f"p{len(self.known)}"
        self.parts.append(f'<path id="{name}" {drawn}/>')

    def take(self, operator: str, numbers: list[str]) -> None:
        """Follow one operator."""
        if operator in _PATH:
            self.path.append(_PATH[operator][1] + " ".join(numbers))
        elif operator == "re":
            x, y, width, height = numbers
            self.path.append(f"M{x} {y}h{width}v{height}h-{width}z")
        elif operator == "cm":
            self.parts.append(f'<g transform="matrix({" ".join(numbers)})">')
            self.opened[-1] += 1
        elif operator == "q":
            self.opened.append(0)
        elif operator == "Q":
            self.parts.append("</g>" * self.opened.pop())
        elif operator in {"rg", "RG"}:
            ink = _hex((float(numbers[0]), float(numbers[1]), float(numbers[2])))
            self.fill, self.stroke = (ink, self.stroke) if operator == "rg" else (self.fill, ink)
        elif operator == "w":
            self.width = numbers[0]
        elif operator in {"S", "s"}:
            self.path += ["Z"] if operator == "s" else []
            self.paint(f'fill="none" stroke="{self.stroke}" stroke-width="{self.width}"')
        elif operator == "f":
            self.paint(f'fill="{self.fill}"')


def _drawn(operators: str) -> str:
    """Turn the operators of frames and codes into SVG: colours, widths, places, lines and rectangles."""
    drawing, numbers = _Drawing(), list[str]()
    for token in _TOKEN.findall(operators):
        if token[0].isdigit() or token[0] in "-.":
            numbers.append(token)
        else:
            drawing.take(token, numbers)
            numbers = []
    return "".join([*drawing.parts, "</g>" * sum(drawing.opened)])


def _boxes(layout: Layout) -> str:
    """Return the boxes of the fields with their numbers, the circle of the seal, code and photo."""
    parts = ['<g fill="none" stroke="#1d70b8" stroke-width="0.7" stroke-dasharray="3 2">']
    for field in layout.fields:
        parts.append(_rect(field.x, field.y, field.width, field.height))
    parts.append(_rect(layout.code[0], layout.code[1], layout.code[2], layout.code[2]))
    if layout.photo:
        parts.append(_rect(*layout.photo, *PHOTO))
    x, y = layout.seal
    parts.append(
        f'<circle stroke="#d4351c" cx="{x * MM:.2f}" cy="{y * MM:.2f}" r="{SEAL_RADIUS * MM:.2f}"/></g>'
    )
    parts.append('<g font-family="sans-serif" font-size="9" font-weight="bold" fill="#1d70b8">')
    for number, field in enumerate(layout.fields, start=1):
        mark = escape(str(number))
        parts.append(f'<text x="{field.x * MM - 11:.2f}" y="{field.y * MM + 8:.2f}">{mark}</text>')
    return "".join([*parts, "</g>"])


def _rect(x: float, y: float, width: float, height: float) -> str:
    return f'<rect x="{x * MM:.2f}" y="{y * MM:.2f}" width="{width * MM:.2f}" height="{height * MM:.2f}"/>'


def _hex(rgb: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
