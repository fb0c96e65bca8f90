"""Certificates of other bodies as a workbook."""

from __future__ import annotations

from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..enums import CheckResult
from ..models import RecordedCertificate

COLUMNS: Final = (
    Column("name", "姓名", width=16),
    Column("id_number", "证件号码", width=22),
    Column("kind", "证书类型", width=20),
    Column("number", "证书编号", width=26),
    Column("occupation", "职业", width=16),
    Column("level", "等级", width=14),
    Column("issuer", "发证机构", width=30),
    Column("issued_on", "发证日期", text=False),
    Column("valid_until", "有效期至", text=False),
    Column("theory", "理论成绩", text=False, width=10),
    Column("practice", "技能成绩", text=False, width=10),
    Column("class_number", "班级编号", width=16),
    Column("last_check", "网上核验", width=14),
    Column("checked_at", "核验时间", text=False, width=18),
)


def recorded_workbook(rows: QuerySet[RecordedCertificate], **taken: Unpack[Taken]) -> bytes:
    """Return the certificates of a list in its order with masked ID numbers; who took them is recorded."""
    certificates = list(rows)
    values = [_values(each) for each in certificates]
    return list_workbook(
        "courses.recorded.exported",
        Sheet(_("Certificates of other bodies"), COLUMNS, values),
        certificates=len(certificates),
        **taken,
    )


def _values(each: RecordedCertificate) -> tuple[object, ...]:
    check = each.last_check  # type: ignore[attr-defined]
    return (
        each.courier.name,
        each.courier.id_number_masked,
        each.get_kind_display(),
        each.number,
        each.occupation,
        each.level,
        each.issuer,
        each.issued_on,
        each.valid_until,
        each.theory,
        each.practice,
        each.enrolment.training_class.number if each.enrolment else "",
        CheckResult(check).label if check else "",
        each.checked_at,  # type: ignore[attr-defined]
    )
