"""The summary sheet of applicants as a blank to fill in, and handed back with what is wrong in it."""

from __future__ import annotations

import datetime

from django.db import transaction

from office.audit import actions as audit
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.people.imports.judgement import Judgement
from office.people.models import Organisation, User

from ..models import ApplicantSheet
from ..summary import COLUMNS


def template(employer: Organisation) -> bytes:
    """Return the blank sheet of an employer."""
    return template_workbook(
        "职称申报汇总表",
        COLUMNS,
        sheet="申报汇总表",
        band=[("推荐单位", employer.name)],
        notes=[
            "申报人须为本单位在职人员，按证件号码核对。",
            "按申报职称和申报专业对应今天开放的申报批次；未开放的批次不能导入。",
            "导入后为申报人建立草稿，由申报人本人核对、补充材料、作出承诺并提交。",
        ],
    )


@transaction.atomic
def returned(sheet: ApplicantSheet, *, only_wrong: bool, actor: User, now: datetime.datetime) -> bytes:
    """Return the employer's own workbook with what is wrong in it; who took it is recorded."""
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(sheet.content, sheet.filename, report, columns=COLUMNS, only_rejected=only_wrong)
    audit.record(
        "titles.sheet.returned",
        actor=actor,
        subject=sheet.employer,
        at=now,
        sha256=sheet.sha256,
        rows=len(report.rows),
    )
    return content
