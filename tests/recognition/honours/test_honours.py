"""Recording, certifying, withdrawing and correcting honours."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.audit.models import Entry
from office.certificates.actions import reissue
from office.certificates.enums import Status
from office.certificates.models import Certificate
from office.certificates.queries import certificates_visible_to, facts_of_today, statement_of
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from office.policy.models import CalendarDay
from recognition.honours import certifying, queries
from recognition.honours.actions import (
    HonourFacts,
    answer_correction,
    ask_correction,
    follow_withdrawals,
    issue_certificate,
    record_honour,
    withdraw_honour,
    withdrawals,
)
from recognition.honours.actions.certify import facts_of
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour
from tests.personas import user

from .conftest import NOW, TODAY

Record = Callable[..., Honour]


def code_of(refusal: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    error = refusal.value
    faults = (
        [fault for each in error.error_dict.values() for fault in each]
        if hasattr(error, "error_dict")
        else [error]
    )
    return {str(fault.code) for fault in faults}


def test_an_honour_is_entered_once_by_its_document(record: Record, holder: Courier) -> None:
    first, again = record(), record()
    assert first == again
    assert list(queries.honours_of(holder)) == [first]
    assert list(queries.holders()) == [holder]
    assert Entry.objects.filter(action="honours.honour.recorded").count() == 1


def test_an_honour_has_one_holder_a_document_and_a_past(record: Record, union: Organisation) -> None:
    refused = {
        "holder_required": {"organisation": union},
        "document_required": {"document_number": " "},
        "decided_in_future": {"decided_on": datetime.date(2026, 9, 16)},
    }
    for code, changes in refused.items():
        with pytest.raises(ValidationError) as refusal:
            record(**changes)
        assert code_of(refusal) == {code}
    assert not Honour.objects.exists()


def test_the_database_refuses_two_holders_and_half_a_withdrawal(record: Record, union: Organisation) -> None:
    honour = record()
    for change in ({"organisation": union}, {"withdrawn_on": TODAY}, {"document_number": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Honour.objects.filter(pk=honour.pk).update(**change)


def test_a_collective_holds_an_honour_of_its_own(record: Record, union: Organisation) -> None:
    team = record(courier=None, organisation=union, collective="职工服务中心")
    record(courier=None, organisation=union)
    assert list(queries.honours_of_collective(union, "职工服务中心")) == [team]
    assert team.holder_name == "职工服务中心"


def test_nobody_enters_an_honour_that_another_body_keeps(record: Record, league: Organisation) -> None:
    with pytest.raises(PermissionDenied):
        record(keeper=league)


def test_the_certificate_says_who_decided_and_is_issued_once(record: Record, officer: User) -> None:
    honour = record()
    certificate = issue_certificate(honour, actor=officer, now=NOW)
    assert issue_certificate(honour, actor=officer, now=NOW) == certificate
    assert certificate.number == "PA-RY-2026-000001"
    assert certificate.issuer == honour.keeper
    rows = dict(statement_of(certificate).rows)
    assert (
        "经平安区人民政府2026年4月28日决定（平政〔2026〕8号），授予您“平安区劳动模范”称号。" in rows.values()
    )


def test_only_the_keeper_certifies(record: Record, youth: User, officer: User) -> None:
    with pytest.raises(PermissionDenied):
        issue_certificate(record(), actor=youth, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        issue_certificate(record(keeper=None, document_number="国〔2020〕1号"), actor=officer, now=NOW)
    assert code_of(refusal) == {"no_keeper"}
    with pytest.raises(ValidationError) as refusal:
        issue_certificate(record(level="province", document_number="青政〔2020〕1号"), actor=officer, now=NOW)
    assert code_of(refusal) == {"no_keeper"}


def test_withdrawal_revokes_the_certificate_and_tells_the_rooms_above(
    record: Record, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(withdrawals, "_followers", [])
    told: list[Honour] = []
    follow_withdrawals(lambda honour, actor, now: told.append(honour))
    honour = record()
    certificate = issue_certificate(honour, actor=officer, now=NOW)
    words = {"withdrawn_on": TODAY, "document": "平政〔2026〕20号", "reason": "事迹不实"}
    withdraw_honour(honour, **words, actor=officer, now=NOW)
    certificate.refresh_from_db()
    assert (certificate.status, certificate.revocation_document) == (Status.REVOKED, "平政〔2026〕20号")
    assert told == [honour]
    assert not queries.public_honours().exists()
    with pytest.raises(ValidationError) as refusal:
        withdraw_honour(honour, **words, actor=officer, now=NOW)
    assert code_of(refusal) == {"moved_on"}
    with pytest.raises(ValidationError) as refusal:
        record()
    assert code_of(refusal) == {"withdrawn_before"}


def test_withdrawal_needs_document_reason_day_and_the_keeper(
    record: Record, officer: User, youth: User
) -> None:
    honour = record()
    with pytest.raises(ValidationError) as refusal:
        withdraw_honour(
            honour, withdrawn_on=datetime.date(2026, 4, 1), document=" ", reason="", actor=officer, now=NOW
        )
    assert code_of(refusal) == {"document_required", "reason_required", "withdrawn_on"}
    with pytest.raises(PermissionDenied):
        withdraw_honour(honour, withdrawn_on=TODAY, document="x", reason="x", actor=youth, now=NOW)
    honour.refresh_from_db()
    assert honour.is_valid


def test_a_holder_has_the_record_corrected(record: Record, holder_user: User, officer: User) -> None:
    assert CalendarDay.objects.filter(day__year=2026).exists()
    honour = record(title="区劳模")
    request = ask_correction(honour, words="名称应为平安区劳动模范", actor=holder_user, now=NOW)
    assert request.due_on > TODAY
    with pytest.raises(ValidationError) as refusal:
        ask_correction(honour, words="再次申请", actor=holder_user, now=NOW)
    assert code_of(refusal) == {"asked_already"}
    with pytest.raises(ValidationError) as refusal:
        answer_correction(
            request, outcome="corrected", answer="同意", values={"title": "区劳模"}, actor=officer, now=NOW
        )
    assert code_of(refusal) == {"nothing_corrected"}
    wrong = issue_certificate(honour, actor=officer, now=NOW)
    values = {"title": "平安区劳动模范", "courier": "ignored"}
    answer_correction(request, outcome="corrected", answer="同意", values=values, actor=officer, now=NOW)
    honour.refresh_from_db()
    request.refresh_from_db()
    assert honour.title == "平安区劳动模范"
    assert request.changes == {"title": ["区劳模", "平安区劳动模范"]}
    wrong.refresh_from_db()
    right = queries.certificate_of(honour)
    assert right is not None
    assert (wrong.status, right.status) == (Status.REPLACED, Status.VALID)
    assert "平安区劳动模范" in str(right.facts["citation"])
    with pytest.raises(ValidationError) as refusal:
        answer_correction(request, outcome="declined", answer="不予更正", actor=officer, now=NOW)
    assert code_of(refusal) == {"moved_on"}


def test_the_body_that_keeps_an_honour_corrects_it(
    record: Record, youth: User, officer: User, holder: Courier, holder_user: User, league: Organisation
) -> None:
    facts = HonourFacts(
        courier=holder,
        kind=HonourKind.YOUTH,
        title="优秀青年",
        level=Level.DISTRICT,
        issuer="共青团平安区委",
        document_number="平团〔2026〕3号",
        decided_on=TODAY,
        keeper=league,
    )
    honour = record_honour(facts, actor=youth, now=NOW)
    wrong = issue_certificate(honour, actor=youth, now=NOW)
    request = ask_correction(honour, words="应为优秀青年职工", actor=holder_user, now=NOW)
    told = {"outcome": "corrected", "answer": "已更正", "values": {"title": "优秀青年职工"}}
    assert list(queries.corrections_visible_to(officer)) == []
    with pytest.raises(PermissionDenied):
        answer_correction(request, **told, actor=officer, now=NOW)
    assert list(queries.corrections_visible_to(youth)) == [request]
    answer_correction(request, **told, actor=youth, now=NOW)
    wrong.refresh_from_db()
    assert wrong.status == Status.REPLACED
    assert "优秀青年职工" in wrong.replacement.facts["citation"]


def test_a_collective_gets_its_certificate_and_its_organisation_sees_it(
    record: Record, officer: User, client: Client
) -> None:
    employer = Organisation.objects.create(name="平安速达快递有限公司", is_employer=True)
    honour = record(courier=None, organisation=employer, collective="小峡网点", title="平安区工人先锋号")
    certificate = issue_certificate(honour, actor=officer, now=NOW)
    assert (certificate.holder, certificate.holding_organisation) == (None, employer)
    assert certificate.holder_name == f"{employer.name}小峡网点"
    assert "授予“平安区工人先锋号”称号" in certificate.facts["citation"]
    assert certificate.facts["id_number_masked"] == ""
    own, other = user("own", Role.EMPLOYER_OPERATOR, organisation=employer), user("other", courier=None)
    assert list(certificates_visible_to(own)) == [certificate]
    assert list(certificates_visible_to(other)) == []
    assert own.has_perm("certificates.view_certificate", certificate)
    assert not other.has_perm("certificates.view_certificate", certificate)
    page = client.get(reverse("certificates:check", args=[certificate.code])).content.decode()
    assert certificate.holder_name in page
    client.force_login(own)
    assert certificate.holder_name in client.get(certificate.get_absolute_url()).content.decode()
    renewed = reissue(certificate, facts=facts_of_today(certificate), issued_on=TODAY, actor=officer, now=NOW)
    assert (renewed.holding_organisation, renewed.holder_name) == (employer, certificate.holder_name)


@pytest.mark.parametrize("both", [True, False])
def test_a_certificate_has_one_holder(record: Record, officer: User, union: Organisation, both: bool) -> None:
    certificate = issue_certificate(record(), actor=officer, now=NOW)
    change = {"holding_organisation": union} if both else {"holder": None}
    with pytest.raises(IntegrityError):
        Certificate.objects.filter(pk=certificate.pk).update(**change)


def test_nobody_asks_for_another_and_nobody_answers_oneself(record: Record, holder_user: User) -> None:
    stranger = user("stranger")
    with pytest.raises(PermissionDenied):
        ask_correction(record(), words="这不是我的", actor=stranger, now=NOW)
    request = ask_correction(None, words="缺 2019 年先进个人", actor=holder_user, now=NOW)
    with pytest.raises(PermissionDenied):
        answer_correction(request, outcome="declined", answer="不", actor=holder_user, now=NOW)


def test_a_strangers_honour_is_not_found(record: Record, client: Client, holder_user: User) -> None:
    honour = record()
    client.force_login(user("stranger"))
    assert client.get(honour.get_absolute_url()).status_code == 404
    client.force_login(holder_user)
    assert client.get(honour.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["honour_list", "correction_list"])
def test_lists_ask_as_much_for_three_rows_as_for_one(
    name: str,
    record: Record,
    client: Client,
    officer: User,
    holder_user: User,
) -> None:
    client.force_login(officer)
    counts = []
    for first, last in ((0, 1), (1, 3)):
        for place in range(first, last):
            honour = record(title=f"称号{place}", document_number=f"平政〔2026〕{place}号")
            ask_correction(honour, words="更正", actor=holder_user, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"honours:{name}")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_withdrawn_honours_leave_the_roll(record: Record, officer: User) -> None:
    honour = record()
    assert list(queries.honour_roll(TODAY)) == [honour]
    assert list(queries.honour_roll(honour.decided_on - datetime.timedelta(days=1))) == []
    withdraw_honour(honour, withdrawn_on=TODAY, document="撤〔2026〕1号", reason="x", actor=officer, now=NOW)
    assert list(queries.honour_roll(TODAY)) == []


def test_the_honours_of_a_decision_are_a_source_of_batches(
    record: Record, officer: User, youth: User
) -> None:
    honour = record()
    key = f"{honour.keeper_id}:{honour.document_number}"

    assert [(each.key, each.count) for each in certifying.offered(officer)] == [(key, 1)]
    assert certifying.offered(youth) == []
    asked = certifying.of_decision(key, officer, TODAY)
    assert [(each.subject, each.facts) for each in asked.due] == [(honour.subject, facts_of(honour))]
    with pytest.raises(PermissionDenied):
        certifying.of_decision(key, youth, TODAY)
    for wrong in ("", "x:1", f"{honour.keeper_id}:无此文号", "²:1"):
        with pytest.raises(Http404):
            certifying.of_decision(wrong, officer, TODAY)
    issue_certificate(honour, actor=officer, now=NOW)
    assert certifying.offered(officer) == []
