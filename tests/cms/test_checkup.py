"""The site check: each thing that may go wrong is found, what is right is not."""

import datetime
import io
import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from cms.actions import publish_page
from cms.checkup import FindingKind, examine
from cms.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    GuideIndexPage,
    GuidePage,
    HomePage,
    SiteImprint,
)
from office.casework.models import Case, Objection, PublicNotice
from office.enquiries.models import Answer, Enquiry
from office.people.models import Organisation, User
from tests.cms.conftest import NOW, TODAY
from tests.cms.test_guides import whole
from tests.cms.test_imprint import FACTS
from tests.personas import user


@pytest.fixture
def kept(home: HomePage) -> SiteImprint:
    return SiteImprint.objects.create(**FACTS)


@pytest.fixture
def objection(editor: User, union: Organisation) -> Objection:
    case = Case.objects.create(
        number="BT-2026-000001",
        procedure="training_subsidy",
        state="contested",
        title="案件",
        organisation=union,
        opened_at=NOW,
        entered_at=NOW,
    )
    notice = PublicNotice.objects.create(
        number="GS-2026-0001",
        title="公示",
        office=union,
        opens_on=TODAY,
        closes_on=TODAY + datetime.timedelta(days=7),
        days=5,
        published_at=NOW,
        published_by=editor,
    )
    return Objection.objects.create(
        receipt_number="YY-20260915-AAAAAAAA",
        notice=notice,
        case=case,
        objector_sealed=b"sealed",
        phone_tail_index="0" * 64,
        reason="理由",
        filed_at=NOW,
        due_on=TODAY + datetime.timedelta(days=10),
    )


def announce(union: Organisation, body: str, **changes: Any) -> AnnouncementPage:
    values = {"title": "通知", "department": union, "body": [("text", body)]}
    return publish_page(AnnouncementIndexPage, AnnouncementPage, "a", actor=None, **values | changes)


def found(kind: FindingKind, on: datetime.date = TODAY) -> list[str]:
    return [finding.subject for finding in examine(on) if finding.kind == kind]


def test_a_site_without_a_footer(home: HomePage) -> None:
    assert len(found(FindingKind.BLANK_IMPRINT)) == len(SiteImprint.DUTIES)


def test_a_whole_site_has_empty_columns_only(kept: SiteImprint, union: Organisation) -> None:
    announce(union, "<p>正文</p>")
    assert {finding.kind for finding in examine(TODAY)} == {FindingKind.EMPTY_COLUMN}
    assert len(found(FindingKind.EMPTY_COLUMN)) == 4


@pytest.mark.parametrize(("days", "stale"), [(14, 0), (15, 1), (30, 1), (31, 2)])
def test_columns_grow_stale(kept: SiteImprint, union: Organisation, days: int, stale: int) -> None:
    announce(union, "<p>正文</p>")
    assert len(found(FindingKind.STALE_COLUMN, TODAY + datetime.timedelta(days=days))) == stale


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ('<a href="/progress/">进度</a>', False),
        ('<a href="/announcements">通知</a>', False),
        ('<a href="/announcements/year/2026/">今年</a>', False),
        ('<a href="/nowhere/">没有</a>', True),
        ('<a href="/announcements/gone/">没有</a>', True),
        ('<a href="https://elsewhere.example/gone">别处</a>', False),
        ('<a linktype="page" id="999999">删了</a>', True),
        ('<a linktype="document" id="999999">删了</a>', False),
    ],
)
def test_dead_links(kept: SiteImprint, union: Organisation, link: str, dead: bool) -> None:
    announce(union, f"<p>{link}</p>")
    assert bool(found(FindingKind.DEAD_LINK)) == dead
    assert bool(found(FindingKind.MISSING_FILE)) == ("document" in link)


def test_a_way_that_leads_nowhere(kept: SiteImprint, union: Organisation) -> None:
    said = whole(union) | {"ways": [("way", {"label": "申请", "address": "/gone/"})]}
    publish_page(GuideIndexPage, GuidePage, "g", actor=None, **said)
    assert found(FindingKind.DEAD_LINK) == ["职业培训补贴"]


def test_files_that_are_not_there(kept: SiteImprint, union: Organisation) -> None:
    paper = Document.objects.create(title="附件一", file=ContentFile(b"x", name="one.txt"))
    announce(union, "<p>正文</p>", attachments=[("attachment", {"document": paper, "title": ""})])
    assert found(FindingKind.MISSING_FILE) == []
    paper.file.storage.delete(paper.file.name)
    assert found(FindingKind.MISSING_FILE) == ["通知"]
    paper.delete()
    assert found(FindingKind.MISSING_FILE) == ["通知"]


def test_a_guide_that_lost_a_section(kept: SiteImprint, union: Organisation) -> None:
    publish_page(GuideIndexPage, GuidePage, "g", actor=None, **whole(union))
    assert found(FindingKind.INCOMPLETE_GUIDE) == []
    GuidePage.objects.update(fees="")
    assert found(FindingKind.INCOMPLETE_GUIDE) == ["职业培训补贴"]


def test_an_objection_past_its_day(kept: SiteImprint, objection: Objection) -> None:
    assert found(FindingKind.LATE_OBJECTION, objection.due_on) == []
    late = objection.due_on + datetime.timedelta(days=1)
    assert found(FindingKind.LATE_OBJECTION, late) == [objection.notice.number]


def test_an_enquiry_past_its_day(kept: SiteImprint, union: Organisation) -> None:
    asked = {"kind": "question", "topic": "site", "text": "几点开门？", "received_at": NOW, "due_on": TODAY}
    enquiry = Enquiry.objects.create(receipt_number="ZX-1", **asked)
    assert found(FindingKind.LATE_ENQUIRY) == []
    late = TODAY + datetime.timedelta(days=1)
    assert found(FindingKind.LATE_ENQUIRY, late) == ["ZX-1"]
    Answer.objects.create(enquiry=enquiry, text="九点。", answered_by=user("clerk"), answered_at=NOW)
    assert found(FindingKind.LATE_ENQUIRY, late) == []


def test_the_command_prints_and_fails(home: HomePage) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_site", "--format", "json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["checked_on"] == str(TODAY)
    assert {finding["kind"] for finding in told["findings"]} == {"blank_imprint", "empty_column"}
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_site", stdout=out)
    assert len(out.getvalue().splitlines()) == len(told["findings"])


def test_the_editor_reads_the_report(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("site_check"))
    assert page.status_code == 200
    assert {finding.kind for finding in page.context["findings"]} == {
        FindingKind.BLANK_IMPRINT,
        FindingKind.EMPTY_COLUMN,
    }
    assert reverse("site_check") in client.get("/admin/").content.decode()
