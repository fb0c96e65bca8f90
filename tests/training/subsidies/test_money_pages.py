"""The pages of budgets, batches, returns and recoveries, and who meets a closed door."""

import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from office.audit.models import Entry
from office.policy.models import Source
from training.subsidies.actions import claim_for_class, confirm_paid, list_payment, record_failure
from training.subsidies.models import BankReturn, Budget, PaymentBatch, RecoveryOrder

from .conftest import NOW
from .money import ACCOUNT, LATER, THREE, state_of, workbook


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's day is the one on which the batches are made."""
    monkeypatch.setattr(timezone, "now", lambda: LATER)


def send(client: Client, path: str, **values: Any):
    """Fill in the form of a page and send it."""
    page = client.get(path)
    key = re.search(r'name="deed_key" value="([^"]+)"', page.content.decode())
    assert key is not None, page.status_code
    return client.post(path, {"deed_key": key[1], **values})


def test_a_batch_goes_all_its_way_on_screen(office, cashier) -> None:
    claim = cashier.cleared(THREE, to_people=True)
    payer, approver, agent = office.client("payer"), office.client("approver"), office.client("agent")
    path = f"/subsidies/payments/new/{office.scheme.pk}/"
    assert path in payer.get("/subsidies/payments/").content.decode()
    keys = [due.key for due in payer.get(path).context["waiting"]]
    assert send(payer, path, profile="default").status_code == 422
    made = send(payer, path, profile="default", payees=keys)
    batch = PaymentBatch.objects.get()
    assert (made.status_code, made.url) == (302, batch.get_absolute_url())

    assert send(payer, f"{made.url}confirm/").status_code == 422
    assert send(approver, f"{made.url}confirm/").status_code == 302
    file = send(payer, f"{made.url}file/")
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["收款户名", "马建国", "韩马䶮", "尕藏·东智"]
    page = payer.get(made.url).content.decode()
    assert "贰仟肆佰元整" in page
    assert "620000000101" not in page

    content = workbook(
        (batch.number, 1, "", "", 800, "成功", "", "", "LS-1"),
        (batch.number, 2, "", "", 800, "失败", "户名不符", "", ""),
        (batch.number, 3, "", "", 800, "成功", "", "", "LS-3"),
    )
    sent = send(
        payer,
        "/subsidies/returns/",
        profile="default",
        settled_on="2026-10-26",
        sheet=SimpleUploadedFile("回盘.xlsx", content),
    )
    received = BankReturn.objects.get()
    assert (sent.status_code, sent.url) == (302, received.get_absolute_url())
    assert send(payer, sent.url).status_code == 302
    assert payer.get(sent.url).status_code == 200
    assert payer.get(f"{sent.url}remarks/").status_code == 200
    assert state_of(claim) == "payment_returned"

    failed = batch.lines.get(serial=2)
    again = payer.get("/subsidies/payments/lines/?again=yes")
    assert [line.pk for line in again.context["page_obj"]] == [failed.pk]
    account = f"/subsidies/payments/lines/{failed.pk}/account/"
    case = agent.get(claim.case.get_absolute_url()).content.decode()
    assert account in case
    assert "户名不符" in case
    entered = send(agent, account, bank_name="某银行", account="6200 0000 9999", reason="卡号写错")
    assert entered.status_code == 302
    look = f"/subsidies/payments/lines/{failed.pk}/second-look/"
    assert send(payer, look, accept="yes", account="620000000102").status_code == 422
    assert send(payer, look, accept="yes", account="620000009999").status_code == 302
    waiting = payer.get(path).context["waiting"]
    assert [(due.payee, due.account_masked, due.hindrance) for due in waiting] == [
        ("韩马䶮", "**** 9999", "")
    ]


def test_a_batch_is_cancelled_recorded_by_hand_and_printed(office, cashier) -> None:
    payer = office.client("payer")
    first = cashier.listed()
    assert send(payer, f"{first.get_absolute_url()}cancel/", reason="选错").status_code == 302
    claim = first.lines.get().claim
    second = list_payment(claim, actor=office["payer"], now=LATER)
    assert send(office.client("approver"), f"{second.get_absolute_url()}confirm/").status_code == 302
    line = f"/subsidies/payments/lines/{second.lines.get().pk}/returned/"
    assert payer.get(line).status_code == 200
    paid = send(payer, f"{second.get_absolute_url()}paid/", paid_on="2026-10-26", bank_reference="LS-1")
    assert (paid.status_code, state_of(claim)) == (302, "paid")
    listed = f"{second.get_absolute_url()}list/"
    assert payer.get(listed).content[:5] == b"%PDF-"
    assert payer.get(f"{listed}?format=xlsx").status_code == 200
    assert office.client("reviewer").get(f"{listed}?format=xlsx").status_code == 403
    assert office.client("agent").get(listed).status_code == 404
    taken = Entry.objects.filter(action="subsidies.payment.exported").order_by("sequence")
    assert [entry.data["format"] for entry in taken] == ["pdf", "xlsx"]


def test_who_cancels_a_batch_whose_file_was_taken_is_told_on_its_page(office, cashier) -> None:
    payer, approver = office.client("payer"), office.client("approver")
    path = cashier.sent().get_absolute_url()
    assert payer.get(path).context["may_cancel"]
    assert send(payer, f"{path}file/").status_code == 200
    page = payer.get(path)
    assert (page.context["may_cancel"], page.context["cancelled_by_other"]) == (False, True)
    assert payer.get(f"{path}cancel/").status_code == 403
    assert approver.get(path).context["may_cancel"]
    assert send(approver, f"{path}cancel/", reason="银行已确认作废文件").status_code == 302
    assert PaymentBatch.objects.get().state == "cancelled"


def test_the_approver_reads_what_is_left_of_the_budget_before_the_decision(office, make_class, bring) -> None:
    claim = claim_for_class(
        make_class(),
        scheme=office.scheme,
        bank_name="某银行",
        bank_account=ACCOUNT,
        actor=office["agent"],
        now=NOW,
    )
    case, approver = bring(claim, "reviewed"), office.client("approver")
    path = reverse("casework:advance", args=[case.number, "approve"])

    def told() -> str:
        return re.sub(r"\s+", " ", approver.get(path).content.decode())

    assert "本次申领 ¥ 800.00；" in told()
    assert "预算尚余 ¥ 100,000.00，审批后余 ¥ 99,200.00" in told()
    Budget.objects.update(amount=79_999)
    assert "预算仅余 ¥ 799.99" in told()
    Budget.objects.update(year=2025)
    assert "不能审批" in told()
    other = approver.get(reverse("casework:advance", args=[case.number, "send_back"]))
    assert other.context["panels"] == []


def test_the_applicant_reads_when_and_where_the_money_went(office, cashier) -> None:
    batch = cashier.sent()
    confirm_paid(batch, paid_on=LATER.date(), bank_reference="LS-1", actor=office["payer"], now=LATER)
    page = office.client("agent").get(batch.lines.get().claim.case.get_absolute_url()).content.decode()
    assert "2026年10月26日" in page
    assert "**** 0001" in page
    assert ACCOUNT not in page
    assert batch.number not in page


def test_budgets_are_entered_changed_and_shown(office, cashier) -> None:
    payer = office.client("payer")
    document = Source.objects.create(title="调整通知")
    entered = send(
        payer,
        "/subsidies/budgets/new/",
        scheme=office.scheme.pk,
        year=2027,
        amount="1000.50",
        source=document.pk,
    )
    budget = Budget.objects.get(year=2027)
    assert (entered.url, budget.amount) == (f"/subsidies/budgets/{budget.pk}/", 100_050)
    assert send(payer, f"{entered.url}amend/", change="-1000.51", source=document.pk).status_code == 422
    assert send(payer, f"{entered.url}amend/", change="-1000.50", source=document.pk).status_code == 302
    assert [entry.kind for entry in payer.get(entered.url).context["entries"]] == ["opened", "decreased"]
    assert office.client("reviewer").get("/subsidies/budgets/new/").status_code == 403
    assert office.client("agent").get("/subsidies/budgets/").status_code == 403
    rows = payer.get("/subsidies/budgets/?year=2027").context["page_obj"]
    assert [row.year for row in rows] == [2027]
    sheet = payer.get("/subsidies/budgets/?year=2027&format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(sheet.content))
    assert [row[0] for row in book.active.iter_rows(values_only=True)] == ["年度", 2027]
    assert (book.active["C2"].value, book.active["C2"].number_format) == (0, "#,##0.00")
    told = dict(book["导出说明"].iter_rows(max_col=2, values_only=True))
    assert told["筛选条件"] == "年份：2027"
    assert Entry.objects.get(action="subsidies.list.exported").data["filter"] == told["筛选条件"]


def test_money_is_asked_back_on_screen(office, cashier) -> None:
    batch = cashier.sent()
    confirm_paid(batch, paid_on=LATER.date(), bank_reference="LS-1", actor=office["payer"], now=LATER)
    claim = batch.lines.get().claim
    ordered = send(
        office.client("approver"),
        f"/subsidies/{claim.case.number}/recover/",
        amount="300",
        reason_class="error",
        reason="多付",
        document_number="追〔2026〕1号",
        due_on="2026-11-30",
    )
    order = RecoveryOrder.objects.get()
    assert (ordered.status_code, order.amount, state_of(claim)) == (302, 30_000, "recovery_ordered")
    assert "追〔2026〕1号" in office.client("agent").get(claim.case.get_absolute_url()).content.decode()
    payer = office.client("payer")
    received = send(
        payer,
        f"/subsidies/recoveries/{order.number}/receipt/",
        amount="300",
        received_on="2026-10-26",
        bank_reference="HK-1",
    )
    assert (received.status_code, state_of(claim)) == (302, "recovered")
    assert payer.get("/subsidies/recoveries/?openness=closed").context["page_obj"].paginator.count == 1
    assert payer.get("/subsidies/recoveries/?openness=overdue").context["page_obj"].paginator.count == 0
    assert payer.get("/subsidies/recoveries/?format=xlsx").status_code == 200


@pytest.mark.parametrize("path", ["payments/", "payments/lines/", "budgets/", "recoveries/"])
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(office, cashier, path) -> None:
    reviewer, spent = office.client("reviewer"), []
    for rows in (1, 2):
        for _round in range(rows):
            line = cashier.sent().lines.get()
            record_failure(line, reason="销户", actor=office["payer"], now=LATER)
        reviewer.get(f"/subsidies/{path}")
        with CaptureQueriesContext(connection) as queries:
            assert reviewer.get(f"/subsidies/{path}").status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[1]
