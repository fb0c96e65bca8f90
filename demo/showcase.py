"""What the public pages show from the record: rest points, campaign, competitions, honours with a story."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.actions import enter, present_competition, release
from cms.enums import Datum, Service
from cms.models import CampaignPage, RestPoint, StoryPage, Street
from office.people.models import Courier, Organisation, User
from recognition.competitions.models import Competition, Event
from recognition.honours.actions import HonourFacts, record_honour
from recognition.honours.enums import HonourKind, Level

from . import contest

STREETS: Final = (
    ("990201001", "平安街道"),
    ("990201002", "高铁新区街道"),
    ("990201003", "小峡镇"),
    ("990201004", "古城乡"),
    ("990201005", "曹家堡镇"),
)
#: What each letter of a rest point's services stands for.
SERVICES: Final = {
    "w": Service.WATER,
    "c": Service.CHARGING,
    "m": Service.MICROWAVE,
    "t": Service.TOILET,
    "f": Service.FIRST_AID,
    "h": Service.HEATING,
    "r": Service.REST,
    "i": Service.WIFI,
}
#: Name, street, address, hours, degrees north and east (GCJ-02), services. Invented: nobody waits there.
POINTS: Final = (
    (
        "平安驿站一号点",
        "990201001",
        "演示东路 12 号",
        "每日 7:00—21:00",
        "36.502300",
        "102.108900",
        "wcmtfhri",
    ),
    (
        "工会户外劳动者服务站",
        "990201001",
        "演示大道 3 号总工会一楼",
        "工作日 8:30—18:00",
        "36.500900",
        "102.111300",
        "wcmtfr",
    ),
    ("惠民超市歇脚点", "990201001", "演示东路 30 号", "每日 8:00—22:00", "36.502100", "102.109700", "wcr"),
    ("湟水桥头司机之家", "990201001", "演示河滨路 1 号", "全天", "36.498200", "102.102400", "wcmthri"),
    (
        "高铁新区会客厅",
        "990201002",
        "站前演示广场 B 座",
        "每日 6:30—22:30",
        "36.488700",
        "102.121500",
        "wctfhri",
    ),
    (
        "高铁新区网点暖心角",
        "990201002",
        "演示站北路 8 号",
        "每日 8:00—20:00",
        "36.490300",
        "102.118800",
        "wcr",
    ),
    (
        "小峡便民服务中心",
        "990201003",
        "小峡演示街 20 号",
        "工作日 9:00—17:30",
        "36.547100",
        "102.013600",
        "wtfhr",
    ),
    ("小峡加油站补给点", "990201003", "演示公路 K12 旁", "全天", "36.541800", "102.027900", "wtr"),
    ("古城乡暖蜂小屋", "990201004", "古城演示村口", "每日 8:30—19:00", "36.437500", "102.147800", "wcmfhr"),
    (
        "曹家堡物流园站",
        "990201005",
        "曹家堡演示物流园 2 号门",
        "每日 7:30—21:00",
        "36.527600",
        "102.043800",
        "wcmthri",
    ),
    (
        "曹家堡货站歇脚点",
        "990201005",
        "曹家堡演示物流园 5 号门",
        "每日 9:00—18:00",
        "36.526900",
        "102.045100",
        "wcr",
    ),
    (
        "平安客运站服务台",
        "990201001",
        "演示汽车站候车厅",
        "每日 7:00—19:30",
        "36.504800",
        "102.100700",
        "wtfri",
    ),
)
CAMPAIGN: Final = [
    ("heading", "暖蜂行动做什么"),
    (
        "text",
        "<p>冬有热水，夏有凉茶，雨雪天有个落脚的地方。区总工会会同各街道，把愿意敞开门的单位和店铺登记成户外劳动者服务站点，"
        "快递员、外卖员、环卫工人都可以进来歇一歇。</p><p>站点的地址、开放时间和服务内容以本页为准；找不到门、没人接待，请拨站点电话或区总工会电话反映。</p>",
    ),
]
#: Events whose competitions have a page of their own: slug, what the page says first.
COMPETITIONS: Final = (
    (contest.FIRST, "2025-shou-jie", "首届全区邮政快递业职业技能竞赛，二十四名快递员同场比试。"),
    (contest.WAITING, "2026-di-er-jie", "第二届竞赛的安排、规则与成绩都在这里，成绩公布后自动更新。"),
    ("DEMO-H3", "2026-chu-li-yuan", "快件处理员赛项，荣誉名单正在公示。"),
    ("DEMO-H6", "2026-kai-nian-bei", "“开年杯”快递技能赛，荣誉已经公示并授予。"),
)
SCHEDULE: Final = (
    ("8:30", "检录、抽签", "体育馆东门"),
    ("9:00", "理论考试", "二楼教室"),
    ("13:30", "实操比赛", "体育馆主场"),
)


def show(found: dict[str, Organisation], users: dict[str, User], now: datetime.datetime) -> None:
    """Enter the places, and make the pages that are missing."""
    today = timezone.localdate(now)
    _places(today, users)
    _campaign(today, users)
    for code, slug, lead in COMPETITIONS:
        _competition(
            Event.objects.select_related("competition").get(code=code).competition,
            slug,
            lead,
            users,
        )
    _honour(found["union"], users["union"], now)


@transaction.atomic
def _places(today: datetime.date, users: dict[str, User]) -> None:
    """The editor enters streets and rest points, the leader releases them."""
    put_up = partial(enter, author=users["editor"], actor=users["publisher"])
    streets = set(Street.objects.values_list("code", flat=True))
    points = set(RestPoint.objects.values_list("name", flat=True))
    for code, name in STREETS:
        if code not in streets:
            put_up(Street(code=code, name=name))
    for name, street, address, hours, latitude, longitude, offered in POINTS:
        if name in points:
            continue
        services = {f"has_{service.value}": letter in offered for letter, service in SERVICES.items()}
        put_up(
            RestPoint(
                name=name,
                street_id=street,
                address=address,
                hours=hours,
                telephone="0972-0000003",
                latitude=latitude,
                longitude=longitude,
                datum=Datum.GCJ02,
                served_from=today - datetime.timedelta(days=200),
                **services,
            )
        )


def _campaign(today: datetime.date, users: dict[str, User]) -> None:
    """The editor writes the campaign's page, the leader releases it."""
    campaign = CampaignPage.objects.get()
    if not campaign.body:
        campaign.body = CAMPAIGN
        campaign.begins_on = today - datetime.timedelta(days=200)
        campaign.save_revision(user=users["editor"])
        release(campaign, actor=users["publisher"])


def _competition(held: Competition, slug: str, lead: str, users: dict[str, User]) -> None:
    schedule = [
        ("line", {"day": held.held_on, "time": time, "what": what, "place": place})
        for time, what, place in SCHEDULE
    ]
    present_competition(
        held,
        slug=slug,
        title=held.name,
        lead=lead,
        schedule=schedule,
        author=users["editor"],
        actor=users["publisher"],
    )


def _honour(union: Organisation, officer: User, now: datetime.datetime) -> None:
    """Two of those whose stories are told hold an honour of the record, under the name of the story."""
    told = StoryPage.objects.order_by("pk")[:2]
    for courier in Courier.objects.filter(pk__in=[each.consent.courier_id for each in told if each.consent]):
        facts = HonourFacts(
            courier=courier,
            kind=HonourKind.SELECTION,
            title="最美快递员",
            level=Level.DISTRICT,
            issuer="平安区总工会（演示）",
            document_number="演示工〔2026〕18号",
            decided_on=timezone.localdate(now) - datetime.timedelta(days=50),
            keeper=union,
        )
        record_honour(facts, actor=officer, now=now)
