"""Layouts as data: fields on a sheet in millimetres from its upper left corner, as one measures on paper.

A layout is text fields in boxes, the code, a place for the photo, a frame from a known set, and the circle
that stays free for the seal. It is no drawing program: what is not here is drawn in a design of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from office.certificates.rendering.completion import (
    Line,
    body_text,
    chinese_date,
    plain_number,
    short_address,
)
from office.certificates.rendering.faces import text_width
from office.certificates.rendering.facts import CertificateFacts, PhotoMissing, TextTooLong
from office.certificates.rendering.guilloche import MM, Colour, band, colour, rosette, rounded_frame
from office.certificates.rendering.lines import balanced, fit
from office.certificates.rendering.qr import qr_operators
from office.certificates.rendering.sheet import A4_LANDSCAPE, A4_PORTRAIT, BLACK, Sheet, compress, open_image

PAPERS = {"A4-landscape": A4_LANDSCAPE, "A4-portrait": A4_PORTRAIT}
ALIGNS = ("left", "centre", "right", "justify")
INKS: dict[str, Colour] = {
    "black": BLACK,
    "navy": (0.09, 0.18, 0.33),
    "steel": (0.36, 0.45, 0.56),
    "grey": (0.38, 0.42, 0.47),
    "crimson": (0.65, 0.11, 0.16),
    "gold": (0.72, 0.56, 0.24),
}
#: Frame by name: colours of the outer line, the waves with the inner line, and the faint rosette.
FRAMES: dict[str, tuple[Colour, Colour, Colour] | None] = {
    "none": None,
    "navy": (INKS["navy"], INKS["steel"], (0.915, 0.935, 0.955)),
    "crimson": (INKS["crimson"], INKS["gold"], (0.98, 0.94, 0.87)),
}
#: Millimetres: what stays free for a seal of at most 45 mm, and a photo of one inch.
SEAL_RADIUS = 23
PHOTO = (25, 35)
LEADING = 1.6
#: What may stand in a field's text, as `{holder_name}`.
PLACES = (
    "title", "number", "holder_name", "id_number_masked", "course_name", "occupation", "level", "class_hours",
    "starts_on", "ends_on", "result", "theory_score", "practice_score", "citation", "issuer", "issued_on",
    "valid_until", "address", "completion_sentence", "honour_sentence",
)  # fmt: skip
PLACE = re.compile(r"\{([a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Field:
    """A text in a box: millimetres, and the type size in points, which shrinks down to `least` to fit.

    `preprinted`: bought stationery bears these words already.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    least: float
    align: str = "left"
    ink: str = "black"
    bold: bool = False
    preprinted: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet: `seal` is the middle of the free circle, `code` corner and side, `photo` a corner or None.

    `months` is how long a certificate holds, None for good.
    """

    paper: str
    frame: str
    seal: tuple[float, float]
    code: tuple[float, float, float]
    photo: tuple[float, float] | None
    fields: tuple[Field, ...]
    months: int | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return PAPERS[self.paper]


def value_of(place: str, facts: CertificateFacts) -> str:
    """Return what a place stands for; empty where the facts say nothing."""
    if place == "valid_until":
        return chinese_date(facts.valid_until) if facts.valid_until else ""
    if place.endswith("_on"):
        return chinese_date(getattr(facts, place))
    if place in {"class_hours", "theory_score", "practice_score"}:
        return plain_number(getattr(facts, place))
    if place == "address":
        return short_address(facts.verify_url)
    if place == "completion_sentence":
        return body_text(facts)
    if place == "honour_sentence":
        return f"{facts.citation}特发此证，以资鼓励。" if facts.citation else ""
    return str(getattr(facts, place))


def filled(text: str, facts: CertificateFacts) -> str:
    """Return a field's text with its places filled; empty when none of its places says anything."""
    values = {place: value_of(place, facts) for place in PLACE.findall(text)}
    if values and not any(values.values()):
        return ""
    return PLACE.sub(lambda found: values[found[1]], text)


def arrange(layout: Layout, facts: CertificateFacts, *, text_only: bool = False) -> list[Line]:
    """Return every line as printed. Raises TextTooLong with the field's own text."""
    height = layout.size[1]
    lines: list[Line] = []
    for field in layout.fields:
        text = filled(field.text, facts)
        if text and not (text_only and field.preprinted):
            lines += _set(field, text, height)
    return lines


def _set(field: Field, text: str, height: float) -> list[Line]:
    """Set one text into its box, as large as fits; centred lines are balanced, the block in the middle."""
    sizes = tuple(field.size - step for step in range(int(field.size - field.least) + 1))
    measure, room = field.width * MM, field.height * MM
    most = tuple(1 + max(int((room - size) / (size * LEADING)), 0) for size in sizes)
    indent = 2 if field.align == "justify" else 0
    found = fit(text, sizes, measure, most, indent)
    if found is None:
        raise TextTooLong(field.text)
    centred = field.align == "centre"
    texts = balanced(text, found.size, measure) if centred else found.lines
    leading = found.size * LEADING
    block = found.size + (len(texts) - 1) * leading
    top = height - field.y * MM - (max(room - block, 0) / 2 if centred else 0)
    lines = []
    for row, part in enumerate(texts):
        start = field.x * MM + (found.indent if row == 0 else 0)
        slack = measure - (found.indent if row == 0 else 0) - text_width(part, found.size)
        spread = field.align == "justify" and row < len(texts) - 1 and slack > 0 and len(part) > 1
        start += {"centre": slack / 2, "right": slack}.get(field.align, 0)
        spacing = slack / (len(part) - 1) if spread else 0
        y = top - found.size * 0.88 - row * leading
        weight = 0.02 * found.size if field.bold else 0
        lines.append(Line(field.text, start, y, part, found.size, spacing, INKS[field.ink], weight))
    return lines


def frame_operators(paper: str, frame: str) -> str:
    """Return the drawing under the text; empty for plain stationery."""
    colours = FRAMES[frame]
    if colours is None:
        return ""
    outer, inner, faint = colours
    width, height = PAPERS[paper]
    return "\n".join(
        [
            colour(inner, stroke=True) + " 0.3 w",
            band(width, height, 13.5 * MM, 3.1 * MM, 8, 11 * MM),
            colour(outer, stroke=True) + " 1.2 w",
            rounded_frame(9 * MM, 9 * MM, width - 9 * MM, height - 9 * MM, 1.2 * MM),
            colour(inner, stroke=True) + " 0.6 w",
            rounded_frame(18 * MM, 18 * MM, width - 18 * MM, height - 18 * MM, 2.5 * MM),
            colour(faint, stroke=True) + " 0.4 w",
            rosette(width / 2, height / 2, 48 * MM, 40),
        ]
    )


@cache
def _ground(paper: str, frame: str) -> bytes:
    return compress(frame_operators(paper, frame))


def code_operators(layout: Layout, facts: CertificateFacts) -> str:
    """Return the QR code. Raises TextTooLong when the address is too long for its side."""
    x, y, side = (value * MM for value in layout.code)
    try:
        return qr_operators(facts.verify_url, x, layout.size[1] - y - side, side)
    except ValueError as error:
        raise TextTooLong("verify_url") from error


def check(layout: Layout, facts: CertificateFacts) -> None:
    """Raise TextTooLong, PhotoMissing or ValueError (no image) if the sheet could not be printed."""
    arrange(layout, facts)
    code_operators(layout, facts)
    if layout.photo and not facts.photo:
        raise PhotoMissing
    if facts.photo:
        open_image(facts.photo)


def draw(layout: Layout, sheet: Sheet, facts: CertificateFacts) -> None:
    """Print the sheet."""
    if layout.frame != "none":
        sheet.ground(f"frame-{layout.frame}-{layout.paper}", _ground(layout.paper, layout.frame))
    for line in arrange(layout, facts, text_only=sheet.text_only):
        sheet.text(
            line.x, line.y, line.text, line.size, ink=line.ink, spacing=line.spacing, weight=line.weight
        )
    sheet.draw(code_operators(layout, facts))
    if facts.photo and layout.photo:
        x, y = layout.photo
        width, height = PHOTO
        sheet.picture(facts.photo, x * MM, layout.size[1] - (y + height) * MM, width * MM, height * MM)
