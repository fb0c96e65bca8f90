"""Designs "completion/1" and "completion/2": the certificate of a finished training, A4 landscape.

Printed papers rest on what stands here: a change of wording or place is a new version beside the others.
Version 2 has a larger code, in which a signed token finds room behind the address.
No seal is drawn. The circle SEAL_* is kept free for it: as GB/T 9704-2012, 7.3.5 has it, the seal is set over
the issuer's name and the date, which stand a little below its middle; nothing else may enter the circle.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from office.certificates.rendering.faces import text_width
from office.certificates.rendering.facts import CertificateFacts, TextTooLong
from office.certificates.rendering.guilloche import MM, Colour, band, colour, rosette, rounded_frame
from office.certificates.rendering.lines import balanced, break_lines, fit
from office.certificates.rendering.qr import qr_operators
from office.certificates.rendering.sheet import A4_LANDSCAPE, BLACK, Sheet, compress, open_image

SIZE = A4_LANDSCAPE
WIDTH, HEIGHT = SIZE
SUBTITLE = "CERTIFICATE OF TRAINING COMPLETION"

MIDDLE = WIDTH / 2
BODY_LEFT, BODY_MEASURE = 42 * MM, 213 * MM
BODY_TOP, BODY_BOTTOM = 103.5 * MM, 74 * MM
LEADING = 1.65
NAME_BASELINE = 120 * MM
NAME_MEASURE = 225 * MM

QR_LEFT, QR_BOTTOM = 36 * MM, 32 * MM
#: Side of the code with its quiet zone, by design; the note stands beside it.
QR_SIDES = {"completion/1": 25 * MM, "completion/2": 30 * MM}
NOTE_GAP, NOTE_MEASURE = 2 * MM, 82 * MM
SEAL_X, SEAL_Y, SEAL_RADIUS = 220 * MM, 50 * MM, 23 * MM
ISSUER_MEASURE = 82 * MM
PHOTO = (236 * MM, 146 * MM, 25 * MM, 35 * MM)

NAVY: Colour = (0.09, 0.18, 0.33)
STEEL: Colour = (0.36, 0.45, 0.56)
GREY: Colour = (0.38, 0.42, 0.47)
PALE: Colour = (0.915, 0.935, 0.955)


class Line(NamedTuple):
    """One line as it is printed: baseline from (x, y), sizes in points; `part` is the fact it shows."""

    part: str
    x: float
    y: float
    text: str
    size: float
    spacing: float = 0
    ink: Colour = BLACK
    weight: float = 0

    @property
    def width(self) -> float:
        """Width in points."""
        return text_width(self.text, self.size, self.spacing)


def chinese_date(day: date) -> str:
    """Return 2026年8月20日: Arabic numerals without leading zeros (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def plain_number(number: str) -> str:
    """Return "48" for "48.00" and "7.5" for "7.50"; what is no number stays as it is."""
    return f"{Decimal(number).normalize():f}" if number.replace(".", "", 1).isdecimal() else number


def body_text(facts: CertificateFacts) -> str:
    """Return the sentence that the certificate certifies, the holder being its subject."""
    start, end = chinese_date(facts.starts_on), chinese_date(facts.ends_on)
    when = f"于{start}" if facts.starts_on == facts.ends_on else f"于{start}至{end}"
    course = facts.course_name.replace("“", "‘").replace("”", "’")
    trade = "，".join(value for value in (facts.occupation, facts.level) if value)
    scores = "、".join(
        f"{label}{plain_number(score)}分"
        for label, score in (("理论知识", facts.theory_score), ("操作技能", facts.practice_score))
        if score
    )
    result = f"成绩{facts.result}" if facts.result else ""
    judged = "，".join(part for part in ("经考核", scores, result) if part) + "，" if scores or result else ""
    return (
        f"{when}参加“{course}”{f'（{trade}）' if trade else ''}学习，"
        f"修满规定的{plain_number(facts.class_hours)}学时，{judged}准予结业，特发此证。"
    )


def short_address(url: str) -> str:
    """Return what a person types: without scheme, and without a fragment, which only a program reads."""
    return url.removeprefix("https://").removeprefix("http://").split("#")[0]


def _middle(
    part: str,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    spacing: float = 0,
    ink: Colour = BLACK,
    weight: float = 0,
) -> Line:
    return Line(part, x - text_width(text, size, spacing) / 2, y, text, size, spacing, ink, weight)


def _head(facts: CertificateFacts) -> list[Line]:
    measure = (150 if facts.photo else 215) * MM
    for size in (44, 40, 36, 32, 28, 24):
        spacing = size * (0.3 if len(facts.title) <= 8 else 0.08)
        if text_width(facts.title, size, spacing) <= measure:
            break
    else:
        raise TextTooLong("title")
    lines = [
        _middle("title", MIDDLE, 166 * MM, facts.title, size, spacing=spacing, ink=NAVY, weight=0.5),
        _middle("subtitle", MIDDLE, 158 * MM, SUBTITLE, 9.5, spacing=1.6, ink=STEEL),
    ]
    if facts.number:
        lines.append(_middle("number", MIDDLE, 145 * MM, f"证书编号：{facts.number}", 11.5, ink=GREY))
        if lines[-1].width > measure:
            raise TextTooLong("number")
    return lines


def _holder(facts: CertificateFacts) -> list[Line]:
    found = fit(facts.holder_name, (34, 30, 26, 23, 20, 18), NAME_MEASURE, (1, 1, 1, 1, 2, 2))
    if found is None:
        raise TextTooLong("holder_name")
    names = balanced(facts.holder_name, found.size, NAME_MEASURE)
    raised = (len(names) - 1) * found.size * 0.7
    spacing = found.size * 0.08 if len(facts.holder_name) <= 4 else 0
    lines = [
        _middle(
            "holder_name",
            MIDDLE,
            NAME_BASELINE + raised - number * found.size * 1.3,
            name,
            found.size,
            spacing=spacing,
            weight=0.35,
        )
        for number, name in enumerate(names)
    ]
    if facts.id_number_masked:
        text = f"（身份证件号码：{facts.id_number_masked}）"
        y = min(lines[-1].y - 8 * MM, 110.5 * MM)
        lines.append(_middle("id_number_masked", MIDDLE, y, text, 12, ink=GREY))
        if lines[-1].width > NAME_MEASURE:
            raise TextTooLong("id_number_masked")
    return lines


def _body(facts: CertificateFacts) -> list[Line]:
    sizes = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
    room = BODY_TOP - BODY_BOTTOM
    most = tuple(1 + int((room - size) / (size * LEADING)) for size in sizes)
    found = fit(body_text(facts), sizes, BODY_MEASURE, most, 2)
    if found is None:
        raise TextTooLong("body")
    leading = found.size * LEADING
    used = found.size + (len(found.lines) - 1) * leading
    top = BODY_TOP - found.size * 0.88 - max(0.0, (room - used) / 3)
    lines = []
    for number, text in enumerate(found.lines):
        start = 0 if number else found.indent
        slack = BODY_MEASURE - start - text_width(text, found.size)
        last = number == len(found.lines) - 1
        spacing = 0 if last or slack <= 0 else slack / (len(text) - 1)
        lines.append(Line("body", BODY_LEFT + start, top - number * leading, text, found.size, spacing))
    return lines


def _foot(facts: CertificateFacts) -> list[Line]:
    issuer = fit(facts.issuer, (15, 14, 13, 12, 11), ISSUER_MEASURE, (1, 1, 1, 2, 2))
    if issuer is None:
        raise TextTooLong("issuer")
    names = balanced(facts.issuer, issuer.size, ISSUER_MEASURE)
    low = SEAL_Y - 1.5 * MM
    lines = [
        _middle("issuer", SEAL_X, low + (len(names) - 1 - row) * issuer.size * 1.3, name, issuer.size)
        for row, name in enumerate(names)
    ]
    lines.append(_middle("issued_on", SEAL_X, low - 9 * MM, chinese_date(facts.issued_on), 14))
    address = short_address(facts.verify_url)
    written = next(
        (
            (size, broken)
            for size, most in ((9, 2), (8, 3), (7, 4))
            if len(broken := break_lines(address, size, NOTE_MEASURE)) <= most
        ),
        None,
    )
    if written is None:
        raise TextTooLong("verify_url")
    size, broken = written
    left = QR_LEFT + QR_SIDES[facts.design] + NOTE_GAP
    lines.append(Line("scan", left, QR_BOTTOM + 14.5 * MM, "扫码查验", 13, 1, NAVY))
    for row, text in enumerate(broken):
        lines.append(Line("verify_url", left, QR_BOTTOM + 9.5 * MM - row * size * 1.35, text, size, 0, GREY))
    return lines


def arrange(facts: CertificateFacts) -> tuple[Line, ...]:
    """Return every line of the page. Raises TextTooLong."""
    leads = [_middle("lead", MIDDLE, 136.5 * MM, "兹证明", 12, spacing=2, ink=GREY)]
    return tuple(_head(facts) + leads + _holder(facts) + _body(facts) + _foot(facts))


@cache
def ground() -> bytes:
    """Return the drawing under the text, deflated: edge, rosette and the ornament below the title."""
    inset = 13.5 * MM
    y, half = 152.5 * MM, 46 * MM
    frame = [
        colour(STEEL, stroke=True) + " 0.28 w",
        band(WIDTH, HEIGHT, inset, 3.1 * MM, 8, 11 * MM),
        colour(NAVY, stroke=True) + " 1.1 w",
        rounded_frame(9 * MM, 9 * MM, WIDTH - 9 * MM, HEIGHT - 9 * MM, 1.2 * MM),
        "0.3 w",
        rounded_frame(7.8 * MM, 7.8 * MM, WIDTH - 7.8 * MM, HEIGHT - 7.8 * MM, 1.2 * MM),
        "0.7 w",
        rounded_frame(18 * MM, 18 * MM, WIDTH - 18 * MM, HEIGHT - 18 * MM, 2.5 * MM),
        "0.25 w",
        rounded_frame(19.2 * MM, 19.2 * MM, WIDTH - 19.2 * MM, HEIGHT - 19.2 * MM, 2 * MM),
        colour(PALE, stroke=True) + " 0.4 w",
        rosette(MIDDLE, 97 * MM, 48 * MM, 40),
        colour(STEEL, stroke=True) + " 0.5 w",
        f"{MIDDLE - half:.2f} {y:.2f} m {MIDDLE - 3 * MM:.2f} {y:.2f} l S",
        f"{MIDDLE + 3 * MM:.2f} {y:.2f} m {MIDDLE + half:.2f} {y:.2f} l S",
        colour(NAVY),
        f"{MIDDLE - 1.6 * MM:.2f} {y:.2f} m {MIDDLE:.2f} {y + 1.6 * MM:.2f} l "
        f"{MIDDLE + 1.6 * MM:.2f} {y:.2f} l {MIDDLE:.2f} {y - 1.6 * MM:.2f} l f",
    ]
    return compress("\n".join(frame))


def _code(facts: CertificateFacts) -> str:
    try:
        return qr_operators(facts.verify_url, QR_LEFT, QR_BOTTOM, QR_SIDES[facts.design])
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
    sheet.ground(facts.design.replace("/", "-"), ground())
    for line in arrange(facts):
        sheet.text(
            line.x, line.y, line.text, line.size, ink=line.ink, spacing=line.spacing, weight=line.weight
        )
    sheet.draw(_code(facts))
    if facts.photo:
        sheet.picture(facts.photo, *PHOTO)
