"""Claims of classes brought to the day of payment, and the files a bank sends back."""

import datetime
import io
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from office.casework.models import Case
from training.courses.models import TrainingClass
from training.subsidies.actions import check_batch, claim_for_class, list_payment
from training.subsidies.enums import Payee
from training.subsidies.models import Claim, ClaimLine, PaymentBatch

from .conftest import NOW, PEOPLE, Office

LATER = NOW + datetime.timedelta(days=14)
ACCOUNT = "990000000001"
#: Who meets everything, one with a character that GBK lacks.
THREE = tuple((name, *PEOPLE[0][1:]) for name in (PEOPLE[0][0], "韩马䶮", "尕藏·东智"))
TWO = THREE[:2]
HEADINGS = ("批次号", "序号", "收款人账号", "收款户名", "交易金额", "结果", "失败原因", "交易日期", "流水号")


class Cashier:
    """Brings claims to payment."""

    def __init__(
        self,
        office: Office,
        make_class: Callable[..., TrainingClass],
        bring: Callable[[Claim, str], Case],
    ) -> None:
        self.office, self.make_class, self.bring, self.made = office, make_class, bring, 0

    def cleared(self, people: Sequence[object] = PEOPLE[:1], *, to_people: bool = False) -> Claim:
        """A claim whose notice is over; `to_people` pays each person at an account of their own."""
        self.made += 1
        taught = self.make_class(f"PX-{self.made}", people=people, first=self.made * 10)
        claim = claim_for_class(
            taught,
            bank_name="某银行",
            bank_account=ACCOUNT,
            scheme=self.office.scheme,
            actor=self.office["agent"],
            now=NOW,
        )
        self.bring(claim, "cleared")
        if to_people:
            for place, line in enumerate(claim.lines.filter(amount__gt=0), start=1):
                line.payee, line.bank_name = Payee.PERSON, "某银行"
                line.seal_bank_account(f"62000000{self.made:02d}{place:02d}")
                line.save()
        return Claim.objects.get(pk=claim.pk)

    def listed(self, *args: object, **kwargs: object) -> PaymentBatch:
        """A batch of one claim, made but not confirmed."""
        claim = self.cleared(*args, **kwargs)  # type: ignore[arg-type]
        return list_payment(claim, actor=self.office["payer"], now=LATER)

    def sent(self, *args: object, **kwargs: object) -> PaymentBatch:
        """A batch of one claim, confirmed by the approver."""
        return check_batch(self.listed(*args, **kwargs), actor=self.office["approver"], now=LATER)


def codes_of(refused: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return {name: [fault.code for fault in faults] for name, faults in refused.value.error_dict.items()}


def state_of(claim: Claim | ClaimLine) -> str:
    key = claim.claim_id if isinstance(claim, ClaimLine) else claim.pk
    return Case.objects.get(pk=key).state


def workbook(*rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> bytes:
    """A bank's return as a workbook."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
