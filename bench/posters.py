"""How long a poster takes beside a picture of the same size that only has the portrait pasted in.

    python -m bench.posters

Both open the same portrait of 960 x 1200, fill the same area and write a JPEG of the same quality; the poster
has its words, its shading and its code besides. Fonts are read before the clock starts, as in a process that
has drawn once.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageOps

REPEATS = 15


def _floor(portrait: bytes) -> bytes:
    from cms.sharing.posters.drawing import FOOT, QUALITIES, SIZE, WIDTH

    ground = Image.new("RGB", SIZE, "white")
    ground.paste(ImageOps.fit(Image.open(io.BytesIO(portrait)), (WIDTH, FOOT)), (0, 0))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=QUALITIES[0], optimize=True, progressive=True)
    return out.getvalue()


def _best(draw: Callable[[], bytes]) -> float:
    draw()
    seconds = []
    for _run in range(REPEATS):
        start = time.perf_counter()
        draw()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def run() -> list[dict[str, Any]]:
    """Measure story and result beside the floor, best of the repeats, and the size of the largest file."""
    from cms.sharing.posters.drawing import MOST_BYTES, draw
    from cms.sharing.posters.facts import Place, Portrait, Poster
    from demo.pictures import portrait as drawn_portrait

    portrait = drawn_portrait(1)
    story = Poster(
        title="海拔两千一百米的接力：马海龙和他的三百个早晨",
        address="https://office.example/stories/gao-yuan-shang-de-jie-li/",
        office="平安区快递员职业发展服务平台",
        person="马海龙",
        unit="平安速达 高铁新区网点",
        quotation="件到人到心到，老乡等的不是一个箱子，是远处家人的惦记。",
        honour="2026 年度最美快递员推选活动入选者",
        portrait=Portrait("portrait.jpg", "", (0.5, 0.45)),
    )
    places = tuple(Place(rank, "祁国栋", "平安速达 高铁新区网点", "技术能手") for rank in (1, 2, 3))
    result = Poster(story.title, story.address, story.office, occasion="首届技能竞赛", places=places)
    floor = _best(lambda: _floor(portrait))
    lines = [
        _line("poster of a story / paste and save", _best(lambda: draw(story, portrait)), floor),
        _line("poster of a result / paste and save", _best(lambda: draw(result)), floor),
    ]
    largest = max(len(draw(story, portrait)), len(draw(result)))
    lines.append(
        {
            "name": "poster, largest file / most allowed",
            "value": round(largest / 1024, 1),
            "floor": MOST_BYTES / 1024,
            "ratio": round(MOST_BYTES / largest, 2),
            "unit": "KiB",
        }
    )
    return lines


def _line(name: str, seconds: float, floor: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(seconds, 3),
        "floor": round(floor, 3),
        "ratio": round(floor / seconds, 2),
        "unit": "s",
    }


if __name__ == "__main__":
    import os

    import django

    from bench.__main__ import show

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    show(run())
