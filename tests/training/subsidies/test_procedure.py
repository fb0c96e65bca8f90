"""Version 2 of the procedure: every step from every state by everybody, drawn from the table."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.casework.actions import advance, ask_supplement
from office.casework.models import Case
from training.subsidies.actions import exclude
from training.subsidies.procedure import VERSION_1, VERSION_2

from .conftest import NOW, code_of, fund

PERSONAS = ("agent", "rival", "acceptor", "reviewer", "approver", "payer", "stranger")
MISSING = [("people", "请核对名单")]
#: Who may take each step with a button.
MAY = {
    "submit": {"agent"},
    "withdraw": {"agent"},
    "accept": {"acceptor"},
    "review": {"reviewer"},
    "return_for_correction": {"acceptor", "reviewer"},
    "reject": {"acceptor", "reviewer"},
    "approve": {"approver"},
    "send_back": {"approver"},
}


def test_both_tables_are_sound_and_new_cases_start_on_the_second(claim) -> None:
    assert (VERSION_1.faults(), VERSION_2.faults()) == ([], [])
    assert (claim.case.flow_version, claim.case.state) == (2, "draft")
    assert {step.name for step in VERSION_2.transitions if not step.automatic} == set(MAY)


def test_every_state_is_left_or_final(db: None) -> None:
    assert [state.code for state in VERSION_2.states if not VERSION_2.leaving(state.code)] == [
        state.code for state in VERSION_2.states if state.final
    ]


@pytest.mark.parametrize("state", [state.code for state in VERSION_2.states])
def test_a_step_is_taken_from_its_states_by_its_people_only(office, claim, state) -> None:
    """Each step with a button is tried by everybody; what is not theirs changes nothing."""
    fund(office, claim.scheme)
    claim.lines.filter(eligible=None).delete()
    for step in VERSION_2.transitions:
        if step.automatic:
            continue
        for persona in PERSONAS:
            Case.objects.filter(pk=claim.pk).update(
                state=state, accepted_by=None, reviewed_by=None, approved_by=None, paid_by=None
            )
            case = Case.objects.get(pk=claim.pk)
            if state not in step.sources:
                with pytest.raises(ValidationError) as refused:
                    advance(case, step.name, actor=office[persona], now=NOW, reason="理由")
                assert code_of(refused) == "moved_on"
            elif persona not in _allowed(step.name, state):
                with pytest.raises(PermissionDenied):
                    advance(case, step.name, actor=office[persona], now=NOW, reason="理由")
            assert Case.objects.get(pk=claim.pk).state == state


def _allowed(step: str, state: str) -> set[str]:
    if step in {"return_for_correction", "reject"}:
        return {"acceptor"} if state == "submitted" else {"reviewer"}
    return MAY[step]


def test_a_claim_goes_its_way_by_four_hands(office, claim, bring) -> None:
    case = bring(claim, "approved")
    hands = (case.accepted_by, case.reviewed_by, case.approved_by)
    assert [hand.username for hand in hands] == ["acceptor", "reviewer", "approver"]


def test_the_acceptor_returns_before_acceptance_and_the_reviewer_after(office, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    with pytest.raises(PermissionDenied):
        advance(case, "return_for_correction", actor=office["reviewer"], now=NOW, reason="缺材料")
    ask_supplement(case, items=MISSING, actor=office["acceptor"], now=NOW)
    case.refresh_from_db()
    case = advance(case, "submit", actor=office["agent"], now=NOW)
    case = advance(case, "accept", actor=office["acceptor"], now=NOW)
    with pytest.raises(PermissionDenied):
        ask_supplement(case, items=MISSING, actor=office["acceptor"], now=NOW)
    ask_supplement(case, items=MISSING, actor=office["reviewer"], now=NOW)
    case.refresh_from_db()
    assert case.state == "returned"


def test_a_case_of_version_1_goes_on_as_it_began(office, claim) -> None:
    Case.objects.filter(pk=claim.pk).update(flow_version=1)
    case = advance(Case.objects.get(pk=claim.pk), "submit", actor=office["agent"], now=NOW)
    exclude(claim.lines.get(eligible=None), reason="无劳动合同", actor=office["reviewer"], now=NOW)
    assert advance(case, "review", actor=office["reviewer"], now=NOW).state == "reviewed"


def test_approval_binds_the_budget_and_is_refused_beyond_it(office, claim) -> None:
    from training.subsidies.models import Budget, Commitment

    fund(office, claim.scheme)
    Budget.objects.update(amount=79_999)
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    case = advance(case, "accept", actor=office["acceptor"], now=NOW)
    exclude(claim.lines.get(eligible=None), reason="无劳动合同", actor=office["reviewer"], now=NOW)
    case = advance(case, "review", actor=office["reviewer"], now=NOW)
    with pytest.raises(ValidationError) as refused:
        advance(case, "approve", actor=office["approver"], now=NOW)
    assert (code_of(refused), Commitment.objects.count()) == ("over_budget", 0)
    case.refresh_from_db()
    assert case.state == "reviewed"
    Budget.objects.update(amount=80_000)
    advance(case, "approve", actor=office["approver"], now=NOW)
    assert Commitment.objects.get().amount == 80_000
