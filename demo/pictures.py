"""Portraits drawn with Pillow, so that the demonstration needs no photograph of anybody."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw, ImageFilter

PORTRAIT = (960, 1200)
VIEW = (960, 720)
# Drawn larger and made smaller, edges are smooth.
SCALE = 2
SKIES = [
    ((246, 205, 160), (116, 160, 205)),
    ((252, 226, 190), (90, 140, 190)),
    ((235, 214, 226), (70, 110, 165)),
]
JACKETS = [(196, 62, 44), (24, 96, 168), (222, 150, 30), (40, 122, 92), (108, 66, 140)]
SKINS = [(231, 187, 152), (214, 164, 126), (241, 202, 170)]


def portrait(seed: int) -> bytes:
    """Return a JPEG of a courier before the mountains; the same seed gives the same picture."""
    chance = random.Random(seed)
    width, height = (SCALE * side for side in PORTRAIT)
    image, draw = _landscape(chance, width, height)
    _courier(draw, chance, width, height)
    return _jpeg(image)


def view(seed: int) -> bytes:
    """Return a JPEG of the mountains alone; the same seed gives the same picture."""
    width, height = (SCALE * side for side in VIEW)
    image, _draw = _landscape(random.Random(900 + seed), width, height)
    return _jpeg(image)


def _landscape(chance: random.Random, width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    low, high = chance.choice(SKIES)
    column = Image.new("RGB", (1, 256))
    for y in range(256):
        share = min(1.0, y / 170)
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(high, low, strict=True)))
    image = column.resize((width, height), Image.Resampling.BICUBIC)
    glow = Image.new("L", (width, height), 0)
    sun_x, sun_y, radius = (
        width * chance.uniform(0.6, 0.85),
        height * chance.uniform(0.14, 0.28),
        width * 0.08,
    )
    ImageDraw.Draw(glow).ellipse([sun_x - radius, sun_y - radius, sun_x + radius, sun_y + radius], fill=220)
    glow = glow.filter(ImageFilter.GaussianBlur(width * 0.025))
    image.paste(Image.new("RGB", (width, height), (255, 244, 222)), (0, 0), glow)
    draw = ImageDraw.Draw(image)
    layers = [((168, 178, 200), 0.40, 0.15), ((122, 140, 160), 0.50, 0.13), ((112, 134, 98), 0.62, 0.07)]
    for colour, base, rise in layers:
        _ridge(draw, chance, colour, width, height, base, rise, snow=base < 0.45)
    draw.rectangle([0, height * 0.66, width, height], fill=(176, 158, 96))
    _ridge(draw, chance, (150, 142, 82), width, height, 0.72, 0.03, snow=False)
    return image, draw


def _ridge(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    colour: tuple[int, int, int],
    width: int,
    height: int,
    base: float,
    rise: float,
    *,
    snow: bool,
) -> None:
    peaks = [
        (0.0, base),
        *((x / 7 + chance.uniform(-0.05, 0.05), base - chance.uniform(0.25, 1) * rise) for x in range(1, 7)),
        (1.0, base - rise * 0.3),
    ]
    points = [(x * width, y * height) for x, y in peaks]
    draw.polygon([(0, height), *points, (width, height)], fill=colour)
    if not snow:
        return
    for (x0, y0), (x1, y1), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        if y1 < y0 and y1 < y2:
            left = (x1 + (x0 - x1) * 0.28, y1 + (y0 - y1) * 0.28)
            right = (x1 + (x2 - x1) * 0.28, y1 + (y2 - y1) * 0.28)
            dip = (x1 + (right[0] - left[0]) * 0.05, y1 + (max(left[1], right[1]) - y1) * 0.7)
            draw.polygon([(x1, y1), right, dip, left], fill=(244, 246, 250))


def _courier(draw: ImageDraw.ImageDraw, chance: random.Random, width: int, height: int) -> None:
    jacket, skin = chance.choice(JACKETS), chance.choice(SKINS)
    dark = tuple(round(part * 0.72) for part in jacket)
    middle = width * 0.5
    draw.rounded_rectangle(
        [middle - width * 0.36, height * 0.98, middle + width * 0.36, height * 1.3], width * 0.05, fill=dark
    )
    shoulders = [middle - width * 0.34, height * 0.66, middle + width * 0.34, height * 1.5]
    draw.rounded_rectangle(shoulders, width * 0.2, fill=jacket)
    draw.rectangle([middle - width * 0.012, height * 0.7, middle + width * 0.012, height], fill=dark)
    for side in (-1, 1):
        left, right = sorted((middle + side * width * 0.30, middle + side * width * 0.17))
        draw.rectangle([left, height * 0.84, right, height * 0.868], fill=(244, 238, 196))
    neck = [middle - width * 0.075, height * 0.54, middle + width * 0.075, height * 0.7]
    draw.rounded_rectangle(neck, width * 0.05, fill=tuple(round(part * 0.88) for part in skin))
    draw.polygon(
        [
            (middle - width * 0.13, height * 0.665),
            (middle + width * 0.13, height * 0.665),
            (middle, height * 0.77),
        ],
        fill=dark,
    )
    draw.ellipse([middle - width * 0.155, height * 0.31, middle + width * 0.155, height * 0.6], fill=skin)
    for side in (-1, 1):
        x = middle + side * width * 0.06
        draw.ellipse(
            [x - width * 0.014, height * 0.452, x + width * 0.014, height * 0.472], fill=(50, 40, 38)
        )
        draw.line(
            [x - width * 0.03, height * 0.436, x + width * 0.03, height * 0.432],
            fill=(70, 54, 48),
            width=max(2, width // 160),
        )
    smile = [middle - width * 0.055, height * 0.49, middle + width * 0.055, height * 0.545]
    draw.arc(smile, 20, 160, fill=(150, 84, 70), width=max(3, width // 130))
    helmet = [middle - width * 0.18, height * 0.265, middle + width * 0.18, height * 0.56]
    draw.pieslice(helmet, 180, 360, fill=jacket)
    draw.rounded_rectangle(
        [middle - width * 0.2, height * 0.405, middle + width * 0.2, height * 0.428], width * 0.012, fill=dark
    )
    draw.pieslice(
        [middle - width * 0.03, height * 0.265, middle + width * 0.03, height * 0.56], 180, 360, fill=dark
    )


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    size = (image.width // SCALE, image.height // SCALE)
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=86, optimize=True)
    return buffer.getvalue()
