"""Plant the story that bench.pages measures: `python -m bench.tales` under the settings of either site."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.tables import make_tables

ADDRESS = "/stories/story-0/"
BLOCKS, NEIGHBOURS = 20, 3
LEAD = "每天五点四十分，他把车停在分拨中心门口，先看一遍当天的天气和路况。"
TEXT = "<p>高原上的冬天来得早。十月里，山口的风就把路面吹成了镜子，他学会了看云、看雪线、看轮胎。</p>" * 3


FACTS = (("站点", "高铁新区"), ("里程", "每天 120 公里"))


def body(image: Any, facts: Any) -> list[tuple[str, Any]]:
    """Return BLOCKS blocks: headings, texts, two quotations, two pictures, one box of facts."""
    kinds: list[tuple[str, Any]] = [("heading", "三百个早晨"), ("text", TEXT)] * (BLOCKS // 2)
    kinds[4], kinds[10] = (("quote", {"text": "雪下得再大，件也要到。", "speaker": "同事"}),) * 2
    picture = {"image": image, "caption": "清晨的分拨中心"}
    kinds[6], kinds[14], kinds[18] = ("picture", picture), ("picture", picture), ("facts", facts)
    return kinds


def photograph(number: int) -> Any:
    """Keep a picture of 960 by 1,200 pixels."""
    from django.core.files.images import ImageFile
    from PIL import Image as Picture
    from wagtail.images.models import Image

    buffer = io.BytesIO()
    Picture.linear_gradient("L").resize((960, 1200)).convert("RGB").save(buffer, "JPEG", quality=80)
    name = f"portrait-{number}.jpg"
    image = Image(title=name, file=ImageFile(io.BytesIO(buffer.getvalue()), name=name))
    image.focal_point_x, image.focal_point_y = 480, 420
    image.focal_point_width = image.focal_point_height = 320
    image.save()
    image.contextual_alt_text, image.decorative = "戴头盔的人", False
    return image


def plant_roots() -> Any:
    """Make what Wagtail's own migrations would have made; return the root of all pages."""
    from wagtail.models import Collection, Locale, Page

    Locale.objects.create(language_code="zh-hans")
    Collection.add_root(name="Root")
    return Page.add_root(title="Root", slug="root")


def plant_ours() -> None:
    """Tell the stories as the office does: with consent, station, portrait."""
    from django.utils import timezone

    from cms.actions import plant, publish_story, write_story
    from office.people.enums import ConsentChannel, ConsentPurpose, Sex
    from office.people.models import Consent, Courier, Organisation, Station

    now = timezone.now()
    plant_roots()
    plant("试点平台", title="让每一步都有据可查", lead="导语", about=[("text", "<p>关于</p>")], now=now)
    firm = Organisation.objects.create(name="试点网点", is_employer=True)
    station = Station.objects.create(employer=firm, name="高铁新区")
    courier = Courier.objects.create(
        name="马海龙",
        id_number_sealed=b"sealed",
        id_number_index="0" * 64,
        id_number_masked="99************0015",
        birth_date=datetime.date(1990, 5, 20),
        sex=Sex.MALE,
        created_at=now,
    )
    for number in range(NEIGHBOURS + 1):
        consent = Consent.objects.create(
            courier=courier,
            purpose=ConsentPurpose.STORY,
            text_version="2026-1",
            channel=ConsentChannel.PAPER,
            given_on=timezone.localdate(),
        )
        portrait = photograph(number)
        story = write_story(
            f"story-{number}",
            title="三百个早晨",
            person="马海龙",
            lead=LEAD,
            body=body(portrait, FACTS),
            consent=consent,
            portrait=portrait,
            portrait_alt="戴头盔的人",
            station=station,
            actor=None,
        )
        publish_story(story, actor=None)


def plant_stock() -> None:
    """Make the same pages with Wagtail alone."""
    from django.utils import timezone
    from wagtail.models import Page, Site

    from bench.stock.models import StockIndex, StockStory

    home = plant_roots().add_child(instance=Page(title="首页", slug="home"))
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    for number, title in enumerate(("关于", "公示", "竞赛", "服务")):
        home.add_child(instance=Page(title=title, slug=f"page-{number}", show_in_menus=True))
    index = home.add_child(instance=StockIndex(title="事迹", slug="stories", show_in_menus=True))
    for number in range(NEIGHBOURS + 1):
        portrait = photograph(number)
        told = body(portrait, {"facts": [{"name": name, "value": value} for name, value in FACTS]})
        story = StockStory(
            slug=f"story-{number}",
            title="三百个早晨",
            person="马海龙",
            lead=LEAD,
            portrait=portrait,
            body=told,
            first_published_at=timezone.now(),
        )
        index.add_child(instance=story)


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count the queries asked inside; the list holds one number afterwards."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    told: list[int] = []
    with CaptureQueriesContext(connection) as queries:
        yield told
    told.append(len(queries))


def main() -> None:
    """Plant a site, cut its pictures, and print how many queries a page costs when it is not kept."""
    import django
    from django.conf import settings

    django.setup()
    from django.core.cache import caches
    from django.test import Client

    make_tables()
    (plant_stock if settings.ROOT_URLCONF.startswith("bench.stock") else plant_ours)()
    Client().get(ADDRESS, headers={"host": "127.0.0.1"})  # cuts the pictures
    if "pages" in settings.CACHES:
        caches["pages"].clear()
    with counted() as told:
        answer = Client().get(ADDRESS, headers={"host": "127.0.0.1"})
    if answer.status_code != 200:
        raise RuntimeError(f"The story answered {answer.status_code}.")
    print(told[0], len(answer.content))


if __name__ == "__main__":
    main()
