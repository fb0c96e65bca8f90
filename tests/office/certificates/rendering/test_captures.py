"""The code is read from photographs of a whole sheet: turned, tilted, blurred, noisy and saved as JPEG."""

from __future__ import annotations

import random
import subprocess
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageFilter

from office.certificates import token
from office.certificates.rendering import completion
from office.certificates.rendering.certificate import CertificateFacts, render_certificate

CAPTURES = 100
#: How much of the page is kept about the code, in pixels at 150 dpi.
MARGIN = 60


def capture(code: Image.Image, chance: random.Random) -> Image.Image:
    """Return what a hand-held phone makes of a printed code at 150 dpi."""
    width, height = code.size
    lean = [chance.uniform(0, 0.04) * width for _corner in range(8)]
    quad = (
        lean[0], lean[1], lean[2], height - lean[3],
        width - lean[4], height - lean[5], width - lean[6], lean[7],
    )  # fmt: skip
    seen = code.transform(code.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=255)
    seen = seen.rotate(chance.uniform(-12, 12), Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    seen = seen.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.7)))
    noise = Image.effect_noise(seen.size, chance.uniform(4, 14))
    return Image.blend(seen, noise, 0.12)


def test_of_a_hundred_photographs_ninety_nine_are_read(facts: CertificateFacts, tmp_path: Path) -> None:
    claims = token.Claims(
        number=facts.number,
        holder_name=facts.holder_name,
        issued_on=facts.issued_on,
        occupation_code="4-02-07-08",
        level=facts.level,
    )
    address = f"https://records.pingan.gov.cn/v/ABCDEFGHJKMN/#{token.sign(claims)}"
    (tmp_path / "c.pdf").write_bytes(render_certificate(replace(facts, verify_url=address)))
    command = ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", "c.pdf", "c"]
    subprocess.run(command, cwd=tmp_path, check=True)
    page = Image.open(tmp_path / "c.png").convert("L")
    code = page.crop(_about_the_code(page.height))
    chance = random.Random(150)
    for number in range(CAPTURES):
        capture(code, chance).save(tmp_path / f"{number:03d}.jpg", quality=75)

    photographs = sorted(file.name for file in tmp_path.glob("*.jpg"))
    command = ["zbarimg", "-q", "--raw", *photographs]
    read = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    assert (len(read) >= 0.99 * CAPTURES, set(read)) == (True, {address})


def _about_the_code(height: int) -> tuple[int, int, int, int]:
    """Return the part of the rendered page that is photographed: the code and some of what is about it."""
    dot = 150 / 72
    left, bottom = completion.QR_LEFT * dot, height - completion.QR_BOTTOM * dot
    side = completion.QR_SIDES["completion/2"] * dot
    edges = (left - MARGIN, bottom - side - MARGIN, left + side + MARGIN, bottom + MARGIN)
    return tuple(round(edge) for edge in edges)  # type: ignore[return-value]
