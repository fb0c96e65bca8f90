"""The summary sheet of nominations (T11, 评优推荐汇总表): its columns, for import and export alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from office.exchange.columns import Column
from office.people.names import clean_name

from .enums import PersonCategory, UnitNoticeResult
from .models.nominee import LONG, SHORT

CATEGORY_WORDS: Final[Mapping[str, PersonCategory]] = {
    "产业工人": PersonCategory.INDUSTRIAL,
    "其他一线": PersonCategory.FRONT_LINE,
    "农民工": PersonCategory.MIGRANT,
    "企业负责人": PersonCategory.HEAD,
    "机关事业": PersonCategory.AGENCY,
}
SECTOR_WORDS: Final[Mapping[str, bool]] = {"公有": True, "非公": False}
RESULT_WORDS: Final[Mapping[str, UnitNoticeResult]] = {
    "无异议": UnitNoticeResult.NONE,
    "异议已查清": UnitNoticeResult.SETTLED,
}
SEXES: Final = ("男", "女")
_CATEGORY_ALIASES: Final = {
    "产业职工": "产业工人",
    "一线": "其他一线",
    "一线职工": "其他一线",
    "机关事业单位": "机关事业",
}
_RESULT_ALIASES: Final = {"公示无异议": "无异议", "无": "无异议"}


def _plain(text: str) -> str:
    return "".join(text.split())


def _category(text: str) -> str:
    return _CATEGORY_ALIASES.get(_plain(text), _plain(text))


def _result(text: str) -> str:
    return _RESULT_ALIASES.get(_plain(text), _plain(text))


def _lines(text: str) -> str:
    """Keep the paragraphs of a text, without blank lines and spaces at their ends."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


COLUMNS: Final = (
    Column("position", "序号", aliases=("编号", "No"), text=False, width=6, example="示例"),
    Column("name", "姓名", aliases=("推荐对象", "候选人"), required=True, clean=clean_name, example="张三"),
    Column("sex", "性别", required=True, clean=_plain, choices=SEXES, width=6, example="男"),
    Column("ethnicity", "民族", width=8, example="汉族"),
    Column("birth", "出生年月", aliases=("出生日期",), required=True, width=12, example="1995-05"),
    Column("politics", "政治面貌", width=12, example="群众"),
    Column("education", "学历", aliases=("文化程度",), width=12, example="大专"),
    Column(
        "post",
        "工作单位及职务/岗位",
        aliases=("工作单位及职务", "职务/岗位", "岗位"),
        required=True,
        width=30,
        example="某某快递平安网点 快递员",
    ),
    Column(
        "category",
        "人员类型",
        aliases=("人员类别",),
        required=True,
        clean=_category,
        choices=tuple(CATEGORY_WORDS),
        width=12,
        example="农民工",
    ),
    Column(
        "new_employment",
        "是否新就业形态",
        aliases=("新就业形态",),
        clean=_plain,
        choices=("是", "否"),
        width=12,
    ),
    Column("sector", "单位性质", clean=_plain, choices=tuple(SECTOR_WORDS), width=10, example="非公"),
    Column("union", "入会情况", aliases=("是否入会",), clean=_plain, choices=("是", "否"), width=10),
    Column("service_years", "从业年限", clean=_plain, width=10, example="6"),
    Column(
        "honours",
        "已获荣誉",
        aliases=("已获荣誉名称级别年份", "曾获荣誉"),
        required=True,
        width=30,
        example="无",
    ),
    Column(
        "short_text",
        "主要事迹",
        aliases=("主要事迹500字内", "简要事迹"),
        required=True,
        clean=_lines,
        width=40,
        hint=f"不超过 {SHORT} 字",
        example="事迹简介",
    ),
    Column(
        "long_text",
        "详细事迹",
        aliases=("详细事迹2000字内", "事迹材料"),
        required=True,
        clean=_lines,
        width=60,
        hint=f"不超过 {LONG} 字",
        example="事迹全文",
    ),
    Column("unit", "推荐单位", required=True, width=26, example="某某快递有限公司"),
    Column(
        "assembly_on",
        "民主程序",
        aliases=("职代会日期", "民主程序职代会日期"),
        required=True,
        width=14,
        hint="职代会或职工大会日期",
        example="2026-09-01",
    ),
    Column(
        "notice",
        "本单位公示起止",
        aliases=("公示起止", "公示时间"),
        required=True,
        width=26,
        example="2026-09-02至2026-09-08",
    ),
    Column(
        "notice_result",
        "公示结果",
        required=True,
        clean=_result,
        choices=tuple(RESULT_WORDS),
        width=14,
        example="无异议",
    ),
    Column("opinions", "征求意见部门及结果", aliases=("征求意见",), width=36, hint="由评选组织单位填写"),
    Column("phone", "联系电话", width=14, hint="导入时不读取，以登记的手机号为准"),
    Column("photo", "照片文件名", width=18, hint="照片另行报送"),
    Column("conduct", "交通违法/投诉核查结果", aliases=("交通违法核查", "投诉核查结果"), width=26),
    Column("deliveries", "配送单量（近12个月）", aliases=("配送单量",), clean=_plain, width=14),
    Column("safe_days", "安全骑行天数", clean=_plain, width=12),
    Column("remark", "备注", width=24),
)


def word_for(words: Mapping[str, object], value: object) -> str:
    """Return the sheet's word for a value, "" when there is none."""
    return next((word for word, meant in words.items() if meant == value), "")
