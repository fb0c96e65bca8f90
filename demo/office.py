"""The departments, providers and employers of the demonstration district, and who acts for them."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from office.people.actions import create_user, give_mandate
from office.people.enums import Role
from office.people.models import Courier, Organisation, Station, User

PASSWORD = "demo-2026-pingan"

ORGANISATIONS: dict[str, dict[str, Any]] = {
    "hr": {
        "name": "平安区人力资源和社会保障局（演示）",
        "credit_code": "11990101MB000021AH",
        "short_name": "区人社局",
        "is_department": True,
        "address": "平安区演示大道 1 号",
        "postcode": "810600",
        "phone": "0972-0000001",
        "supervision_phone": "0972-0000002",
    },
    "union": {
        "name": "平安区总工会（演示）",
        "credit_code": "13990101MB000022AC",
        "short_name": "区总工会",
        "is_department": True,
        "address": "平安区演示大道 3 号",
        "phone": "0972-0000003",
    },
    "post": {
        "name": "中国邮政海东市城区分公司（演示）",
        "credit_code": "91990101MA000023A9",
        "short_name": "邮政城区分公司",
        "is_department": True,
        "is_employer": True,
        "address": "平安区演示大道 5 号",
        "phone": "0972-0000004",
    },
    "youth": {
        "name": "共青团平安区委（演示）",
        "credit_code": "13990101MB000024AE",
        "short_name": "团区委",
        "is_department": True,
        "phone": "0972-0000005",
    },
    "police": {
        "name": "平安区公安分局（演示）",
        "short_name": "区公安分局",
        "is_department": True,
        "phone": "0972-0000006",
    },
    "centre": {
        "name": "平安区职业技能培训中心（演示）",
        "credit_code": "12990101MB000001A3",
        "short_name": "区技能培训中心",
        "is_provider": True,
        "address": "平安区演示大道 18 号",
        "phone": "0972-0000011",
        "bank_name": "演示银行平安支行",
        "bank_account": "9900000000000000011",
    },
    "school": {
        "name": "海东湟水职业培训学校（演示）",
        "credit_code": "52990101MB000002A0",
        "short_name": "湟水培训学校",
        "is_provider": True,
        "phone": "0972-0000012",
        "bank_name": "演示银行海东分行",
        "bank_account": "9900000000000000029",
    },
    "academy": {
        "name": "高原快递实训基地（演示）",
        "credit_code": "91990101MA000003AX",
        "short_name": "高原实训基地",
        "is_provider": True,
        "phone": "0972-0000013",
        "bank_name": "演示银行高铁新区支行",
        "bank_account": "9900000000000000037",
    },
    "swift": {
        "name": "海东平安速达快递有限公司",
        "credit_code": "91990101MA000011AH",
        "short_name": "平安速达",
        "is_employer": True,
    },
    "rabbit": {
        "name": "极兔速递平安古城站",
        "credit_code": "91990101MA000012AJ",
        "short_name": "极兔古城站",
        "is_employer": True,
    },
    "road": {
        "name": "平安区驿路通达快运部",
        "credit_code": "91990101MA000013AK",
        "short_name": "驿路通达",
        "is_employer": True,
    },
    "zhong": {
        "name": "中通平安高铁新区网点",
        "credit_code": "91990101MA000014AL",
        "short_name": "中通高铁新区",
        "is_employer": True,
    },
    "ems": {
        "name": "邮政平安寄递事业部",
        "credit_code": "91990101MA000015AM",
        "short_name": "邮政寄递",
        "is_employer": True,
    },
}
STATIONS = {
    "zhong": ("高铁新区网点", "平安街道网点"),
    "swift": ("平安街道网点", "小峡网点"),
    "ems": ("古城乡服务站", "三合镇服务站"),
    "rabbit": ("古城站",),
    "road": ("曹家堡站",),
}


class Login(NamedTuple):
    """An account of the demonstration: who it is, what to try with it, and its role for an organisation."""

    username: str
    display_name: str
    what_for: str
    role: Role
    organisation: str


LOGINS = (
    Login(
        "provider",
        "周培训",
        "培训机构经办：备案、课表、花名册、考勤成绩、结班、发证、申领补贴",
        Role.PROVIDER_OPERATOR,
        "centre",
    ),
    Login("school", "林校办", "另一培训机构经办", Role.PROVIDER_OPERATOR, "school"),
    Login("academy", "铁实训", "第三家培训机构经办", Role.PROVIDER_OPERATOR, "academy"),
    Login("trainer", "柴教员", "培训教师：课堂二维码、考勤、签认", Role.TRAINER, "centre"),
    Login("employer", "郝站长", "用人单位经办：骑手名册、合同与离岗、申领", Role.EMPLOYER_OPERATOR, "zhong"),
    Login("acceptor", "寿理", "区人社局受理：申领、开班备案", Role.ACCEPTOR, "hr"),
    Login("reviewer", "申初审", "区人社局补贴初审、公示", Role.REVIEWER, "hr"),
    Login("approver", "管审批", "区人社局审批、核对拨付批次、责令追回", Role.APPROVER, "hr"),
    Login("ruler", "甄裁定", "区人社局审批、异议处理（与原审批人不同）", Role.APPROVER, "hr"),
    Login("payer", "钱拨付", "区人社局预算、拨付、追回", Role.PAYER, "hr"),
    Login("registrar", "柯登记", "人员与单位、账号与授权、撤销和换发证书", Role.REGISTRAR, "hr"),
    Login(
        "union",
        "龚会",
        "区总工会：评优初审、荣誉登记、会员、关爱活动、疗养、同意书",
        Role.UNION_OFFICER,
        "union",
    ),
    Login(
        "unionchair",
        "龚主席",
        "区总工会负责人：评优复审、表彰决定、核准疗养名单、裁定异议",
        Role.UNION_OFFICER,
        "union",
    ),
    Login("postal", "游赛务", "邮政企业：技能竞赛", Role.COMPETITION_OFFICER, "post"),
    Login("scorer", "成录分", "邮政企业：竞赛成绩第二录入人", Role.COMPETITION_OFFICER, "post"),
    Login("chief", "裁长青", "邮政企业：竞赛总裁判，差异裁定", Role.COMPETITION_OFFICER, "post"),
    Login("youth", "秦青", "团区委：只读的工作台", Role.YOUTH_OFFICER, "youth"),
    Login(
        "secretary",
        "简秘书",
        "评审委员会秘书：专家、评审组、会议、投票与会议纪要",
        Role.COMMITTEE_SECRETARY,
        "hr",
    ),
    Login("expert", "冉评委", "评审专家：回避申报、盲审、打分、无记名投票", Role.EXPERT, "hr"),
    Login("editor", "文编辑", "网站编辑（/admin/）：写稿、科室审核", Role.EDITOR, "union"),
    Login("publisher", "林审签", "网站发布领导（/admin/）：审批、下线", Role.PUBLISHER, "union"),
    Login("auditor", "简审计", "查阅操作记录", Role.AUDITOR, "hr"),
)


def organisations() -> dict[str, Organisation]:
    """Make the organisations and stations that are missing; return all by their short keys."""
    made = {
        key: Organisation.objects.get_or_create(name=facts["name"], defaults=facts)[0]
        for key, facts in ORGANISATIONS.items()
    }
    for key, names in STATIONS.items():
        for name in names:
            Station.objects.get_or_create(employer=made[key], name=name)
    return made


def users(found: dict[str, Organisation], *, since: datetime.date) -> dict[str, User]:
    """Make the accounts that are missing, each with its mandate from a day on; return all by name."""
    made = {login.username: user(login.username, login.display_name) for login in LOGINS}
    for login in LOGINS:
        give_mandate(
            made[login.username],
            role=login.role,
            organisation=found[login.organisation],
            valid_from=since,
            actor=None,
        )
    return made


def user(username: str, display_name: str, *, courier: Courier | None = None) -> User:
    """Return an account, made with the demonstration's password when it is missing."""
    found = User.objects.filter(username=username).first()
    return found or create_user(
        username, display_name=display_name, password=PASSWORD, courier=courier, actor=None
    )
