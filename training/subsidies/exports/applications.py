"""Sheet T7, the application for a subsidy: the form and the roster, as a workbook and as papers to sign."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.models import Certificate
from office.certificates.rendering.documents import render_table_document
from office.exchange.columns import Column, money_column
from office.exchange.writing import Manifest, Sheet, Value, write_workbook
from office.people.identifiers import mask_id_number
from training.courses.queries import subject_of

from .. import queries
from ..capitals import in_capitals, yuan, yuan_text
from ..enums import Payee
from ..models import Claim, ClaimLine
from ..rules import age_on

FORM = "申请表"
ROSTER = "人员花名册"
OPINIONS = ("初审意见", "复核意见", "审批意见")
PROMISE = (
    "申请人承诺本表及人员花名册所填内容真实、完整。"
    "\n申请人（盖章）：＿＿＿＿＿＿＿＿    经办人：＿＿＿＿＿＿＿＿"
)
BOX = "\n签名：＿＿＿＿＿＿    日期：＿＿＿＿年＿＿月＿＿日    （盖章）"

ITEMS = (Column("item", "项目", width=20), Column("content", "内容", width=60))
PEOPLE = (
    Column("place", "序号", text=False, width=6),
    Column("name", "姓名"),
    Column("id_number", "证件号码", width=22),
    Column("sex", "性别", width=6),
    Column("age", "年龄", text=False, width=6),
    Column("category", "人员类别", width=20),
    Column("employer", "单位", width=26),
    Column("occupation", "职业", width=12),
    Column("level", "等级", width=14),
    Column("hours", "课时", text=False, width=8),
    Column("attendance", "出勤率%", text=False, width=9),
    Column("theory", "理论", text=False, width=8),
    Column("practice", "技能", text=False, width=8),
    Column("certificate", "证书编号", width=24),
    Column("issued_on", "发证日期", text=False, width=12),
    money_column("standard", "补贴标准", width=10),
    money_column("amount", "申请金额", width=10),
    Column("payee", "收款人", width=20),
    Column("account", "银行账号", width=22),
    Column("bank", "开户银行", width=22),
    Column("phone", "联系电话", width=14),
    Column("remark", "备注", width=40),
)
# What fits on the printed roster; the workbook has everything.
PRINTED = (
    "place",
    "name",
    "id_number",
    "category",
    "employer",
    "hours",
    "attendance",
    "certificate",
    "issued_on",
    "amount",
    "remark",
)


@transaction.atomic
def application_workbook(claim: Claim, *, actor: Any, now: datetime.datetime) -> bytes:
    """Return form and roster as an .xlsx; numbers are masked. Who took it is recorded."""
    _record(claim, "xlsx", actor, now)
    return write_workbook(
        Sheet(FORM, ITEMS, form_rows(claim, now)),
        Sheet(ROSTER, PEOPLE, roster_rows(claim)),
        manifest=Manifest(actor.get_full_name(), now, claim.case.number),
    )


@transaction.atomic
def application_paper(claim: Claim, *, actor: Any, now: datetime.datetime) -> bytes:
    """Return the form as a PDF with a box for each opinion. Who took it is recorded."""
    _record(claim, "form", actor, now)
    # The promise stands in the table, so that form, seal and opinions share one page.
    signed = [("申请人承诺", PROMISE), *((opinion, BOX) for opinion in OPINIONS)]
    rows = [*form_rows(claim, now), *signed]
    return render_table_document(
        _("Application for the subsidy"),
        [],
        [column.header for column in ITEMS],
        rows,
        footer=claim.case.number,
        author=claim.applicant_name,
        made_on=timezone.localdate(now),
        subtitle=claim.scheme.name,
    )


@transaction.atomic
def roster_paper(claim: Claim, *, actor: Any, now: datetime.datetime) -> bytes:
    """Return the roster as a PDF on landscape pages. Who took it is recorded."""
    _record(claim, "roster", actor, now)
    places = [place for place, column in enumerate(PEOPLE) if column.key in PRINTED]
    rows = [[_printed(row[place]) for place in places] for row in roster_rows(claim)]
    review = queries.review_of(claim)
    return render_table_document(
        ROSTER,
        [(_("Case"), claim.case.number), (_("Applicant"), claim.applicant_name)],
        [PEOPLE[place].header for place in places],
        rows,
        footer=claim.case.number,
        author=claim.applicant_name,
        made_on=timezone.localdate(now),
        closing=[review.remark, review.formula],
        numeric=(0, 5, 6, 9),
        landscape=True,
    )


def form_rows(claim: Claim, now: datetime.datetime) -> list[tuple[str, str]]:
    """Return the form as pairs, in the order of the sheet; what the claim does not have is left empty."""
    review, taught = queries.review_of(claim), claim.training_class
    organisation = claim.case.organisation
    first = claim.lines.select_related("enrolment__training_class__course", "certificate", "courier").first()
    dates = f"{taught.starts_on.isoformat()} 至 {taught.ends_on.isoformat()}" if taught else ""
    # Where the one person claimed for is paid, the form bears the person's account.
    own = first if claim.payee is None and review.claimed == 1 else None
    return [
        ("申请单位（个人）", claim.applicant_name),
        ("统一社会信用代码", (organisation.credit_code or "") if organisation else ""),
        ("班级编号", taught.number if taught else ""),
        ("培训职业", first.skill.occupation if first else ""),
        ("等级", first.skill.level if first else ""),
        ("培训起止日期", dates),
        ("备案人数", str(review.filed)),
        ("结业人数", str(review.completed)),
        ("取证人数", str(review.certified)),
        ("申请补贴人数", str(review.granted)),
        ("补贴标准（元/人）", review.standard),
        ("补贴金额（元）", f"{yuan_text(review.amount)}（{review.formula}）"),
        ("大写金额", in_capitals(review.amount)),
        ("花名册与申请人数差异", review.remark if review.refused else "无差异"),
        ("户名", claim.payee_name or (own.courier.name if own else "见人员花名册")),
        ("开户银行", own.bank_name if own else claim.bank_name),
        ("银行账号", mask_id_number(own.bank_account if own else claim.bank_account)),
        ("经办人电话", organisation.phone if organisation else ""),
        ("申请日期", timezone.localdate(now).isoformat()),
    ]


def roster_rows(claim: Claim) -> list[Sequence[Value]]:
    """Return everybody in the claim in the order of the sheet, in a fixed number of queries."""
    lines = list(queries.people_of(claim))
    issued = queries.certificates_of_lines(lines)
    return [_person(claim, line, issued) for line in lines]


def _person(claim: Claim, line: ClaimLine, issued: Mapping[str, Certificate]) -> Sequence[Value]:
    training, certificate = line.enrolment, line.certificate
    paper = certificate or (issued.get(subject_of(training)) if training else None)
    completion = getattr(training, "completion", None)
    marks = certificate or getattr(training, "assessment", None)
    to_person = line.payee == Payee.PERSON
    return (
        line.position,
        line.courier.name,
        line.courier.id_number_masked,
        str(line.courier.get_sex_display()),
        age_on(line.courier.birth_date, claim.judged_on),
        str(training.get_category_display()) if training else "",
        training.employer_name if training else "",
        line.skill.occupation,
        line.skill.level,
        completion.hours_held if completion else None,
        _share(completion),
        getattr(marks, "theory", None),
        getattr(marks, "practice", None),
        paper.number if paper else "",
        paper.issued_on if paper else None,
        yuan(line.amount) if line.amount else None,
        yuan(line.amount),
        line.courier.name if to_person else claim.payee_name,
        mask_id_number(line.bank_account if to_person else claim.bank_account),
        line.bank_name if to_person else claim.bank_name,
        line.courier.phone_masked,
        "" if line.amount else queries.reason_of(line),
    )


def _share(completion: Any) -> Decimal | None:
    if completion is None or not completion.hours_held:
        return None
    share = Decimal(completion.hours_attended * 100 / completion.hours_held)
    return share.quantize(Decimal("0.1"))


def _printed(value: Any) -> str:
    return "" if value is None else str(value)


def _record(claim: Claim, form: str, actor: Any, now: datetime.datetime) -> None:
    audit.record("subsidies.application.exported", actor=actor, subject=claim.case, at=now, format=form)
