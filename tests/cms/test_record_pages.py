"""Pages fed from the record: the roll of honour, stories with their facts, classes, rest points."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.actions import present_competition, publish_story
from cms.enums import Datum
from cms.models import HomePage, RestPoint, StoryPage, Street
from cms.storytelling import Reading
from office.casework.models import Case, NoticeRow, PublicNotice
from office.people.models import Consent, Courier, Organisation, Station
from office.policy.models import Source
from recognition.competitions.enums import ResultState
from recognition.competitions.models import Competition, Event, ResultVersion
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour
from tests.cms.conftest import NOW, TODAY, consent_of, portrait
from tests.personas import person, user
from training.courses.enums import CourseKind
from training.courses.models import Course, Lesson, TrainingClass
from training.subsidies.enums import Payee
from training.subsidies.models import Rate, Scheme

Draft = Callable[..., StoryPage]
DAY = datetime.timedelta(days=1)


def honour(courier: Courier, title: str = "最美快递员", **changes: Any) -> Honour:
    values: dict[str, Any] = {
        "courier": courier,
        "kind": HonourKind.SELECTION,
        "title": title,
        "level": Level.DISTRICT,
        "issuer": "平安区总工会",
        "document_number": f"工〔2026〕{Honour.objects.count()}号",
        "decided_on": TODAY - 30 * DAY,
        "recorded_at": NOW,
    }
    return Honour.objects.create(**values | changes)


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as told:
        assert client.get(path).status_code == 200
    return len(told)


def on_notice(union: Organisation, closes_on: datetime.date, courier: Courier) -> Case:
    somebody = user(f"publisher {closes_on}")
    case = Case.objects.create(
        number=f"A-{closes_on}",
        procedure="award",
        state="in_notice",
        title="最美快递员",
        opened_at=NOW,
        entered_at=NOW,
        courier=courier,
    )
    notice = PublicNotice.objects.create(
        number=f"G-{closes_on}",
        title="公示",
        body="现予公示",
        office=union,
        headers=["姓名"],
        opens_on=closes_on - 5 * DAY,
        closes_on=closes_on,
        days=5,
        published_at=NOW,
        published_by=somebody,
    )
    NoticeRow.objects.create(notice=notice, case=case, position=1, cells=["马**"])
    return case


def test_the_roll_names_nobody_before_the_notice_is_over(
    client: Client, home: HomePage, courier: Courier, union: Organisation
) -> None:
    honour(courier, "在公示中", case=on_notice(union, TODAY, courier))
    honour(courier, "公示已满", case=on_notice(union, TODAY - DAY, courier))
    honour(courier, "尚未决定", decided_on=TODAY + DAY)
    honour(courier, "已撤销", withdrawn_on=TODAY, withdrawal_document="撤1号", withdrawal_reason="不实")
    page = client.get("/honour-roll/")
    assert [each.title for each, _story in page.context["honours"]] == ["公示已满"]
    told = page.content.decode() + client.get("/open-data/honours.json").content.decode()
    assert [word for word in ("在公示中", "尚未决定", "已撤销") if word in told] == []


def test_the_roll_is_narrowed_at_one_address(client: Client, home: HomePage, courier: Courier) -> None:
    honour(courier, "最美快递员", decided_on=datetime.date(2025, 3, 1))
    honour(courier, "技术能手", issuer="平安区人社局")
    for query, titles in {
        "year=2025": ["最美快递员"],
        "title=技术能手&year=2026": ["技术能手"],
        "organisation=平安区人社局": ["技术能手"],
        "q=海龙": ["技术能手", "最美快递员"],
        "year=1999": [],
        "year=x'--": [],
        "title=%00&organisation=🐝": [],
        "page=99": ["技术能手", "最美快递员"],
    }.items():
        page = client.get(f"/honour-roll/?{query}")
        assert (query, [each.title for each, _story in page.context["honours"]]) == (query, titles)
    page = client.get("/honour-roll/?utm=1&year=2025")
    assert (
        '<link rel="canonical" href="https://office.example/honour-roll/?year=2025">' in page.content.decode()
    )
    moved = client.get("/honour-roll/?q=&year=2025&title=")
    assert (moved.status_code, moved["location"]) == (302, "/honour-roll/?year=2025")


def test_the_roll_leads_to_a_story_told_under_the_name_of_the_record(
    client: Client, draft: Draft, courier: Courier
) -> None:
    other = person("韩玉梅", 5)
    for each in (courier, other):
        honour(each)
    publish_story(draft("own", consent=consent_of(courier)), actor=None)
    publish_story(draft("veiled", consent=consent_of(other), person="小韩"), actor=None)
    page = client.get("/honour-roll/")
    assert [(each.courier.name, bool(story)) for each, story in page.context["honours"]] == [
        ("韩玉梅", False),
        ("马海龙", True),
    ]
    assert ("/stories/own/" in page.content.decode(), "/stories/veiled/" in page.content.decode()) == (
        True,
        False,
    )
    # Nor does a story under another name bear the honours that would say who it is.
    assert [len(client.get(f"/stories/{slug}/").context["facts"]) for slug in ("own", "veiled")] == [1, 0]


def test_a_story_tells_its_facts_and_how_long_it_takes(
    client: Client, draft: Draft, consent: Consent, courier: Courier
) -> None:
    firm = Organisation.objects.create(name="中通平安网点", short_name="中通", is_employer=True)
    story = draft(
        consent=consent,
        station=Station.objects.create(employer=firm, name="古城站"),
        courier_since=2015,
        parcels=312000,
        body=[("text", f"<p>{'字' * 501}</p>")],
    )
    publish_story(story, actor=None)
    honour(courier)
    page = client.get("/stories/story/")
    assert [values for _name, values in page.context["facts"]] == [
        ["中通 古城站"],
        [page.context["facts"][1][1][0]],
        ["312,000"],
        [page.context["facts"][3][1][0]],
    ]
    assert "最美快递员" in page.context["facts"][3][1][0]
    assert page.context["reading"] == Reading(501)
    assert (Reading(0).minutes, Reading(500).minutes, Reading(501).minutes) == (1, 1, 2)


def test_a_gallery_is_described_and_has_six_pictures_at_most(draft: Draft, consent: Consent) -> None:
    silent = portrait("silent")
    silent.contextual_alt_text, silent.decorative = "", True
    story = draft(consent=consent, gallery=[("picture", {"image": silent, "caption": "雪路"})])
    with pytest.raises(ValidationError) as refusal:
        publish_story(story, actor=None)
    assert [error.code for error in refusal.value.error_dict["gallery"]] == ["alt_missing"]
    told = portrait("told")
    told.contextual_alt_text, told.decorative = "雪地里的三轮车", False
    publish_story(
        draft("b", consent=consent, gallery=[("picture", {"image": told, "caption": "雪路"})]), actor=None
    )
    assert StoryPage._meta.get_field("gallery").stream_block.meta.max_num == 6


def test_stories_are_narrowed_and_paged(client: Client, draft: Draft, courier: Courier) -> None:
    firm = Organisation.objects.create(name="中通平安网点", is_employer=True)
    station = Station.objects.create(employer=firm, name="古城站")
    for place in range(14):
        values = {"station": station, "honour": "技术能手"} if place == 0 else {}
        publish_story(draft(f"s{place}", consent=consent_of(courier), **values), actor=None)
    first, last = client.get("/stories/"), client.get("/stories/?page=2")
    assert (len(first.context["stories"]), len(last.context["stories"])) == (12, 2)
    for query, count in {
        f"station={station.pk}": 1,
        "title=技术能手": 1,
        "year=2026": 12,
        "station=x": 0,
    }.items():
        assert (query, len(client.get(f"/stories/?{query}").context["stories"])) == (query, count)


@pytest.fixture
def offer(db: None) -> Callable[..., TrainingClass]:
    provider = Organisation.objects.create(
        name="培训中心", is_provider=True, address="古城大街18号", phone="0972-1"
    )
    course = Course.objects.create(
        name="快递员",
        kind=CourseKind.PRE_JOB,
        occupation_code="4-02-07-08",
        occupation="快递员",
        theory_hours=8,
    )
    scheme = Scheme.objects.create(
        code="s", name="岗前培训补贴", payee=Payee.PROVIDER, course_kinds=["pre_job"], claimants=["provider"]
    )
    source = Source.objects.create(title="培训补贴标准")
    Rate.objects.create(
        scheme=scheme,
        occupation_code="4-02-07-08",
        amount=80_000,
        valid_from=datetime.date(2025, 1, 1),
        source=source,
    )

    def _offer(number: str, hour: int = 9, **changes: Any) -> TrainingClass:
        values: dict[str, Any] = {
            "title": f"班{number}",
            "course": course,
            "provider": provider,
            "starts_on": TODAY + 10 * DAY,
            "ends_on": TODAY + 12 * DAY,
            "place": "高铁新区三楼",
            "capacity": 30,
            "self_enrolment": True,
            "fee": 0,
        }
        made = TrainingClass.objects.create(number=number, **values | changes)
        Lesson.objects.create(
            training_class=made,
            held_on=made.starts_on,
            starts_at=datetime.time(hour),
            ends_at=datetime.time(hour + 2),
            hours=2,
            teacher="童讲授",
        )
        return made

    return _offer


def test_open_classes_are_listed_narrowed_and_lead_to_the_seat(
    client: Client, home: HomePage, offer: Callable[..., TrainingClass]
) -> None:
    Street.objects.create(code="990201001", name="高铁新区街道")
    Street.objects.create(code="990201002", name="古城乡")
    offer("PX-1")
    offer("PX-2", 19, place="")
    offer("PX-3", self_enrolment=False)
    offer("PX-4", starts_on=TODAY, ends_on=TODAY)
    for query, numbers in {
        "": ["PX-1", "PX-2"],
        "part=evening": ["PX-2"],
        "street=990201001": ["PX-1"],
        "street=990201002": ["PX-1", "PX-2"],
        "occupation=4-02-07-08&part=morning": ["PX-1"],
        "part=night": [],
        "street=9&occupation=%27": [],
    }.items():
        page = client.get(f"/classes-open/?{query}")
        found = [each.training_class.number for each in page.context["classes"]]
        assert (query, found) == (query, numbers)
    page = client.get("/classes-open/").content.decode()
    assert ("/classes/join/PX-1/" in page, "800" in page, "岗前培训补贴" in page) == (True, True, True)
    detail = client.get("/classes-open/PX-1/").content.decode()
    # Teachers are named to those who are taught, not to everybody.
    assert ("班PX-1" in detail, "童讲授" in detail) == (True, False)
    for closed in ("PX-3", "PX-4", "NONE", "%00", "PX-1%00"):
        assert client.get(f"/classes-open/{closed}/").status_code == 404


def rest_point(street: Street, name: str, **changes: Any) -> RestPoint:
    values: dict[str, Any] = {
        "address": "演示路1号",
        "hours": "每日 8:00—20:00",
        "latitude": "36.500000",
        "longitude": "102.100000",
        "datum": Datum.WGS84,
        "served_from": TODAY - DAY,
    }
    return RestPoint.objects.create(street=street, name=name, **values | changes)


def test_rest_points_stand_in_the_list_and_on_the_map_under_one_number(
    client: Client, home: HomePage
) -> None:
    street, other = (Street.objects.create(code=f"99020100{n}", name=f"{n}号街道") for n in (1, 2))
    rest_point(street, "甲站", has_water=True)
    rest_point(other, "乙站", has_water=True, has_wifi=True, datum=Datum.GCJ02)
    rest_point(street, "已撤站", served_to=TODAY - DAY)
    rest_point(street, "未开站", served_from=TODAY + DAY)
    for query, names in {
        "": ["甲站", "乙站"],
        "service=wifi": ["乙站"],
        f"street={street.pk}&service=water": ["甲站"],
        "service=spa": [],
        "street='": [],
    }.items():
        page = client.get(f"/warm-bee/?{query}")
        found = [each.point.name for each in page.context["map"].points] if page.context["map"] else []
        assert (query, found) == (query, names)
    page = client.get("/warm-bee/").content.decode()
    assert [page.count(f'href="#point-{n}"') == page.count(f'id="point-{n}"') == 1 for n in (1, 2)] == [
        True,
        True,
    ]
    assert ("geo:36.50000,102.10000" in page, page.count("geo:")) == (True, 2)


def test_a_rest_point_lies_in_the_country_and_ends_after_it_began(db: None) -> None:
    street = Street.objects.create(code="990201001", name="古城乡")
    for wrong in ({"latitude": "80"}, {"served_to": TODAY - 2 * DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rest_point(street, "错站", **wrong)


def test_a_competition_shows_its_way_its_boards_and_other_years(client: Client, home: HomePage) -> None:
    organiser = Organisation.objects.create(name="平安区总工会", is_department=True)
    for year in (2025, 2026):
        held = Competition.objects.create(
            name=f"{year}年竞赛", year=year, organiser=organiser, held_on=datetime.date(year, 10, 18)
        )
        for code in ("A", "B"):
            Event.objects.create(
                code=f"{code}{year}", competition=held, name=code, occupation_code="4-02-07-08"
            )
        schedule = [("line", {"day": held.held_on, "time": "9:00", "what": "开幕", "place": "体育馆"})]
        present_competition(held, slug=str(year), title=f"{year}年竞赛", schedule=schedule, actor=None)
    page = client.get("/competitions/2026/")
    told = page.content.decode()
    assert (told.count('aria-current="step"'), "开幕" in told, "/competitions/2025/" in told) == (
        2,
        True,
        True,
    )
    assert [board.event.code for board in page.context["boards"]] == ["A2026", "B2026"]
    assert [rule.scheme for rule in page.context["rules"]] == [
        "contest-entry",
        "contest-ranking",
        "contest-reserve",
        "contest-promotion",
    ]
    one = asked(client, "/competitions/2026/")
    for code in ("C", "D"):
        Event.objects.create(code=code, competition=held, name=code, occupation_code="4-02-07-08")
    assert (asked(client, "/competitions/2026/") == one, one <= 20) == (True, True)
    assert client.get("/competitions/").content.decode().count("/competitions/2025/") == 1


@pytest.mark.parametrize(
    "path", ["/honour-roll/", "/classes-open/", "/warm-bee/", "/open-data/rest-points.json"]
)
def test_more_rows_cost_no_more_queries(
    client: Client, home: HomePage, draft: Draft, offer: Callable[..., TrainingClass], path: str
) -> None:
    street = Street.objects.create(code="990201001", name="古城乡")
    counts = []
    for first, last in ((0, 1), (1, 3)):
        for place in range(first, last):
            somebody = person("马海龙", 50 + place)
            honour(somebody)
            publish_story(draft(f"s{place}", consent=consent_of(somebody)), actor=None)
            offer(f"PX-{place}")
            rest_point(street, f"站{place}")
        counts.append(asked(client, path))
    assert (counts[0] == counts[1], counts[0] <= 20) == (True, True)


def test_a_board_of_two_hundred_is_light_and_shows_ties_as_equal_ranks(
    client: Client, home: HomePage
) -> None:
    organiser = Organisation.objects.create(name="平安区总工会", is_department=True)
    held = Competition.objects.create(name="大赛", year=2026, organiser=organiser, held_on=TODAY)
    event = Event.objects.create(code="A", competition=held, name="快递员", occupation_code="4-02-07-08")
    rows = [
        {
            "rank": place // 2 * 2 + 1,
            "entry": f"{place:03d}",
            "name": f"{'马李王祁韩'[place % 5]}{chr(0x4E00 + 7 * place)}",
            "unit": f"平安第{place % 9}网点",
            "theory": f"{99 - place / 4:.2f}",
            "practice": f"{98 - place / 3:.2f}",
            "total": f"{98.3 - place / 3:.2f}",
            "status": "ranked",
            "award": "",
        }
        for place in range(200)
    ]
    ResultVersion.objects.create(
        event=event,
        version=1,
        state=ResultState.FINAL,
        rows=rows,
        theory_weight=30,
        practice_weight=70,
        published_at=NOW,
    )
    present_competition(held, slug="da-sai", title="大赛", actor=None)
    page = client.get("/competitions/da-sai/").content
    assert page.count(b'<td class="rank"><span>1</span>') == 2
    assert len(gzip.compress(page)) < 40 * 1024
    assert asked(client, "/competitions/da-sai/") <= 17
