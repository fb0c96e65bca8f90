"""Payment batches: who is gathered, who confirms, and that nobody is paid twice."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.casework.actions import pause
from office.people.actions import give_mandate
from office.people.enums import Role
from training.subsidies import queries
from training.subsidies.actions import (
    cancel_batch,
    check_batch,
    check_correction,
    confirm_paid,
    correct_account,
    list_payment,
    make_batch,
    record_failure,
)
from training.subsidies.exports.bank import take_bank_file
from training.subsidies.models import Budget, PaymentBatch, PaymentLine
from training.subsidies.queries import payees_due

from .conftest import code_of
from .money import ACCOUNT, LATER, TWO, codes_of, state_of


def rows_of(batch: PaymentBatch) -> list[tuple[str, str, int, int]]:
    return list(batch.lines.values_list("payee", "account_masked", "people", "amount"))


def test_an_organisation_is_paid_in_one_line_a_claim(office, cashier) -> None:
    claim = cashier.cleared(TWO)
    batch = list_payment(claim, actor=office["payer"], now=LATER)
    assert rows_of(batch) == [("某培训中心", "**** 0001", 2, 160_000)]
    line = batch.lines.get()
    assert (line.account, line.commitment.amount) == (ACCOUNT, 160_000)
    assert ACCOUNT.encode() not in bytes(line.account_sealed)
    assert (batch.number, batch.state, state_of(claim)) == ("FK-2026-000001", "made", "payment_listed")


def test_people_are_paid_in_a_line_each(office, cashier) -> None:
    claim = cashier.cleared(TWO, to_people=True)
    batch = list_payment(claim, actor=office["payer"], now=LATER)
    assert rows_of(batch) == [("马建国", "**** 0101", 1, 80_000), ("韩马䶮", "**** 0102", 1, 80_000)]


def test_payees_of_several_claims_share_a_batch(office, cashier) -> None:
    first, second = cashier.cleared(), cashier.cleared()
    due = payees_due(office.scheme)
    assert [each.key for each in due] == [str(first.pk), str(second.pk)]
    batch = make_batch(office.scheme, [each.key for each in due], actor=office["payer"], now=LATER)
    assert [line.claim_id for line in batch.lines.all()] == [first.pk, second.pk]
    assert payees_due(office.scheme) == []


def test_who_is_listed_is_not_listed_again(office, cashier) -> None:
    claim = cashier.cleared()
    key = payees_due(office.scheme)[0].key
    batch = list_payment(claim, actor=office["payer"], now=LATER)
    with pytest.raises(ValidationError) as refused:
        list_payment(claim, actor=office["payer"], now=LATER)
    assert code_of(refused) == "moved_on"
    with pytest.raises(ValidationError) as refused:
        make_batch(office.scheme, [key], actor=office["payer"], now=LATER)
    assert code_of(refused) == "payee_gone"
    other = PaymentBatch.objects.create(
        number="FK-X", scheme=office.scheme, profile=batch.profile, made_by=office["payer"], made_at=LATER
    )
    line = batch.lines.get()
    line.pk, line.batch = None, other
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_a_batch_is_confirmed_by_somebody_else(office, cashier) -> None:
    batch = cashier.listed()
    with pytest.raises(ValidationError) as refused:
        check_batch(batch, actor=office["payer"], now=LATER)
    assert code_of(refused) == "same_person"
    with pytest.raises(PermissionDenied):
        check_batch(batch, actor=office["reviewer"], now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentBatch.objects.filter(pk=batch.pk).update(checked_by=office["payer"])
    assert check_batch(batch, actor=office["approver"], now=LATER).state == "checked"
    with pytest.raises(ValidationError) as refused:
        check_batch(batch, actor=office["approver"], now=LATER)
    assert code_of(refused) == "batch_moved_on"


def test_a_small_office_may_do_without_a_second_look(office, cashier) -> None:
    office.scheme.second_look = False
    office.scheme.save()
    batch = cashier.listed()
    assert check_batch(batch, actor=office["payer"], now=LATER).checked_by == office["payer"]


def test_what_was_not_confirmed_is_not_paid(office, cashier) -> None:
    batch = cashier.listed()
    with pytest.raises(ValidationError) as refused:
        confirm_paid(batch, paid_on=LATER.date(), bank_reference="LS-1", actor=office["payer"], now=LATER)
    assert code_of(refused) == "not_checked"


def test_money_is_paid_once_and_closes_claim_and_batch(office, cashier) -> None:
    batch = cashier.sent()
    claim = batch.lines.get().claim
    paid = {"bank_reference": "LS-1", "actor": office["payer"], "now": LATER}
    for day, code in ((1, "future"), (-1, "before_list")):
        with pytest.raises(ValidationError) as refused:
            confirm_paid(batch, paid_on=LATER.date() + datetime.timedelta(days=day), **paid)
        assert codes_of(refused) == {"paid_on": [code]}
    with pytest.raises(ValidationError) as refused:
        confirm_paid(batch, paid_on=LATER.date(), **{**paid, "bank_reference": " "})
    assert codes_of(refused) == {"bank_reference": ["reference_missing"]}
    with pytest.raises(PermissionDenied):
        confirm_paid(batch, paid_on=LATER.date(), **{**paid, "actor": office["reviewer"]})

    assert confirm_paid(batch, paid_on=LATER.date(), **paid).state == "settled"
    claim.case.refresh_from_db()
    assert (claim.case.state, claim.case.paid_by.username) == ("paid", "payer")
    with pytest.raises(ValidationError) as refused:
        confirm_paid(batch, paid_on=LATER.date(), **paid)
    assert code_of(refused) == "nothing_waits"
    assert Entry.objects.filter(action="casework.case.advanced", data__transition="pay").count() == 1
    budget = Budget.objects.get()
    assert list(budget.entries.values_list("kind", flat=True)) == ["opened", "committed", "paid"]


def test_a_returned_payment_is_never_sent_again_by_itself(office, cashier) -> None:
    batch = cashier.sent()
    line = batch.lines.get()
    record_failure(line, reason="账号户名不符", actor=office["payer"], now=LATER)
    assert (state_of(line.claim), batch.lines.get().state) == ("payment_returned", "failed")
    with pytest.raises(ValidationError) as refused:
        list_payment(line.claim, actor=office["payer"], now=LATER)
    assert code_of(refused) == "payee_not_ready"


def test_a_corrected_account_is_looked_at_and_goes_into_a_later_batch(office, cashier) -> None:
    line = cashier.sent().lines.get()
    record_failure(line, reason="账号户名不符", actor=office["payer"], now=LATER)
    entered = {"bank_name": "另一银行", "account": "990000000022", "now": LATER}
    with pytest.raises(PermissionDenied):
        correct_account(line, **entered, reason="写错", actor=office["rival"])
    with pytest.raises(ValidationError) as refused:
        correct_account(line, **entered, reason=" ", actor=office["agent"])
    assert codes_of(refused) == {"reason": ["reason_missing"]}
    correction = correct_account(line, **entered, reason="写错", actor=office["agent"])
    with pytest.raises(ValidationError) as refused:
        correct_account(line, **entered, reason="写错", actor=office["agent"])
    assert code_of(refused) == "corrected_already"
    with pytest.raises(ValidationError) as refused:
        list_payment(line.claim, actor=office["payer"], now=LATER)
    assert code_of(refused) == "payee_not_ready"
    with pytest.raises(ValidationError) as refused:
        check_correction(correction, accept=True, account=ACCOUNT, actor=office["payer"], now=LATER)
    assert codes_of(refused) == {"account": ["account_differs"]}
    check_correction(correction, accept=True, account="990000000022", actor=office["payer"], now=LATER)

    again = list_payment(line.claim, actor=office["payer"], now=LATER)
    new = again.lines.get()
    assert (new.follows, new.account, new.bank_name) == (line, "990000000022", "另一银行")
    assert state_of(line.claim) == "payment_listed"
    check_batch(again, actor=office["approver"], now=LATER)
    confirm_paid(again, paid_on=LATER.date(), bank_reference="LS-2", actor=office["payer"], now=LATER)
    assert state_of(line.claim) == "paid"
    assert PaymentLine.objects.filter(claim=line.claim).count() == 2


def test_whoever_entered_an_account_does_not_look_at_it(office, cashier) -> None:
    line = cashier.sent().lines.get()
    record_failure(line, reason="账号已销户", actor=office["payer"], now=LATER)
    correction = correct_account(
        line,
        bank_name="某银行",
        account=ACCOUNT,
        reason="账号无误",
        actor=office["payer"],
        now=LATER,
    )
    with pytest.raises(ValidationError) as refused:
        check_correction(correction, accept=True, actor=office["payer"], now=LATER)
    assert code_of(refused) == "same_person"
    check_correction(correction, accept=False, actor=office["approver"], now=LATER)
    with pytest.raises(ValidationError) as refused:
        check_correction(correction, accept=True, account=ACCOUNT, actor=office["approver"], now=LATER)
    assert code_of(refused) == "checked_already"
    assert (
        correct_account(
            line, bank_name="某银行", account=ACCOUNT, reason="再次核对", actor=office["payer"], now=LATER
        ).account
        == ACCOUNT
    )


def test_a_claim_is_paid_when_its_last_person_is(office, cashier) -> None:
    claim = cashier.cleared(TWO, to_people=True)
    first, second = [due.key for due in payees_due(office.scheme)]
    for key, state in ((first, "payment_listed"), (second, "paid")):
        batch = make_batch(office.scheme, [key], actor=office["payer"], now=LATER)
        check_batch(batch, actor=office["approver"], now=LATER)
        confirm_paid(batch, paid_on=LATER.date(), bank_reference=key, actor=office["payer"], now=LATER)
        assert state_of(claim) == state
    assert queries.paid_amount(claim) == 160_000


def test_a_cancelled_batch_lets_its_payees_wait_again(office, cashier) -> None:
    batch = cashier.sent()
    with pytest.raises(ValidationError) as refused:
        cancel_batch(batch, reason="", actor=office["payer"], now=LATER)
    assert codes_of(refused) == {"reason": ["reason_missing"]}
    cancel_batch(batch, reason="选错银行", actor=office["payer"], now=LATER)
    line = batch.lines.get()
    assert (line.state, state_of(line.claim)) == ("dropped", "payment_returned")
    again = list_payment(line.claim, actor=office["payer"], now=LATER)
    assert (again.number, state_of(line.claim)) == ("FK-2026-000002", "payment_listed")


def test_a_batch_that_the_bank_answered_is_not_cancelled(office, cashier) -> None:
    claim = cashier.cleared(TWO, to_people=True)
    batch = list_payment(claim, actor=office["payer"], now=LATER)
    check_batch(batch, actor=office["approver"], now=LATER)
    record_failure(batch.lines.first(), reason="账号不存在", actor=office["payer"], now=LATER)
    with pytest.raises(ValidationError) as refused:
        cancel_batch(batch, reason="选错", actor=office["payer"], now=LATER)
    assert code_of(refused) == "batch_answered"
    batch.refresh_from_db()
    assert batch.state == "checked"


def test_a_batch_whose_file_was_taken_is_cancelled_by_a_second_person(office, cashier) -> None:
    batch = cashier.sent()
    take_bank_file(batch, actor=office["payer"], now=LATER)
    give_mandate(
        office["payer"],
        role=Role.APPROVER,
        organisation=office.bureau,
        valid_from=datetime.date(2026, 1, 1),
        actor=None,
    )
    with pytest.raises(PermissionDenied, match=batch.number):
        cancel_batch(batch, reason="选错银行", actor=office["payer"], now=LATER)
    assert [line.state for line in batch.lines.all()] == ["listed"]
    cancel_batch(batch, reason="银行已确认作废文件", actor=office["approver"], now=LATER)
    assert (batch.state, batch.lines.get().state) == ("cancelled", "dropped")


def test_a_batch_whose_file_nobody_took_is_the_payer_s_to_cancel(office, cashier) -> None:
    with pytest.raises(PermissionDenied):
        cancel_batch(cashier.sent(), reason="选错银行", actor=office["approver"], now=LATER)


def test_the_file_of_a_cancelled_batch_is_not_taken_from_an_old_page(office, cashier) -> None:
    old = cashier.sent()
    cancel_batch(PaymentBatch.objects.get(), reason="选错银行", actor=office["payer"], now=LATER)
    with pytest.raises(ValidationError) as refused:
        take_bank_file(old, actor=office["payer"], now=LATER)
    assert code_of(refused) == "batch_moved_on"


def test_a_file_taken_a_moment_ago_is_seen_from_an_old_page(office, cashier) -> None:
    old = cashier.sent()
    assert not hasattr(old, "bank_file")
    take_bank_file(PaymentBatch.objects.get(), actor=office["payer"], now=LATER)
    with pytest.raises(PermissionDenied):
        cancel_batch(old, reason="选错银行", actor=office["payer"], now=LATER)


def test_the_money_of_a_paused_case_does_not_leave(office, cashier) -> None:
    claim = cashier.cleared(TWO, to_people=True)
    first, second = [due.key for due in payees_due(office.scheme)]
    listed = make_batch(office.scheme, [first], actor=office["payer"], now=LATER)
    checked = check_batch(
        make_batch(office.scheme, [second], actor=office["payer"], now=LATER),
        actor=office["approver"],
        now=LATER,
    )
    later = cashier.cleared()
    for case in (claim.case, later.case):
        case.refresh_from_db()
        pause(case, reason="核查举报", actor=office["approver"], now=LATER)
    for deed, code in (
        (lambda: list_payment(later, actor=office["payer"], now=LATER), "payee_not_ready"),
        (lambda: check_batch(listed, actor=office["approver"], now=LATER), "paused"),
        (lambda: take_bank_file(checked, actor=office["payer"], now=LATER), "paused"),
    ):
        with pytest.raises(ValidationError) as refused:
            deed()
        assert code_of(refused) == code


def test_nobody_without_an_account_is_listed(office, cashier) -> None:
    claim = cashier.cleared(to_people=True)
    claim.lines.update(bank_account_sealed=b"")
    with pytest.raises(ValidationError) as refused:
        list_payment(claim, actor=office["payer"], now=LATER)
    assert code_of(refused) == "payee_not_ready"


def test_a_reviewer_who_also_pays_lists_no_claim_of_theirs(office, cashier) -> None:
    claim = cashier.cleared()
    give_mandate(
        office["reviewer"],
        role=Role.PAYER,
        organisation=office.bureau,
        valid_from=datetime.date(2026, 1, 1),
        actor=None,
    )
    with pytest.raises(ValidationError) as refused:
        list_payment(claim, actor=office["reviewer"], now=LATER)
    assert code_of(refused) == "same_hand"


def test_finding_payees_takes_the_same_queries_for_one_and_for_three(
    office, cashier, django_assert_num_queries
) -> None:
    for _round in range(3):
        cashier.cleared()
        with django_assert_num_queries(5):
            payees_due(office.scheme)
