"""The approval form of a nominee (审批表) as PDF, filled from the record; opinions and seals are by hand.

Its parts are those that the units hand up (2023 notices of 全国邮政行业 and 郑州): particulars, photograph,
résumé and former honours, deeds, and a box with room for a seal for each level that gives its opinion.
"""

from __future__ import annotations

import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.casework import filing
from office.certificates.rendering.certificate import UnprintableText
from office.certificates.rendering.grid import PHOTO_SHARE, Band, Box, render_form
from office.certificates.rendering.guilloche import MM
from office.people.enums import Sex
from office.people.models import User

from ..actions.guards import ask, unprintable
from ..models import Nominee
from ..summary import CATEGORY_WORDS, RESULT_WORDS, SECTOR_WORDS, word_for

# Printed words: the paper is Chinese in whatever language the office works.
LABEL: Final = 0.16
#: The same width beside the photograph.
HEAD_LABEL: Final = LABEL / (1 - PHOTO_SHARE)
SEAL: Final = ("（盖章）", "　　年　　月　　日")
SEAL_ROOM: Final = 48 * MM
#: Who gives an opinion, from the unit upwards.
OPINIONS: Final = ("推荐单位意见", "推荐单位所在地工会（团组织）意见", "组织评选单位意见", "批准单位意见")
SEXES: Final = {Sex.MALE: "男", Sex.FEMALE: "女"}


@transaction.atomic
def approval_form(nominee: Nominee, *, large: bool, actor: User, now: datetime.datetime) -> bytes:
    """Return the form on A4, or on A3 (`large`); who took it is recorded.

    Raises PermissionDenied, or ValidationError `unprintable`, `paper_lost`.
    """
    ask(actor, "awards.file_nominee", nominee.case)
    portrait = getattr(nominee, "portrait", None)
    try:
        content = render_form(
            f"{nominee.call.award.name}推荐审批表",
            [*_head(nominee), *_body(nominee)],
            subtitle=f"{nominee.call.name}　{nominee.case.number}",
            footer=nominee.case.number,
            author=nominee.unit.name,
            made_on=timezone.localdate(now),
            photo=None if portrait is None else filing.fetch(portrait),
            beside_photo=len(_head(nominee)),
            large=large,
        )
    except UnprintableText as fault:
        raise unprintable(fault.field, fault.characters) from fault
    audit.record("awards.form.printed", actor=actor, subject=nominee.case, at=now, large=large)
    return content


def _beside(*pairs: tuple[str, str]) -> Band:
    """Labels and their entries beside the photograph, in equal shares."""
    share = 1 / len(pairs)
    boxes = [(Box(label, HEAD_LABEL, head=True), Box(value, share - HEAD_LABEL)) for label, value in pairs]
    return Band(tuple(box for pair in boxes for box in pair))


def _whole(label: str, value: str, *, least: float = 0, foot: tuple[str, ...] = ()) -> Band:
    """A label and its entry over the whole width."""
    return Band((Box(label, LABEL, head=True), Box(value, 1 - LABEL)), least=least, foot=foot)


def _head(nominee: Nominee) -> list[Band]:
    """The particulars beside the photograph."""
    courier = nominee.courier
    if courier is None:
        members = "" if nominee.members is None else str(nominee.members)
        young = "" if nominee.young_members is None else str(nominee.young_members)
        return [
            _beside(("集体名称", nominee.name)),
            _beside(("所在单位", nominee.unit.name)),
            _beside(("人数", members), ("35周岁以下", young)),
            _beside(("拟授予称号", nominee.title)),
            _beside(("单位性质", word_for(SECTOR_WORDS, nominee.is_public_sector))),
        ]
    return [
        _beside(("姓名", courier.name), ("性别", SEXES.get(Sex(courier.sex), ""))),
        _beside(("出生年月", f"{courier.birth_date:%Y-%m}"), ("民族", courier.ethnicity)),
        _beside(("政治面貌", nominee.politics), ("文化程度", courier.education)),
        _beside(("身份证件号码", courier.id_number_masked)),
        _beside(("工作单位\n及岗位", " ".join(part for part in (nominee.unit.name, nominee.post) if part))),
        _beside(
            ("人员类型", word_for(CATEGORY_WORDS, nominee.category)),
            ("从业年限", "" if nominee.service_years is None else f"{nominee.service_years}年"),
        ),
        _beside(("拟授予称号", nominee.title)),
    ]


def _body(nominee: Nominee) -> list[Band]:
    """Honours and deeds over the whole width, the unit's own steps, and the boxes of the opinions."""
    return [
        _whole("曾获荣誉", nominee.honours_told or "无"),
        _whole("主要事迹", nominee.short_text, least=30 * MM),
        _whole("详细事迹", nominee.long_text, least=40 * MM),
        _whole("民主程序\n及公示", _steps(nominee), least=16 * MM),
        *(_whole(label, "", least=SEAL_ROOM, foot=SEAL) for label in OPINIONS),
    ]


def _steps(nominee: Nominee) -> str:
    told = []
    if nominee.assembly_on:
        told.append(f"{nominee.assembly_on:%Y-%m-%d}经职工（代表）大会通过。")
    if nominee.notice_from and nominee.notice_until:
        result = word_for(RESULT_WORDS, nominee.notice_result) or "结果未填"
        told.append(
            f"本单位公示：{nominee.notice_from:%Y-%m-%d}至{nominee.notice_until:%Y-%m-%d}，{result}。"
        )
    return "".join(told)
