"""Recommended upward: employer's notice, recommendation, review, result from above by two officers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from demo.casework import drawn
from office.audit.models import Entry
from office.people.enums import Role
from office.people.models import Organisation, User
from recognition.titles import actions
from recognition.titles.judging import replay
from recognition.titles.models import Title, TitleApplication, TitleRound, UpwardResult
from tests.personas import user

from .conftest import NOW, Way, code_of, fresh, hang_notice, later

Start = Callable[[TitleRound], TitleApplication]
pytestmark = pytest.mark.django_db


def record(application: TitleApplication, actor: User, **changes: Any) -> UpwardResult:
    facts: dict[str, Any] = {
        "passed": True,
        "committee": "省邮政工程系列中级评审委员会",
        "document_number": "青邮职改〔2026〕12号",
        "decided_on": datetime.date(2026, 10, 9),
        "name": "批复.png",
        "content": drawn(3),
        "actor": actor,
        "now": later(30),
    }
    return actions.record_result(fresh(application), **facts | changes)


def test_the_whole_way_ends_in_a_title(start: Start, upward: TitleRound, way: Way) -> None:
    application = way.sent_up(start(upward))
    result = record(application, way.reviewer)
    assert fresh(application).case.state == "passed_up"
    way.step(application, "confirm_title", way.approver, 31)
    result.refresh_from_db()
    title = Title.objects.get()
    assert (title.application, title.courier, title.level, title.branch) == (
        fresh(application), application.applicant, "engineer", "equipment",
    )  # fmt: skip
    assert (title.document_number, title.obtained_on, result.confirmed_by) == (
        "青邮职改〔2026〕12号", datetime.date(2026, 10, 9), way.approver,
    )  # fmt: skip
    told = Entry.objects.filter(action__startswith="titles.").values_list("action", flat=True)
    assert list(told.order_by("sequence"))[-2:] == [
        "titles.employer_notice.recorded",
        "titles.title.recorded",
    ]


def test_no_title_is_recorded_for_what_was_not_passed(start: Start, upward: TitleRound, way: Way) -> None:
    application = way.sent_up(start(upward))
    record(application, way.reviewer, passed=False)
    with pytest.raises(ValidationError) as error:
        way.step(application, "confirm_title", way.approver, 31)
    assert code_of(error) == "moved_on"
    assert way.step(application, "confirm_refusal", way.approver, 31).state == "not_titled"
    assert Title.objects.count() == 0


def test_whoever_entered_the_result_does_not_confirm_it(
    start: Start, upward: TitleRound, way: Way, bureau: Organisation
) -> None:
    application = way.sent_up(start(upward))
    both = user("两岗", Role.REVIEWER, Role.APPROVER, organisation=bureau)
    record(application, both)
    with pytest.raises(ValidationError) as error:
        way.step(application, "confirm_title", both, 31)
    assert (code_of(error), Title.objects.count()) == ("same_hand", 0)


def test_an_entry_that_differs_from_the_document_is_entered_anew(
    start: Start, upward: TitleRound, way: Way
) -> None:
    application = way.sent_up(start(upward))
    record(application, way.reviewer, document_number="青邮职改〔2026〕21号")
    way.step(application, "correct_result", way.approver, 31, "文号与批复不一致")
    record(application, way.reviewer)
    way.step(application, "confirm_title", way.approver, 32)
    assert Title.objects.get().document_number == "青邮职改〔2026〕12号"


def test_a_result_is_not_from_the_future_and_not_for_others_to_record(
    start: Start, upward: TitleRound, way: Way
) -> None:
    application = way.sent_up(start(upward))
    with pytest.raises(ValidationError) as error:
        record(application, way.reviewer, decided_on=later(31).date())
    assert code_of(error) == "in_the_future"
    for somebody in (way.boss, way.acceptor, way.approver, way.rider):
        with pytest.raises(PermissionDenied):
            record(application, somebody)
    with pytest.raises(ValidationError) as error:
        record(application, way.reviewer, content=b"no paper")
    assert code_of(error) == "not_a_paper"
    assert fresh(application).case.state == "sent_up"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        # Posted on Wednesday the 16th; Sunday the 20th is a working day, so the fifth is Tuesday the 22nd.
        ({"taken_down_on": datetime.date(2026, 9, 21)}, "notice_too_short"),
        ({"now": later(8)}, "notice_running"),
        ({"content": b""}, "empty_file"),
        ({"outcome": "电话 13912345678 反映"}, "identifier_in_reason"),
    ],
)
def test_the_employers_notice_hangs_long_enough(
    start: Start, upward: TitleRound, way: Way, changes: dict[str, Any], code: str
) -> None:
    application = way.submitted(start(upward))
    with pytest.raises(ValidationError) as error:
        hang_notice(application, way.boss, **changes)
    assert code_of(error) == code
    with pytest.raises(ValidationError) as error:
        way.step(application, "recommend", way.boss, 9)
    assert code_of(error) == "notice_missing"


def test_another_employer_does_not_recommend(
    start: Start, upward: TitleRound, way: Way, other_boss: User
) -> None:
    application = way.submitted(start(upward))
    with pytest.raises(PermissionDenied):
        hang_notice(application, other_boss)
    hang_notice(application, way.boss)
    with pytest.raises(PermissionDenied):
        way.step(application, "recommend", other_boss, 9)


def test_a_notice_recorded_again_replaces_the_entry_and_keeps_both_papers(
    start: Start, upward: TitleRound, way: Way
) -> None:
    application = way.submitted(start(upward))
    hang_notice(application, way.boss)
    second = hang_notice(application, way.boss, place="分拨中心公告栏", content=drawn(8))
    assert (fresh(application).employer_notice.place, application.papers.count()) == ("分拨中心公告栏", 2)
    assert second.paper.sha256 != application.papers.earliest("pk").sha256


def test_the_review_waits_for_what_is_not_shown(start: Start, upward: TitleRound, way: Way) -> None:
    application = way.accepted(start(upward))
    application.applicant.employments.all().delete()
    with pytest.raises(ValidationError) as error:
        way.step(application, "send_up", way.reviewer, 11)
    assert code_of(error) == "evidence_missing"
    judged = actions.judge_again(fresh(application), actor=way.reviewer, now=later(11))
    assert judged.eligible is None
    with pytest.raises(PermissionDenied):
        actions.judge_again(fresh(application), actor=way.approver, now=later(11))


def test_a_verdict_can_be_asked_of_other_standards(start: Start, upward: TitleRound, way: Way) -> None:
    application = way.submitted(start(upward))
    same = replay(application.facts, upward.as_of, findings=application.findings)
    assert (same.differs, [change.code for change in same.changes if change.differs]) == (False, [])
    earlier = replay(application.facts, datetime.date(2024, 1, 1), findings=application.findings)
    assert (earlier.differs, earlier.now.eligible) == (True, False)
    assert [change.code for change in earlier.changes if change.differs] == ["education_years"]
    assert fresh(application).eligible is True
    assert NOW.date() == application.judged_on
