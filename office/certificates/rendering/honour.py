"""Designs "honour/1" and "honour-collective/1": the certificate of an honour, A4 landscape, crimson and gold.

They differ in how the holder is addressed: a person as comrade, a collective by its name alone.

Printed papers rest on what stands here: a change of wording or place is a new version beside this one. No
seal is drawn; room is kept for it around SEAL_X and SEAL_Y, as on the certificate of completion.
"""

from functools import cache

from office.certificates.rendering.completion import Line, chinese_date, short_address
from office.certificates.rendering.faces import text_width
from office.certificates.rendering.facts import CertificateFacts, TextTooLong
from office.certificates.rendering.guilloche import MM, Colour, band, colour, rosette, rounded_frame
from office.certificates.rendering.lines import balanced, break_lines, fit
from office.certificates.rendering.qr import qr_operators
from office.certificates.rendering.sheet import A4_LANDSCAPE, BLACK, Sheet, compress, open_image

#: What follows the holder's name, and how far from it, by the code of the design.
ADDRESSES = {"honour/1": ("同志：", 3 * MM), "honour-collective/1": ("：", 0.5 * MM)}
SIZE = A4_LANDSCAPE
WIDTH, HEIGHT = SIZE
SUBTITLE = "CERTIFICATE OF HONOUR"

MIDDLE = WIDTH / 2
BODY_LEFT, BODY_MEASURE = 46 * MM, 205 * MM
NAME_BASELINE, NAME_MEASURE = 124 * MM, 150 * MM
BODY_TOP, BODY_ROOM, LEADING = 111 * MM, 36 * MM, 1.7
QR_LEFT, QR_BOTTOM, QR_SIDE = 36 * MM, 32 * MM, 30 * MM
NOTE_LEFT, NOTE_MEASURE = 68 * MM, 82 * MM
SEAL_X, SEAL_Y = 220 * MM, 50 * MM
ISSUER_MEASURE = 82 * MM
PHOTO = (236 * MM, 146 * MM, 25 * MM, 35 * MM)

CRIMSON: Colour = (0.65, 0.11, 0.16)
GOLD: Colour = (0.72, 0.56, 0.24)
GREY: Colour = (0.42, 0.38, 0.36)
PALE: Colour = (0.98, 0.94, 0.87)


def _middle(
    part: str, x: float, y: float, text: str, size: float, *, ink: Colour, spacing: float = 0
) -> Line:
    weight = 0.5 if part == "title" else 0
    return Line(part, x - text_width(text, size, spacing) / 2, y, text, size, spacing, ink, weight)


def _head(facts: CertificateFacts) -> list[Line]:
    size, spacing = 44, 44 * 0.35
    if text_width(facts.title, size, spacing) > 150 * MM:
        raise TextTooLong("title")
    lines = [
        _middle("title", MIDDLE, 164 * MM, facts.title, size, ink=CRIMSON, spacing=spacing),
        _middle("subtitle", MIDDLE, 156 * MM, SUBTITLE, 9.5, ink=GOLD, spacing=1.8),
    ]
    if facts.number:
        lines.append(_middle("number", MIDDLE, 143 * MM, f"证书编号：{facts.number}", 11.5, ink=GREY))
    return lines


def _holder(facts: CertificateFacts) -> list[Line]:
    """The holder as one addresses the honoured: the name alone on its line, at the left."""
    found = fit(facts.holder_name, (30, 26, 23, 20, 18), NAME_MEASURE, (1, 1, 1, 1, 2))
    if found is None:
        raise TextTooLong("holder_name")
    names = balanced(facts.holder_name, found.size, NAME_MEASURE)
    size, step = found.size, found.size * 1.3
    top = NAME_BASELINE + (len(names) - 1) * step
    lines = [
        Line("holder_name", BODY_LEFT, top - row * step, name, size, 0, BLACK, 0.35)
        for row, name in enumerate(names)
    ]
    address, gap = ADDRESSES[facts.design]
    lines.append(_after(lines[-1], "address", address, 17, gap, BLACK))
    if facts.id_number_masked:
        text = f"（身份证件号码：{facts.id_number_masked}）"
        lines.append(_after(lines[-1], "id_number_masked", text, 11, 4 * MM, GREY))
    return lines


def _after(line: Line, part: str, text: str, size: float, gap: float, ink: Colour) -> Line:
    """A text on the baseline of another, behind it."""
    return Line(part, line.x + line.width + gap, line.y, text, size, 0, ink)


def _body(facts: CertificateFacts) -> list[Line]:
    sizes = (19.0, 17.0, 15.0, 13.0)
    most = tuple(1 + int((BODY_ROOM - size) / (size * LEADING)) for size in sizes)
    found = fit(f"{facts.citation}特发此证，以资鼓励。", sizes, BODY_MEASURE, most, 2)
    if found is None:
        raise TextTooLong("citation")
    lines = []
    for row, text in enumerate(found.lines):
        start = 0 if row else found.indent
        slack = BODY_MEASURE - start - text_width(text, found.size)
        last = row == len(found.lines) - 1
        spacing = 0 if last or slack <= 0 else slack / (len(text) - 1)
        y = BODY_TOP - found.size * 0.88 - row * found.size * LEADING
        lines.append(Line("body", BODY_LEFT + start, y, text, found.size, spacing))
    return lines


def _foot(facts: CertificateFacts) -> list[Line]:
    issuer = fit(facts.issuer, (15, 14, 13, 12, 11), ISSUER_MEASURE, (1, 1, 1, 2, 2))
    if issuer is None:
        raise TextTooLong("issuer")
    names = balanced(facts.issuer, issuer.size, ISSUER_MEASURE)
    low, size = SEAL_Y - 1.5 * MM, issuer.size
    lines = [
        _middle("issuer", SEAL_X, low + row * size * 1.3, name, size, ink=BLACK)
        for row, name in enumerate(reversed(names))
    ]
    lines.append(_middle("issued_on", SEAL_X, low - 9 * MM, chinese_date(facts.issued_on), 14, ink=BLACK))
    return lines + _note(facts)


def _note(facts: CertificateFacts) -> list[Line]:
    """The words beside the code: what it is for, and the address that a person types."""
    address = short_address(facts.verify_url)
    lines = [Line("scan", NOTE_LEFT, QR_BOTTOM + 14.5 * MM, "扫码查验", 13, 1, CRIMSON)]
    for size, most in ((9, 2), (8, 3), (7, 4)):
        broken = break_lines(address, size, NOTE_MEASURE)
        if len(broken) <= most:
            return lines + [
                Line("verify_url", NOTE_LEFT, QR_BOTTOM + 9.5 * MM - row * size * 1.35, text, size, 0, GREY)
                for row, text in enumerate(broken)
            ]
    raise TextTooLong("verify_url")


def arrange(facts: CertificateFacts) -> tuple[Line, ...]:
    """Return every line of the page. Raises TextTooLong."""
    return tuple(_head(facts) + _holder(facts) + _body(facts) + _foot(facts))


@cache
def ground() -> bytes:
    """Return the drawing under the text, deflated: edge, rosette and the line below the title."""
    y, half = 150.5 * MM, 46 * MM
    frame = [
        colour(GOLD, stroke=True) + " 0.3 w",
        band(WIDTH, HEIGHT, 13.5 * MM, 3.1 * MM, 8, 11 * MM),
        colour(CRIMSON, stroke=True) + " 1.4 w",
        rounded_frame(9 * MM, 9 * MM, WIDTH - 9 * MM, HEIGHT - 9 * MM, 1.2 * MM),
        colour(GOLD, stroke=True) + " 0.7 w",
        rounded_frame(18 * MM, 18 * MM, WIDTH - 18 * MM, HEIGHT - 18 * MM, 2.5 * MM),
        colour(PALE, stroke=True) + " 0.4 w",
        rosette(MIDDLE, 97 * MM, 48 * MM, 40),
        colour(GOLD, stroke=True) + " 0.6 w",
        f"{MIDDLE - half:.2f} {y:.2f} m {MIDDLE + half:.2f} {y:.2f} l S",
    ]
    return compress("\n".join(frame))


def _code(facts: CertificateFacts) -> str:
    try:
        return qr_operators(facts.verify_url, QR_LEFT, QR_BOTTOM, QR_SIDE)
    except ValueError as error:
        raise TextTooLong("verify_url") from error


def check(facts: CertificateFacts) -> None:
    """Raise TextTooLong or ValueError (the photo is no image) if the page could not be printed."""
    arrange(facts)
    _code(facts)
    if facts.photo:
        open_image(facts.photo)


def draw(sheet: Sheet, facts: CertificateFacts) -> None:
    """Print the page."""
    sheet.ground("honour-1", ground())
    for line in arrange(facts):
        sheet.text(
            line.x, line.y, line.text, line.size, ink=line.ink, spacing=line.spacing, weight=line.weight
        )
    sheet.draw(_code(facts))
    if facts.photo:
        sheet.picture(facts.photo, *PHOTO)
