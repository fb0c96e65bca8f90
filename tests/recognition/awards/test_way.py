"""The way of a nominee: nominated, prepared, reviewed twice, noticed, decided, honoured, withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from office.casework.actions import advance, file_objection, publish_notice, rule
from office.casework.models import Case, PublicNotice
from office.casework.queries import worklist
from office.certificates.enums import Status
from office.certificates.models import Certificate
from office.people.enums import Role
from recognition.awards import actions, queries
from recognition.awards.enums import Acceptance, AwardKind, PersonCategory
from recognition.awards.models import Award, Nominee
from recognition.honours.actions import HonourFacts, record_honour, withdraw_honour
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour
from tests.personas import user

from .conftest import NOW, TODAY, TOLD, Office

Codes = Callable[[pytest.ExceptionInfo[Any]], set[str]]


def test_a_commendation_without_its_approval_is_refused_by_the_database(office: Office) -> None:
    with pytest.raises(IntegrityError):
        office.award(approval_document="")


def test_a_delegate_gets_no_title(office: Office) -> None:
    with pytest.raises(IntegrityError):
        office.award(kind=AwardKind.DELEGATE)


def test_an_award_passes_two_reviews_and_three_notices(office: Office) -> None:
    call = office.call()
    nominees, end = office.decidable(call, "马福海", "李秀英")
    assert {each.case.state for each in nominees} == {"final_cleared"}
    assert PublicNotice.objects.count() == 2
    honours = actions.honour_nominees(
        call,
        nominees,
        document_number="平政〔2026〕20号",
        decided_on=end.date(),
        actor=office.second,
        now=end,
    )
    assert [honour.title for honour in honours] == ["平安区劳动模范"] * 2
    assert {honour.case.state for honour in honours if honour.case} == {"honoured"}
    assert Certificate.objects.filter(kind="honour", status=Status.VALID).count() == 2


def test_both_notices_show_names_and_no_numbers(office: Office) -> None:
    office.decidable(office.call())
    first, final = PublicNotice.objects.order_by("pk")
    assert first.rows.get().cells == ["马福海", "平安速达快递有限公司 快递员", "平安区劳动模范"]
    assert final.rows.get().cells[-1] == TOLD["short_text"]
    assert (first.table_code, final.table_code) == ("awards.preliminary", "awards.final")


def test_the_two_reviews_are_two_people(office: Office, code_of: Codes) -> None:
    call = office.call()
    nominee = office.passed(call)
    after = office.noticed(nominee)
    actions.propose(office.fresh(nominee), proposed=True, actor=office.officer, now=after)
    with pytest.raises(ValidationError) as refusal:
        actions.pass_list(call, actor=office.officer, now=after)
    assert code_of(refusal) == {"same_hand"}


def test_an_objection_upheld_at_the_second_notice_leads_back_to_the_second_review(office: Office) -> None:
    call = office.call()
    nominee = office.passed(call)
    after = office.noticed(nominee)
    actions.propose(office.fresh(nominee), proposed=True, actor=office.officer, now=after)
    actions.pass_list(call, actor=office.second, now=after)
    case = Case.objects.get(pk=nominee.pk)
    notice = publish_notice(
        [case],
        office=office.union,
        title="公示",
        body="公示",
        opens_on=after.date(),
        actor=office.officer,
        now=after,
    )
    objection = file_objection(
        notice,
        row=notice.rows.get(),
        name="何实名",
        phone="13800000000",
        real_name=True,
        reason="事迹不实",
        now=after,
    )
    case.refresh_from_db()
    assert case.state == "final_contested"
    rule(objection, outcome="upheld", text="经核实属实", actor=office.officer, now=after)
    case.refresh_from_db()
    assert case.state == "cleared"


def test_what_the_unit_has_not_told_is_named_at_once(office: Office, code_of: Codes) -> None:
    nominee = office.prepared(office.call(), assembly_on=None)
    actions.answer_nomination(nominee, stands=False, answered_on=TODAY, actor=office.employer, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        advance(nominee.case, "submit", actor=office.employer, now=NOW)
    assert code_of(refusal) == {"not_ready"}
    told = "".join(refusal.value.messages)
    assert "民主程序" in told or "Democratic procedure" in told
    assert Nominee.objects.get(pk=nominee.pk).case.state == "draft"


def test_texts_are_needed_and_limited_and_hold_no_numbers(office: Office, code_of: Codes) -> None:
    call = office.call()
    nominee = office.nominate(call)
    for told, code in (
        ({"short_text": "字" * 501}, "max_length"),
        ({"long_text": "字" * 2001}, "max_length"),
        ({"short_text": "联系 13800138000"}, "identifier_in_notice"),
        ({"notice_from": TODAY, "notice_until": TODAY - datetime.timedelta(days=1)}, "days_reversed"),
    ):
        with pytest.raises(ValidationError) as refusal:
            actions.change_particulars(office.fresh(nominee), told, actor=office.employer, now=NOW)
        assert code_of(refusal) == {code}
    actions.change_particulars(
        office.fresh(nominee),
        {"short_text": "字" * 500, "long_text": "字" * 2000},
        actor=office.employer,
        now=NOW,
    )
    assert len(Nominee.objects.get(pk=nominee.pk).long_text) == 2000


def test_only_the_unit_changes_and_only_while_it_is_open(office: Office, code_of: Codes) -> None:
    nominee = office.submitted(office.call())
    with pytest.raises(ValidationError) as refusal:
        actions.change_particulars(nominee, {"post": "站长"}, actor=office.employer, now=NOW)
    assert code_of(refusal) == {"not_open"}
    rival = user("rival", Role.EMPLOYER_OPERATOR, organisation=office.police)
    with pytest.raises(PermissionDenied):
        actions.change_particulars(nominee, {"post": "站长"}, actor=rival, now=NOW)


def test_the_same_person_gets_one_case_and_many_nominations(office: Office, code_of: Codes) -> None:
    call = office.call()
    nominee = office.nominate(call)
    again = actions.nominate(
        call,
        unit=office.unit,
        courier=nominee.courier,
        organisation=office.union,
        words="工会也推荐",
        actor=office.officer,
        now=NOW,
    )
    assert again == nominee
    assert nominee.nominations.count() == 2
    with pytest.raises(ValidationError) as refusal:
        office.nominate(call, courier=nominee.courier)
    assert code_of(refusal) == {"nominated_already"}


def test_nominating_keeps_to_days_kinds_and_ones_own_people(office: Office, code_of: Codes) -> None:
    call = office.call()
    stranger = user("x").courier
    with pytest.raises(ValidationError) as refusal:
        office.nominate(call, courier=stranger, collective="")
    assert code_of(refusal) == {"kind_unfit"}
    outsider = office.courier("外人")
    outsider.employments.update(ended_on=TODAY)
    with pytest.raises(ValidationError) as refusal:
        office.nominate(call, courier=outsider)
    assert code_of(refusal) == {"not_employed"}
    with pytest.raises(PermissionDenied):
        office.nominate(call, organisation=office.union)
    late = datetime.datetime(2026, 10, 8, 3, tzinfo=datetime.UTC)
    with pytest.raises(ValidationError) as refusal:
        actions.nominate(
            call,
            unit=office.unit,
            courier=office.courier("迟"),
            organisation=office.unit,
            actor=office.employer,
            now=late,
        )
    assert code_of(refusal) == {"call_closed"}


def test_a_unit_hands_in_as_many_as_it_has_places(office: Office, code_of: Codes) -> None:
    call = office.call()
    actions.set_places(call, office.unit, places=1, actor=office.officer, now=NOW)
    office.submitted(call, "马福海")
    second = office.prepared(call, "李秀英")
    with pytest.raises(ValidationError) as refusal:
        advance(second.case, "submit", actor=office.employer, now=NOW)
    assert code_of(refusal) == {"places_used"}
    actions.set_places(call, office.unit, places=None, actor=office.officer, now=NOW)
    second = office.fresh(second)
    assert advance(second.case, "submit", actor=office.employer, now=NOW).state == "submitted"


def test_duplicates_are_merged_and_parted_again(office: Office, code_of: Codes) -> None:
    call = office.call()
    first = office.nominate(call, courier=None, collective="小峡网点")
    twin = office.nominate(call, courier=None, collective="平安速达小峡网点")
    person = office.nominate(call, "马福海")
    with pytest.raises(ValidationError) as refusal:
        actions.merge(twin, person, actor=office.officer, now=NOW)
    assert code_of(refusal) == {"not_alike"}
    actions.merge(office.fresh(twin), first, actor=office.officer, now=NOW)
    twin = office.fresh(twin)
    assert (twin.case.state, twin.merged_into, first.nominations.count()) == ("merged", first, 2)
    assert first in queries.on_the_way(call)
    assert twin not in queries.on_the_way(call)
    actions.unmerge(twin, actor=office.officer, now=NOW)
    twin = office.fresh(twin)
    assert (twin.case.state, twin.merged_into, twin.nominations.count()) == ("draft", None, 1)
    assert first.nominations.count() == 1


def test_a_department_is_asked_waits_in_its_worklist_and_answers_once(office: Office, code_of: Codes) -> None:
    rules = {"opinions": {"value": {"others": ["公安"]}, "clause": "第九条"}}
    call = office.call(parameters=rules)
    nominee = office.submitted(call)
    assert list(worklist(office.constable, today=TODAY)) == []
    actions.ask_opinions(
        nominee,
        departments=[office.police],
        due_on=TODAY + datetime.timedelta(days=7),
        actor=office.officer,
        now=NOW,
    )
    waiting = worklist(office.constable, today=TODAY).get()
    assert (waiting, waiting.due_on) == (nominee.case, TODAY + datetime.timedelta(days=7))
    with pytest.raises(ValidationError) as refusal:
        advance(office.fresh(nominee).case, "pass_first", actor=office.officer, now=NOW)
    assert code_of(refusal) == {"not_eligible"}
    opinion = nominee.opinions.get()
    with pytest.raises(ValidationError) as refusal:
        actions.answer_opinion(opinion, outcome="no_objection", actor=office.officer, now=NOW)
    assert code_of(refusal) == {"document_required"}
    with pytest.raises(ValidationError) as refusal:
        actions.answer_opinion(opinion, outcome="objection", actor=office.constable, now=NOW)
    assert code_of(refusal) == {"grounds_required"}
    actions.answer_opinion(opinion, outcome="no_objection", actor=office.constable, now=NOW)
    assert list(worklist(office.constable, today=TODAY)) == []
    with pytest.raises(PermissionDenied):
        actions.answer_opinion(opinion, outcome="no_objection", actor=office.constable, now=NOW)
    assert (
        advance(office.fresh(nominee).case, "pass_first", actor=office.officer, now=NOW).state
        == "first_passed"
    )


def test_a_former_title_is_found_by_itself_and_bars(office: Office, code_of: Codes) -> None:
    call = office.call()
    nominee = office.prepared(call)
    record_honour(
        HonourFacts(
            courier=nominee.courier,
            kind=HonourKind.COMMENDATION,
            title="平安区劳动模范",
            level=Level.DISTRICT,
            issuer="平安区人民政府",
            document_number="平政〔2023〕8号",
            decided_on=datetime.date(2023, 4, 28),
        ),
        actor=None,
        now=NOW,
    )
    with pytest.raises(ValidationError) as refusal:
        advance(nominee.case, "submit", actor=office.employer, now=NOW)
    assert code_of(refusal) == {"not_ready"}
    assert "2023-04-28" in "".join(refusal.value.messages)


def test_staff_of_agencies_get_the_other_title(office: Office) -> None:
    nominee = office.prepared(office.call(), category=PersonCategory.AGENCY)
    assert nominee.title == "平安区先进工作者"


def test_an_award_above_the_district_goes_up_first(office: Office, code_of: Codes) -> None:
    award = office.award(
        code="national", name="全国邮政行业劳动模范", level=Level.NATION, issuer="人社部", agency_title=""
    )
    call = office.call(award)
    (nominee,), end = office.decidable(call)
    decision = {"document_number": "人社部发〔2026〕1号", "decided_on": end.date()}
    with pytest.raises(ValidationError) as refusal:
        actions.honour_nominees(call, [nominee], **decision, actor=office.second, now=end)
    assert code_of(refusal) == {"not_recommended"}
    sent = {"sent_on": end.date(), "actor": office.officer, "now": end}
    actions.recommend(nominee, level="city", body="海东市总工会", document_number="平工〔2026〕9号", **sent)
    with pytest.raises(ValidationError) as refusal:
        actions.recommend(
            nominee, level="city", body="海东市总工会", document_number="平工〔2026〕9号", **sent
        )
    assert code_of(refusal) == {"lower_level"}
    actions.recommend(
        nominee, level="province", body="青海省总工会", document_number="东工〔2026〕4号", **sent
    )
    (honour,) = actions.honour_nominees(call, [nominee], **decision, actor=office.second, now=end)
    outcomes = list(nominee.recommendations.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["passed_on", "chosen"]
    assert not Certificate.objects.filter(subject=honour.subject).exists()


def test_withdrawing_the_honour_takes_the_case_and_the_certificate_along(office: Office) -> None:
    call = office.call()
    nominees, end = office.decidable(call)
    (honour,) = actions.honour_nominees(
        call,
        nominees,
        document_number="平政〔2026〕20号",
        decided_on=end.date(),
        actor=office.second,
        now=end,
    )
    withdraw_honour(
        honour,
        withdrawn_on=end.date(),
        document="平政〔2026〕31号",
        reason="事迹不实",
        actor=office.officer,
        now=end,
    )
    assert Case.objects.get(pk=nominees[0].pk).state == "honour_withdrawn"
    assert Certificate.objects.get(subject=honour.subject).status == Status.REVOKED
    assert not Honour.objects.filter(withdrawn_on=None).exists()


def test_whoever_declines_is_neither_listed_nor_honoured(office: Office, code_of: Codes) -> None:
    nominee = office.passed(office.call())
    after = office.noticed(nominee)
    nominee = office.fresh(nominee)
    actions.answer_nomination(nominee, stands=False, answered_on=TODAY, actor=office.employer, now=after)
    assert Nominee.objects.get(pk=nominee.pk).acceptance == Acceptance.DECLINED
    with pytest.raises(ValidationError) as refusal:
        actions.propose(nominee, proposed=True, actor=office.officer, now=after)
    assert code_of(refusal) == {"not_standing"}


def test_the_nominee_answers_online_and_a_stranger_does_not(office: Office) -> None:
    nominee = office.nominate(office.call())
    own = user("nominee", courier=nominee.courier)
    with pytest.raises(PermissionDenied):
        actions.answer_nomination(nominee, stands=True, answered_on=TODAY, actor=user("stranger"), now=NOW)
    actions.answer_nomination(nominee, stands=True, answered_on=TODAY, actor=own, now=NOW)
    assert nominee.answered_by_channel == "online"


def test_a_recommendation_of_delegates_is_recorded_and_never_published(
    office: Office, code_of: Codes
) -> None:
    award = office.award(
        code="delegate",
        name="区人大代表人选推荐",
        kind=AwardKind.DELEGATE,
        title="",
        agency_title="",
        approval_document="",
        takes_collectives=False,
    )
    call = office.call(award, parameters={})
    nominee = office.nominate(call)
    paper_case = nominee.case
    assert paper_case.procedure == "delegate_recommendation"
    assert not award.is_published
    with pytest.raises(LookupError):
        advance(paper_case, "publish", actor=office.officer, now=NOW)
    assert Award.objects.get(pk=award.pk).title == ""
    Case.objects.filter(pk=nominee.pk).update(state="examined")
    nominee = office.fresh(nominee)
    actions.recommend(
        nominee,
        level="district",
        body="区委组织部",
        document_number="平工〔2026〕7号",
        sent_on=TODAY,
        actor=office.officer,
        now=NOW,
    )
    with pytest.raises(ValidationError) as refusal:
        actions.honour_nominees(
            call, [nominee], document_number="x", decided_on=TODAY, actor=office.officer, now=NOW
        )
    assert code_of(refusal) == {"no_title"}
    actions.record_result(
        nominee, outcome="chosen", document="选〔2026〕1号", decided_on=TODAY, actor=office.officer, now=NOW
    )
    assert office.fresh(nominee).case.state == "taken"
