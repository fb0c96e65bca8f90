"""Rest points, streets and the imprint go on the site as pages do; words of files there need two hands."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from cms.actions import enter, enter_imprint, publish_story
from cms.editing import embargo
from cms.editing.embargo import Hold
from cms.editing.faults import refuse_published_words
from cms.editing.hands import has_fresh_hand
from cms.models import RestPoint, SiteImprint, StoryPage, Street
from office.audit.models import Entry
from office.enquiries.actions import publishing
from office.people.models import Consent, User
from tests.cms.conftest import NOW, TODAY, portrait

Draft = Callable[..., StoryPage]
POINT: dict[str, str] = {
    "name": "新华书店歇脚点",
    "address": "演示路1号",
    "hours": "每日 8:00—20:00",
    "telephone": "0972-0000003",
    "latitude": "36.500000",
    "longitude": "102.100000",
    "served_from": "2026-09-01",
}


#: The middle of a face, as the picture's form sends it along.
FACE = {f"focal_point_{name}": "160" for name in ("x", "y", "width", "height")}


@pytest.fixture
def street(home: object) -> Street:
    return Street.objects.create(code="990201001", name="古城乡")


def sent(client: Client, view: str, *args: Any, **values: str) -> int:
    return client.post(reverse(f"wagtailsnippets_cms_{view}", args=args), values).status_code


def submit(client: Client, street: Street, **changes: str) -> int:
    values = POINT | {"street": street.pk, "datum": RestPoint._meta.get_field("datum").default} | changes
    return sent(client, "restpoint:add", **values, **{"action-submit": "1"})


def approve(row: Any, by: User) -> Any:
    kept = type(row).objects.get(pk=row.pk)
    kept.current_workflow_task.on_action(
        kept.current_workflow_task_state, user=User.objects.get(pk=by.pk), action_name="approve"
    )
    return type(row).objects.get(pk=row.pk)


def test_a_rest_point_is_shown_after_both_steps(
    client: Client, street: Street, editor: User, leader: User
) -> None:
    client.force_login(editor)
    assert submit(client, street) == 302
    point = RestPoint.objects.get()
    assert (point.live, list(RestPoint.objects.in_service(TODAY))) == (False, [])
    assert approve(point, editor).live is False
    assert list(point.current_workflow_task.get_actions(point, editor)) == []
    assert list(RestPoint.objects.in_service(TODAY)) == []
    assert approve(point, leader).live is True
    assert list(RestPoint.objects.in_service(TODAY)) == [point]
    deeds = [deed["deed"] for deed in Entry.objects.order_by("sequence").values_list("data", flat=True)]
    assert [deed for deed in deeds if deed.endswith(("start", "approve", "publish"))] == [
        "wagtail.workflow.start",
        "wagtail.workflow.approve",
        "wagtail.workflow.approve",
        "wagtail.publish",
    ]


def test_a_change_waits_and_no_button_publishes_it(
    client: Client, street: Street, editor: User, leader: User
) -> None:
    client.force_login(editor)
    values = POINT | {"street": street.pk, "datum": RestPoint._meta.get_field("datum").default}
    fixed: dict[str, Any] = {**values, "street": street, "served_from": datetime.date(2026, 9, 1)}
    point = enter(RestPoint(**fixed), author=editor, actor=leader)
    edit = reverse("wagtailsnippets_cms_restpoint:edit", args=[point.pk])
    page = client.get(edit).content.decode()
    assert ('name="action-publish"' in page, 'name="action-submit"' in page) == (False, True)
    for button in ("action-publish", "action-save"):
        client.post(edit, {**values, "hours": "全天", button: "1"})
        assert RestPoint.objects.get().hours == POINT["hours"]
    assert RestPoint.objects.get().get_latest_revision_as_object().hours == "全天"
    client.force_login(leader)
    assert client.get(edit).status_code == 200
    assert sent(client, "restpoint:unpublish", point.pk) == 302
    assert RestPoint.objects.get().live is True


@pytest.mark.parametrize(("field", "value"), [("telephone", "13900000000"), ("note", "找白玛")])
def test_what_no_page_may_say_no_rest_point_says(
    client: Client, street: Street, editor: User, monkeypatch: pytest.MonkeyPatch, field: str, value: str
) -> None:
    monkeypatch.setattr(embargo, "_sources", [lambda day: [Hold("白 玛", "评选")]])
    client.force_login(editor)
    assert submit(client, street, **{field: value}) == 200
    with pytest.raises(ValidationError) as refusal:
        Street(code="990201002", name=f"{value}街道").save()
    assert set(refusal.value.error_dict) == {"name"}


def test_whoever_wrote_does_not_release(street: Street, leader: User) -> None:
    with pytest.raises(PermissionDenied):
        enter(Street(code="990201002", name="二号街道"), author=leader, actor=leader)


def test_the_imprint_waits_as_well_and_stays_one(
    client: Client, editor: User, leader: User, registrar: User
) -> None:
    with pytest.raises(PermissionDenied):
        enter_imprint(author=editor, actor=registrar, host="平安区人社局")
    with pytest.raises(PermissionDenied):
        enter_imprint(author=None, actor=editor, host="平安区人社局")
    kept = enter_imprint(author=editor, actor=leader, host="平安区人社局")
    client.force_login(editor)
    assert sent(client, "siteimprint:add", host="别的", **{"action-submit": "1"}) == 302
    assert SiteImprint.objects.count() == 1
    assert sent(client, "siteimprint:edit", kept.pk, host="别的", **{"action-submit": "1"}) == 302
    assert SiteImprint.standing().host == "平安区人社局"
    approve(kept, editor)
    assert approve(kept, leader).host == SiteImprint.standing().host == "别的"


def test_a_draft_written_over_what_is_live_makes_no_fresh_hand(
    draft: Draft, consent: Consent, leader: User, clock: Callable[[datetime.datetime], None]
) -> None:
    story = publish_story(draft(consent=consent, actor=leader), actor=None)
    assert has_fresh_hand(leader, story) is True
    clock(NOW + datetime.timedelta(minutes=5))
    story.save_revision(user=leader, overwrite_revision=story.latest_revision)
    assert has_fresh_hand(leader, StoryPage.objects.get()) is False


def test_words_of_files_on_the_site_are_changed_by_a_leader_who_did_not_send_them(
    client: Client, draft: Draft, consent: Consent, editor: User, leader: User
) -> None:
    picture = portrait("head")
    document = Document.objects.create(title="须知", file=ContentFile("须知".encode(), "guide.txt"))
    link = f'<p><a linktype="document" id="{document.pk}">须知</a></p>'
    story = draft(consent=consent, body=[("text", link)], portrait=picture, portrait_alt="马海龙")

    def rename(title: str) -> list[bool]:
        for name, key in (("wagtailimages:edit", picture.pk), ("wagtaildocs:edit", document.pk)):
            client.post(reverse(name, args=[key]), {"title": title, "description": "二", **FACE})
        picture.refresh_from_db()
        document.refresh_from_db()
        return [picture.title == title, document.title == title]

    client.force_login(editor)
    assert rename("未上线") == [True, True]
    publish_story(story, actor=None)
    assert rename("已上线") == [False, False]
    client.force_login(leader)
    assert rename("13900000000") == [False, False]
    assert rename("领导改的") == [True, True]
    type(picture).objects.filter(pk=picture.pk).update(uploaded_by_user=leader)
    assert rename("自己传的") == [False, True]


def test_a_point_waits_for_its_street(client: Client, editor: User) -> None:
    draft = Street.objects.create(code="990201009", name="新街道", live=False)
    client.force_login(editor)
    assert submit(client, draft) == 200
    assert RestPoint.objects.count() == 0


def test_the_code_of_the_imprint_is_everybody_s_while_it_is_on_the_site(client: Client, editor: User) -> None:
    code = portrait("code")
    code.description = "公众号二维码"
    code.save()
    cut = code.get_rendition("fill-160x160|format-png").url
    kept = SiteImprint.objects.create(host="平安区人社局", wechat_qr=code, live=False)
    assert client.get(cut).status_code == 404
    kept.live = True
    kept.save()
    assert client.get(cut).status_code == 200
    client.force_login(editor)
    client.post(reverse("wagtailimages:edit", args=[code.pk]), {"title": "别的", "description": "二", **FACE})
    code.refresh_from_db()
    assert code.title == "code"


def test_an_answer_for_all_names_nobody_who_is_held_back(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embargo, "_sources", [lambda day: [Hold("白玛", "评选")]])
    with pytest.raises(ValidationError) as refusal:
        refuse_published_words({"question": "谁获奖了？", "text": "白 玛获奖。"}, TODAY)
    assert list(refusal.value.error_dict) == ["text"]
    assert refuse_published_words in publishing._guards
