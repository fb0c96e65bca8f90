"""Handing a story to the press: what is in the package, who may, and what stands in the record."""

import io
import uuid
import zipfile
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from docx import Document

from cms.actions import publish_story
from cms.editing.newsrooms import keep_columns
from cms.models import ContestIndexPage, StoryPage
from cms.sharing.press.actions import Package, hand_to_press
from cms.sharing.press.documents import word_file
from cms.sharing.press.telling import lines_of, pictures_of
from office.audit.models import Entry
from office.desk.imprint import Imprint
from office.people.actions.consents import withdraw_consent
from office.people.enums import ConsentPurpose
from office.people.models import Consent, Courier, Organisation, User
from tests.cms.conftest import NOW, TODAY, consent_of, described, portrait

IMPRINT = Imprint(host="平安区总工会", telephone="0972-0000000")


@pytest.fixture
def press_consent(courier: Courier) -> Consent:
    return consent_of(courier, purpose=ConsentPurpose.PRESS, expires_on=TODAY.replace(year=2027))


@pytest.fixture
def told(draft: Callable[..., StoryPage], consent: Consent) -> StoryPage:
    road = described(portrait("road"), "上山的路")
    body = [
        ("heading", "一个清晨"),
        ("text", "<p>五点四十分，<b>天</b>还没亮。</p><ul><li>装车</li></ul>"),
        ("quote", {"text": "慢一点没关系。", "speaker": "马海龙"}),
        ("facts", [("站点", "高铁新区")]),
        (
            "picture",
            {"image": road, "caption": "上山的路", "credit": "韩雪"},
        ),
    ]
    story = draft(
        consent=consent,
        portrait=portrait("face"),
        portrait_alt="戴头盔的人",
        quotation="件到心到。",
        body=body,
    )
    return publish_story(story, actor=None)


def hand(story: StoryPage, editor: User, recipient: str = "海东日报") -> Package:
    return hand_to_press(story, recipient=recipient, imprint=IMPRINT, actor=editor, now=NOW)


def unpacked(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_the_package_holds_text_pictures_and_the_statement(
    told: StoryPage, press_consent: Consent, editor: User
) -> None:
    package = hand(told, editor)
    files = unpacked(package)
    assert package.name == "story-20260915.zip"
    assert sorted(files) == sorted(
        [
            "阅读说明.txt",
            "正文.txt",
            "正文.docx",
            "授权说明.txt",
            "图片/图片清单.txt",
            "图片/01.jpg",
            "图片/02.jpg",
        ]
    )
    assert files["正文.txt"].decode("utf-8-sig").split("\r\n\r\n") == [
        "三百个早晨",
        "每天五点四十分。",
        "“件到心到。” —— 马海龙",
        "一个清晨",
        "五点四十分，天还没亮。",
        "装车",
        "“慢一点没关系。” —— 马海龙",
        "站点：高铁新区\r\n",
    ]
    paper = Document(io.BytesIO(files["正文.docx"]))
    assert [each.text for each in paper.paragraphs][:4] == [
        "三百个早晨",
        "每天五点四十分。",
        "“件到心到。” —— 马海龙",
        "一个清晨",
    ]
    assert told.portrait is not None
    with told.portrait.open_file() as original:
        assert files["图片/01.jpg"] == original.read()
    listed = files["图片/图片清单.txt"].decode("utf-8-sig")
    assert ("上山的路" in listed, "韩雪" in listed, "戴头盔的人" in listed) == (True, True, True)


def test_the_statement_says_what_was_agreed_and_no_number(
    told: StoryPage, press_consent: Consent, editor: User, courier: Courier
) -> None:
    said = unpacked(hand(told, editor))["授权说明.txt"].decode("utf-8-sig")
    assert ("马海龙" in said, "海东日报" in said, "2027" in said) == (True, True, True)
    everything = b"".join(unpacked(hand(told, editor)).values()).decode("utf-8", "ignore")
    assert courier.id_number_masked not in everything
    terms = unpacked(hand(told, editor))["阅读说明.txt"].decode("utf-8-sig")
    assert ("0972-0000000" in terms, "https://office.example/stories/story/" in terms) == (True, True)


def test_each_handing_stands_in_the_record(told: StoryPage, press_consent: Consent, editor: User) -> None:
    hand(told, editor)
    hand(told, editor, "青海日报")
    entries = Entry.objects.filter(action="cms.story.handed_to_press").order_by("sequence")
    assert [(entry.actor_id, entry.data["recipient"], entry.data["pictures"]) for entry in entries] == [
        (editor.pk, "海东日报", 2),
        (editor.pk, "青海日报", 2),
    ]
    assert entries[0].data["consent"] == press_consent.pk


@pytest.mark.parametrize("missing", ["none", "withdrawn", "ended", "other"])
def test_without_a_consent_for_the_press_nothing_is_handed_on(
    told: StoryPage, editor: User, courier: Courier, missing: str
) -> None:
    if missing == "withdrawn":
        withdraw_consent(consent_of(courier, purpose=ConsentPurpose.PRESS), actor=None, now=NOW)
    if missing == "ended":
        consent_of(courier, purpose=ConsentPurpose.PRESS, expires_on=TODAY.replace(day=14))
    if missing == "other":
        consent_of(courier)
    with pytest.raises(ValidationError) as refusal:
        hand(told, editor)
    assert refusal.value.code == "press_consent_missing"
    assert Entry.objects.filter(action="cms.story.handed_to_press").count() == 0


def test_what_was_taken_down_is_not_handed_on(told: StoryPage, press_consent: Consent, editor: User) -> None:
    withdraw_consent(told.consent, actor=None, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        hand(StoryPage.objects.get(), editor)
    assert refusal.value.code == "not_shown"


def test_a_recipient_is_named_and_a_lost_picture_said(
    told: StoryPage, press_consent: Consent, editor: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        hand(told, editor, "  ")
    assert refusal.value.error_dict["recipient"][0].code == "recipient_required"
    assert told.portrait is not None
    told.portrait.file.storage.delete(told.portrait.file.name)
    with pytest.raises(ValidationError) as refusal:
        hand(StoryPage.objects.get(), editor)
    assert refusal.value.code == "picture_lost"


def test_only_editors_hand_on(
    told: StoryPage, press_consent: Consent, registrar: User, client: Client
) -> None:
    with pytest.raises(PermissionDenied):
        hand(told, registrar)
    client.force_login(registrar, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/press/{told.pk}/").status_code == 403
    client.logout()
    assert client.get(f"/press/{told.pk}/")["Location"].startswith("/login/")


def test_an_editor_of_another_department_hands_nothing_on(
    told: StoryPage, press_consent: Consent, editor: User, union: Organisation, client: Client
) -> None:
    keep_columns(union, [ContestIndexPage.objects.get()], actor=None)
    with pytest.raises(PermissionDenied):
        hand(told, User.objects.get(pk=editor.pk))
    client.force_login(editor)
    assert client.get(f"/press/{told.pk}/").status_code == 403


def test_the_page_hands_out_the_file_and_remembers_to_whom(
    told: StoryPage, press_consent: Consent, editor: User, client: Client
) -> None:
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert "alert--warning" not in client.get(f"/press/{told.pk}/").content.decode()
    sent = {"deed_key": str(uuid.uuid4()), "recipient": "海东日报"}
    answer = client.post(f"/press/{told.pk}/", sent)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert answer["Cache-Control"] == "no-store, private"
    withdraw_consent(press_consent, actor=None, now=NOW)
    page = client.get(f"/press/{told.pk}/").content.decode()
    assert ("海东日报" in page, "alert--warning" in page) == (True, True)
    refused = client.post(f"/press/{told.pk}/", {"deed_key": str(uuid.uuid4()), "recipient": "海东日报"})
    assert refused.status_code == 422


def test_the_editor_s_page_leads_there(told: StoryPage, editor: User, client: Client) -> None:
    client.force_login(editor)
    assert f'href="/press/{told.pk}/"' in client.get(f"/admin/pages/{told.pk}/edit/").content.decode()


def test_a_sign_that_word_cannot_hold_is_a_blank(draft: Callable[..., StoryPage], consent: Consent) -> None:
    """Word breaks a line within a paragraph by U+000B, and a browser pastes it."""
    story = draft(consent=consent, body=[("heading", "清晨\x0b五点")])
    paper = Document(io.BytesIO(word_file(lines_of(story))))
    assert "清晨 五点" in [paragraph.text for paragraph in paper.paragraphs]


def test_the_pictures_of_the_gallery_go_along(draft: Callable[..., StoryPage], consent: Consent) -> None:
    dawn = described(portrait("dawn"), "清晨的路")
    story = draft(
        consent=consent,
        gallery=[("picture", {"image": dawn, "caption": "出门的路", "credit": "韩雪"})],
    )
    assert [(each.caption, each.credit) for each in pictures_of(story)] == [("出门的路", "韩雪")]
