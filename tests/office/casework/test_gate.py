"""The gate: every state with every step and every person, and the guards in between."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.audit.queries import about
from office.casework import procedures
from office.casework.actions import advance, open_case
from office.casework.models import Case
from office.casework.procedures import Procedure
from office.people.models import Organisation, User

from .conftest import NOW, REASON, STATES, TRANSITIONS, make_procedure, moment

ALLOWED = {
    "submit": {"applicant"},
    "withdraw": {"applicant"},
    "review": {"reviewer"},
    "send_back": {"approver"},
    "approve": {"approver"},
    "publish": {"reviewer"},
    # An objection comes from the public: whoever the actor is, the room that files it has asked.
    "contest": {"applicant", "rival", "reviewer", "approver", "payer", "auditor", "stranger", "nobody"},
    "resume": {"approver"},
    "reopen": {"approver"},
    "clear": {"reviewer"},
    "pay": {"payer"},
}
AUTOMATIC = {"publish", "contest", "resume", "reopen", "clear"}
PERSONAS = ("applicant", "rival", "reviewer", "approver", "payer", "auditor", "stranger", "nobody")


def outcome_of(case: Case, step: str, actor: User | None, at: datetime.datetime = NOW) -> str:
    """Take a step and name what came of it: the new state, "denied", or the refusal's code."""
    try:
        return advance(case, step, actor=actor, now=at, reason=REASON).state
    except PermissionDenied:
        return "denied"
    except ValidationError as refusal:
        return str(getattr(refusal, "code", ""))


def expected_of(state: str, step: procedures.Transition, persona: str) -> str:
    """What the table says must come of a step that somebody takes in a state."""
    if state not in step.sources:
        return "moved_on"
    if persona not in ALLOWED[step.name] and not (persona == "nobody" and step.name in AUTOMATIC):
        return "denied"
    return "notice_missing" if step.after_notice else step.target


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.name)
@pytest.mark.parametrize("state", [state.code for state in STATES])
def test_every_state_step_and_person(
    state: str, step: procedures.Transition, everyone: dict[str, User], new_case: Callable[..., Case]
) -> None:
    case = new_case(state)
    expected = {persona: expected_of(state, step, persona) for persona in PERSONAS}
    came, left, deeds = {}, {}, {}
    for persona in PERSONAS:
        with transaction.atomic():
            came[persona] = outcome_of(case, step.name, everyone.get(persona))
            left[persona] = Case.objects.get(pk=case.pk).state
            deeds[persona] = about(case).filter(action="casework.case.advanced").count()
            transaction.set_rollback(True)
        case.refresh_from_db()
    moved = {persona: word == step.target for persona, word in expected.items()}
    assert came == expected
    assert left == {persona: step.target if moved[persona] else state for persona in PERSONAS}
    assert deeds == {persona: int(moved[persona]) for persona in PERSONAS}


def test_the_matrix_knows_every_step() -> None:
    assert set(ALLOWED) == {step.name for step in TRANSITIONS}
    assert {step.name for step in TRANSITIONS if step.automatic} == AUTOMATIC


def test_a_step_is_recorded_with_its_actor_reason_and_states(
    new_case: Callable[..., Case], applicant: User
) -> None:
    case = new_case()
    advance(case, "withdraw", actor=applicant, now=NOW, reason=f"  {REASON} ", data={"people": 3})
    entry = about(case).last()
    assert entry is not None
    assert (entry.action, entry.actor_id, entry.at) == ("casework.case.advanced", applicant.pk, NOW)
    assert entry.data == {
        "people": 3,
        "transition": "withdraw",
        "from": "draft",
        "to": "withdrawn",
        "reason": REASON,
        "roles": ["provider_operator"],
    }


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_step_that_needs_a_reason_is_refused_without(
    reason: str, new_case: Callable[..., Case], applicant: User
) -> None:
    case = new_case()
    with pytest.raises(ValidationError) as refusal:
        advance(case, "withdraw", actor=applicant, now=NOW, reason=reason)
    assert [error.code for error in refusal.value.error_dict["reason"]] == ["reason_required"]
    assert Case.objects.get(pk=case.pk).state == "draft"


@pytest.mark.parametrize("number", ["990101199003070015", "138 0013 8000", "6222 0212 3456 7890"])
def test_a_reason_holds_nobody_s_number(number: str, new_case: Callable[..., Case], applicant: User) -> None:
    case = new_case()
    with pytest.raises(ValidationError) as refusal:
        advance(case, "withdraw", actor=applicant, now=NOW, reason=f"名单有误（{number}）")
    assert [error.code for error in refusal.value.error_dict["reason"]] == ["identifier_in_reason"]
    assert number not in str(refusal.value.messages)
    assert Case.objects.get(pk=case.pk).state == "draft"


def test_an_unknown_step_is_a_defect_of_the_caller(new_case: Callable[..., Case], applicant: User) -> None:
    with pytest.raises(LookupError):
        advance(new_case(), "teleport", actor=applicant, now=NOW)


def test_somebody_was_faster(new_case: Callable[..., Case], applicant: User) -> None:
    case = new_case()
    stale = Case.objects.get(pk=case.pk)
    advance(case, "submit", actor=applicant, now=NOW)
    assert outcome_of(stale, "withdraw", applicant) == "moved_on"
    assert Case.objects.get(pk=case.pk).state == "submitted"
    assert about(case).filter(action="casework.case.advanced").count() == 1


def test_the_day_due_is_counted_in_working_days(new_case: Callable[..., Case], applicant: User) -> None:
    case = new_case()
    # Wednesday 30 September; 1 to 7 October are a holiday, Saturday 10 October is worked.
    advance(case, "submit", actor=applicant, now=moment(datetime.date(2026, 9, 30)))
    assert Case.objects.get(pk=case.pk).due_on == datetime.date(2026, 10, 13)


def test_a_step_into_a_year_without_holidays_is_refused(
    new_case: Callable[..., Case], applicant: User
) -> None:
    case = new_case()
    assert outcome_of(case, "submit", applicant, moment(datetime.date(2027, 12, 30))) == "calendar_unknown"
    assert Case.objects.get(pk=case.pk).state == "draft"


def test_a_day_due_can_be_handed_in(new_case: Callable[..., Case], applicant: User) -> None:
    day = datetime.date(2026, 5, 6)
    assert advance(new_case(), "submit", actor=applicant, now=NOW, due_on=day).due_on == day


@pytest.mark.parametrize(
    ("state", "step", "hand", "persona"),
    [
        ("submitted", "review", "approved_by", "reviewer"),
        ("submitted", "review", "paid_by", "reviewer"),
        ("reviewed", "approve", "reviewed_by", "approver"),
        ("cleared", "pay", "reviewed_by", "payer"),
        ("cleared", "pay", "approved_by", "payer"),
    ],
)
def test_one_person_holds_one_post(
    state: str, step: str, hand: str, persona: str, everyone: dict[str, User], new_case: Callable[..., Case]
) -> None:
    case = new_case(state, **{hand: everyone[persona]})
    assert outcome_of(case, step, everyone[persona]) == "same_hand"
    assert Case.objects.get(pk=case.pk).state == state


def test_a_stale_object_does_not_get_past_the_earlier_hand(
    new_case: Callable[..., Case], approver: User
) -> None:
    case = new_case("reviewed")
    Case.objects.filter(pk=case.pk).update(reviewed_by=approver)
    assert case.reviewed_by_id is None
    assert outcome_of(case, "approve", approver) == "same_hand"
    assert Case.objects.get(pk=case.pk).state == "reviewed"


@pytest.mark.parametrize(
    ("one", "other"),
    [("reviewed_by", "approved_by"), ("reviewed_by", "paid_by"), ("approved_by", "paid_by")],
)
def test_the_database_keeps_the_hands_apart(
    one: str, other: str, new_case: Callable[..., Case], reviewer: User
) -> None:
    case = new_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**{one: reviewer, other: reviewer})


def test_the_hand_is_stamped(new_case: Callable[..., Case], reviewer: User) -> None:
    case = new_case("submitted")
    advance(case, "review", actor=reviewer, now=NOW)
    case.refresh_from_db()
    assert (case.reviewed_by, case.approved_by, case.paid_by) == (reviewer, None, None)


def test_a_refusal_of_the_kind_undoes_the_step(
    trial: Procedure, new_case: Callable[..., Case], applicant: User
) -> None:
    def refuse(case: Case, step: Any, actor: Any, now: datetime.datetime) -> None:
        raise ValidationError("无人符合条件", code="nobody_eligible")

    case = new_case()
    before = Entry.objects.count()
    procedures.unregister(trial)
    procedures.register(make_procedure(on_transition=refuse))
    assert outcome_of(case, "submit", applicant) == "nobody_eligible"
    assert Case.objects.get(pk=case.pk).state == "draft"
    assert Entry.objects.count() == before


def test_the_kind_learns_of_the_step(
    trial: Procedure, new_case: Callable[..., Case], applicant: User
) -> None:
    seen: list[tuple[Any, ...]] = []
    case = new_case()
    procedures.unregister(trial)
    procedures.register(make_procedure(on_transition=lambda *told: seen.append((told[0].state, *told[1:]))))
    advance(case, "submit", actor=applicant, now=NOW)
    assert seen == [("submitted", trial.transition("submit"), applicant, NOW)]


def test_cases_are_numbered_a_kind_and_a_year(calendar: None, school: Organisation) -> None:
    def number(day: datetime.date) -> str:
        return open_case("trial", title="补贴", organisation=school, actor=None, now=moment(day)).number

    days = [datetime.date(2026, 3, 9), datetime.date(2026, 3, 10), datetime.date(2027, 1, 4)]
    assert [number(day) for day in days] == ["SX-2026-000001", "SX-2026-000002", "SX-2027-000001"]


def test_the_year_of_a_number_is_the_district_s(calendar: None, school: Organisation) -> None:
    # 31 December, 16:30 in Greenwich is the new year in China.
    now = datetime.datetime(2026, 12, 31, 16, 30, tzinfo=datetime.UTC)
    assert (
        open_case("trial", title="补贴", organisation=school, actor=None, now=now).number == "SX-2027-000001"
    )


def test_numbers_go_on_after_a_million(
    calendar: None, school: Organisation, new_case: Callable[..., Case]
) -> None:
    new_case(number="SX-2026-999999")
    new_case(number="SX-2026-1000000")
    assert new_case().number == "SX-2026-1000001"


def test_a_case_needs_an_applicant(calendar: None) -> None:
    with pytest.raises(ValidationError) as refusal:
        open_case("trial", title="补贴", actor=None, now=NOW)
    assert refusal.value.code == "no_applicant"
    assert Case.objects.count() == 0


def test_a_case_stays_on_the_version_it_started_on(
    trial: Procedure, new_case: Callable[..., Case], applicant: User
) -> None:
    old = new_case()
    shorter = tuple(step for step in TRANSITIONS if step.name != "withdraw")
    procedures.register(make_procedure(version=2, transitions=shorter))
    new = new_case()
    assert (old.flow_version, new.flow_version) == (1, 2)
    assert advance(old, "withdraw", actor=applicant, now=NOW, reason=REASON).state == "withdrawn"
    with pytest.raises(LookupError):
        advance(new, "withdraw", actor=applicant, now=NOW, reason=REASON)
