"""Sheet T10, the summary of applications that is sent upward: the very applications that the list shows."""

from __future__ import annotations

from typing import Unpack

from django.db.models import QuerySet

from office.casework.procedures import procedure_of
from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from training.subsidies.rules.months import age_on

from ..enums import Ground, Level
from ..models import TitleApplication
from ..queries import hours_by_application, with_rows

COLUMNS = (
    Column("place", "序号", text=False, width=6),
    Column("number", "申请编号", width=18),
    Column("name", "姓名", required=True),
    Column("sex", "性别", width=6),
    Column("born", "出生年月", width=10),
    Column("id_number", "证件号码", required=True, width=22),
    Column("unit", "工作单位", required=True, width=28),
    Column("post", "现岗位"),
    Column("education", "学历/专业/毕业时间", width=30),
    Column("held", "现职称（资格）及取得时间", width=26),
    Column("years", "从事本专业年限", required=True, text=False, width=10),
    Column("title", "申报职称", required=True, width=16),
    Column("level", "申报级别", required=True, width=10),
    Column("branch", "申报专业", required=True, width=18),
    Column("hours", "继续教育学时", text=False, width=10),
    Column("appraisal", "年度考核", width=20),
    Column("summary", "业绩摘要", width=50),
    Column("ground", "破格/绿色通道依据", width=30),
    Column("complete", "材料清单完整", width=10),
    Column("opinion", "推荐单位意见", width=40),
    Column("verdict", "条件核查", width=10),
    Column("state", "状态", width=16),
)
GRADES = {
    "technician": "员级",
    "assistant": "助理级",
    "engineer": "中级",
    "senior": "副高级",
    "chief": "正高级",
}
VERDICTS = {True: "符合", False: "不符合", None: "证据不足"}


def applications_workbook(rows: QuerySet[TitleApplication], **taken: Unpack[Taken]) -> bytes:
    """Return applications as a workbook with masked ID numbers, and record that they were taken.

    The number of queries does not grow with the applications.
    """
    found = list(with_rows(rows.select_related("employer_notice")))
    hours = hours_by_application(found)
    lines = [
        _row(place, application, hours[application.pk]) for place, application in enumerate(found, start=1)
    ]
    sheet = Sheet("申报汇总表", COLUMNS, lines)
    return list_workbook("titles.application.exported", sheet, rows=len(lines), **taken)


def _row(place: int, application: TitleApplication, hours: object) -> tuple[object, ...]:
    case, person, round_ = application.case, application.applicant, application.round
    notice = getattr(application, "employer_notice", None)
    since = application.specialty_since
    return (
        place,
        case.number,
        person.name,
        person.get_sex_display(),
        f"{person.birth_date:%Y-%m}",
        person.id_number_masked,
        str(case.organisation or ""),
        application.post,
        _joined(application.get_education_display(), application.major, application.graduated_on),
        _joined(application.get_held_level_display(), application.held_since),
        age_on(since, round_.as_of) if since else None,
        round_.get_level_display(),
        GRADES[Level(round_.level)],
        round_.get_branch_display(),
        hours,
        application.appraisal,
        application.summary,
        ""
        if application.ground == Ground.STANDARD
        else _joined(application.get_ground_display(), application.ground_note),
        # The gate lets nobody past the submission without every paper asked for; a return asks for more.
        "否" if case.state in ("draft", "returned") else "是",
        notice.opinion if notice else "",
        VERDICTS[application.eligible] if application.judged_on else "",
        str(procedure_of(case).state(case.state).label),
    )


def _joined(*parts: object) -> str:
    return "/".join(str(part) for part in parts if part)
