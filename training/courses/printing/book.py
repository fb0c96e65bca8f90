"""The book of a class on paper and as a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.books import Cover, Grid, Part, render_book
from office.exchange.columns import Column
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

from ..actions.guards import ask
from ..classbook import ClassBook
from ..models import TrainingClass
from ..printed import chinese_day, percent, shown
from ..sections import Section

TITLE: Final = "班级管理表册"
SUMMARY: Final = "培训结果统计表"
_KEY: Final = "√ 到课　迟 迟到（计入出勤）　假 请假　缺 缺勤　* 签字确认后更正，见考勤更正表　空白 未登记"
_WIDE: Final = frozenset({"学员花名册", "考勤表", "在线学习课时统计", "考勤更正表"})
_TO_SIGN: Final = ("班主任：", "授课教师：", "机构负责人：", "填表日期：")


@transaction.atomic
def book_pdf(training_class: TrainingClass, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the book of a class as one PDF; who printed it is recorded.

    Raises PermissionDenied, or UnprintableText.
    """
    ask(actor, "courses.view_class", training_class)
    with translation.override("zh-hans"):
        book = ClassBook(training_class)
        content = render_book(
            TITLE,
            [*(_part(section) for section in book.sections()), _summary_part(book)],
            cover=_cover(book),
            author=training_class.provider.name,
            made_on=timezone.localdate(now),
            footer=f"{training_class.number} {training_class.title}",
        )
    audit.record(
        "courses.book.printed", actor=actor, subject=training_class, at=now, trainees=len(book.trainees)
    )
    return content


@transaction.atomic
def book_workbook(training_class: TrainingClass, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the same sections as a workbook with a manifest; who took it is recorded."""
    ask(actor, "courses.view_class", training_class)
    with translation.override("zh-hans"):
        book = ClassBook(training_class)
        sheets = [
            Sheet("封面", _PAIR, _facts(book)),
            *(Sheet(each.title, _flat(each.columns), each.rows) for each in book.sections()),
            Sheet(SUMMARY, _SUMMARY, _rates(book)),
        ]
        selection = _("Class book of %(number)s") % {"number": training_class.number}
        content = write_workbook(*sheets, manifest=Manifest(actor.get_full_name(), now, selection))
    audit.record(
        "courses.book.exported", actor=actor, subject=training_class, at=now, trainees=len(book.trainees)
    )
    return content


_PAIR: Final = (Column("label", "项目", width=20), Column("value", "内容", width=60))
_SUMMARY: Final = (
    Column("label", "项目", width=20),
    Column("value", "数值", width=14),
    Column("formula", "计算方法", width=60),
)


def _facts(book: ClassBook) -> list[tuple[str, str]]:
    each, course = book.training_class, book.training_class.course
    return [
        ("培训机构", each.provider.name),
        ("班级编号", each.number),
        ("班级名称", each.title),
        ("培训课程", str(course)),
        ("培训类型", str(course.get_kind_display())),
        ("职业（工种）", f"{course.occupation} {course.occupation_code}"),
        ("培训时间", f"{chinese_day(each.starts_on)}至{chinese_day(each.ends_on)}"),
        ("培训地点", each.place),
        ("计划课时", f"{shown(course.hours)} 学时（理论 {shown(course.theory_hours)}，技能 "
         f"{shown(course.practice_hours)}，线上 {shown(course.online_hours)}）"),
        ("学员人数", f"{len(book.trainees)} 人"),
        ("班级状态", str(each.get_state_display())),
    ]  # fmt: skip


def _cover(book: ClassBook) -> Cover:
    return Cover(book.training_class.title, _facts(book), book.training_class.provider.name)


def _part(section: Section) -> Part:
    grid = Grid(
        [column.header for column in section.columns],
        [[shown(value) for value in row] for row in section.rows],
        numeric=[place for place, column in enumerate(section.columns) if not column.text],
        centred=section.centred,
        kept=section.kept,
    )
    matrix = bool(section.centred)
    return Part(
        section.title,
        grids=[grid],
        closing=[_KEY] if matrix else [],
        to_sign=_TO_SIGN[:2] if matrix else (),
        landscape=section.title in _WIDE,
        small=matrix,
    )


def _summary_part(book: ClassBook) -> Part:
    return Part(
        SUMMARY,
        facts=[("班级编号", book.training_class.number), ("统计单位", settings.OFFICE_NAME)],
        grids=[Grid([column.header for column in _SUMMARY], _rates(book), numeric=[1])],
        closing=["证件号码已部分隐去；证书以颁发机构的查询结果为准。"],
        to_sign=_TO_SIGN,
    )


def _rates(book: ClassBook) -> list[tuple[str, str, str]]:
    rates = book.rates
    return [
        ("注册人数", str(rates.registered), "花名册在册学员"),
        ("鉴定（考核）人数", str(rates.assessed), "至少参加过一次考核的学员，缺考不计"),
        ("获证人数", str(rates.certified), "持有本班有效培训合格证书，或因本班取得其他机构证书的学员"),
        ("应到总学时", shown(rates.hours_due), "班级课时 × 注册人数"),
        ("出勤总学时", shown(rates.hours_attended), "全部学员出勤学时之和，含线上计入学时"),
        ("出勤率", percent(rates.attendance), "出勤总学时 ÷ 应到总学时 × 100%"),
        ("鉴定合格率", percent(rates.assessment), "获证人数 ÷ 鉴定（考核）人数 × 100%"),
        ("培训合格率", percent(rates.training), "获证人数 ÷ 注册人数 × 100%"),
    ]


def _flat(columns: Sequence[Column]) -> list[Column]:
    """Return columns whose headings stand on one line, as a workbook has them."""
    return [replace(each, header=each.header.replace("月\n", "月").replace("\n", " ")) for each in columns]
