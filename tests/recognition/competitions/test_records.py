"""Honours of contests in the record: entered once, corrected with the results, certified here."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from office.casework.actions import advance, conclude_notice, publish_notice
from office.casework.models import Case
from office.certificates.models import Certificate, Series
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from recognition.competitions import actions
from recognition.competitions.enums import ResultState
from recognition.competitions.models import ContestHonour, Entry, Event, HonourList, Performance, Team
from recognition.competitions.queries import honours_of, promotions_of
from recognition.honours.actions import withdraw_honour
from recognition.honours.models import Honour
from tests.personas import person, user

from .conftest import NOW
from .test_honours import LATER, bring, give, publish, refused

FIRST, SECOND = "平人社〔2026〕31号", "平人社〔2026〕40号"
AGAIN = LATER + datetime.timedelta(days=12)


@pytest.fixture
def bureau(db: None) -> Organisation:
    return Organisation.objects.create(
        name="平安区人社局", is_department=True, address="平安大道1号", phone="0972-0000001"
    )


@pytest.fixture
def decider(bureau: Organisation) -> User:
    return user("decider", Role.APPROVER, organisation=bureau)


@pytest.fixture
def couriers(db: None) -> list[Courier]:
    return [person(name, serial) for serial, name in enumerate(("马䶮", "李秀英", "王志强"), start=1)]


@pytest.fixture
def marked(event: Event, couriers: list[Courier], officer: User) -> Event:
    """Three who are marked; the third is not linked to the person yet."""
    bring(event, officer, [(str(n), each.name, 90 - n) for n, each in enumerate(couriers, start=1)])
    for entry, courier in zip(event.entries.order_by("number"), couriers[:2], strict=False):
        actions.link_entry(entry, courier, actor=officer, now=NOW)
    event.entries.update(skill_level="四级/中级工")
    return event


def cleared(event: Event, officer: User, bureau: Organisation, at: datetime.datetime = NOW) -> HonourList:
    made = actions.compute_honours(event, actor=officer, now=at)
    advance(made.case, "propose", actor=officer, now=at)
    notice = publish_notice(
        [Case.objects.get(pk=made.pk)],
        office=bureau,
        title="竞赛荣誉公示",
        body="现予公示。",
        opens_on=at.date(),
        actor=officer,
        now=at,
    )
    conclude_notice(notice, actor=officer, now=at + datetime.timedelta(days=12))
    return HonourList.objects.get(pk=made.pk)


@pytest.fixture
def given(marked: Event, officer: User, decider: User, bureau: Organisation) -> HonourList:
    publish(marked, officer)
    return give(cleared(marked, officer, bureau), decider, FIRST)


def corrected(event: Event, officer: User, number: str, theory: int) -> None:
    Performance.objects.filter(entry__number=number).update(theory=theory)
    publish(event, officer, ResultState.CORRECTED, "理论卷面合分有误")


def test_each_honour_given_to_a_person_on_record_stands_there_once(
    given: HonourList, couriers: list[Courier]
) -> None:
    first = Honour.objects.get(courier=couriers[0])
    assert (first.kind, first.title, first.level, first.document_number) == (
        "contest",
        "技术状元",
        "district",
        FIRST,
    )
    assert (first.issuer, first.decided_on, first.keeper, first.source) == (
        "平安区人力资源和社会保障局",
        LATER.date(),
        given.event.competition.organiser,
        "competitions.result:DEMO-KDY:1",
    )
    assert Honour.objects.count() == 2
    assert list(given.honours.order_by("rank").values_list("record__courier__name", flat=True)) == [
        "马䶮",
        "李秀英",
        None,
    ]


def test_a_holder_linked_later_gets_what_was_given(
    given: HonourList, couriers: list[Courier], officer: User
) -> None:
    entry = given.event.entries.get(number="3")
    for _again in range(2):
        actions.link_entry(entry, couriers[2], actor=officer, now=LATER)
    record = Honour.objects.get(courier=couriers[2])
    assert (record.title, record.document_number) == ("技术明星", FIRST)
    assert ContestHonour.objects.get(entry=entry).record == record


def test_a_decision_needs_its_document_and_comes_after_the_notice(
    marked: Event, officer: User, decider: User, bureau: Organisation
) -> None:
    publish(marked, officer)
    made = cleared(marked, officer, bureau)
    assert refused(lambda: give(made, decider, " ")) == "document_required"
    assert refused(lambda: give(made, decider, issuer=" ")) == "issuer_required"
    assert refused(lambda: give(made, decider, decided_on=NOW.date())) == "decided_in_notice"
    assert (
        refused(lambda: give(made, decider, decided_on=LATER.date() + datetime.timedelta(1)))
        == "decided_in_future"
    )
    with pytest.raises(PermissionDenied):
        give(made, officer)
    bare = Case.objects.get(pk=made.pk)
    assert refused(lambda: advance(bare, "give", actor=decider, now=LATER)) == "document_required"
    assert Honour.objects.count() == 0


def test_a_correction_withdraws_what_was_lost_and_leaves_what_stands(
    given: HonourList,
    couriers: list[Courier],
    officer: User,
    decider: User,
    bureau: Organisation,
) -> None:
    (best, second) = actions.issue_certificates(given, actor=officer, now=LATER)
    corrected(given.event, officer, "1", 10)
    made = cleared(given.event, officer, bureau, LATER)
    rows = [row.cells for row in made.case.notice_rows.order_by("position")]
    assert [(cells[2], cells[4]) for cells in rows] == [
        ("李**", "技术状元"),
        ("王**", "技术明星"),
        ("马*", "技术明星"),
        ("马*", "撤销技术状元"),
        ("李**", "撤销技术明星"),
    ]
    give(made, decider, SECOND, decided_on=AGAIN.date(), now=AGAIN)
    held = {each.name: [(h.title, h.document_number) for h in honours_held(each)] for each in couriers[:2]}
    assert held == {"马䶮": [("技术明星", SECOND)], "李秀英": [("技术状元", SECOND)]}
    lost = Honour.objects.get(courier=couriers[0], title="技术状元")
    assert (lost.withdrawal_document, "第 2 版" in lost.withdrawal_reason) == (SECOND, True)
    for certificate in (best, second):
        certificate.refresh_from_db()
    assert (best.status, best.revocation_document, second.status) == ("revoked", SECOND, "revoked")
    assert [each.name for each in honours_of(couriers[0])] == ["技术明星"]
    assert [each.to_level for each in promotions_of(couriers[0])] == ["三级/高级工"]


def honours_held(courier: Courier) -> list[Honour]:
    return list(Honour.objects.filter(courier=courier, withdrawn_on=None))


def test_what_a_correction_does_not_touch_keeps_its_decision_and_names_the_newer_results(
    given: HonourList, couriers: list[Courier], officer: User, decider: User, bureau: Organisation
) -> None:
    corrected(given.event, officer, "3", 10)
    give(cleared(given.event, officer, bureau, LATER), decider, SECOND, decided_on=AGAIN.date(), now=AGAIN)
    (held,) = honours_held(couriers[0])
    assert (held.document_number, held.decided_on, held.source) == (
        FIRST,
        LATER.date(),
        "competitions.result:DEMO-KDY:2",
    )
    given.refresh_from_db()
    assert (given.superseded_on, Honour.objects.filter(withdrawn_on__isnull=False).count()) == (
        AGAIN.date(),
        0,
    )


def test_who_keeps_an_honour_at_another_place_gets_a_paper_that_names_it(
    given: HonourList, couriers: list[Courier], officer: User, decider: User, bureau: Organisation
) -> None:
    (_best, old) = actions.issue_certificates(given, actor=officer, now=LATER)
    corrected(given.event, officer, "2", 10)
    give(cleared(given.event, officer, bureau, LATER), decider, SECOND, decided_on=AGAIN.date(), now=AGAIN)
    (held,) = honours_held(couriers[1])
    assert (held.title, held.document_number, held.occasion[-3:]) == ("技术明星", FIRST, "第3名")
    old.refresh_from_db()
    new = Certificate.objects.get(replaces=old)
    assert (old.status, new.status, "第3名" in new.facts["citation"]) == ("replaced", "valid", True)
    assert Certificate.objects.count() == 3


def test_who_lost_an_honour_by_decision_is_not_proposed_again(
    given: HonourList, couriers: list[Courier], officer: User
) -> None:
    (held,) = honours_held(couriers[0])
    withdraw_honour(
        held, withdrawn_on=LATER.date(), document="平工发〔2026〕9号", reason="舞弊", actor=officer, now=LATER
    )
    assert list(honours_of(couriers[0])) == []
    corrected(given.event, officer, "3", 10)
    anew = actions.compute_honours(given.event, actor=officer, now=LATER)
    assert list(anew.honours.values_list("entry__number", flat=True)) == ["2", "3"]


def test_certificates_are_issued_once_by_the_keeper_and_refused_before_a_number_is_taken(
    given: HonourList, couriers: list[Courier], officer: User, other_officer: User
) -> None:
    with pytest.raises(PermissionDenied):
        actions.issue_certificates(given, actor=other_officer, now=LATER)
    Courier.objects.filter(pk=couriers[1].pk).update(name="李\ue863秀")
    assert refused(lambda: actions.issue_certificates(given, actor=officer, now=LATER)) == "unprintable"
    assert (Certificate.objects.count(), Series.objects.count()) == (0, 0)
    Courier.objects.filter(pk=couriers[1].pk).update(name="李秀英")
    found = actions.issue_certificates(given, actor=officer, now=LATER)
    assert [(each.holder_name, each.serial) for each in found] == [("马䶮", 1), ("李秀英", 2)]
    assert "第1名" in found[0].facts["citation"]
    assert FIRST in found[0].facts["citation"]
    assert refused(lambda: actions.issue_certificates(given, actor=officer, now=LATER)) == "nobody"


def test_a_team_s_honour_is_held_by_its_unit(
    event: Event, post: Organisation, officer: User, decider: User, bureau: Organisation
) -> None:
    Event.objects.filter(pk=event.pk).update(
        honours=[], team_honours=[{"name": "团体一等奖", "first": 1, "last": 1}], team_members=1
    )
    event.refresh_from_db()
    bring(event, officer, [("1", "马一", 90), ("2", "马二", 80)])
    team = Team.objects.create(event=event, name="邮政一队")
    Entry.objects.filter(number="1").update(team=team)
    publish(event, officer)
    give(cleared(event, officer, bureau), decider, FIRST)
    assert Honour.objects.count() == 0
    assert actions.link_team(team, post, actor=officer, now=LATER).organisation == post
    record = Honour.objects.get()
    assert (record.organisation, record.title, record.courier) == (post, "团体一等奖", None)
    assert refused(lambda: actions.link_team(team, bureau, actor=officer, now=LATER)) == "linked_already"


def test_the_pages_lead_from_the_list_to_the_phone(
    given: HonourList, couriers: list[Courier], officer: User, client: Client
) -> None:
    client.force_login(officer)
    place = f"/contests/{given.event.code}/honours/{given.case.number}/certificates/"
    page = client.get(place).content.decode()
    key = page.split('name="deed_key" value="')[1].split('"')[0]
    assert client.post(place, {"deed_key": key}).status_code == 302
    case = client.get(f"/cases/{given.case.number}/").content.decode()
    assert (case.count(FIRST) >= 2, place in case) == (True, False)
    client.force_login(user("rider", courier=couriers[0]))
    (held,) = honours_held(couriers[0])
    own = client.get(held.get_absolute_url()).content.decode()
    number = Certificate.objects.get(holder=couriers[0]).number
    assert (number in own, f"/contests/{given.event.code}/live/" in own) == (True, True)
