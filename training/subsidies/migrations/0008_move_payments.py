"""Enter the profiles that an office starts with, and turn each claim's payment into a batch of one line."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from office.people import vault

PROFILES = (
    {"code": "default", "name": "通用工作簿（xlsx）", "is_default": True},
    {"code": "csv-gb18030", "name": "通用文本（csv，GB18030）", "file_format": "csv"},
    {"code": "csv-gbk", "name": "通用文本（csv，GBK）", "file_format": "csv", "encoding": "gbk"},
    {"code": "hr-core", "name": "人社数据标准代码行（xlsx）", "hr_codes": True},
)
ACCOUNT_COLUMN = "subsidies.payment_line.account"


def enter_profiles(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Enter the profiles; an office changes them to what its bank wants."""
    for profile in PROFILES:
        apps.get_model("subsidies", "BankProfile").objects.get_or_create(
            code=profile["code"], defaults=profile
        )


def move_payments(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep each payment's number, day and reference; nobody looked at these a second time."""
    batches = apps.get_model("subsidies", "PaymentBatch").objects
    payments = apps.get_model("subsidies", "Payment").objects.select_related("claim__case", "claim__payee")
    for payment in payments.order_by("listed_at"):
        claim, paid = payment.claim, payment.paid_on is not None
        batch = batches.create(
            number=payment.number,
            scheme_id=claim.scheme_id,
            profile_id="default",
            state="settled" if paid else "checked",
            second_look=False,
            made_by_id=claim.case.paid_by_id,
            made_at=payment.listed_at,
        )
        account = claim.bank_account
        context = f"subsidies.payment_line.account:{batch.pk}:1"
        apps.get_model("subsidies", "PaymentLine").objects.create(
            batch=batch,
            serial=1,
            claim=claim,
            payee=claim.payee.name if claim.payee else "",
            bank_name=claim.bank_name,
            account_sealed=vault.seal(account, context=context) if account else b"",
            account_index=vault.blind_index(account, column=ACCOUNT_COLUMN) if account else "",
            account_masked=f"**** {account[-4:]}" if account else "",
            people=payment.people,
            amount=payment.amount,
            state="paid" if paid else "listed",
            paid_on=payment.paid_on,
            bank_reference=payment.bank_reference,
        )


class Migration(migrations.Migration):

    dependencies = [("subsidies", "0007_payment_batches")]

    operations = [
        migrations.RunPython(enter_profiles, migrations.RunPython.noop),
        migrations.RunPython(move_payments, migrations.RunPython.noop),
    ]
