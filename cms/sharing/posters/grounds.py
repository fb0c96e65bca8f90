"""What stands behind the words of a poster: the portrait, or the mountains of the site's own mark."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from .lettering import Colour

#: The colours of the site (static/css/site.css).
FRAME, LAKE, GLACIER = (11, 47, 85), (10, 92, 168), (44, 138, 135)
WHEAT, LOESS, PAPER = (217, 164, 65), (180, 83, 9), (248, 246, 241)
CRIMSON, GOLD = (166, 27, 41), (255, 231, 179)
INK, MUTED, WHITE = (26, 31, 36), (86, 98, 112), (255, 255, 255)
NIGHT = (7, 27, 50)

#: Ridges from far to near: where each summit stands, as shares of width and of the ridge's own height.
RIDGES = (
    (
        0.30,
        ((0, 0.55), (0.13, 0.95), (0.22, 0.7), (0.36, 1), (0.5, 0.62), (0.66, 0.9), (0.8, 0.6), (1, 0.85)),
    ),
    (0.21, ((0, 0.8), (0.1, 0.5), (0.27, 0.9), (0.42, 0.55), (0.58, 1), (0.74, 0.6), (0.9, 0.95), (1, 0.7))),
    (0.12, ((0, 0.5), (0.2, 0.9), (0.38, 0.55), (0.55, 0.8), (0.75, 0.5), (1, 1))),
)


def fitted(content: bytes, size: tuple[int, int], face: tuple[float, float], at: float) -> Image.Image:
    """Return a picture filled into a size, the face `at` a share of its height as far as it reaches."""
    opened = Image.open(io.BytesIO(content))
    opened.draft("RGB", (size[0] * 3 // 2, size[1] * 3 // 2))
    picture: Image.Image = opened
    scale = min(picture.width / size[0], picture.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = min(max(0.0, face[0] * picture.width - width / 2), picture.width - width)
    top = min(max(0.0, face[1] * picture.height - height * at), picture.height - height)
    if picture.mode != "RGB":
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(picture.convert("RGB"), mask=picture.convert("RGBA").getchannel("A"))
        picture = flat
    return picture.resize(size, Image.Resampling.BICUBIC, (left, top, left + width, top + height), 2.0)


def shade(picture: Image.Image, colour: Colour, begins: int, full: int) -> None:
    """Let a picture darken downwards into a colour, from one height to where little of it is left."""
    column = Image.new("L", (1, picture.height))
    column.putdata([_share(y, begins, full) for y in range(picture.height)])
    picture.paste(colour, (0, 0), column.resize(picture.size))


def _share(y: int, begins: int, full: int) -> int:
    along = min(max((y - begins) / (full - begins), 0), 1)
    # Slow at both ends, so that no edge is seen.
    return round(242 * along * along * (3 - 2 * along))


def sloping(size: tuple[int, int], above: Colour, below: Colour) -> Image.Image:
    """Return a ground that goes from one colour to another downwards."""
    mask = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, below), Image.new("RGB", size, above), mask)


def mountains(picture: Image.Image, foot: int, tint: Colour, strength: int) -> None:
    """Draw the ridges of the site's mark on a ground, their feet at a height; `strength` of 255 a ridge."""
    width, height = picture.size
    for part, summits in RIDGES:
        top = foot - part * height
        mask = Image.new("L", (width, foot), 0)
        line = [(x * width, foot - y * (foot - top)) for x, y in summits]
        ImageDraw.Draw(mask).polygon([(0, foot), *line, (width, foot)], fill=strength)
        picture.paste(tint, (0, 0), mask)


def sun(picture: Image.Image, middle: tuple[int, int], radius: int) -> None:
    """Draw the sun of the site's mark with its glow."""
    mask = (
        Image.radial_gradient("L").resize((radius * 6, radius * 6)).point(lambda far: max(0, 90 - far) // 2)
    )
    at = (middle[0] - radius * 3, middle[1] - radius * 3)
    picture.paste(WHEAT, at, mask)
    picture.paste(WHEAT, (middle[0] - radius, middle[1] - radius), disc(radius))


def disc(radius: int) -> Image.Image:
    """Return the mask of a round with a smooth edge."""
    large = Image.new("L", (radius * 8, radius * 8), 0)
    ImageDraw.Draw(large).ellipse([0, 0, radius * 8 - 1, radius * 8 - 1], fill=255)
    return large.resize((radius * 2, radius * 2), Image.Resampling.LANCZOS)


def frame(picture: Image.Image, inset: int, foot: int, colour: Colour) -> None:
    """Draw a thin line with round corners around what stands above a height."""
    width = picture.width
    large = Image.new("L", (width * 2, foot * 2), 0)
    box = [inset * 2, inset * 2, (width - inset) * 2, (foot - inset) * 2]
    ImageDraw.Draw(large).rounded_rectangle(box, 44, outline=255, width=5)
    picture.paste(colour, (0, 0), large.resize((width, foot), Image.Resampling.BOX))


def band(draw: ImageDraw.ImageDraw, y: int, width: int, thick: int) -> None:
    """Draw the band of four colours that stands at the edge of every page."""
    x = 0
    for colour, share in ((LAKE, 0.34), (GLACIER, 0.22), (WHEAT, 0.24), (LOESS, 0.20)):
        end = x + round(width * share)
        draw.rectangle([x, y, end, y + thick - 1], fill=colour)
        x = end
