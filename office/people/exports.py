"""Workbooks that leave the registry."""

from __future__ import annotations

import datetime
import json
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.audit.models import Entry
from office.exchange.columns import Column
from office.exchange.returning import error_workbook
from office.exchange.template import template_workbook
from office.exchange.writing import Manifest, Sheet, write_workbook

from .filters import KINDS
from .imports import riders
from .imports.judgement import Judgement
from .models import Courier, Organisation, RiderSheet, User


class Taken(TypedDict):
    """What every list that is taken out says of itself, as `FilteredListView.taken` gives it."""

    actor: User
    now: datetime.datetime
    selection: str
    link: str


@transaction.atomic
def list_workbook(
    deed: str,
    sheet: Sheet,
    *further: Sheet,
    subject: Model | None = None,
    about: str = "",
    actor: User,
    now: datetime.datetime,
    selection: str,
    link: str,
    **data: Any,
) -> bytes:
    """Return a list as an .xlsx with a manifest sheet, and record under `deed`, with `data`, who took it.

    The record is about `subject`, or about who takes rows of many; `about` says in the manifest whose rows
    they are, before what the filter asks for.
    """
    audit.record(deed, actor=actor, subject=subject or actor, at=now, **data)
    told = f"{about}; {selection}" if about else selection
    return write_workbook(sheet, *further, manifest=Manifest(actor.get_full_name(), now, told, link))


def record_workbook(rows: QuerySet[Entry], **taken: Unpack[Taken]) -> bytes:
    """Return deeds as a workbook, with their digests, and record that they were taken (rows and filter)."""
    columns = (
        Column("sequence", _("No."), text=False),
        Column("at", _("Time"), text=False),
        Column("actor", _("Who")),
        Column("deed", _("Deed")),
        Column("code", _("Code of the deed")),
        Column("subject", _("Subject")),
        Column("details", _("Details")),
        Column("digest", _("Digest")),
    )
    deeds = [
        (
            entry.sequence,
            timezone.localtime(entry.at).replace(tzinfo=None),
            entry.actor_label,
            audit.label_of(entry.action),
            entry.action,
            entry.subject_label,
            json.dumps(entry.data, ensure_ascii=False),
            entry.digest,
        )
        for entry in rows
    ]
    return list_workbook(
        "people.record.exported",
        Sheet(_("Record of deeds"), columns, deeds),
        rows=len(deeds),
        filter=taken["selection"],
        **taken,
    )


def couriers_workbook(rows: QuerySet[Courier], **taken: Unpack[Taken]) -> bytes:
    """Return couriers that were searched for, numbers masked, and record that they were taken."""
    columns = (
        Column("name", "姓名", width=18),
        Column("id_number", "证件号码", width=22),
        Column("phone", "联系电话", width=16),
        Column("employers", "用人单位", width=40),
    )
    people = [
        (
            each.name,
            each.id_number_masked,
            each.phone_masked,
            "、".join(work.employer.name for work in each.current_employments),  # type: ignore[attr-defined]
        )
        for each in rows
    ]
    return list_workbook(
        "people.courier.exported", Sheet(_("Couriers"), columns, people), rows=len(people), **taken
    )


def organisations_workbook(rows: QuerySet[Organisation], **taken: Unpack[Taken]) -> bytes:
    """Return organisations with their counts, without bank accounts, and record that they were taken."""
    columns = (
        Column("name", "单位名称", width=40),
        Column("short_name", "简称", width=20),
        Column("credit_code", "统一社会信用代码", width=22),
        Column("kinds", "单位性质", width=24),
        Column("stations", "站点数", text=False, width=10),
        Column("employed", "在职骑手", text=False, width=10),
    )
    found = [
        (
            each.name,
            each.short_name,
            each.credit_code,
            "、".join(str(label) for field, label in KINDS if getattr(each, field)),
            each.station_count,  # type: ignore[attr-defined]
            each.employed_count,  # type: ignore[attr-defined]
        )
        for each in rows
    ]
    return list_workbook(
        "people.organisation.exported", Sheet(_("Organisations"), columns, found), rows=len(found), **taken
    )


def users_workbook(rows: QuerySet[User], **taken: Unpack[Taken]) -> bytes:
    """Return accounts with their mandates, and record that they were taken."""
    columns = (
        Column("name", "姓名", width=18),
        Column("username", "用户名", width=18),
        Column("active", "可登录", width=8),
        Column("mandates", "角色与单位", width=70),
    )
    found = [
        (
            each.get_full_name(),
            each.username,
            "是" if each.is_active else "否",
            "；".join(
                f"{mandate.get_role_display()} · {mandate.organisation.name}"
                for mandate in each.open_mandates  # type: ignore[attr-defined]
            ),
        )
        for each in rows
    ]
    return list_workbook(
        "people.user.exported", Sheet(_("Accounts and mandates"), columns, found), rows=len(found), **taken
    )


def rider_template(employer: Organisation) -> bytes:
    """Return the blank roster of riders of an employer."""
    return template_workbook(
        "用人单位骑手名册",
        riders.COLUMNS,
        sheet="骑手名册",
        band=[("用人单位", employer.name)],
        notes=[
            "证件号码、手机号请用文本格式填写；单次不超过 5000 行。",
            "离岗的骑手保留在表中并填写离岗日期；表中没有的在岗骑手不受影响。",
        ],
    )


@transaction.atomic
def returned_riders(sheet: RiderSheet, *, only_rejected: bool, actor: User, now: datetime.datetime) -> bytes:
    """Return a roster with what is wrong in it; it holds ID numbers, so who took it is recorded."""
    report = Judgement.from_json(sheet.judgement).report
    content = error_workbook(
        sheet.content, sheet.filename, report, columns=riders.COLUMNS, only_rejected=only_rejected
    )
    audit.record(
        "people.riders.returned",
        actor=actor,
        subject=sheet.employer,
        at=now,
        sha256=sheet.sha256,
        rows=len(report.rejected) if only_rejected else len(report.rows),
    )
    return content
