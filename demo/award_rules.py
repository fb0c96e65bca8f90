"""The awards of the demonstration with their example rules; every figure is invented."""

from __future__ import annotations

from typing import Any

from recognition.awards.enums import AwardKind
from recognition.honours.enums import Level

CLAUSE = "示例，非真实文件"
#: Examples; every call of a real office has its own document.
RULES: dict[str, Any] = {
    "age": {"value": {"least": 18}, "clause": CLAUSE},
    "cool_down_years": {"value": 5, "clause": CLAUSE},
    "acceptance": {"value": True, "clause": CLAUSE},
    "assembly": {"value": True, "clause": CLAUSE},
    "unit_notice_days": {"value": 5, "clause": CLAUSE},
}
MODEL_WORKERS = RULES | {
    "opinions": {"value": {"others": ["区公安分局"], "head": ["区公安分局", "区人社局"]}, "clause": CLAUSE},
    "composition": {
        "value": {
            "front_line": {"least": "0.60"},
            "women": {"least": "0.20"},
            "migrant": {"least": "0.20"},
            "non_public": {"least": "0.35"},
            "head": {"most": "0.15"},
        },
        "clause": CLAUSE,
    },
}
AWARDS: dict[str, dict[str, Any]] = {
    "model-worker": {
        "name": "平安区劳动模范（演示）",
        "kind": AwardKind.COMMENDATION,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "平安区人民政府（演示）",
        "approval_document": "演示评组〔2024〕3号",
        "title": "平安区劳动模范",
        "agency_title": "平安区先进工作者",
        "takes_collectives": True,
    },
    "best-courier": {
        "name": "最美快递员（演示）",
        "kind": AwardKind.SELECTION,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "平安区总工会（演示）",
        "title": "最美快递员",
    },
    "pioneer": {
        "name": "平安区工人先锋号（演示）",
        "kind": AwardKind.SELECTION,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "平安区总工会（演示）",
        "title": "平安区工人先锋号",
        "takes_collectives": True,
    },
    "youth-medal": {
        "name": "平安青年五四奖章（演示）",
        "kind": AwardKind.YOUTH,
        "level": Level.DISTRICT,
        "organiser": "youth",
        "issuer": "共青团平安区委（演示）",
        "title": "平安青年五四奖章",
    },
    "postal-model": {
        "name": "全国邮政行业劳动模范（演示）",
        "kind": AwardKind.COMMENDATION,
        "level": Level.NATION,
        "organiser": "post",
        "issuer": "国家邮政主管部门（演示）",
        "approval_document": "演示部发〔2025〕1号",
        "title": "全国邮政行业劳动模范",
        "takes_collectives": True,
    },
    "delegates": {
        "name": "两代表一委员人选推荐（演示）",
        "kind": AwardKind.DELEGATE,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "依法产生人选的机关（演示）",
        "title": "",
    },
}
SHORT = "坚守高原寄递一线多年，风雪天步行进村送药送信，投递准时率连年第一，零投诉、零事故。"
LONG = (
    "每天凌晨五点到站分拣，午后进村投递。雪天道路结冰，他把件装进背篓，步行七公里送到村口。\n"
    "三年来为独居老人代购药品四百余次，从不收取一分钱；遇到地址不清的包裹，一户一户打听。\n"
    "带出徒弟六人，全部取得职业技能等级证书。"
)
