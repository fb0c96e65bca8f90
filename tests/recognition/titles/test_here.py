"""Decided here: the committee votes, the list is shown, objections are ruled on, the office confirms."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.casework.actions import file_objection, rule
from office.casework.models import Case
from office.people.enums import Role
from office.people.models import Organisation
from office.policy.models import PolicyVersion
from recognition.committees.queries import outcome_of
from recognition.titles import actions
from recognition.titles.committee import facts, ties
from recognition.titles.enums import Branch, Level
from recognition.titles.models import Title, TitleApplication, TitleRound
from tests.personas import user

from .conftest import Sitting, Way, code_of, conclude, fresh, later, publish

Start = Callable[[TitleRound], TitleApplication]
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
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
    assert case_of(reviewed).state == "not_passed"
    assert Title.objects.count() == 0


def test_a_re_examination_waits_for_another_meeting(
    reviewed: TitleApplication, way: Way, sitting: Sitting
) -> None:
    sitting.decide(case_of(reviewed), 1, day=13)
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
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
    actions.take_outcome(fresh(reviewed), actor=way.reviewer, now=later(14))
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
