"""Evidence of standing: who enters, sees, takes out and revokes it; what of it holds on a day."""

import datetime
import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from office.audit.models import Entry
from office.people.actions import CourierFacts, create_user, give_mandate, register_courier
from office.people.enums import Role
from office.people.models import Courier
from training.courses.enums import PersonCategory
from training.subsidies.actions import Evidence, attest, attest_all, revoke_attestation
from training.subsidies.enums import EvidenceSource, Standing
from training.subsidies.models import Attestation
from training.subsidies.queries import attestations_visible_to
from training.subsidies.queries.standings import standings_of

from .conftest import NOW, id_number
from .test_pages import send

TODAY = NOW.date()
RURAL = Evidence(
    standing=Standing.CATEGORY,
    category=PersonCategory.RURAL_WORKER,
    as_of=TODAY,
    source=EvidenceSource.SHARED,
    attested_by="某乡人民政府",
)
MONTHS = replace(RURAL, standing=Standing.INSURED_MONTHS, category=None, months=12, attested_by="社保中心")
PENSION = replace(RURAL, standing=Standing.PENSION_DRAWN, category=None)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's day is that of the evidence."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def person(order: int = 1, name: str = "马䶮") -> Courier:
    facts = CourierFacts(name=name, id_number=id_number(order), phone=f"1380000{order:04d}")
    return register_courier(facts, actor=None, now=NOW)


@pytest.fixture
def courier(office) -> Courier:
    return person()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("acceptor", True),
        ("reviewer", True),
        ("approver", False),
        ("payer", False),
        ("agent", False),
        ("stranger", False),
    ],
)
def test_those_who_take_evidence_in_enter_and_revoke_it(office, courier, who, may) -> None:
    row = attest(courier, RURAL, actor=None, now=NOW)
    if may:
        attest(courier, MONTHS, actor=office[who], now=NOW)
        revoke_attestation(row, reason="登记错误", actor=office[who], now=NOW)
        assert Attestation.objects.filter(revoked_at=None).get().months == 12
        return
    with pytest.raises(PermissionDenied):
        attest(courier, MONTHS, actor=office[who], now=NOW)
    with pytest.raises(PermissionDenied):
        revoke_attestation(row, reason="登记错误", actor=office[who], now=NOW)
    assert Attestation.objects.filter(revoked_at=None).get() == row


@pytest.mark.parametrize(
    ("evidence", "code", "field"),
    [
        (replace(RURAL, category=None), "category_missing", "category"),
        (replace(PENSION, category=PersonCategory.GRADUATE), "category_missing", "category"),
        (replace(MONTHS, months=None), "months_missing", "months"),
        (replace(RURAL, months=3), "months_missing", "months"),
        (replace(RURAL, as_of=TODAY + datetime.timedelta(days=1)), "future", "as_of"),
        (replace(RURAL, valid_until=TODAY - datetime.timedelta(days=1)), "ends_before_start", "valid_until"),
    ],
)
def test_evidence_that_says_nothing_is_refused_with_all_that_came_with_it(
    office, courier, evidence, code, field
) -> None:
    with pytest.raises(ValidationError) as refused:
        attest_all([(courier, PENSION), (courier, evidence)], actor=office["acceptor"], now=NOW)
    assert {name: errors[0].code for name, errors in refused.value.error_dict.items()} == {field: code}
    assert Attestation.objects.count() == 0
    assert not Entry.objects.filter(action="subsidies.standing.attested").exists()


def test_the_same_evidence_is_entered_once_and_another_for_the_day_is_refused(office, courier) -> None:
    rows = [attest(courier, MONTHS, actor=office["acceptor"], now=NOW) for _time in range(2)]
    assert (rows[0], Attestation.objects.count()) == (rows[1], 1)
    other = replace(MONTHS, months=13)
    with pytest.raises(ValidationError) as refused:
        attest(courier, other, actor=office["acceptor"], now=NOW)
    assert refused.value.code == "attested_differently"
    revoke_attestation(rows[0], reason="少算一个月", actor=office["acceptor"], now=NOW)
    attest(courier, other, actor=office["acceptor"], now=NOW)
    assert standings_of([courier.pk])[courier.pk].insured_months == 13


def test_evidence_is_revoked_once_with_a_reason_and_stays_on_record(office, courier) -> None:
    row = attest(courier, RURAL, actor=office["acceptor"], now=NOW)
    with pytest.raises(ValidationError) as refused:
        revoke_attestation(row, reason="  ", actor=office["reviewer"], now=NOW)
    assert refused.value.code == "reason_missing"
    gone = revoke_attestation(row, reason="登记错误", actor=office["reviewer"], now=NOW)
    assert (gone.revoked_at, gone.revoked_reason) == (NOW, "登记错误")
    with pytest.raises(ValidationError) as refused:
        revoke_attestation(row, reason="登记错误", actor=office["reviewer"], now=NOW)
    assert refused.value.code == "revoked_already"
    assert standings_of([courier.pk]) == {}


def test_the_record_says_who_and_not_what(office, courier) -> None:
    row = attest(courier, PENSION, actor=office["acceptor"], now=NOW)
    entry = Entry.objects.get(action="subsidies.standing.attested")
    assert (entry.actor_id, entry.data) == (office["acceptor"].pk, {"row": row.pk})


def test_the_database_holds_to_it_as_well(office, courier) -> None:
    row = attest(courier, RURAL, actor=None, now=NOW)
    for wrong in (
        {"category": ""},
        {"months": 3},
        {"valid_until": TODAY - datetime.timedelta(days=1)},
        {"revoked_at": NOW},
        {"revoked_reason": "误"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attestation.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (TODAY - datetime.timedelta(days=1), None),
        (TODAY, True),
        (TODAY + datetime.timedelta(days=9), True),
        (TODAY + datetime.timedelta(days=10), None),
        (None, True),
    ],
)
def test_a_yes_holds_from_its_day_to_its_last(office, courier, day, found) -> None:
    attest(courier, replace(PENSION, valid_until=TODAY + datetime.timedelta(days=9)), actor=None, now=NOW)
    assert standings_of([courier.pk])[courier.pk].on(Standing.PENSION_DRAWN, day) is found


def test_what_was_attested_last_counts_and_a_no_is_a_no(office, courier) -> None:
    earlier = TODAY - datetime.timedelta(days=30)
    attest(courier, replace(PENSION, as_of=earlier), actor=None, now=NOW)
    attest(courier, replace(PENSION, holds=False), actor=None, now=NOW)
    standings = standings_of([courier.pk])[courier.pk]
    assert standings.on(Standing.PENSION_DRAWN, earlier) is True
    assert standings.on(Standing.PENSION_DRAWN, TODAY) is False
    assert standings.on(Standing.IN_SCHOOL, TODAY) is None


@pytest.mark.parametrize(
    ("who", "sees"),
    [("acceptor", 2), ("payer", 2), ("approver", 2), ("agent", 0), ("stranger", 0), ("own", 1)],
)
def test_evidence_is_seen_by_those_who_judge_and_by_whom_it_concerns(office, courier, who, sees) -> None:
    for each in (courier, person(2, "尕藏·东智")):
        attest(each, RURAL, actor=None, now=NOW)
    user = create_user("own", display_name="马䶮", courier=courier, actor=None)
    assert attestations_visible_to(user if who == "own" else office[who]).count() == sees


def test_the_list_is_filtered_taken_out_as_shown_and_holds_its_queries(office, courier) -> None:
    reviewer, spent = office.client("reviewer"), []
    for number in (1, 3):
        while Courier.objects.count() < number:
            person(Courier.objects.count() + 1, "尕藏·东智")
        for each in Courier.objects.all():
            attest(each, RURAL, actor=office["acceptor"], now=NOW)
        for query in ("", "?format=xlsx"):
            reviewer.get(f"/subsidies/standings/{query}")
            with CaptureQueriesContext(connection) as queries:
                assert reviewer.get(f"/subsidies/standings/{query}").status_code == 200
            spent.append(len(queries))
    assert spent[:2] == spent[2:]
    revoke_attestation(
        Attestation.objects.get(courier=courier), reason="误", actor=office["reviewer"], now=NOW
    )
    shown = reviewer.get("/subsidies/standings/?revoked=false").content.decode()
    assert (shown.count("尕藏·东智"), shown.count("马䶮"), id_number(2) in shown) == (2, 0, False)
    for query, names in (
        ("name=马䶮", ["马䶮"]),
        ("revoked=false", ["尕藏·东智"] * 2),
        (f"holds_on={TODAY}&category=rural_worker", ["尕藏·东智"] * 2),
        ("standing=pension_drawn", []),
        ("source=paper", []),
    ):
        content = reviewer.get(f"/subsidies/standings/?{query}&format=xlsx").content
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        assert [row[0] for row in rows] == names
        assert id_number(2) not in str(rows)
    taken = Entry.objects.filter(action="subsidies.standing.exported").latest("sequence")
    assert (taken.actor_id, taken.data["rows"]) == (office["reviewer"].pk, 0)


@pytest.mark.parametrize("who", ["agent", "rival", "stranger"])
def test_the_list_is_closed_to_others(office, courier, who) -> None:
    assert office.client(who).get("/subsidies/standings/").status_code == 403


def test_an_officer_enters_and_revokes_it_on_the_person_s_page(office, courier) -> None:
    acceptor, path = office.client("acceptor"), f"/subsidies/standings/enter/{courier.pk}/"
    words = {
        "standing": "category",
        "holds": "yes",
        "as_of": str(TODAY),
        "source": "paper",
        "attested_by": "村委会",
    }
    assert send(acceptor, path, **words).status_code == 422
    done = send(acceptor, path, **words, category="rural_worker", document="证明1号")
    row = Attestation.objects.get()
    assert (done.status_code, done.url, row.entered_by) == (
        302,
        courier.get_absolute_url(),
        office["acceptor"],
    )
    page = acceptor.get(courier.get_absolute_url()).content.decode()
    assert page.count("村委会 · 证明1号") == 1
    assert f"/subsidies/standings/{row.pk}/revoke/" in page
    assert (
        f"/subsidies/standings/{row.pk}/revoke/"
        not in office.client("payer").get(courier.get_absolute_url()).content.decode()
    )
    assert "村委会" not in office.client("agent").get(courier.get_absolute_url()).content.decode()
    revoke = f"/subsidies/standings/{row.pk}/revoke/"
    assert send(acceptor, revoke, reason="").status_code == 422
    assert send(acceptor, revoke, reason="登记错误").status_code == 302
    assert acceptor.get(revoke).status_code == 404
    assert [office.client("payer").get(each).status_code for each in (path, revoke)] == [403, 404]


def test_a_registrar_enters_it_too(office, courier) -> None:
    clerk = create_user("clerk", display_name="登记员", password="x-9-secret", actor=None)
    give_mandate(
        clerk,
        role=Role.REGISTRAR,
        organisation=office.bureau,
        valid_from=datetime.date(2026, 1, 1),
        actor=None,
    )
    assert attest(courier, RURAL, actor=clerk, now=NOW).entered_by == clerk
