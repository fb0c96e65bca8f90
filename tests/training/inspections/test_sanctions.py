"""A sanction bars its provider from new classes between two days, until it is lifted."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.people.models import Organisation, User
from training.courses.filing_bars import refuse_barred
from training.inspections import actions
from training.inspections.enums import SanctionStep
from training.inspections.models import Sanction
from training.inspections.queries import barred_from_filing, sanctions_visible_to

from .conftest import NOW, TODAY
from .test_inspections import code_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def letter(provider: Organisation, actor: User, **changes: object) -> Sanction:
    facts = {
        "step": SanctionStep.LETTER,
        "document_number": "整改〔2026〕1号",
        "reason": "一年内两次被约谈",
        "imposed_on": TODAY,
        "barred_from": TODAY,
        "barred_until": TODAY + 30 * DAY,
        **changes,
    }
    return actions.impose_sanction(provider, **facts, actor=actor, now=NOW)


@pytest.mark.parametrize(("after", "barred"), [(-1, False), (0, True), (30, True), (31, False)])
def test_the_bar_holds_from_its_first_day_to_its_last(
    school: Organisation, approver: User, after: int, barred: bool
) -> None:
    letter(school, approver)
    assert (barred_from_filing(school, TODAY + after * DAY) is not None) is barred


def test_filing_is_refused_with_the_document(
    school: Organisation, other_school: Organisation, approver: User
) -> None:
    letter(school, approver)
    refuse_barred(other_school, TODAY)
    with pytest.raises(ValidationError) as error:
        refuse_barred(school, TODAY)
    assert [fault.code for fault in error.value.error_list] == ["provider_barred"]
    assert "整改〔2026〕1号" in error.value.messages[0]


def test_an_interview_bars_nothing(school: Organisation, approver: User) -> None:
    letter(school, approver, step=SanctionStep.INTERVIEW, barred_from=None, barred_until=None)
    assert barred_from_filing(school, TODAY) is None


def test_lifting_ends_the_bar_on_its_day(school: Organisation, approver: User) -> None:
    sanction = letter(school, approver)
    actions.lift_sanction(sanction, lifted_on=TODAY + 5 * DAY, reason="复核通过", actor=approver, now=NOW)
    assert barred_from_filing(school, TODAY + 4 * DAY) is not None
    assert barred_from_filing(school, TODAY + 5 * DAY) is None
    with pytest.raises(ValidationError) as error:
        actions.lift_sanction(sanction, lifted_on=TODAY, reason="再次", actor=approver, now=NOW)
    assert code_of(error) == "moved_on"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"barred_until": None}, "bar_days"),
        ({"barred_until": TODAY - DAY}, "bar_days"),
        ({"imposed_on": TODAY + DAY}, "in_future"),
    ],
)
def test_bad_days_are_refused(school: Organisation, approver: User, changes: dict, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        letter(school, approver, **changes)
    assert code_of(error) == code


def test_a_document_is_recorded_once(school: Organisation, approver: User) -> None:
    letter(school, approver)
    with pytest.raises(ValidationError) as error:
        letter(school, approver)
    assert code_of(error) == "document_taken"


@pytest.mark.parametrize("who", ["reviewer", "auditor", "operator", "stranger"])
def test_others_impose_nothing(request: pytest.FixtureRequest, school: Organisation, who: str) -> None:
    with pytest.raises(PermissionDenied):
        letter(school, request.getfixturevalue(who))


def test_a_provider_sees_its_own(school: Organisation, approver: User, operator: User, rival: User) -> None:
    sanction = letter(school, approver)
    assert list(sanctions_visible_to(operator)) == [sanction]
    assert list(sanctions_visible_to(rival)) == []
