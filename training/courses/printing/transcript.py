"""A person's transcript on paper."""

from __future__ import annotations

import datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.books import Grid, Part, render_book
from office.people.models import Courier, User

from ..models import RecordedCertificate
from ..printed import chinese_day, shown
from ..transcripts import Transcript, TranscriptLine, transcript_of, transcripts_visible_to

TITLE: Final = "快递员培训记录"
_MASKED: Final = "证件号码已部分隐去。课时每学时45分钟。进行中的班级为截至出具之日的课时。"
_WHOLE: Final = "本记录包括本人在各培训机构、各用人单位期间登记的全部培训、考核和证书。"
_PART: Final = "本记录仅包括本培训机构所办班级的培训、考核和证书。"
_STANDING: Final = {None: "在培", True: "结业", False: "未结业"}


@transaction.atomic
def transcript_pdf(courier: Courier, *, actor: User, now: datetime.datetime) -> bytes:
    """Return a person's transcript as far as the actor may see it; printing somebody else's is recorded.

    Raises PermissionDenied, or UnprintableText.
    """
    if not transcripts_visible_to(actor).filter(pk=courier.pk).exists():
        raise PermissionDenied(_("You may print transcripts of your own trainees only."))
    found = transcript_of(courier, actor)
    if actor.courier_id != courier.pk:
        audit.record(
            "courses.transcript.printed",
            actor=actor,
            subject=courier,
            at=now,
            classes=len(found.lines),
            whole=found.whole,
        )
    with translation.override("zh-hans"):
        return _printed(found, timezone.localdate(now))


def _printed(found: Transcript, today: datetime.date) -> bytes:
    courier = found.courier
    part = Part(
        title=TITLE,
        facts=[
            ("姓名", courier.name),
            ("性别", str(courier.get_sex_display())),
            ("证件号码", courier.id_number_masked),
            ("出具日期", chinese_day(today)),
            ("培训班次", f"{len(found.lines)} 个"),
            ("累计出勤", f"{shown(found.hours_attended)} 学时"),
        ],
        grids=_grids(found),
        closing=[_WHOLE if found.whole else _PART, _MASKED],
        to_sign=["经办人：", "复核人："],
        landscape=True,
    )
    office = settings.OFFICE_NAME
    footer = f"{office} · {TITLE} · {courier.name}"
    return render_book(f"{office}{TITLE}", [part], author=office, made_on=today, footer=footer)


def _grids(found: Transcript) -> list[Grid]:
    grids = [_classes(found.lines), _results(found), _certificates(found), _recorded(found.recorded)]
    if found.whole:
        grids.append(_employments(found))
        grids.append(
            Grid(
                ["年度", "继续教育学时"],
                [[f"{year}年", shown(hours)] for year, hours in found.continuing.items()],
                caption="六、继续教育",
                numeric=[1],
            )
        )
    return grids


def _classes(lines: list[TranscriptLine]) -> Grid:
    return Grid(
        ["班级编号", "培训课程", "培训类型", "培训机构", "起止日期", "应到学时", "出勤学时", "结果"],
        [
            [
                line.enrolment.training_class.number,
                str(line.enrolment.training_class.course),
                str(line.enrolment.training_class.course.get_kind_display()),
                line.enrolment.training_class.provider.name,
                f"{shown(line.enrolment.training_class.starts_on)}\n{shown(line.enrolment.training_class.ends_on)}",
                shown(line.hours_held),
                shown(line.hours_attended),
                _STANDING[line.completed],
            ]
            for line in lines
        ],
        caption="一、培训班次",
        numeric=[5, 6],
    )


def _results(found: Transcript) -> Grid:
    return Grid(
        ["班级编号", "次数", "考核日期", "理论", "技能", "综合评审", "结果", "考评员"],
        [
            [
                line.enrolment.training_class.number,
                f"第{each.number}次",
                shown(each.taken_on),
                shown(each.theory),
                shown(each.practice),
                shown(each.review),
                "缺考" if each.absent else "合格" if each.passed else "不合格",
                each.examiner,
            ]
            for line, each in found.attempts
        ],
        caption="二、考核结果（含补考）",
        numeric=[3, 4, 5],
    )


def _certificates(found: Transcript) -> Grid:
    return Grid(
        ["证书编号", "培训课程", "颁发机构", "颁发日期", "状态"],
        [
            [
                each.number,
                str(each.facts.get("course_name", "")),
                each.issuer.name,
                shown(each.issued_on),
                str(each.get_status_display()),
            ]
            for each in found.certificates
        ],
        caption="三、培训合格证书",
    )


def _recorded(certificates: list[RecordedCertificate]) -> Grid:
    return Grid(
        ["证书类型", "证书编号", "职业", "等级", "发证机构", "发证日期", "有效期至"],
        [
            [
                str(each.get_kind_display()),
                each.number,
                each.occupation,
                each.level or "--",
                each.issuer,
                shown(each.issued_on),
                shown(each.valid_until) or "长期",
            ]
            for each in certificates
        ],
        caption="四、其他机构颁发的证书（登记）",
    )


def _employments(found: Transcript) -> Grid:
    return Grid(
        ["用人单位", "站点", "岗位", "起", "止"],
        [
            [
                each.employer.name,
                each.station.name if each.station else "",
                each.post,
                shown(each.started_on) or "未登记",
                shown(each.ended_on) or "至今",
            ]
            for each in found.employments
        ],
        caption="五、从业经历",
    )
