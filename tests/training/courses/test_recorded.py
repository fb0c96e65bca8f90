"""Certificates of other bodies: their numbers, recording, correcting, checking, and who sees them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.audit.models import Entry
from office.people.models import User
from training.courses import actions
from training.courses.certificate_numbers import clean_number, read_number
from training.courses.enums import CertificateKind, CheckResult, SheetKind
from training.courses.imports import Judgement
from training.courses.models import CertificateCorrection, Occupation, RecordedCertificate, TrainingClass
from training.courses.recorded import CertificateFacts, recorded_visible_to, with_last_check

from .conftest import NOW, id_number

Send = Callable[..., Any]
ISSUED = datetime.date(2026, 9, 30)
NUMBER = "Y000063000001265000001"
FIFTH = "五级/初级工"
FACTS = CertificateFacts(
    kind=CertificateKind.SKILL_LEVEL,
    number=NUMBER,
    occupation_code="4-02-07-08",
    occupation="快递员",
    level=FIFTH,
    issuer="青海某快递有限公司",
    issued_on=ISSUED,
)


@pytest.mark.parametrize(
    ("kind", "number", "level", "faults", "warnings"),
    [
        ("skill_level", NUMBER, FIFTH, (), ()),
        ("skill_level", "S000063000001265000001", FIFTH, (), ()),
        ("skill_level", "Y000011000001265000001", FIFTH, (), ("number_province",)),
        ("skill_level", "X000063000001265000001", FIFTH, ("number_form",), ()),
        ("skill_level", NUMBER[:-1], FIFTH, ("number_form",), ()),
        ("skill_level", "Y00006300000126500000１", FIFTH, ("number_form",), ()),
        ("skill_level", "Y000063000001255000001", FIFTH, ("number_year",), ()),
        ("skill_level", "Y000063000001264000001", FIFTH, ("number_level",), ()),
        ("skill_level", "Y000063000001269000001", FIFTH, ("number_level",), ()),
        ("skill_level", "YT00006300000126500001", "特级技师", (), ()),
        ("skill_level", NUMBER, "首席技师", ("number_form",), ()),
        ("qualification", "1663003016500123", FIFTH, (), ()),
        ("qualification", "166300301650012", FIFTH, ("number_form",), ()),
        ("special_ability", "ZX-2026-001", "", (), ()),
        ("special_ability", "a b", "", ("number_form",), ()),
        ("completion", "PX〔2026〕12", "", (), ()),
    ],
)
def test_a_number_is_held_against_the_rule_of_its_kind(
    kind: str, number: str, level: str, faults: tuple[str, ...], warnings: tuple[str, ...]
) -> None:
    found = read_number(kind, number, issued_on=ISSUED, level=level, province="63")

    assert (found.faults, found.warnings) == (faults, warnings)


def test_a_number_is_cleaned() -> None:
    assert clean_number(" ｙ0000 63000001\u200b265000001\n") == NUMBER


def _record(taught: TrainingClass, position: int, facts: CertificateFacts = FACTS, **deed: Any) -> Any:
    seat = taught.enrolments.get(position=position)
    given = {"actor": None, "now": NOW, "enrolment": seat} | deed
    return actions.record_certificate(seat.courier, facts=facts, **given)


def _codes(call: Callable[[], object]) -> dict[str, list[str | None]]:
    with pytest.raises(ValidationError) as refused:
        call()
    return {name: [each.code for each in errors] for name, errors in refused.value.error_dict.items()}


def test_a_certificate_is_recorded_and_the_deed_too(taught: TrainingClass, operator: User) -> None:
    made = _record(taught, 1, actor=operator)

    assert CertificateFacts.of(made) == FACTS
    assert Entry.objects.get(action="courses.certificate.recorded").data["number"] == NUMBER


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"issued_on": datetime.date(2027, 9, 30)}, {"issued_on": ["day"], "number": ["number_year"]}),
        ({"valid_until": datetime.date(2026, 1, 1)}, {"valid_until": ["day"]}),
        ({"level": ""}, {"level": ["level", "number_level"]}),
        ({"number": "123"}, {"number": ["number_form"]}),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(
    taught: TrainingClass, changes: dict[str, Any], codes: dict[str, list[str]]
) -> None:
    assert _codes(lambda: _record(taught, 1, replace(FACTS, **changes))) == codes


def test_a_number_on_record_names_its_holder_to_those_who_may_see_the_person(
    taught: TrainingClass, registrar: User, operator: User, rival: User
) -> None:
    somebody = taught.enrolments.get(position=1).courier
    somebody.name = "马䶮"
    somebody.save()
    _record(taught, 1)
    other = taught.enrolments.get(position=2)

    def message(actor: User) -> str:
        with pytest.raises(ValidationError) as refused:
            _record(taught, 2, actor=actor)
        return refused.value.messages[0]

    assert "马䶮" in message(registrar)
    assert "马䶮" in message(operator)
    with pytest.raises(PermissionDenied):
        actions.record_certificate(other.courier, facts=FACTS, enrolment=other, actor=rival, now=NOW)


def test_a_provider_names_a_class_of_its_own(taught: TrainingClass, operator: User, registrar: User) -> None:
    with pytest.raises(PermissionDenied):
        _record(taught, 1, enrolment=None, actor=operator)
    assert _record(taught, 1, enrolment=None, actor=registrar).enrolment is None

    wrong = taught.enrolments.get(position=2)
    assert _codes(lambda: _record(taught, 1, enrolment=wrong)) == {"enrolment": ["other_person"]}


def test_a_correction_keeps_what_was_said_before(
    taught: TrainingClass, registrar: User, operator: User
) -> None:
    made = _record(taught, 1)
    mended = replace(FACTS, issuer="青海另一评价机构")

    with pytest.raises(PermissionDenied):
        actions.correct_certificate(made, facts=mended, reason="录错", actor=operator, now=NOW)
    actions.correct_certificate(made, facts=mended, reason="录错", actor=registrar, now=NOW)

    made.refresh_from_db()
    kept = CertificateCorrection.objects.get()
    assert (made.issuer, kept.before["issuer"], kept.reason) == (mended.issuer, FACTS.issuer, "录错")


def test_a_correction_says_why_and_changes_something(taught: TrainingClass) -> None:
    made = _record(taught, 1)
    mended = replace(FACTS, issuer="青海另一评价机构")

    deed = lambda **given: actions.correct_certificate(made, actor=None, now=NOW, **given)  # noqa: E731
    assert _codes(lambda: deed(facts=mended, reason=" ")) == {"reason": ["reason"]}
    with pytest.raises(ValidationError) as refused:
        deed(facts=FACTS, reason="录错")
    assert refused.value.code == "same"


def test_what_the_query_site_answered_is_kept(taught: TrainingClass, reviewer: User, operator: User) -> None:
    made = _record(taught, 1)

    with pytest.raises(PermissionDenied):
        actions.check_certificate(made, result=CheckResult.FOUND, actor=operator, now=NOW)
    actions.check_certificate(made, result=CheckResult.FOUND, actor=reviewer, now=NOW)
    later = NOW + datetime.timedelta(days=1)
    assert _codes(
        lambda: actions.check_certificate(made, result=CheckResult.MISSING, actor=reviewer, now=later)
    ) == {"note": ["note"]}
    actions.check_certificate(
        made, result=CheckResult.MISSING, note="全国联网查询", actor=reviewer, now=later
    )

    found = with_last_check(RecordedCertificate.objects.all()).get()
    assert (found.last_check, found.checked_at) == (CheckResult.MISSING, later)


def test_everybody_sees_their_own(
    taught: TrainingClass, operator: User, rival: User, reviewer: User, stranger: User
) -> None:
    _record(taught, 1)
    stranger.courier = taught.enrolments.get(position=1).courier

    seen = {
        user.username: recorded_visible_to(user).count() for user in (operator, rival, reviewer, stranger)
    }

    assert seen == {"operator": 1, "rival": 0, "reviewer": 1, "stranger": 1}


HEAD = "班级编号,姓名,证件号码,证书类型,证书编号,职业,等级,发证机构,发证日期,有效期至,理论成绩,技能成绩"


def _line(serial: int, **changes: object) -> str:
    cells = {
        "class": "", "name": "索南才让", "id": id_number(serial), "kind": "职业技能等级证书",
        "number": f"Y00006300000126500{serial:04d}", "occupation": "快递员", "level": "五级",
        "issuer": "某公司",
        "issued": "2026-09-30", "until": "长期", "theory": 80, "practice": "",
    } | changes  # fmt: skip
    return ",".join(str(cell) for cell in cells.values())


def _judged(taught: TrainingClass, *lines: str) -> Judgement:
    sheet = actions.receive_sheet(
        taught,
        kind=SheetKind.CERTIFICATES,
        content="\n".join([HEAD, *lines]).encode(),
        filename="a.csv",
        actor=None,
        now=NOW,
    )
    return Judgement.from_json(sheet.judgement)


def test_a_sheet_is_taken_in_even_after_the_class_closed(taught: TrainingClass, send: Send) -> None:
    actions.close_class(taught, actor=None, now=NOW)

    sheet = send(SheetKind.CERTIFICATES, "\n".join([HEAD, _line(1), _line(2)]).encode(), "a.csv")

    assert (sheet.outcome["accepted"], sheet.outcome["added"]) == (2, 2)
    made = RecordedCertificate.objects.get(enrolment__position=1)
    assert (made.level, made.occupation_code, made.valid_until) == (FIFTH, "4-02-07-08", None)


def test_somebody_without_a_certificate_is_no_wrong_row(taught: TrainingClass) -> None:
    nothing = dict.fromkeys(("kind", "number", "issuer", "issued", "until", "theory"), "")
    report = _judged(taught, _line(1), _line(2, **nothing), "合计,,,,,,,,,,,").report
    assert [row.row for row in report.rows] == [2]
    assert [(each.row, each.why) for each in report.layout.skipped] == [(3, "left_empty"), (4, "total")]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"class": "PX-2026-901"}, ["other_class"]),
        ({"class": "px-2026-900"}, []),
        ({"kind": "毕业证"}, ["choice"]),
        ({"number": "Y000063000001264000001"}, ["number_level"]),
        ({"number": "Y000011000001265000001"}, ["number_province"]),
        ({"issued": "2026-13-01"}, ["day"]),
        ({"issued": "2025-09-30"}, ["number_year"]),
        ({"level": "七级"}, ["choice"]),
        ({"occupation": "宇航员"}, ["choice"]),
        ({"theory": 101}, ["score"]),
        ({"issuer": ""}, ["required"]),
    ],
)
def test_rows_are_judged(taught: TrainingClass, changes: dict[str, object], codes: list[str]) -> None:
    assert _judged(taught, _line(1, **changes)).report.rows[0].codes == codes


def test_a_number_comes_once(taught: TrainingClass) -> None:
    number = "Y000063000001265000009"
    rows = _judged(taught, _line(1, number=number), _line(2, number=number)).report.rows
    assert [row.codes for row in rows] == [[], ["duplicate_in_file"]]

    _record(taught, 1, replace(FACTS, number=number))

    assert _judged(taught, _line(2, number=number)).report.rows[0].codes == ["number_taken"]


def test_the_list_asks_as_many_questions_of_three_as_of_one(
    taught: TrainingClass, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    page, client, asked = reverse("courses:recorded_list"), sign_in(reviewer), []
    for position in (1, 2, 3):
        _record(taught, position, replace(FACTS, number=f"Y00006300000126500000{position}"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(page).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[2]
    assert client.get(page, {"format": "xlsx", "checked": "never"}).status_code == 200


def test_a_certificate_is_recorded_corrected_and_checked_on_screen(
    taught: TrainingClass, registrar: User, sign_in: Callable[[User], Client]
) -> None:
    Occupation.objects.get_or_create(code="4-02-07-08", defaults={"name": "快递员"})
    client, seat = sign_in(registrar), taught.enrolments.get(position=1)
    given = {
        "kind": FACTS.kind, "number": f" {NUMBER.lower()} ", "occupation": "4-02-07-08", "level": FIFTH,
        "issuer": FACTS.issuer, "issued_on": "2026-09-30", "enrolment": seat.pk,
    }  # fmt: skip

    def send(page: str, data: dict[str, Any]) -> Any:
        form = client.get(page)
        key = form.context["deed_key"]
        return client.post(page, {**data, "deed_key": key})

    assert send(reverse("courses:record_certificate", args=[seat.courier_id]), given).status_code == 302
    made = RecordedCertificate.objects.get()
    mended = given | {"issuer": "青海另一评价机构", "reason": "录错"}
    assert send(reverse("courses:correct_certificate", args=[made.pk]), mended).status_code == 302
    answer = {"result": "found", "note": ""}
    assert send(reverse("courses:check_certificate", args=[made.pk]), answer).status_code == 302
    page = client.get(made.get_absolute_url()).content.decode()
    assert ("青海另一评价机构" in page, "录错" in page, FACTS.issuer in page) == (True, True, True)
