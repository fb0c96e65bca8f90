"""The bank's file: as the profile says, refused before a byte when it cannot be, the same for ever."""

import csv
import hashlib
import io

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit.models import Entry
from training.subsidies.enums import AmountUnit, Encoding, FileFormat
from training.subsidies.exports.bank import bank_file, faults_of, take_bank_file
from training.subsidies.exports.payments import payment_paper, payment_workbook
from training.subsidies.models import Bank, BankProfile, PaymentBatch, Scheme

from .money import LATER, THREE


def as_csv(batch: PaymentBatch, encoding: str, **values: object) -> PaymentBatch:
    profile = batch.profile
    profile.file_format, profile.encoding = FileFormat.CSV, encoding
    for name, value in values.items():
        setattr(profile, name, value)
    profile.save()
    return PaymentBatch.objects.get(pk=batch.pk)


def test_a_workbook_has_the_bank_s_columns_with_accounts_as_text(office, cashier) -> None:
    Bank.objects.create(name="某银行", union_number="102851000018")
    page = openpyxl.load_workbook(io.BytesIO(bank_file(cashier.sent(THREE, to_people=True)))).active
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == (
        "序号",
        "收款人账号",
        "收款户名",
        "交易金额",
        "收款行行号",
        "收款行名称",
        "用途",
    )
    assert [row[:6] for row in rows[1:]] == [
        (1, "620000000101", "马建国", 800, "102851000018", "某银行"),
        (2, "620000000102", "韩马䶮", 800, "102851000018", "某银行"),
        (3, "620000000103", "尕藏·东智", 800, "102851000018", "某银行"),
    ]
    assert len(rows[1][6]) <= 30


def test_a_long_remark_loses_words_of_the_scheme_and_keeps_the_number(office, cashier) -> None:
    batch = cashier.sent()
    Scheme.objects.update(name="平安区快递从业人员职业技能提升行动补贴")
    rows = csv.reader(io.StringIO(bank_file(as_csv(batch, Encoding.GB18030)).decode("gb18030")))
    assert [row[6] for row in rows] == ["用途", f"2026年10月平安区快递从业人{batch.number}"]


def test_gb18030_holds_every_name_and_gbk_names_those_it_cannot_hold(office, cashier) -> None:
    batch = cashier.sent(THREE, to_people=True)
    text = bank_file(as_csv(batch, Encoding.GB18030)).decode("gb18030")
    assert "韩马䶮" in text
    assert text.startswith("序号,收款人账号,收款户名,交易金额,收款行行号,收款行名称,用途\r\n")
    narrow = as_csv(batch, Encoding.GBK)
    faults = faults_of(narrow)
    assert [(fault.serial, fault.payee) for fault in faults] == [(2, "韩马䶮")]
    assert "“䶮”" in faults[0].message
    with pytest.raises(ValidationError) as refused:
        take_bank_file(narrow, actor=office["payer"], now=LATER)
    assert [fault.code for fault in refused.value.error_list] == ["unwritable"]
    assert not hasattr(PaymentBatch.objects.get(pk=batch.pk), "bank_file")


def test_amounts_are_counted_as_the_bank_counts(office, cashier) -> None:
    batch = cashier.sent()
    in_yuan = bank_file(as_csv(batch, Encoding.GBK, with_headings=False, remark_length=4)).decode("gbk")
    assert in_yuan == "1,990000000001,某培训中心,800.00,,某银行,2026\r\n"
    in_fen = bank_file(as_csv(batch, Encoding.GBK, amount_unit=AmountUnit.FEN)).decode("gbk")
    assert in_fen == "1,990000000001,某培训中心,80000,,某银行,2026\r\n"


@pytest.mark.parametrize(("payee", "word"), [("=1+1", "=1+1"), ("甲|乙", "|"), ("@cmd", "@cmd")])
def test_what_the_bank_refuses_or_a_sheet_would_run_is_listed(office, cashier, payee, word) -> None:
    batch = cashier.sent()
    batch.lines.update(payee=payee)
    faults = faults_of(as_csv(batch, Encoding.GB18030))
    assert [fault.payee for fault in faults] == [payee]
    assert word in faults[0].message


def test_a_bank_may_ask_for_union_numbers(office, cashier) -> None:
    batch = cashier.sent()
    BankProfile.objects.update(union_required=True)
    assert len(faults_of(PaymentBatch.objects.get(pk=batch.pk))) == 1


def test_the_file_is_written_once_and_handed_out_byte_for_byte(office, cashier) -> None:
    batch = cashier.listed()
    with pytest.raises(ValidationError) as refused:
        take_bank_file(batch, actor=office["payer"], now=LATER)
    assert refused.value.code == "not_checked"
    PaymentBatch.objects.filter(pk=batch.pk).update(state="checked", checked_by=office["approver"])
    batch.refresh_from_db()
    with pytest.raises(PermissionDenied):
        take_bank_file(batch, actor=office["reviewer"], now=LATER)
    first = take_bank_file(batch, actor=office["payer"], now=LATER)
    BankProfile.objects.update(remark_length=1, file_format=FileFormat.CSV)
    again = take_bank_file(PaymentBatch.objects.get(pk=batch.pk), actor=office["payer"], now=LATER)
    assert first.content == again.content
    assert hashlib.sha256(again.content).hexdigest() == again.sha256
    assert b"990000000001" not in bytes(again.content_sealed)
    taken = Entry.objects.filter(action="subsidies.bank_file.taken")
    assert [entry.data["sha256"] for entry in taken] == [first.sha256] * 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("columns", []),
        ("columns", [["iban", "账号"]]),
        ("columns", [["account", "账号"], ["account", "账号二"]]),
        ("return_columns", {"amount": "金额"}),
        ("return_columns", {"amount": "金额", "result": "结果", "serial": "序号"}),
        ("return_columns", {"amount": "金额", "result": "结果", "account": " "}),
    ],
)
def test_a_profile_that_no_file_can_follow_is_refused(db, field, value) -> None:
    profile = BankProfile(code="x", name="某银行", **{field: value})
    with pytest.raises(ValidationError) as refused:
        profile.full_clean()
    assert set(refused.value.error_dict) == {field}


@pytest.mark.parametrize("words", ["已入账", ["失败"], [["成功"]], [" "]])
def test_words_of_a_bank_that_could_be_misread_are_refused(db, words) -> None:
    profile = BankProfile(code="x", name="某银行", success_words=words)
    with pytest.raises(ValidationError) as refused:
        profile.full_clean()
    assert set(refused.value.error_dict) == {"success_words", "failure_words"}


def test_whole_account_numbers_of_a_batch_that_was_not_confirmed_are_not_handed_out(office, cashier) -> None:
    with pytest.raises(ValidationError) as refused:
        payment_workbook(cashier.listed(), actor=office["payer"], now=LATER)
    assert refused.value.code == "not_checked"


def test_the_payment_list_closes_with_its_sum_and_may_bear_the_hr_codes(office, cashier) -> None:
    batch = cashier.sent(THREE, to_people=True)

    def rows() -> list[tuple]:
        content = payment_workbook(PaymentBatch.objects.get(pk=batch.pk), actor=office["payer"], now=LATER)
        return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))

    plain = rows()
    assert plain[0][:3] == ("批次号", "序号", "姓名/单位")
    assert (plain[-1][0], plain[-1][1], plain[-1][6], plain[-1][10]) == (
        "合计",
        3,
        2400,
        "大写：贰仟肆佰元整",
    )
    assert plain[1][8] == "620000000101"
    BankProfile.objects.update(hr_codes=True)
    coded = rows()
    assert [code for code in coded[1] if code] == [
        "AAC003",
        "AAC147",
        "AAE002",
        "ADC450",
        "ADC451",
        "AAF200",
        "AAE010",
    ]
    assert coded[2] == plain[1]


def test_the_paper_shows_masked_accounts(office, cashier) -> None:
    batch = cashier.sent(THREE, to_people=True)
    paper = payment_paper(batch, actor=office["payer"], now=LATER)
    assert paper[:5] == b"%PDF-"
    assert b"620000000101" not in paper
