"""How many certificates a second, beside the barest page reportlab can make of the same content.

The floor draws the same characters in the same face and the same code, in lines without any layout, ground or
check. All figures come from one run on one core; the ratio is what counts.
"""

import random
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypedDict

from reportlab.pdfgen.canvas import Canvas

from office.certificates.rendering.certificate import CertificateFacts, render_batch, render_certificate
from office.certificates.rendering.completion import arrange
from office.certificates.rendering.faces import MAIN, face
from office.certificates.rendering.qr import qr_operators
from office.certificates.rendering.sheet import A4_LANDSCAPE

CHARACTERS = Path(__file__).resolve().parents[1] / "tests" / "data" / "standard-characters-8105.txt"
SINGLE, BATCH, ROUNDS = 100, 500, 3


class Result(TypedDict):
    """Certificates a second of ours and of the floor, their ratio, and the bytes of one certificate."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    bytes_each: int
    floor_bytes_each: int


def sample(count: int, *, seed: int = 1) -> list[CertificateFacts]:
    """Return certificates of one class whose holders have random names of standard characters."""
    draw = random.Random(seed)
    characters = CHARACTERS.read_text(encoding="utf-8").split()
    return [
        CertificateFacts(
            design="completion/2",
            number=f"PA-PX-2026-{number:06d}",
            title="培训合格证书",
            holder_name="".join(draw.choices(characters, k=3)),
            id_number_masked=f"990199********{number % 10000:04d}",
            course_name="快递员职业技能提升培训",
            occupation="快递员",
            level="三级/高级工",
            class_hours="48",
            starts_on=date(2026, 8, 1),
            ends_on=date(2026, 8, 20),
            result="合格",
            theory_score="86",
            practice_score="91.5",
            issuer="海东市平安区快递行业职业技能培训中心",
            issued_on=date(2026, 8, 20),
            verify_url=f"https://records.example.cn/v/PA-PX-2026-{number:06d}",
        )
        for number in range(1, count + 1)
    ]


def bare_page(canvas: Canvas, texts: list[str], url: str) -> None:
    """Draw the lines under one another and the code, as plain as can be."""
    canvas.setFont(MAIN, 14)
    for number, text in enumerate(texts):
        canvas.drawString(60, 540 - 24 * number, text)
    canvas.addLiteral(qr_operators(url, 60, 60, 71))
    canvas.showPage()


def floor(batch: list[tuple[list[str], str]]) -> bytes:
    """Return a document with a bare page for each list of texts and address."""
    canvas = Canvas(BytesIO(), pagesize=A4_LANDSCAPE, pageCompression=1, initialFontName=MAIN)
    for texts, url in batch:
        bare_page(canvas, texts, url)
    data: bytes = canvas.getpdfdata()
    return data


def rate(work: Callable[[], int], count: int) -> tuple[float, int]:
    """Return how many a second `work` makes and the bytes of one; `work` returns all bytes."""
    start = time.perf_counter()
    made = work()
    return count / (time.perf_counter() - start), made // count


def compare(name: str, ours: Callable[[], int], bare: Callable[[], int], count: int) -> Result:
    """Return the best of some rounds of each, taken in turn."""
    rounds = [(rate(ours, count), rate(bare, count)) for _ in range(ROUNDS)]
    best, floor_best = max(r[0] for r in rounds), max(r[1] for r in rounds)
    return Result(
        name=f"certificates, {name}",
        value=round(best[0], 1),
        unit="a second",
        floor=round(floor_best[0], 1),
        ratio=round(best[0] / floor_best[0], 2),
        bytes_each=best[1],
        floor_bytes_each=floor_best[1],
    )


def run() -> list[Result]:
    """Measure single files and one file for many."""
    face(MAIN)
    facts = sample(BATCH)
    bare = [([line.text for line in arrange(f)], f.verify_url) for f in facts]
    render_certificate(facts[0])
    return [
        compare(
            "single",
            lambda: sum(len(render_certificate(f)) for f in facts[:SINGLE]),
            lambda: sum(len(floor([page])) for page in bare[:SINGLE]),
            SINGLE,
        ),
        compare("batch", lambda: len(render_batch(facts)), lambda: len(floor(bare)), BATCH),
    ]
