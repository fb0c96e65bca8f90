"""What is kept is Chinese, whatever language the one whose deed keeps it reads in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from office.audit.models import Entry
from office.casework import kinds, procedures
from office.casework.actions import ask_supplement, draft_notice, keep_evidence
from office.casework.kinds import EvidenceKind
from office.casework.models import Case, PublicNotice
from office.casework.procedures import Field, NoticeTable
from office.people.models import Organisation, User

from .conftest import NOW, PDF, TODAY, with_supplement


def notice_table(case: Case) -> NoticeTable:
    """A table in the words of whoever asks, as the rooms above make them."""
    return NoticeTable(
        "persons", gettext("A row a person"), (gettext_lazy("Name"),), [[gettext("on site")], ["马**"]]
    )


@pytest.fixture
def worded(trial: Any) -> None:
    """A third version of the trial whose words are translated."""
    procedures.register(
        with_supplement(
            version=3,
            notice_table=notice_table,
            fields=lambda case: (Field("bank", gettext_lazy("Payee and bank account")),),
            slots=lambda case: (),
        )
    )


def test_a_notice_is_published_in_chinese(
    worded: None,
    new_case: Callable[..., Case],
    publish: Callable[..., PublicNotice],
    bureau: Organisation,
    reviewer: User,
) -> None:
    case = new_case("approved")
    words = {
        "office": bureau,
        "title": "公示",
        "body": "现予公示。",
        "opens_on": TODAY,
        "actor": reviewer,
        "now": NOW,
    }
    previewed = draft_notice([case], **words).digest
    with translation.override("en"):
        assert draft_notice([case], **words).digest == previewed
        notice = publish(case)
    notice.refresh_from_db()
    assert (notice.table_label, notice.headers) == ("按人员公示", ["姓名"])
    assert [row.cells for row in notice.rows.all()] == [["线下"], ["马**"]]


def test_the_usual_words_of_a_notice_are_offered_in_chinese(
    new_case: Callable[..., Case], reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reviewer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get("/cases/publish/")
    assert "Publish a notice" in page.content.decode()
    assert page.context["form"].initial["title"] == "关于拟通过审核申请的公示"


def test_what_is_missing_is_told_in_chinese(
    worded: None, new_case: Callable[..., Case], reviewer: User
) -> None:
    case = new_case("submitted")
    with translation.override("en"):
        request = ask_supplement(case, items=[("bank", "支行名称不全")], actor=reviewer, now=NOW)
    assert [item.label for item in request.items.all()] == ["收款人及银行账户"]
    told = Entry.objects.get(action="casework.case.advanced").data["reason"]
    assert told == "收款人及银行账户: 支行名称不全"


def test_the_record_names_a_paper_by_its_kind_in_chinese(
    school: Organisation, applicant: User, sign_in: Callable[[User], Client]
) -> None:
    kinds.unregister("picture")
    kinds.register(EvidenceKind("picture", gettext_lazy("Other paper")))
    with translation.override("en"):
        paper = keep_evidence(
            owner=school, kind="picture", name="马晓明身份证.pdf", content=PDF, actor=applicant, now=NOW
        )
        assert str(paper) == "Other paper 马晓明身份证.pdf"
    client = sign_in(applicant)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(paper.get_absolute_url()).status_code == 200
    assert set(Entry.objects.values_list("action", "subject_label")) == {
        ("casework.evidence.kept", "其他材料"),
        ("casework.evidence.opened", "其他材料"),
    }
