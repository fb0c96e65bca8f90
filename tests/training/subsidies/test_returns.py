"""The bank's return: every row told apart, taken in once, nothing sent again by itself."""

import datetime
import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from training.subsidies.actions import (
    cancel_batch,
    commit_return,
    confirm_paid,
    list_payment,
    receive_return,
    record_failure,
)
from training.subsidies.actions.returns import judged
from training.subsidies.exports.returns import notes_workbook
from training.subsidies.models import BankReturn, PaymentBatch, PaymentLine
from training.subsidies.queries import default_profile

from .conftest import PEOPLE
from .money import ACCOUNT, HEADINGS, LATER, THREE, state_of, workbook

DAY = LATER.date()


@pytest.fixture
def batch(cashier) -> PaymentBatch:
    return cashier.sent(THREE, to_people=True)


def receive(office, content: bytes, *, who: str = "payer", filename: str = "回盘.xlsx") -> BankReturn:
    return receive_return(
        profile=default_profile(),
        content=content,
        filename=filename,
        settled_on=DAY,
        actor=office[who],
        now=LATER,
    )


def paid(sent: PaymentBatch, place: int, **values: object) -> tuple[object, ...]:
    row: dict[str, object] = {
        "batch": sent.number,
        "serial": place,
        "account": f"62000000010{place}",
        "payee": "",
        "amount": "800.00",
        "result": "成功",
        "reason": "",
        "day": DAY.isoformat(),
        "reference": f"LS-{place}",
    }
    return tuple({**row, **values}.values())


def failed(batch: PaymentBatch, serial: int, reason: str = "户名不符") -> tuple[object, ...]:
    return paid(batch, serial, result="失败", reason=reason, reference="")


def answers(batch: PaymentBatch) -> list[tuple[str, str, str]]:
    return list(batch.lines.order_by("serial").values_list("state", "bank_reference", "failure"))


def codes(received: BankReturn) -> list[list[str]]:
    return [row.codes for row in judged(received, today=DAY).rows]


def test_nothing_changes_until_the_file_is_taken_in(office, batch) -> None:
    received = receive(office, workbook(paid(batch, 1), failed(batch, 2), paid(batch, 3)))
    assert {state for state, _reference, _failure in answers(batch)} == {"listed"}
    assert {name: count for name, count in received.outcome.items() if count} == {"paid": 2, "failed": 1}
    commit_return(received, actor=office["payer"], now=LATER)
    assert answers(batch) == [("paid", "LS-1", ""), ("failed", "", "户名不符"), ("paid", "LS-3", "")]
    claim = batch.lines.first().claim
    assert state_of(claim) == "payment_returned"
    batch.refresh_from_db()
    assert batch.state == "settled"
    with pytest.raises(ValidationError) as refused:
        list_payment(claim, actor=office["payer"], now=LATER)
    assert refused.value.code == "payee_not_ready"


def test_a_claim_all_of_whose_lines_are_paid_is_paid(office, batch) -> None:
    commit_return(
        receive(office, workbook(*(paid(batch, serial) for serial in (1, 2, 3)))),
        actor=office["payer"],
        now=LATER,
    )
    assert state_of(batch.lines.first().claim) == "paid"


def test_the_same_file_is_taken_in_once(office, batch) -> None:
    content = workbook(paid(batch, 1))
    received = receive(office, content)
    assert receive(office, content).pk == received.pk
    commit_return(received, actor=office["payer"], now=LATER)
    assert receive(office, content).committed_at == LATER
    with pytest.raises(ValidationError) as refused:
        commit_return(received, actor=office["payer"], now=LATER)
    assert refused.value.code == "already_committed"
    assert list(received.rows.values_list("outcome", flat=True)) == ["paid"]


def test_rows_are_found_by_account_and_amount_where_no_serial_is_given(office, batch) -> None:
    headings = ("收款人账号", "交易金额", "结果")
    received = receive(office, workbook(("620000000102", 800, "成功"), headings=headings))
    commit_return(received, actor=office["payer"], now=LATER)
    line = batch.lines.get(serial=2)
    assert (line.state, line.paid_on, line.bank_reference) == ("paid", DAY, f"{received.sha256[:12]}-2")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"serial": 9}, "unmatched"),
        ({"batch": "FK-2025-000001"}, "unmatched"),
        ({"serial": "", "account": "123456789"}, "unmatched"),
        ({"amount": "800.01"}, "amount_differs"),
        ({"amount": "八百"}, "amount_unreadable"),
        ({"amount": "800.001"}, "amount_unreadable"),
        ({"account": "620000000102"}, "account_differs"),
        ({"result": "处理中"}, "result_unknown"),
        ({"result": ""}, "required"),
        ({"day": "2026-10-27"}, "day_future"),
        ({"day": "2026-10-25"}, "day_early"),
        ({"day": "昨天"}, "day_unreadable"),
    ],
)
def test_a_row_that_says_something_else_is_told_apart_and_kept(office, batch, values, code) -> None:
    received = receive(office, workbook(paid(batch, 1, **values), paid(batch, 2)))
    assert codes(received) == [[code], []]
    commit_return(received, actor=office["payer"], now=LATER)
    assert list(received.rows.values_list("outcome", "code")) == [("refused", code), ("paid", "")]
    assert batch.lines.get(serial=1).state == "listed"


def test_two_rows_for_one_line_and_answers_on_record_are_told_apart(office, batch) -> None:
    record_failure(batch.lines.get(serial=3), reason="销户", actor=office["payer"], now=LATER)
    content = workbook(paid(batch, 1), paid(batch, 1), paid(batch, 3), failed(batch, 3))
    assert codes(receive(office, content)) == [
        [],
        ["duplicate"],
        ["contradicts"],
        ["repeated", "duplicate"],
    ]


def test_two_rows_that_disagree_about_a_line_both_stay_out(office, batch) -> None:
    received = receive(office, workbook(failed(batch, 1), paid(batch, 1), paid(batch, 2)))
    assert codes(received) == [["duplicate"], ["duplicate"], []]
    commit_return(received, actor=office["payer"], now=LATER)
    assert [state for state, _reference, _failure in answers(batch)] == ["listed", "paid", "listed"]


def test_an_answer_to_a_cancelled_batch_is_told_as_such(office, batch) -> None:
    cancel_batch(batch, reason="选错银行", actor=office["payer"], now=LATER)
    headings = ("收款人账号", "交易金额", "结果")
    by_account = receive(office, workbook(("620000000101", 800, "成功"), headings=headings))
    assert codes(receive(office, workbook(paid(batch, 1)))) == [["batch_cancelled"]]
    assert codes(by_account) == [["unmatched"]]


def test_the_bank_s_reference_tells_an_old_answer_from_one_to_a_line_that_waits(office, cashier) -> None:
    first = cashier.sent()
    confirm_paid(first, paid_on=DAY, bank_reference="LS-1", actor=office["payer"], now=LATER)
    second = cashier.sent()
    headings = ("收款人账号", "交易金额", "结果", "流水号")
    again = receive(office, workbook((ACCOUNT, 800, "成功", "LS-1"), headings=headings))
    assert codes(again) == [["repeated"]]
    commit_return(again, actor=office["payer"], now=LATER)
    assert second.lines.get().state == "listed"
    fresh = receive(office, workbook((ACCOUNT, 800, "成功", "LS-2"), headings=headings))
    commit_return(fresh, actor=office["payer"], now=LATER)
    assert second.lines.get().state == "paid"


def test_a_batch_that_was_never_confirmed_has_no_answers(office, cashier) -> None:
    batch = cashier.listed(PEOPLE[:1], to_people=True)
    received = receive(office, workbook(paid(batch, 1)))
    assert codes(received) == [["batch_not_sent"]]
    with pytest.raises(ValidationError) as refused:
        commit_return(received, actor=office["payer"], now=LATER)
    assert refused.value.code == "nothing_to_commit"
    assert not BankReturn.objects.exclude(committed_at=None).exists()


def test_equal_accounts_and_amounts_are_not_guessed_at(office, cashier) -> None:
    for _round in range(2):
        batch = cashier.sent()
    headings = ("收款人账号", "交易金额", "结果")
    received = receive(office, workbook(("990000000001", 800, "成功"), headings=headings))
    assert codes(received) == [["ambiguous"]]
    assert batch.lines.get().state == "listed"


def test_headings_are_compared_whole(office, batch) -> None:
    near = ("付款人开户行名称", *HEADINGS[1:])
    profile = default_profile()
    profile.return_columns = {**profile.return_columns, "batch": "付款人名称"}
    profile.save()
    received = receive(office, workbook(paid(batch, 1), headings=near))
    report = judged(received, today=DAY)
    assert [unknown.header for unknown in report.layout.unknown] == ["付款人开户行名称"]
    assert "batch" not in {matched.key for matched in report.layout.matched}


def test_a_file_without_the_needed_headings_is_refused_and_not_kept(office, batch) -> None:
    with pytest.raises(ValidationError) as refused:
        receive(office, workbook(("1", "x"), headings=("批次号", "序号")))
    assert refused.value.code == "missing_columns"
    assert not BankReturn.objects.exists()


def test_a_bank_s_text_file_is_read_in_gb18030(office, batch) -> None:
    lines = [HEADINGS, paid(batch, 2, payee="韩马䶮")]
    content = "\r\n".join(",".join(str(cell) for cell in line) for line in lines).encode("gb18030")
    commit_return(receive(office, content, filename="回盘.csv"), actor=office["payer"], now=LATER)
    assert batch.lines.get(serial=2).state == "paid"


def test_only_the_payment_officer_takes_returns_in(office, batch) -> None:
    content = workbook(paid(batch, 1))
    with pytest.raises(PermissionDenied):
        receive(office, content, who="approver")
    received = receive(office, content)
    with pytest.raises(PermissionDenied):
        commit_return(received, actor=office["approver"], now=LATER)


def test_a_day_of_the_bank_in_the_future_is_refused(office, batch) -> None:
    with pytest.raises(ValidationError) as refused:
        receive_return(
            profile=default_profile(),
            content=workbook(paid(batch, 1)),
            filename="回盘.xlsx",
            settled_on=DAY + datetime.timedelta(days=1),
            actor=office["payer"],
            now=LATER,
        )
    assert [fault.code for fault in refused.value.error_dict["settled_on"]] == ["future"]


def test_the_file_comes_back_with_remarks(office, batch) -> None:
    received = receive(office, workbook(paid(batch, 1), paid(batch, 9)))
    before = notes_workbook(received, actor=office["payer"], now=LATER)
    commit_return(received, actor=office["payer"], now=LATER)
    after = notes_workbook(received, actor=office["payer"], now=LATER)
    for content in (before, after):
        page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        verdicts = [row[len(HEADINGS)] for row in page.iter_rows(values_only=True)]
        assert verdicts == ["结果", "可导入", "不可导入"]


def test_judging_takes_the_same_queries_for_one_row_and_for_three(
    office, batch, django_assert_num_queries
) -> None:
    one = receive(office, workbook(paid(batch, 1)))
    three = receive(office, workbook(*(paid(batch, serial) for serial in (1, 2, 3))))
    for received in (one, three):
        received.refresh_from_db()
        with django_assert_num_queries(3):
            judged(received, today=DAY)
    assert PaymentLine.objects.count() == 3
