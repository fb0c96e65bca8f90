"""Service guides: nothing of the fixed sections may be missing, and all of it can be taken home."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from cms.actions import publish_page
from cms.enums import PaperForm
from cms.models import GuideIndexPage, GuidePage, HomePage
from cms.models.guides import ASIDE, SECTIONS
from cms.service_blocks import ADDRESS
from office.people.models import Organisation, User

Guide = Callable[..., GuidePage]


def material(**changes: Any) -> tuple[str, Any]:
    return "material", {
        "name": "劳动合同",
        "form": "copy",
        "copies": 1,
        "necessity": "conditional",
        "source": "unit",
        "sample": None,
        "blank": None,
        "note": "",
    } | changes


def whole(department: Organisation) -> dict[str, Any]:
    """Everything that a guide must say."""
    return {
        "title": "职业培训补贴",
        "lead": "怎样申领",
        "service_kind": "payment",
        "department": department,
        "applicants": "快递员",
        "channels": "网上办理",
        "promise_days": 30,
        "visits": 0,
        "consult_phone": "0972-0000001",
        "supervision_phone": "0972-0000002",
        "places": [("place", {"name": "大厅", "address": "一楼", "hours": "工作日"})],
        "conditions": "<p>取得证书</p>",
        "materials": [material()],
        "special": "<p>无</p>",
        "steps": [("step", {"name": "受理", "by": "区人社局", "days": 5, "text": ""})],
        "fees": "<p>不收费</p>",
        "bases": [("basis", {"title": "办法", "number": "1号", "clause": "", "page": None})],
        "questions": [("question", {"question": "多久？", "answer": "三十天"})],
        "ways": [("way", {"label": "申请", "address": "/progress/"})],
    }


@pytest.fixture
def guide(home: HomePage, union: Organisation) -> Guide:
    def _guide(slug: str = "subsidy", **changes: Any) -> GuidePage:
        return publish_page(GuideIndexPage, GuidePage, slug, actor=None, **whole(union) | changes)

    return _guide


FIELDS = [(section, name) for section in (*SECTIONS, *ASIDE) for name in section.fields]
EMPTY = {"department": None, "promise_days": None, "visits": None}
RICH = {"conditions", "special", "fees"}
STREAMS = {"places", "materials", "steps", "bases", "questions"}


@pytest.mark.parametrize(("section", "name"), FIELDS, ids=[name for _section, name in FIELDS])
def test_a_missing_section_is_named(guide: Guide, section: Any, name: str) -> None:
    empty = (
        []
        if name in STREAMS
        else EMPTY.get(name, "<p> </p>" if name in {"conditions", "special", "fees"} else "")
    )
    with pytest.raises(ValidationError) as refusal:
        guide(**{name: empty})
    (error,) = refusal.value.error_dict[name]
    assert (error.code, str(section.label) in error.messages[0]) == ("section_missing", True)
    assert set(refusal.value.error_dict) == {name}
    assert not GuidePage.objects.filter(live=True).exists()


def test_a_draft_may_lack_anything(home: HomePage) -> None:
    index = GuideIndexPage.objects.get()
    draft = index.add_child(instance=GuidePage(title="草稿", slug="draft", live=False))
    assert len(draft.missing()) == len(SECTIONS) + len(ASIDE)


def test_a_whole_guide_says_everything(client: Client, guide: Guide) -> None:
    guide()
    page = client.get("/guides/subsidy/").content.decode()
    for section in SECTIONS:
        assert f'<div id="{section.anchor}">' in page
    for said in (
        "劳动合同",
        str(PaperForm.COPY.label),
        "受理",
        "不收费",
        "0972-0000002",
        "三十天",
        'href="/progress/"',
    ):
        assert said in page
    assert page.count("<details") == len(SECTIONS)
    assert "<script>" not in page


def test_all_of_it_on_paper(client: Client, guide: Guide) -> None:
    guide()
    sheet = client.get("/guides/subsidy/print/").content.decode()
    assert _("Notice of all that is needed, given at one time") in sheet
    assert "<details" not in sheet
    assert "https://office.example/guides/subsidy/" in sheet
    assert client.get("/guides/subsidy/print/more/").status_code == 404


def test_the_files_of_a_material(client: Client, guide: Guide) -> None:
    form = Document.objects.create(title="空表", file=ContentFile("项目\n".encode(), name="form.csv"))
    guide(materials=[material(blank=form)])
    assert f'href="{form.url}"' in client.get("/guides/subsidy/").content.decode()


def test_more_of_everything_costs_no_more_queries(client: Client, guide: Guide) -> None:
    counts = []
    for times, slug in ((1, "a"), (3, "b")):
        said = whole(Organisation.objects.get())
        guide(slug, **{name: said[name] * times for name in STREAMS})
        client.get(f"/guides/{slug}/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/guides/{slug}/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_the_editor_is_told_in_the_form(client: Client, home: HomePage, editor: User) -> None:
    client.force_login(editor)
    index = GuideIndexPage.objects.get()
    empty = {f"{name}-count": "0" for name in (*STREAMS, "ways")}
    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["cms", "guidepage", index.pk]),
        {"title": "指南", "slug": "g", "action-publish": "1", **dict.fromkeys(RICH, "null")} | empty,
    )
    assert answer.status_code == 200
    errors = answer.context["form"].errors
    assert {"places", "materials", "steps", "conditions", "visits"} <= set(errors)


@pytest.mark.parametrize(
    "address", ["//elsewhere.example/", "/\\elsewhere.example/", "//[", "javascript:alert(1)"]
)
def test_a_way_in_leads_where_it_seems_to(address: str) -> None:
    """`//[` also took the site check down: it is no address at all."""
    with pytest.raises(ValidationError):
        ADDRESS(address)
    ADDRESS("/progress/")
