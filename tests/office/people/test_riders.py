"""A roster of riders begins, completes and ends employments, once a file, and tells of nobody else."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from office.audit.models import Entry
from office.exchange.writing import Sheet, write_workbook
from office.people import actions
from office.people.actions import CourierFacts, commit_riders, receive_riders, register_courier
from office.people.enums import EmploymentForm, Role
from office.people.identifiers import id_check_character
from office.people.imports.judgement import Judgement
from office.people.imports.riders import COLUMNS
from office.people.models import Courier, Employment, Mandate, Organisation, RiderSheet, User

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 23, 3, 0, tzinfo=datetime.UTC)


def id_number(serial: int) -> str:
    body = f"99010119900307{serial * 2 + 1:03d}"
    return body + id_check_character(body)


def rider(serial: int, **changes: str) -> dict[str, str]:
    return {
        "name": "尕藏·东智",
        "id_number": id_number(serial),
        "phone": f"1380000{serial:04d}",
        "brand": "中通",
        "station": "高铁新区网点",
        "form": "劳动合同",
        "started_on": "2026-03-01",
        "post": "快递员",
        "insurance": "工伤",
        "union_member": "是",
    } | changes


def roster(*rows: dict[str, str]) -> bytes:
    values = [[row.get(column.key, "") for column in COLUMNS] for row in rows]
    return write_workbook(Sheet("骑手名册", COLUMNS, values))


@pytest.fixture
def firm(db: None) -> Organisation:
    return Organisation.objects.create(name="某快递公司", is_employer=True)


@pytest.fixture
def other_firm(db: None) -> Organisation:
    return Organisation.objects.create(name="另一快递公司", is_employer=True)


def _operator(name: str, firm: Organisation) -> User:
    user = User.objects.create_user(username=name, display_name=name)
    Mandate.objects.create(
        user=user, role=Role.EMPLOYER_OPERATOR, organisation=firm, valid_from=datetime.date(2020, 1, 1)
    )
    return user


@pytest.fixture
def boss(firm: Organisation) -> User:
    return _operator("郝站长", firm)


@pytest.fixture
def rival(other_firm: Organisation) -> User:
    return _operator("别家", other_firm)


def send(firm: Organisation, actor: User | None, *rows: dict[str, str]) -> RiderSheet:
    return receive_riders(firm, content=roster(*rows), filename="名册.xlsx", actor=actor, now=NOW)


def take(firm: Organisation, actor: User | None, *rows: dict[str, str]) -> RiderSheet:
    return commit_riders(send(firm, actor, *rows), actor=actor, now=NOW)


def codes(sheet: RiderSheet) -> list[list[str]]:
    return [row.codes for row in Judgement.from_json(sheet.judgement).report.rows]


def test_nothing_is_stored_before_it_is_taken_in(firm: Organisation, boss: User) -> None:
    sheet = send(firm, boss, rider(1))
    assert (Courier.objects.count(), Employment.objects.count(), firm.stations.count()) == (0, 0, 0)
    assert codes(sheet) == [["new_station"]]


def test_people_stations_and_employments_are_entered(firm: Organisation, boss: User) -> None:
    sheet = take(firm, boss, rider(1), rider(2, station="小峡网点", form="派遣", insurance=""))
    assert sheet.outcome["started"] == 2
    work = Employment.objects.get(courier__id_number_masked__endswith=id_number(1)[-4:])
    assert (work.form, work.union_member, work.started_on) == (
        EmploymentForm.CONTRACT,
        True,
        datetime.date(2026, 3, 1),
    )
    assert sorted(firm.stations.values_list("name", flat=True)) == ["小峡网点", "高铁新区网点"]
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.data["started"]) == ("people.riders.taken_in", 2)
    assert id_number(1) not in str(entry.data)


def test_the_same_file_does_nothing_twice(firm: Organisation, boss: User) -> None:
    content = roster(rider(1))
    first = receive_riders(firm, content=content, filename="名册.xlsx", actor=boss, now=NOW)
    commit_riders(first, actor=boss, now=NOW)
    again = receive_riders(firm, content=content, filename="又一份.xlsx", actor=boss, now=NOW)
    assert again.pk == first.pk
    with pytest.raises(ValidationError) as error:
        commit_riders(again, actor=boss, now=NOW)
    assert error.value.code == "already_committed"
    assert Employment.objects.count() == 1


def test_a_later_file_completes_and_ends(firm: Organisation, boss: User) -> None:
    take(firm, boss, rider(1), rider(2), rider(3))
    sheet = take(
        firm,
        boss,
        rider(1, ended_on="2026-11-01"),
        rider(2, vehicle="电动三轮", contract_signed_on="2026/3/1", contract_months="24"),
    )
    assert {key: sheet.outcome[key] for key in ("started", "changed", "ended", "unchanged")} == {
        "started": 0,
        "changed": 1,
        "ended": 1,
        "unchanged": 0,
    }
    ended = Employment.objects.get(ended_on__isnull=False)
    assert (ended.ended_on, ended.courier.id_number) == (datetime.date(2026, 11, 1), id_number(1))
    changed = Employment.objects.get(vehicle="电动三轮")
    assert (changed.contract_signed_on, changed.contract_months) == (datetime.date(2026, 3, 1), 24)
    # Who is not in the file stays employed, and the page says how many.
    assert Employment.objects.filter(ended_on=None).count() == 2
    assert len(Judgement.from_json(send(firm, boss, rider(2, vehicle="步行")).judgement).notes) == 1


def test_blank_cells_change_nothing(firm: Organisation, boss: User) -> None:
    take(firm, boss, rider(1, vehicle="电动车"))
    sheet = take(firm, boss, rider(1, insurance="", union_member="", started_on=""))
    assert sheet.outcome["unchanged"] == 1
    work = Employment.objects.get()
    assert (work.vehicle, work.insurance, work.union_member) == ("电动车", "injury", True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id_number": "12345"}, "id_length"),
        ({"phone": "123"}, "phone"),
        ({"form": "临时"}, "choice"),
        ({"started_on": "三月"}, "date"),
        ({"ended_on": "2026-12-24"}, "days"),
        ({"ended_on": "2026-02-01"}, "days"),
        ({"ended_on": "2026-11-01"}, "not_employed"),
        ({"contract_months": "两年"}, "months"),
        ({"brand": ""}, "required"),
        ({"station": "站" * 81}, "too_long"),
    ],
)
def test_a_bad_row_stays_out(firm: Organisation, boss: User, changes: dict[str, str], code: str) -> None:
    sheet = send(firm, boss, rider(1, **changes))
    assert code in codes(sheet)[0]
    with pytest.raises(ValidationError) as error:
        commit_riders(sheet, actor=boss, now=NOW)
    assert error.value.code == "nothing_to_commit"
    sheet.refresh_from_db()
    assert sheet.committed_at is None


def test_the_name_on_record_is_not_told(firm: Organisation, other_firm: Organisation, boss: User) -> None:
    secret = register_courier(
        CourierFacts(name="马䶮", id_number=id_number(1), phone="13911112222"), actor=None, now=NOW
    )
    actions.start_employment(secret, employer=other_firm, actor=None)
    firm.stations.create(name="高铁新区网点")
    sheet = send(firm, boss, rider(1))
    judged = str(sheet.judgement)
    assert codes(sheet) == [["name_differs"]]
    assert ("马䶮" in judged, "13911112222" in judged, other_firm.name in judged) == (False, False, False)
    commit_riders(sheet, actor=boss, now=NOW)
    secret.refresh_from_db()
    assert (secret.name, secret.phone) == ("马䶮", "13911112222")
    assert secret.employments.filter(ended_on=None).count() == 2


def test_somebody_of_another_firm_cannot_be_ended_here(
    firm: Organisation, other_firm: Organisation, boss: User
) -> None:
    courier = register_courier(CourierFacts(name="尕藏·东智", id_number=id_number(1)), actor=None, now=NOW)
    actions.start_employment(courier, employer=other_firm, actor=None)
    assert codes(send(firm, boss, rider(1, ended_on="2026-11-01"))) == [["not_employed"]]
    assert Employment.objects.get().ended_on is None


def test_only_the_firms_own_people_send_its_roster(firm: Organisation, rival: User) -> None:
    with pytest.raises(PermissionDenied):
        send(firm, rival, rider(1))
    sheet = send(firm, None, rider(1))
    with pytest.raises(PermissionDenied):
        commit_riders(sheet, actor=rival, now=NOW)


def test_queries_do_not_grow_with_the_rows(
    firm: Organisation, boss: User, django_assert_max_num_queries
) -> None:
    sheet = send(firm, boss, *(rider(serial) for serial in range(1, 41)))
    with django_assert_max_num_queries(40):
        commit_riders(sheet, actor=boss, now=NOW)


def test_the_pages_lead_from_file_to_registry(client, firm: Organisation, boss: User) -> None:
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/people/organisations/{firm.pk}/riders/"
    page = client.get(address)
    file = SimpleUploadedFile("名册.xlsx", roster(rider(1), rider(2, phone="1")))
    answer = client.post(address, {"sheet": file, "deed_key": page.context["deed_key"]})
    sheet = RiderSheet.objects.get()
    assert answer["Location"] == sheet.get_absolute_url()
    page = client.get(answer["Location"])
    assert id_number(1) not in page.content.decode()
    client.post(answer["Location"], {"deed_key": page.context["deed_key"]})
    assert Employment.objects.count() == 1
    assert client.get(f"{answer['Location']}returned/?only=wrong").status_code == 200
    assert client.get(f"{address}template/").status_code == 200
