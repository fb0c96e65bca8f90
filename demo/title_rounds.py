"""The standards and rounds of titles of the demonstration district."""

from __future__ import annotations

import datetime
from typing import Final

from django.utils import timezone

from office.people.models import Organisation, User
from office.policy.models import PolicyVersion, Source
from recognition.titles import actions
from recognition.titles.enums import Branch, Level, Route
from recognition.titles.judging import SCHEME
from recognition.titles.models import TitleRound

from .claims import morning

COMMITTEE: Final = "平安区快递工程中级职称评审委员会（演示）"


def standards() -> None:
    """Enter an invented local version that follows the shipped one, marked as an example."""
    source, _made = Source.objects.get_or_create(
        title="示例：快递工程职称评审实施细则（演示用，非真实文件）", number="演示〔2025〕3号"
    )
    national = PolicyVersion.objects.filter(scheme=SCHEME).order_by("valid_from").first()
    assert national is not None
    added = {
        "grounds": {
            "value": {"early": [{"honours": ["技术状元", "技术明星"]}]},
            "clause": "演示〔2025〕3号 第九条",
        },
    }
    parameters = national.parameters | added
    parameters["education_years"] = parameters["education_years"] | {"early_years": 1}
    PolicyVersion.objects.get_or_create(
        scheme=SCHEME,
        valid_from=datetime.date(2025, 1, 1),
        defaults={
            "label": "示例细则",
            "source": source,
            "clause": "全文",
            "parameters": parameters,
            "example": True,
        },
    )


def rounds(office: Organisation, officer: User, now: datetime.datetime) -> dict[Route, TitleRound]:
    """Open a round of each route, open on the day of the demonstration."""
    return {route: _round(route, office, officer, now) for route in Route}


def _round(route: Route, office: Organisation, officer: User, now: datetime.datetime) -> TitleRound:
    today, here = timezone.localdate(now), route == Route.HERE
    return actions.open_round(
        {
            "year": today.year,
            "branch": Branch.NETWORK if here else Branch.EQUIPMENT,
            "level": Level.ENGINEER,
            "route": route,
            "committee": COMMITTEE if here else "省快递工程系列中级职称评审委员会（演示）",
            "office": office,
            "source": None,
            "opens_on": today - datetime.timedelta(days=120),
            "closes_on": today + datetime.timedelta(days=30),
            "as_of": datetime.date(today.year, 12, 31),
        },
        actor=officer,
        now=morning(now - datetime.timedelta(days=121)),
    )
