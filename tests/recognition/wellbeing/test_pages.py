"""The pages of the room: who sees which, the way in on the phone, and what an export may hold."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from office.audit.models import Entry
from office.casework.actions import advance
from office.people.models import Courier, User
from recognition.wellbeing import actions
from recognition.wellbeing.enums import CareKind, MemberState, Mode, Reply
from recognition.wellbeing.exports.recuperation import batch_paper
from recognition.wellbeing.models import Batch, Membership, Participation
from tests.personas import user

from .conftest import DAY, NOW, TODAY
from .test_recuperation import apply

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def send(client: Client, address: str, **data: object) -> Any:
    key = client.get(address).context["deed_key"]
    return client.post(address, {"deed_key": key, **data})


def words_in(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_courier_joins_on_the_phone_and_the_union_admits(
    courier: Courier, rider: User, officer: User, firm, sign_in: SignIn
) -> None:
    client = sign_in(rider)
    assert client.get("/union/mine/join/").context["form"].initial == {"employer": firm}
    assert send(client, "/union/mine/join/", employer=firm.pk).headers["Location"] == "/union/mine/"
    membership = Membership.objects.get()
    answer = send(sign_in(officer), f"/union/members/{membership.pk}/admit/", admitted_on=TODAY)
    assert answer.headers["Location"] == membership.get_absolute_url()
    page = sign_in(rider).get("/union/mine/")
    assert (page.context["membership"].number, page.context["may_join"]) == ("GH-2026-000001", False)
    assert "GH-2026-000001" in page.content.decode()


def test_a_refusal_shows_its_reason_and_lets_one_apply_again(
    applied: Membership, rider: User, officer: User, sign_in: SignIn
) -> None:
    send(sign_in(officer), f"/union/members/{applied.pk}/refuse/", reason="已在户籍地入会")
    page = sign_in(rider).get("/union/mine/")
    assert ("已在户籍地入会" in page.content.decode(), page.context["may_join"]) == (True, True)
    applied.refresh_from_db()
    assert applied.state == MemberState.REFUSED


def test_the_courier_s_page_offers_an_application_from_paper_to_the_union_only(
    courier: Courier, officer: User, boss: User, rider: User, sign_in: SignIn
) -> None:
    link = f"/union/members/enter/{courier.pk}/"
    shown = [
        link in sign_in(who).get(courier.get_absolute_url()).content.decode()
        for who in (officer, boss, rider)
    ]
    assert shown == [True, False, False]


@pytest.mark.parametrize("kind", [CareKind.COUNSELLING, CareKind.LEGAL_AID, CareKind.HELP])
def test_nothing_sensitive_reaches_the_employer(
    make_activity, courier: Courier, officer: User, boss: User, sign_in: SignIn, kind: CareKind
) -> None:
    shown, hidden = make_activity(title="送清凉"), make_activity(kind, title="不可外传")
    for activity in (shown, hidden):
        actions.enter_list(activity, ["马䶮"], given_fen=12_345, actor=officer, now=NOW)
    client = sign_in(boss)
    told = []
    for address in ("/union/care/", "/union/care/attendance/"):
        page = client.get(address)
        told.append(page.content.decode() + words_in(client.get(f"{address}?format=xlsx").content))
        assert str(kind) not in [
            code for code, _label in page.context["filter"].filters["kind"].extra["choices"]
        ]
    assert [
        ("送清凉" in text, "不可外传" in text, str(kind.label) in text, "123.45" in text) for text in told
    ] == [(True, False, False, False)] * 2
    assert client.get(shown.get_absolute_url()).status_code == 200
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(f"/union/care/?kind={kind}").context["page_obj"].paginator.count == 0


def test_the_person_s_own_page_shows_all_kinds(
    make_activity, rider: User, officer: User, sign_in: SignIn
) -> None:
    actions.enter_list(make_activity(CareKind.HELP, title="帮扶"), ["马䶮"], actor=officer, now=NOW)
    assert "帮扶" in sign_in(rider).get("/union/mine/").content.decode()


def test_checking_in_stays_at_the_table(
    make_activity, courier: Courier, officer: User, sign_in: SignIn
) -> None:
    client, activity = sign_in(officer), make_activity()
    address = f"/union/care/{activity.number}/check-in/"
    assert send(client, address, text="马䶮").headers["Location"] == address
    refused = send(client, address, text="没有这个人")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["text"])
    assert activity.attendances.count() == 1


def test_the_sum_is_entered_in_yuan(make_activity, officer: User, sign_in: SignIn) -> None:
    client, activity = sign_in(officer), make_activity()
    assert (
        client.get(f"/union/care/{activity.number}/change/").context["form"].initial["planned_fen"] == 1_000
    )
    send(client, f"/union/care/{activity.number}/held/", spent_fen="1234.56")
    activity.refresh_from_db()
    assert activity.spent_fen == 123_456


@pytest.mark.parametrize("address", ["/union/members/", "/union/care/", "/union/care/attendance/"])
def test_a_list_asks_the_same_for_one_row_and_for_three(
    make_activity, make_courier, firm, officer: User, sign_in: SignIn, address: str
) -> None:
    client, asked = sign_in(officer), []
    for count in (1, 3):
        while Membership.objects.count() < count:
            serial = 60 + Membership.objects.count()
            somebody = make_courier(f"人{serial}", serial)
            actions.apply_for_membership(somebody, employer=firm, actor=officer, now=NOW)
            actions.enter_list(make_activity(), [somebody.name], actor=officer, now=NOW)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]


@pytest.fixture
def placed(make_batch, make_courier, officer: User) -> Participation:
    batch = make_batch()
    made = apply(batch, make_courier("获奖人", 12, honoured=True))
    actions.order_list(batch, actor=officer, now=NOW + 6 * DAY, seed="s")
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("address", ["/union/recuperation/", "/union/recuperation/stays/", "batch"])
def test_a_batch_asks_the_same_for_one_person_and_for_three(
    make_batch, make_courier, officer: User, sign_in: SignIn, address: str
) -> None:
    client, batch, asked = sign_in(officer), make_batch(), []
    for count in (1, 3):
        while batch.participations.count() < count:
            serial = 60 + batch.participations.count()
            apply(batch, make_courier(f"人{serial}", serial, honoured=True))
        with CaptureQueriesContext(connection) as caught:
            page = client.get(batch.get_absolute_url() if address == "batch" else address)
        assert page.status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]


def test_the_list_says_why_and_its_leader_alone_gets_the_key(
    placed: Participation, officer: User, chair: User, sign_in: SignIn
) -> None:
    actions.declare_health(
        placed, {"conditions": "高血压", "contact": "母"}, actor=placed.courier.user, now=NOW
    )
    address = f"/union/recuperation/stays/{placed.pk}/health/"
    pages = {who: sign_in(who).get(placed.batch.get_absolute_url()) for who in (officer, chair)}
    assert [address in page.content.decode() for page in pages.values()] == [True, False]
    assert pages[officer].context["explanation"].holds is True
    assert sign_in(chair).get(address).status_code == 403
    shown = send(sign_in(officer), address, reason="出行前联系")
    assert ("高血压" in shown.content.decode(), shown["Cache-Control"]) == (True, "no-store, private")
    own = sign_in(placed.courier.user).get(placed.get_absolute_url()).content.decode()
    assert ("出行前联系" in own, "高血压" in own) == (True, False)


def test_a_person_sees_the_place_once_the_list_is_approved(
    placed: Participation, chair: User, sign_in: SignIn
) -> None:
    client, told = sign_in(placed.courier.user), []
    told.append(client.get(placed.get_absolute_url()).context["line"])
    advance(placed.batch.case, "approve", actor=chair, now=NOW)
    told.append(client.get(placed.get_absolute_url()).context["line"].has_place)
    assert told == [None, True]


def test_somebody_else_s_stay_is_not_there(placed: Participation, rider: User, sign_in: SignIn) -> None:
    for address in ("", "accept/", "decline/", "health/", "health/delete/"):
        assert sign_in(rider).get(f"/union/mine/stays/{placed.pk}/{address}").status_code == 404


def test_applying_declaring_and_doing_without_on_the_phone(make_batch, make_courier, sign_in: SignIn) -> None:
    batch = make_batch()
    somebody = make_courier("获奖人", 12, honoured=True)
    client = sign_in(user("won", courier=somebody))
    assert batch.base.name in client.get("/union/mine/").content.decode()
    answer = send(client, f"/union/mine/recuperation/{batch.case.number}/apply/")
    part = Participation.objects.get()
    assert answer.headers["Location"] == part.get_absolute_url()
    page = client.get(f"{part.get_absolute_url()}health/")
    refused = send(client, f"{part.get_absolute_url()}health/", contact="母", contact_phone="1")
    assert (page.status_code, list(refused.context["form"].errors)) == (200, ["agreed"])
    send(client, f"{part.get_absolute_url()}health/", contact="母", contact_phone="1", agreed="on")
    part.refresh_from_db()
    assert part.health.contents["contact"] == "母"
    send(client, f"{part.get_absolute_url()}decline/", reason="")
    part.refresh_from_db()
    assert (part.reply, hasattr(part, "health")) == (Reply.DECLINED, False)


def test_the_union_invites_by_a_tick_and_by_name(
    make_batch, make_courier, member: Membership, officer: User, sign_in: SignIn
) -> None:
    batch = make_batch(mode=Mode.INVITATION)
    somebody = make_courier("获奖人", 12, honoured=True)
    client, address = sign_in(officer), f"/union/recuperation/{batch.case.number}/invite/"
    assert list(client.get(address).context["form"].fields["people"].queryset) == [somebody]
    for data, field in (({}, "people"), ({"lines": "没有这个人"}, "lines")):
        assert list(send(client, address, **data).context["form"].errors) == [field]
    send(client, address, people=[str(somebody.pk)], lines=member.number)
    assert set(batch.participations.values_list("courier", "invited")) == {
        (somebody.pk, True),
        (member.courier_id, True),
    }
    form = client.get(address).context["form"]
    assert (form.nobody_left, list(form.fields)) == (True, ["lines"])


def test_the_page_says_beforehand_that_there_is_no_entitlement(
    make_batch, make_courier, sign_in: SignIn
) -> None:
    address = f"/union/mine/recuperation/{make_batch().case.number}/apply/"
    people = [make_courier("无荣誉", 12), make_courier("获奖人", 13, honoured=True)]
    told = [sign_in(user(each.name, courier=each)).get(address).context["may_come"] for each in people]
    assert told == [False, True]


def test_the_paper_names_everybody_listed_and_is_recorded(placed: Participation, officer: User) -> None:
    batch = Batch.objects.get()
    paper = batch_paper(batch, actor=officer, now=NOW)
    assert paper.startswith(b"%PDF")
    assert Entry.objects.latest("sequence").action == "wellbeing.batch.printed"
    assert batch_paper(batch, actor=officer, now=NOW) == paper


def test_exports_of_stays_hold_no_health_and_no_reason(
    placed: Participation, officer: User, sign_in: SignIn
) -> None:
    own = placed.courier.user
    actions.declare_health(placed, {"conditions": "高血压", "contact": "母"}, actor=own, now=NOW)
    actions.decline_place(placed, reason="家中变故", actor=own, now=NOW)
    text = words_in(sign_in(officer).get("/union/recuperation/stays/?format=xlsx").content)
    assert ("获奖人" in text, "高血压" in text, "家中变故" in text) == (True, False, False)
