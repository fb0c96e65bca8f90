"""The lists of supervision as workbooks: the rows of the screen, in its order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from office.people.models import Organisation

from .models import Inspection, InspectionDraw, Sample, Sanction
from .queries import with_counts, with_figures

INSPECTION_COLUMNS: Final = (
    Column("class", "班级编号", width=18),
    Column("title", "班级名称", width=34),
    Column("provider", "培训机构", width=30),
    Column("choice", "抽查方式", width=14),
    Column("planned_on", "计划日期", text=False),
    Column("inspectors", "检查人员", width=20),
    Column("state", "状态", width=10),
    Column("visited_on", "检查日期", text=False),
    Column("entry_due_on", "应录入日期", text=False),
    Column("enrolled", "花名册人数", text=False, width=10),
    Column("registered", "签到人数", text=False, width=10),
    Column("present", "实到人数", text=False, width=10),
    Column("teacher", "教师与备案一致", width=14),
    Column("place", "地点与备案一致", width=14),
    Column("result", "检查结果", width=14),
    Column("defects", "发现问题", width=40),
    Column("rectify_by", "整改期限", text=False),
    Column("rectified_on", "整改完成日期", text=False),
)
SAMPLE_COLUMNS: Final = (
    Column("class", "班级编号", width=18),
    Column("title", "班级名称", width=34),
    Column("provider", "培训机构", width=30),
    Column("number", "抽样次序", text=False, width=10),
    Column("drawn_at", "抽样时间", text=False, width=18),
    Column("caller", "回访人员", width=12),
    Column("size", "抽中人数", text=False, width=10),
    Column("concluded", "已有结果", text=False, width=10),
    Column("failed", "异常人数", text=False, width=10),
    Column("seed", "随机种子", width=36),
    Column("reason", "再次抽样原因", width=30),
)
DRAW_COLUMNS: Final = (
    Column("held_on", "检查日期", text=False),
    Column("drawn_at", "抽取时间", text=False, width=18),
    Column("drawn_by", "抽取人", width=12),
    Column("seed", "随机种子", width=36),
    Column("size", "拟抽班数", text=False, width=10),
    Column("frame", "备选班级", width=60),
    Column("drawn", "抽中班级", width=30),
)
SANCTION_COLUMNS: Final = (
    Column("document", "文号", width=24),
    Column("provider", "培训机构", width=30),
    Column("step", "处理方式", width=16),
    Column("imposed_on", "处理日期", text=False),
    Column("rectify_by", "整改期限", text=False),
    Column("barred_from", "暂停新开班起", text=False),
    Column("barred_until", "暂停新开班止", text=False),
    Column("reason", "事由", width=50),
    Column("lifted_on", "解除日期", text=False),
    Column("lifting_reason", "解除原因", width=30),
)
PROVIDER_COLUMNS: Final = (
    Column("provider", "培训机构", width=34),
    Column("classes", "班级数", text=False, width=10),
    Column("trainees", "学员人数", text=False, width=10),
    Column("pass_rate", "考核合格率%", text=False, width=12),
    Column("attendance", "出勤率%", text=False, width=10),
    Column("inspections", "检查次数", text=False, width=10),
    Column("with_defects", "发现问题次数", text=False, width=12),
    Column("called", "回访有结果人数", text=False, width=14),
    Column("failed", "回访异常人数", text=False, width=12),
    Column("certificates", "一年内发证数", text=False, width=12),
    Column("burst", "最密集时段发证数", text=False, width=16),
    Column("sanctions", "处理次数", text=False, width=10),
    Column("barred_until", "暂停新开班至", text=False),
)


def _yes(value: bool | None) -> str:
    return "" if value is None else "是" if value else "否"


def inspections_workbook(rows: QuerySet[Inspection], **taken: Unpack[Taken]) -> bytes:
    """Return the inspections of a list; who took how many is recorded."""
    found = list(rows.prefetch_related("defects"))
    values = [
        (
            each.training_class.number,
            each.training_class.title,
            each.training_class.provider.name,
            each.get_choice_display(),
            each.planned_on,
            f"{each.first_inspector.get_full_name()}、{each.second_inspector.get_full_name()}",
            each.get_state_display(),
            each.visited_on,
            each.entry_due_on,
            each.enrolled_count,
            each.registered_count,
            each.present_count,
            _yes(each.teacher_as_filed),
            _yes(each.place_as_filed),
            each.get_result_display(),
            "；".join(defect.get_code_display() for defect in each.defects.all()),
            each.rectify_by,
            each.rectified_on,
        )
        for each in found
    ]
    return list_workbook(
        "inspections.inspection.exported",
        Sheet(_("Inspections"), INSPECTION_COLUMNS, values),
        rows=len(found),
        **taken,
    )


def samples_workbook(rows: QuerySet[Sample], **taken: Unpack[Taken]) -> bytes:
    """Return the samples of a list with what the calls came to; no person is named."""
    found = with_counts(rows)
    values = [
        (
            each.training_class.number,
            each.training_class.title,
            each.training_class.provider.name,
            each.number,
            each.drawn_at,
            each.caller.get_full_name(),
            each.size,
            each.counts.concluded,  # type: ignore[attr-defined]
            each.counts.failed,  # type: ignore[attr-defined]
            each.seed,
            each.reason,
        )
        for each in found
    ]
    return list_workbook(
        "inspections.sample.exported",
        Sheet(_("Call-back samples"), SAMPLE_COLUMNS, values),
        rows=len(found),
        **taken,
    )


def draws_workbook(rows: QuerySet[InspectionDraw], **taken: Unpack[Taken]) -> bytes:
    """Return the draws of a list with what is needed to repeat each."""
    found = list(rows)
    values = [
        (
            each.held_on,
            each.drawn_at,
            each.drawn_by.get_full_name(),
            each.seed,
            each.size,
            "、".join(each.frame),
            "、".join(each.drawn),
        )
        for each in found
    ]
    return list_workbook(
        "inspections.draw.exported",
        Sheet(_("Draws of inspections"), DRAW_COLUMNS, values),
        rows=len(found),
        **taken,
    )


def sanctions_workbook(rows: QuerySet[Sanction], **taken: Unpack[Taken]) -> bytes:
    """Return the sanctions of a list."""
    found = list(rows)
    values = [
        (
            each.document_number,
            each.provider.name,
            each.get_step_display(),
            each.imposed_on,
            each.rectify_by,
            each.barred_from,
            each.barred_until,
            each.reason,
            each.lifted_on,
            each.lifting_reason,
        )
        for each in found
    ]
    return list_workbook(
        "inspections.sanction.exported",
        Sheet(_("Sanctions"), SANCTION_COLUMNS, values),
        rows=len(found),
        **taken,
    )


def providers_workbook(rows: Sequence[Organisation], *, on: datetime.date, **taken: Unpack[Taken]) -> bytes:
    """Return the figures of the providers of a list as of a day."""
    found = with_figures(rows, on=on)
    values = [(each.name, *_figures(each)) for each in found]
    return list_workbook(
        "inspections.provider.exported",
        Sheet(_("Figures of providers"), PROVIDER_COLUMNS, values),
        rows=len(found),
        **taken,
    )


def _figures(provider: Organisation) -> tuple[object, ...]:
    figures = provider.figures  # type: ignore[attr-defined]
    return (
        figures.classes,
        figures.trainees,
        figures.pass_rate,
        figures.attendance,
        figures.inspections,
        figures.with_defects,
        figures.calls.concluded,
        figures.calls.failed,
        figures.certificates,
        figures.burst,
        figures.sanctions,
        figures.barred_until,
    )
