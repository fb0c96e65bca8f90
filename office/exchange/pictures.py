"""Pictures that people send: decoded under limits and written anew, in colours that every screen knows.

What a camera adds (place, device, a second picture, a thumbnail) and what somebody hides behind a picture
stay behind, because nothing but the points of the picture is written.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

QUALITY = 90
#: What a damaged or a made-up file raises while it is read.
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, OverflowError)


@dataclass(frozen=True)
class Limits:
    """What is taken in: most bytes and points, and how it is kept.

    `longest` is the longer side in points to which a larger picture is made smaller; the shorter side must
    then have `least` points.
    """

    size: int = 10 * 1024 * 1024
    # A decoded picture takes three to four bytes a point.
    points: int = 25_000_000
    longest: int | None = None
    least: int = 1


PAPERS = Limits()


def drawn_anew(content: bytes, kind: str, limits: Limits = PAPERS) -> bytes:
    """Return a picture of a kind (JPEG, PNG, WEBP) upright, in sRGB, and with nothing but its points.

    Raises ValidationError at `file`: `too_many_pixels`, `moving`, `too_narrow`, `broken_picture`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _decoded(content, kind, limits)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_points(limits) from None
    except ValidationError:
        raise
    except _BROKEN:
        raise refused(
            _("The picture is damaged and cannot be read to its end. Take or save it again."),
            "broken_picture",
        ) from None
    return _written(_in_srgb(picture), kind)


def refused(message: str, code: str) -> ValidationError:
    """Return a refusal of the file that was sent."""
    return ValidationError({"file": ValidationError(message, code=code)})


def _decoded(content: bytes, kind: str, limits: Limits) -> Image.Image:
    """Return the picture upright and no larger than it is kept; what its header says is asked first."""
    picture = Image.open(io.BytesIO(content), formats=[kind])
    if picture.width * picture.height > limits.points:
        raise _too_many_points(limits)
    # Telephones put a second picture behind a JPEG (depth, a wider view); only the first is read.
    if kind != "JPEG" and getattr(picture, "is_animated", False):
        raise refused(_("The picture moves. Send one that stands still."), "moving")
    longest = max(picture.size)
    share = min(1, (limits.longest or longest) / longest)
    kept = (round(picture.width * share), round(picture.height * share))
    if min(kept) < limits.least:
        raise refused(
            _("The picture has %(width)s x %(height)s points: too narrow to show anything. Send another one.")
            % {"width": picture.width, "height": picture.height},
            "too_narrow",
        )
    # A JPEG can be decoded at a half or a quarter of its size, which takes as much less time and memory.
    picture.draft(None, kept)
    upright = ImageOps.exif_transpose(picture)
    upright.load()
    if share < 1:
        upright.thumbnail((max(kept), max(kept)), Image.Resampling.LANCZOS)
    return upright


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Return a picture as RGB or RGBA, its colours turned from those of its profile to sRGB."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits of grey; Pillow would cut off what is lighter than 255.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data and picture.mode != "RGBA":
        picture = picture.convert("RGBA")
    elif picture.mode in {"1", "P"}:
        picture = picture.convert("RGB")
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            return turned or picture
        except (ImageCms.PyCMSError, OSError):
            # The profile is broken or of another kind of colours: the points count without it.
            pass
    return picture.convert(mode)


def _written(picture: Image.Image, kind: str) -> bytes:
    mode = "RGB" if kind == "JPEG" else picture.mode
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    out = io.BytesIO()
    # PNG keeps every point and takes no notice of a quality.
    plain.save(out, kind, quality=QUALITY)
    return out.getvalue()


def _too_many_points(limits: Limits) -> ValidationError:
    return refused(
        _("The picture has more than %(most)s million pixels. Send it smaller.")
        % {"most": limits.points // 1_000_000},
        "too_many_pixels",
    )
