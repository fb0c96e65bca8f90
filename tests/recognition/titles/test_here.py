"""Decided here: the committee votes, the list is shown, objections are ruled on, the office confirms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.casework.actions import file_objection, rule
from office.casework.models import Case
from office.casework.procedures import procedure_of
from office.casework.queries import timeline
from office.people.enums import Role
from office.people.models import Organisation, User
from office.policy.models import PolicyVersion
from recognition.committees.actions import plan_meeting
from recognition.committees.enums import Make
from recognition.committees.models import Committee
from recognition.committees.queries import outcome_of
from recognition.titles import actions
from recognition.titles.committee import facts, ties
from recognition.titles.enums import Branch, Level
from recognition.titles.models import Title, TitleApplication, TitleRound
from recognition.titles.procedure.kind import EMPLOYER, ROLE_LABELS
from recognition.titles.queries import applications_visible_to
from tests.personas import user

from .conftest import TODAY, Sitting, Way, code_of, conclude, fresh, later, publish

Start = Callable[[TitleRound], TitleApplication]
WHY = "业绩材料不足以支撑所申报的级别。"
pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(start: Start, here: TitleRound, way: Way) -> TitleApplication:
    return way.reviewed(start(here))


def case_of(application: TitleApplication) -> Case:
    return fresh(application).case


def test_the_whole_way_ends_in_a_title(
    reviewed: TitleApplication, way: Way, sitting: Sitting, bureau: Organisation
) -> None:
    sitting.decide(case_of(reviewed), 2, day=13)
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
    assert case_of(reviewed).state == "passed"
    notice = publish(case_of(reviewed), bureau, way.reviewer, day=14)
    (row,) = notice.rows.all()
    labels = [str(Branch.NETWORK.label), str(Level.ENGINEER.label)]
    assert row.cells == ["马占海", "海东平安速达快递有限公司", *labels]
    assert (notice.closes_on - notice.opens_on).days >= 7
    conclude(notice, way.reviewer, day=30)
    title = actions.confirm_title(
        fresh(reviewed), document_number="平人社〔2026〕31号", actor=way.approver, now=later(31)
    )
    assert (case_of(reviewed).state, title.document_number) == ("titled", "平人社〔2026〕31号")
    assert (title.committee, title.obtained_on) == (reviewed.round.committee, later(13).date())


def test_without_a_decision_nothing_moves(reviewed: TitleApplication, way: Way) -> None:
    assert outcome_of(case_of(reviewed)) is None
    with pytest.raises(ValidationError) as error:
        actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
    assert (code_of(error), case_of(reviewed).state) == ("no_outcome", "reviewed")
    with pytest.raises(PermissionDenied):
        actions.take_outcome(fresh(reviewed), actor=way.boss, now=later(14))


def test_two_thirds_of_those_present_carry_and_less_does_not(
    reviewed: TitleApplication, way: Way, sitting: Sitting
) -> None:
    sitting.decide(case_of(reviewed), 1, day=13)
    actions.take_outcome(fresh(reviewed), reasons=WHY, actor=way.reviewer, now=later(14))
    assert case_of(reviewed).state == "not_passed"
    assert Title.objects.count() == 0


def test_a_re_examination_waits_for_another_meeting(
    reviewed: TitleApplication, way: Way, sitting: Sitting
) -> None:
    sitting.decide(case_of(reviewed), 1, day=13)
    actions.take_outcome(fresh(reviewed), reasons=WHY, actor=way.reviewer, now=later(14))
    way.step(reviewed, "appeal", way.rider, 15, "专利证书未被计入")
    way.step(reviewed, "grant_reexamination", way.approver, 16, "补充材料属实")
    with pytest.raises(ValidationError) as error:
        actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(17))
    assert code_of(error) == "outcome_used"
    sitting.decide(case_of(reviewed), 3, day=20)
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(21))
    assert case_of(reviewed).state == "passed"


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((("close_unpassed", ""),), "not_titled"),
        ((("appeal", "请求复查"), ("refuse_reexamination", "无新材料")), "not_titled"),
    ],
)
def test_what_was_not_carried_ends_without_a_title(
    reviewed: TitleApplication, way: Way, sitting: Sitting, steps: tuple[tuple[str, str], ...], state: str
) -> None:
    sitting.decide(case_of(reviewed), 0, day=13)
    actions.take_outcome(fresh(reviewed), reasons=WHY, actor=way.reviewer, now=later(14))
    for name, reason in steps:
        way.step(reviewed, name, way.rider if name == "appeal" else way.approver, 15, reason)
    assert case_of(reviewed).state == state


def test_an_upheld_objection_brings_the_case_before_the_committee_again(
    reviewed: TitleApplication, way: Way, sitting: Sitting, bureau: Organisation
) -> None:
    sitting.decide(case_of(reviewed), 3, day=13)
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
    notice = publish(case_of(reviewed), bureau, way.reviewer, day=14)
    objection = file_objection(
        notice, row=notice.rows.get(), name="何实名", phone="13800000000", real_name=True,
        reason="业绩并非本人主持。", now=later(15),
    )  # fmt: skip
    assert case_of(reviewed).state == "contested"
    ruler = user("裁定员", Role.APPROVER, organisation=bureau)
    rule(objection, outcome="upheld", text="部分业绩不属实，重新评审。", actor=ruler, now=later(16))
    assert case_of(reviewed).state == "reviewed"
    with pytest.raises(ValidationError) as error:
        actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(17))
    assert code_of(error) == "outcome_used"


def test_the_notice_stands_as_long_as_the_standards_say(
    reviewed: TitleApplication, way: Way, sitting: Sitting, bureau: Organisation
) -> None:
    version = PolicyVersion.objects.get(scheme="express-titles")
    version.parameters["committee_notice"]["value"] = 7
    version.save()
    sitting.decide(case_of(reviewed), 3, day=13)
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
    assert publish(case_of(reviewed), bureau, way.reviewer, day=14).days == 7


def test_the_title_is_confirmed_by_the_approver_after_the_notice(
    reviewed: TitleApplication, way: Way, sitting: Sitting
) -> None:
    sitting.decide(case_of(reviewed), 3, day=13)
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
    with pytest.raises(ValidationError) as error:
        actions.confirm_title(fresh(reviewed), document_number="1号", actor=way.approver, now=later(15))
    assert code_of(error) == "moved_on"
    with pytest.raises(PermissionDenied):
        actions.confirm_title(fresh(reviewed), document_number="1号", actor=way.reviewer, now=later(15))
    assert Title.objects.count() == 0


def test_experts_read_what_names_nobody(reviewed: TitleApplication, way: Way) -> None:
    told = " ".join(f"{label} {text}" for label, text in facts(case_of(reviewed)))
    hidden = ("马占海", "海东平安速达快递有限公司", "青海大学")
    assert [word for word in hidden if word in told] == []
    assert "主持分拣线改造" in told
    (tie,) = ties(case_of(reviewed))
    assert (tie.user_id, tie.name) == (way.boss.pk, "站长")


def test_who_did_not_pass_is_told_why_and_no_expert_is_named(
    reviewed: TitleApplication, way: Way, sitting: Sitting
) -> None:
    judge = sitting.seats.experts[0].user
    judge.display_name = "冉评委"
    judge.save()
    sitting.decide(case_of(reviewed), 1, day=13)
    for reasons, code in (
        ("  ", "reasons_required"),
        ("冉评委认为业绩不足", "names_expert"),
        ("证件号码 110105194912310021", "identifier_in_reason"),
    ):
        with pytest.raises(ValidationError) as error:
            actions.take_outcome(fresh(reviewed), reasons=reasons, actor=way.reviewer, now=later(14))
        assert (code_of(error), case_of(reviewed).state) == (code, "reviewed")
    actions.take_outcome(fresh(reviewed), reasons=WHY, actor=way.reviewer, now=later(14))
    told = [event.reason for event in timeline(case_of(reviewed), public=False) if event.reason]
    assert told == [WHY]
    roles = [event.roles for event in timeline(case_of(reviewed), public=False) if event.reason]
    assert roles == [(str(ROLE_LABELS[Role.REVIEWER]),)]


def test_a_secretary_brings_an_application_before_the_committee_of_its_round(
    reviewed: TitleApplication, way: Way, sitting: Sitting, secretary: User, here: TitleRound
) -> None:
    held = later(13).date()
    with pytest.raises(ValidationError) as error:
        actions.meetings_for(fresh(reviewed), TODAY)
    assert code_of(error) == "no_committee"
    assert list(applications_visible_to(secretary)) == []
    here.judged_by = sitting.committee
    here.save()
    assert list(applications_visible_to(secretary)) == [reviewed]
    with pytest.raises(ValidationError) as error:
        actions.meetings_for(fresh(reviewed), TODAY)
    assert code_of(error) == "no_meeting"
    meeting = plan_meeting(sitting.committee, held_on=held, place="三楼", actor=secretary, now=later(12))
    assert list(actions.meetings_for(fresh(reviewed), held)) == [meeting]
    assert not actions.meetings_for(fresh(reviewed), held).filter(held_on__lt=held).exists()
    with pytest.raises(PermissionDenied):
        actions.bring_before(fresh(reviewed), meeting, actor=way.reviewer, now=later(12))
    item = actions.bring_before(fresh(reviewed), meeting, actor=secretary, now=later(12))
    assert (item.meeting, item.dossier.case) == (meeting, case_of(reviewed))
    with pytest.raises(ValidationError) as error:
        actions.meetings_for(fresh(reviewed), held)
    assert code_of(error) == "elsewhere"


def test_no_other_committee_takes_an_application(
    reviewed: TitleApplication, sitting: Sitting, secretary: User, here: TitleRound, bureau: Organisation
) -> None:
    here.judged_by = sitting.committee
    here.save()
    other = Committee.objects.create(
        name="另一委员会", organisation=bureau, make=Make.OTHER, size=3, document_number="1号",
        term_from=later(0).date(), term_to=later(900).date(),
    )  # fmt: skip
    elsewhere = plan_meeting(other, held_on=later(13).date(), place="三楼", actor=secretary, now=later(12))
    with pytest.raises(ValidationError) as error:
        actions.bring_before(fresh(reviewed), elsewhere, actor=secretary, now=later(12))
    assert code_of(error) == "another_committee"


def test_the_applicant_of_a_title_is_the_person(reviewed: TitleApplication, firm: Organisation) -> None:
    case = case_of(reviewed)
    assert case.applicant == reviewed.applicant
    assert procedure_of(case).parties_of(case) == [
        (procedure_of(case).courier_label, reviewed.applicant),
        (EMPLOYER, firm),
    ]
