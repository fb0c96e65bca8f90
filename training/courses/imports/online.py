"""Hours studied online (T4), as a platform lists them: a row a trainee and course of the platform."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from office.exchange.cells import Cell, as_date, as_decimal
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow, Layout
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.identifiers import clean_id_number
from office.people.names import clean_name

from ..models import Enrolment, OnlineRecord, TrainingClass
from .enrolled import ENROLMENT, find_enrolments
from .judgement import Judgement, judge_id_number, refuse_too_long

COLUMNS: Final = (
    Column(
        "id_number",
        "学号或证件号码",
        aliases=("证件号码", "学号", "身份证号", "身份证号码", "公民身份号码", "证件号"),
        required=True,
        clean=clean_id_number,
        width=22,
        example="99020319900101001X",
        hint="花名册序号，或 18 位证件号码（文本格式）",
    ),
    Column(
        "name",
        "姓名",
        aliases=("学员姓名", "学员"),
        required=True,
        clean=clean_name,
        width=16,
        example="张三",
    ),
    Column(
        "platform", "平台名称", aliases=("平台", "学习平台"), required=True, width=20, example="示例学习平台"
    ),
    Column(
        "course", "课程", aliases=("课程名称", "学习课程"), required=True, width=28, example="快递安全生产"
    ),
    Column(
        "hours_due", "应学课时", aliases=("应学学时", "总课时", "总学时"), required=True, text=False, width=10
    ),
    Column(
        "hours_done",
        "已学课时",
        aliases=("已学学时", "完成课时", "完成学时"),
        required=True,
        text=False,
        width=10,
    ),
    Column(
        "rate", "完成率%", aliases=("完成率", "学习进度"), text=False, width=10, hint="可不填，须与课时一致"
    ),
    Column("first_at", "首次学习时间", aliases=("开始学习时间",), width=18, hint="如 2026-08-03 19:20"),
    Column("last_at", "最后学习时间", aliases=("最近学习时间", "末次学习时间"), width=18),
    Column("devices", "登录IP/设备数", aliases=("登录IP数", "设备数", "登录设备数"), width=14),
    Column("record_number", "平台记录编号", aliases=("记录编号", "学习记录编号"), width=24),
)
#: A number in the roster has no more digits than this.
_PLACE: Final = re.compile(r"\d{1,4}", re.ASCII)
_LENGTHS: Final = {"platform": 60, "course": 100, "record_number": 60}
#: From so many devices or addresses on a reader of the preview is told.
MANY_DEVICES: Final = 3


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read a platform's list and judge every row; codes as in `judgement.PRECEDENCE`.

    Warnings: `rate_differs`, `more_than_due` (no more than the hours due count), `many_devices`,
    `name_differs`.
    Raises ValidationError for a file that cannot be used (the reader's codes).
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    by_place = {
        str(seat.position): seat for seat in training_class.enrolments.enrolled().select_related("courier")
    }
    rows = [_judged(layout, source, by_place, today) for source in layout.rows()]
    _refuse_duplicates(rows)
    find_enrolments(rows, training_class)
    _refuse_taken(rows)
    return Judgement(Report(layout.recognised, rows))


def _judged(
    layout: Layout, source: DataRow, by_place: dict[str, Enrolment], today: datetime.date
) -> JudgedRow:
    row = layout.judge(source)
    place = row.values["id_number"]
    if _PLACE.fullmatch(place):
        seat = by_place.get(str(int(place)))
        row.values["id_number"] = seat.courier.id_number if seat else ""
        if seat is None:
            row.refuse("id_number", "not_enrolled", _("The roster has no such number."))
    else:
        judge_id_number(row, source, today=today)
    refuse_too_long(row, _LENGTHS)
    _judge_hours(row, source)
    _judge_moments(row, source)
    _judge_devices(row)
    return row


def _judge_hours(row: JudgedRow, source: DataRow) -> None:
    found: dict[str, Decimal] = {}
    for key, least in (("hours_due", Decimal("0.1")), ("hours_done", Decimal(0))):
        hours = as_decimal(source[key])
        if hours is None or not least <= hours < 10_000 or hours != round(hours, 1):
            if not source[key].is_blank:
                row.refuse(key, "hours", _("Class hours are a number with at most one decimal, as 12.5."))
            continue
        found[key] = hours
        row.values[key] = f"{hours:.1f}"
    if len(found) < 2:
        return
    due, done = found["hours_due"], found["hours_done"]
    if done > due:
        row.warn("hours_done", "more_than_due", _("More hours than are due; no more than those due count."))
    stated = as_decimal(source["rate"])
    if stated is not None:
        percent = stated * 100 if stated <= 1 and done / due > Decimal("0.011") else stated
        if abs(percent - min(done / due, Decimal(1)) * 100) > 1:
            row.warn("rate", "rate_differs", _("The share does not fit the hours; the hours count."))


def _judge_moments(row: JudgedRow, source: DataRow) -> None:
    moments = []
    for key in ("first_at", "last_at"):
        cell = source[key]
        moment = None if cell.is_blank else as_moment(cell)
        row.values[key] = moment.isoformat() if moment else ""
        if moment is None and not cell.is_blank:
            row.refuse(key, "moment", _("This time cannot be read. Write it as 2026-08-03 19:20."))
        moments.append(moment)
    if moments[0] and moments[1] and moments[1] < moments[0]:
        row.refuse("last_at", "moment", _("The last time lies before the first. Correct one of them."))


def _judge_devices(row: JudgedRow) -> None:
    """Keep how many: a number as it is, a list of addresses counted and dropped."""
    text = row.values.get("devices", "")
    parts = [part for part in re.split(r"[,，;；、/\s]+", text) if part]
    if len(parts) == 1 and parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 6:
        count = int(parts[0])
    else:
        count = len(set(parts))
    row.values["devices"] = str(count) if parts else ""
    if count >= MANY_DEVICES:
        row.warn(
            "devices",
            "many_devices",
            _("Studied from %(count)d devices or addresses. Ask whether the account was passed on.")
            % {"count": count},
        )


def as_moment(cell: Cell) -> datetime.datetime | None:
    """Return a moment in the office's time from a cell of date and time, or a text of both or of a day."""
    value = cell.value
    if not isinstance(value, datetime.datetime):
        text = re.sub(r"[年月/]", "-", cell.text).replace("日", " ").strip()
        try:
            value = parse_datetime(" ".join(text.split()))
        except ValueError:
            return None
    if value is None:
        day = as_date(cell)
        value = datetime.datetime.combine(day, datetime.time()) if day else None
    if value is None or timezone.is_aware(value):
        return value
    return timezone.make_aware(value)


def _refuse_duplicates(rows: list[JudgedRow]) -> None:
    """Refuse a further row of the same person, platform and course, or of the same platform record."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        if row.rejected:
            continue
        values = row.values
        keys: list[tuple[str, ...]] = [("course", values["id_number"], values["platform"], values["course"])]
        if number := values.get("record_number", ""):
            keys.append(("record", values["platform"], number))
        if seen := next((first[key] for key in keys if key in first), None):
            row.refuse(
                "course",
                "duplicate_in_file",
                _("Row %(row)d has the same record. Keep one of the two rows.") % {"row": seen},
            )
        else:
            first.update(dict.fromkeys(keys, row.row))


def _refuse_taken(rows: list[JudgedRow]) -> None:
    """Refuse a platform's record that is on record for somebody else, or for another course."""
    good = [row for row in rows if not row.rejected and row.values.get("record_number")]
    known = OnlineRecord.objects.filter(record_number__in=[row.values["record_number"] for row in good])
    owners = {(each.platform, each.record_number): each for each in known}
    for row in good:
        owner = owners.get((row.values["platform"], row.values["record_number"]))
        if owner is not None and (
            str(owner.enrolment_id) != row.values[ENROLMENT] or owner.course != row.values["course"]
        ):
            row.refuse(
                "record_number",
                "record_taken",
                _("This platform record is on record for somebody else or another course. Compare them."),
            )
