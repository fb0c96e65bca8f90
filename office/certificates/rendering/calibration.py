"""The page that shows how far a printer misses: rules in millimetres from the edges of the sheet."""

from __future__ import annotations

from datetime import date

from office.certificates.rendering.guilloche import MM, Colour, colour
from office.certificates.rendering.lines import break_lines
from office.certificates.rendering.sheet import A4_LANDSCAPE, A4_PORTRAIT, BLACK, Sheet

GREY: Colour = (0.38, 0.42, 0.47)
#: Where the cross stands, in millimetres from the left and the upper edge.
CROSS = 50
STEPS = (
    "打印时选“实际大小”（缩放100%），关闭“适合页面”和页眉页脚，纸张选A4。",
    "用直尺量：十字到纸的左边和上边应各为50毫米。",
    "量得左边小于50毫米，差多少就把“向右”填多少；大于50毫米则填负数。上边同样填“向下”。",
    "以0.5毫米为一档，在打印机页面保存后再打印本页，直到两边都是50毫米。",
)


def render_calibration(printer: str, *, right: float, down: float, made_on: date) -> bytes:
    """Return two pages, portrait and landscape, moved as the printer's certificates are (millimetres)."""
    sheet = Sheet(A4_PORTRAIT, title=f"打印校准页 {printer}", author=printer, made_on=made_on)
    for size in (A4_PORTRAIT, A4_LANDSCAPE):
        sheet.resize(size)
        sheet.move(right, down)
        sheet.draw("\n".join([colour(BLACK, stroke=True), "0.25 w", *_rules(*size), *_cross(size[1])]))
        _words(
            sheet,
            size[1],
            [f"打印校准页　{printer}", f"当前校正：向右{right:g}毫米，向下{down:g}毫米", *STEPS],
        )
        sheet.next_page()
    return sheet.finish()


def _rules(width: float, height: float) -> list[str]:
    """A rule along each edge, 10 mm inside: a stroke a millimetre, longer every fifth and tenth."""
    parts = []
    for across in range(10, int(width / MM) - 9):
        long = 5 if across % 10 == 0 else 3.5 if across % 5 == 0 else 2
        x = across * MM
        parts.append(f"{x:.2f} {height - 10 * MM:.2f} m {x:.2f} {height - (10 + long) * MM:.2f} l S")
    for under in range(10, int(height / MM) - 9):
        long = 5 if under % 10 == 0 else 3.5 if under % 5 == 0 else 2
        y = height - under * MM
        parts.append(f"{10 * MM:.2f} {y:.2f} m {(10 + long) * MM:.2f} {y:.2f} l S")
    return parts


def _cross(height: float) -> list[str]:
    x, y, arm = CROSS * MM, height - CROSS * MM, 12 * MM
    return [
        f"{x - arm:.2f} {y:.2f} m {x + arm:.2f} {y:.2f} l S",
        f"{x:.2f} {y - arm:.2f} m {x:.2f} {y + arm:.2f} l S",
    ]


def _words(sheet: Sheet, height: float, texts: list[str]) -> None:
    y = height - 78 * MM
    for number, text in enumerate(texts):
        size = 16 if number == 0 else 11
        for line in break_lines(text, size, 140 * MM):
            sheet.text(30 * MM, y, line, size, ink=BLACK if number < 2 else GREY)
            y -= size * 1.7
    for mark in range(20, 101, 10):
        sheet.text(mark * MM - 5, height - 19 * MM, str(mark), 7, ink=GREY)
        sheet.text(16 * MM, height - mark * MM - 2, str(mark), 7, ink=GREY)
