"""The summary sheet of applicants (T10, 申报汇总表): its columns and words, for import and export alike."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final

from office.exchange.columns import Column
from office.people.imports.judgement import ID_NUMBER
from office.people.names import clean_name

from .enums import Branch, Education, Ground, Level
from .models.application import LONGEST_SUMMARY

GRADES: Final[Mapping[str, str]] = {
    Level.TECHNICIAN: "员级",
    Level.ASSISTANT: "助理级",
    Level.ENGINEER: "中级",
    Level.SENIOR: "副高级",
    Level.CHIEF: "正高级",
}
TITLE_WORDS: Final[Mapping[str, Level]] = {
    "技术员": Level.TECHNICIAN,
    "助理工程师": Level.ASSISTANT,
    "工程师": Level.ENGINEER,
    "高级工程师": Level.SENIOR,
    "正高级工程师": Level.CHIEF,
}
#: 网路, not 网络, in the official name; people write both.
BRANCH_WORDS: Final[Mapping[str, Branch]] = {
    "快递设备工程": Branch.EQUIPMENT,
    "快递网路工程": Branch.NETWORK,
    "快递信息工程": Branch.INFORMATION,
}
EDUCATION_WORDS: Final[Mapping[str, Education]] = {
    "博士": Education.DOCTOR,
    "博士研究生": Education.DOCTOR,
    "硕士": Education.MASTER,
    "硕士研究生": Education.MASTER,
    "研究生": Education.MASTER,
    "硕士或第二学士学位": Education.MASTER,
    "第二学士学位": Education.MASTER,
    "本科": Education.BACHELOR,
    "大学本科": Education.BACHELOR,
    "大学": Education.BACHELOR,
    "技师班": Education.BACHELOR,
    "预备技师班": Education.BACHELOR,
    "大专": Education.COLLEGE,
    "专科": Education.COLLEGE,
    "大学专科": Education.COLLEGE,
    "高职": Education.COLLEGE,
    "高级工班": Education.COLLEGE,
    "中专": Education.SECONDARY,
    "中职": Education.SECONDARY,
    "中专（中职）": Education.SECONDARY,
    "中级工班": Education.SECONDARY,
    "高中": Education.OTHER,
    "初中": Education.OTHER,
    "其他": Education.OTHER,
}
GROUND_WORDS: Final[Mapping[str, Ground]] = {
    "技能等级贯通": Ground.SKILL,
    "贯通": Ground.SKILL,
    "提前申报（缩短年限）": Ground.EARLY,
    "提前申报": Ground.EARLY,
    "提前": Ground.EARLY,
    "破格申报（不受学历、年限限制）": Ground.EXCEPTIONAL,
    "破格申报": Ground.EXCEPTIONAL,
    "破格": Ground.EXCEPTIONAL,
    "绿色通道": Ground.EXCEPTIONAL,
}
NOTHING: Final = ("", "无", "—", "/", "无职称", "未取得")
_DAY: Final = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?")
_PARTS: Final = re.compile(r"[/／|｜;；,，\s]+")


def _plain(text: str) -> str:
    return "".join(text.split())


def _branch(text: str) -> str:
    word = _plain(text).replace("网络", "网路")
    found = [name for name in BRANCH_WORDS if word in (name, name.removeprefix("快递"), name[2:4])]
    return found[0] if found else word


def _grade(text: str) -> str:
    aliases = {"初级": "助理级", "副高": "副高级", "正高": "正高级", "助理": "助理级", "员": "员级"}
    return aliases.get(_plain(text), _plain(text))


def _number(text: str) -> str:
    return _plain(text).removesuffix("年").removesuffix("学时")


COLUMNS: Final = (
    Column("place", "序号", aliases=("编号", "No"), text=False, width=6, example="示例"),
    Column("name", "姓名", aliases=("申报人",), required=True, clean=clean_name, example="张三"),
    Column("sex", "性别", clean=_plain, choices=("男", "女"), width=6, example="男"),
    Column("born", "出生年月", aliases=("出生日期",), clean=_plain, width=10, example="1990-01"),
    ID_NUMBER,
    Column("unit", "工作单位", aliases=("单位", "推荐单位"), required=True, width=28, example="某某快递公司"),
    Column("post", "现岗位", aliases=("岗位", "职务"), example="设备主管"),
    Column(
        "education",
        "学历/专业/毕业时间",
        aliases=("学历专业毕业时间", "学历、专业及毕业时间", "学历"),
        width=30,
        example="本科/物流工程/2018-07",
        hint="用“/”分开：学历/专业/毕业年月",
    ),
    Column(
        "held",
        "现职称（资格）及取得时间",
        aliases=("现职称及取得时间", "现职称"),
        width=26,
        example="助理工程师/2020-10-08",
        hint="没有职称写“无”",
    ),
    Column(
        "years",
        "从事本专业年限",
        aliases=("专业年限", "从事专业年限"),
        required=True,
        clean=_number,
        text=False,
        width=10,
        example="8",
        hint="整年数",
    ),
    Column(
        "title",
        "申报职称",
        required=True,
        clean=_plain,
        choices=tuple(TITLE_WORDS),
        width=16,
        example="工程师",
    ),
    Column(
        "level",
        "申报级别",
        aliases=("级别",),
        required=True,
        clean=_grade,
        choices=tuple(GRADES.values()),
        width=10,
        example="中级",
    ),
    Column(
        "branch",
        "申报专业",
        aliases=("专业", "申报专业方向"),
        required=True,
        clean=_branch,
        choices=tuple(BRANCH_WORDS),
        width=18,
        example="快递网路工程",
    ),
    Column("hours", "继续教育学时", clean=_number, text=False, width=10, example="72", hint="本年度学时"),
    Column("appraisal", "年度考核", aliases=("考核结果", "年度考核结果"), width=20, example="近两年合格"),
    Column(
        "summary",
        "业绩摘要",
        aliases=("主要业绩",),
        width=50,
        hint=f"不超过 {LONGEST_SUMMARY} 字",
        example="主持分拣线改造",
    ),
    Column(
        "ground",
        "破格/绿色通道依据",
        aliases=("破格依据", "绿色通道依据"),
        width=30,
        hint="正常申报留空；提前、破格或贯通写“方式/依据”",
    ),
    Column(
        "complete", "材料清单完整", aliases=("材料是否完整",), clean=_plain, choices=("是", "否"), width=10
    ),
    Column("opinion", "推荐单位意见", aliases=("单位意见", "推荐意见"), width=40, example="同意推荐"),
)


def parts_of(text: str) -> list[str]:
    """Return the parts of a cell that says several things, as 本科/物流工程/2018-07."""
    return [part for part in _PARTS.split(text.strip()) if part]


def day_of(text: str) -> datetime.date | None:
    """Return the day that a text names; of a month the first; None for anything else."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return None


def read_education(text: str) -> tuple[Education, str, datetime.date | None] | None:
    """Return education, field of study and day of graduation; None when the education is not understood."""
    parts = parts_of(text)
    education = EDUCATION_WORDS.get(parts[0]) if parts else None
    if education is None:
        return None
    day = day_of(parts[-1]) if len(parts) > 1 else None
    return education, "".join(parts[1 : -1 if day else None]), day


def read_held(text: str) -> tuple[Level | None, datetime.date | None] | None:
    """Return the title held and since when, (None, None) for none; None when it is not understood."""
    if _plain(text) in NOTHING:
        return None, None
    parts = parts_of(text)
    level = TITLE_WORDS.get(parts[0]) if parts else None
    if level is None:
        return None
    return level, day_of(parts[-1]) if len(parts) > 1 else None


def read_ground(text: str) -> tuple[Ground, str]:
    """Return the way of applying and its basis; words without a way are the basis of an exceptional one."""
    if _plain(text) in NOTHING:
        return Ground.STANDARD, ""
    first, _stroke, rest = text.strip().partition("/")
    ground = GROUND_WORDS.get(first.strip())
    return (ground, rest.strip()) if ground else (Ground.EXCEPTIONAL, text.strip())
