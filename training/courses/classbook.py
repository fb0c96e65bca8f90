"""The book of a class (班级管理表册): its sections as rows, for the printed book and the workbook alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db.models import Q

from office.certificates.models import Certificate
from office.exchange.columns import Column

from .attended import effective
from .enums import AttendanceStatus
from .models import (
    Attempt,
    Attendance,
    Correction,
    Lesson,
    OnlineRecord,
    RecordedCertificate,
    TrainingClass,
)
from .online import hours_beside
from .queries import certificates_of, hours_held, subject_of, trainees_of
from .rates import Rates
from .sections import CORRECTED, SIGNS, Section, columns, outcome, signed_by

_IS_CORRECTED: Final = Q(corrections__isnull=False)


@dataclass
class ClassBook:
    """Everything the book of a class says, read in a fixed number of queries."""

    training_class: TrainingClass
    trainees: list[Any] = field(init=False)
    lessons: list[Lesson] = field(init=False)

    def __post_init__(self) -> None:
        self.trainees = list(trainees_of(self.training_class))
        self.lessons = list(self.training_class.lessons.select_related("signed_off_by"))

    @cached_property
    def certificates(self) -> dict[str, Certificate]:
        """The valid certificates of the class by subject."""
        return certificates_of(self.trainees)

    @cached_property
    def recorded(self) -> dict[int, list[RecordedCertificate]]:
        """The certificates of other bodies that the class led to, by enrolment."""
        found: dict[int, list[RecordedCertificate]] = defaultdict(list)
        rows = RecordedCertificate.objects.filter(enrolment__training_class=self.training_class)
        for each in rows.order_by("issued_on"):
            found[each.enrolment_id or 0].append(each)
        return found

    @cached_property
    def attempts(self) -> list[Attempt]:
        """Every attempt, by the roster and the day."""
        rows = Attempt.objects.filter(enrolment__in=self.trainees).select_related("enrolment__courier")
        return list(rows.order_by("enrolment__position", "number"))

    @cached_property
    def rates(self) -> Rates:
        """The three agreed rates; hours of a class that runs are those so far."""
        held = hours_held(self.training_class)
        return Rates(
            registered=len(self.trainees),
            assessed=len({each.enrolment_id for each in self.attempts if not each.absent}),
            certified=sum(
                subject_of(each) in self.certificates or each.pk in self.recorded for each in self.trainees
            ),
            hours_attended=sum((self.attended(each) for each in self.trainees), Decimal(0)),
            hours_due=held * len(self.trainees),
        )

    def attended(self, trainee: Any) -> Decimal:
        """The class hours of a trainee: as computed at closing, else so far."""
        completion = getattr(trainee, "completion", None)
        hours = completion.hours_attended if completion else trainee.attended_hours
        return Decimal(hours).quantize(Decimal("0.1"))

    def sections(self) -> list[Section]:
        """The sections with tables, in the order of the book."""
        return [
            self.plan(),
            self.roster(),
            self.attendance(),
            self.sign_offs(),
            self.corrections(),
            self.online(),
            self.marks(),
            self.outcomes(),
        ]

    def plan(self) -> Section:
        """授课计划表."""
        course = self.training_class.course
        rows: list[Sequence[object]] = [
            (
                number,
                each.held_on,
                each.time_label,
                each.topic,
                str(each.get_form_display()),
                each.hours,
                each.teacher,
                each.room or self.training_class.room or self.training_class.place,
            )
            for number, each in enumerate(self.lessons, start=1)
        ]
        lessons = sum((each.hours for each in self.lessons), Decimal(0))
        if beside := hours_beside(course.hours, course.online_hours, lessons):
            rows.append((len(rows) + 1, None, "", "线上自学（平台学时）", "线上", beside, "", "线上平台"))
        return Section("授课计划表", columns("序号# 日期 时间 授课内容 形式 课时# 授课教师 地点"), rows)

    def roster(self) -> Section:
        """学员花名册."""
        rows = [
            (
                each.position,
                each.courier.name,
                str(each.courier.get_sex_display()),
                each.courier.id_number_masked,
                str(each.get_category_display()),
                each.employer_name,
                each.post,
                each.level,
            )
            for each in self.trainees
        ]
        return Section(
            "学员花名册", columns("序号# 姓名 性别 证件号码 人员类别 工作单位 岗位 等级"), rows, kept=2
        )

    def attendance(self) -> Section:
        """考勤表: a sign a lesson, a star where it was corrected, and the hours at the end."""
        rows = effective(Attendance.objects.filter(enrolment__in=self.trainees))
        signs = {
            (each.enrolment_id, each.lesson_id): SIGNS[each.status_now]
            + (CORRECTED if each.corrected else "")
            for each in rows.annotate(corrected=_IS_CORRECTED)
        }
        headings = [
            *columns("序号# 姓名"),
            *(Column(f"l{each.pk}", self._heading(each), width=7) for each in self.lessons),
            *columns("出勤学时#"),
        ]
        values = [
            (
                each.position,
                each.courier.name,
                *(signs.get((each.pk, lesson.pk), "") for lesson in self.lessons),
                self.attended(each),
            )
            for each in self.trainees
        ]
        return Section("考勤表", headings, values, kept=2, centred=range(2, len(self.lessons) + 2))

    def _heading(self, lesson: Lesson) -> str:
        """Month and day over one another, and the time where a day has several lessons."""
        several = sum(each.held_on == lesson.held_on for each in self.lessons) > 1
        time = f"\n{lesson.starts_at:%H:%M}" if several and lesson.starts_at else ""
        return f"{lesson.held_on.month}月\n{lesson.held_on.day}日{time}"

    def sign_offs(self) -> Section:
        """考勤签字确认表: who signed each register off, and when."""
        rows = [
            (
                each.held_on,
                each.time_label,
                each.topic,
                each.hours,
                each.teacher,
                signed_by(each),
                each.signed_off_at,
            )
            for each in self.lessons
        ]
        return Section(
            "考勤签字确认表", columns("日期 时间 授课内容 课时# 授课教师 签字确认人 确认时间"), rows
        )

    def corrections(self) -> Section:
        """考勤更正表: what was changed after a register had been signed off, and why."""
        found = Correction.objects.filter(attendance__enrolment__in=self.trainees).select_related(
            "attendance__lesson", "attendance__enrolment__courier", "author"
        )
        rows = [
            (
                each.attendance.lesson.held_on,
                each.attendance.enrolment.courier.name,
                f"{SIGNS[AttendanceStatus(each.old_status)]} {each.old_hours}",
                f"{SIGNS[AttendanceStatus(each.status)]} {each.hours}",
                each.reason,
                each.author.get_full_name() if each.author else "",
                each.made_at,
            )
            for each in found.order_by("made_at", "pk")
        ]
        return Section("考勤更正表", columns("日期 姓名 更正前 更正后 更正原因 更正人 更正时间"), rows)

    def online(self) -> Section:
        """在线学习课时统计."""
        found = OnlineRecord.objects.filter(enrolment__in=self.trainees).select_related("enrolment__courier")
        rows = [
            (
                each.enrolment.position,
                each.enrolment.courier.name,
                each.platform,
                each.course,
                each.hours_due,
                each.hours_done,
                min(each.hours_due, each.hours_done),
                each.first_at,
                each.last_at,
                each.devices,
            )
            for each in found.order_by("enrolment__position", "platform", "course")
        ]
        return Section(
            "在线学习课时统计",
            columns("序号# 姓名 平台 课程 应学课时# 已学课时# 计入课时# 首次学习 最后学习 设备数#"),
            rows,
            kept=2,
        )

    def marks(self) -> Section:
        """成绩册 (应知/应会): every attempt; the reviews only where anybody has one."""
        extra = [
            (part, header)
            for part, header in (("review", "综合评审#"), ("performance", "工作业绩#"))
            if any(getattr(each, part) is not None for each in self.attempts)
        ]
        rows = [
            (
                each.enrolment.position,
                each.enrolment.courier.name,
                f"第{each.number}次",
                each.taken_on,
                each.theory,
                each.practice,
                *(getattr(each, part) for part, _header in extra),
                "缺考" if each.absent else "合格" if each.passed else "不合格",
                each.examiner,
            )
            for each in self.attempts
        ]
        headers = [
            "序号# 姓名 次数 考核日期 应知（理论）# 应会（技能）#",
            *(header for _part, header in extra),
        ]
        return Section("成绩册", columns(" ".join([*headers, "结果 考评员"])), rows, kept=2)

    def outcomes(self) -> Section:
        """结业与获证名册."""
        held = hours_held(self.training_class)
        rows = []
        for each in self.trainees:
            completion = getattr(each, "completion", None)
            paper = self.certificates.get(subject_of(each))
            rows.append(
                (
                    each.position,
                    each.courier.name,
                    completion.hours_held if completion else held,
                    self.attended(each),
                    outcome(completion),
                    paper.number if paper else "",
                    "\n".join(other.number for other in self.recorded.get(each.pk, [])),
                )
            )
        return Section(
            "结业与获证名册",
            columns("序号# 姓名 应到学时# 出勤学时# 结果 培训合格证书编号 其他机构证书编号"),
            rows,
            kept=2,
        )
