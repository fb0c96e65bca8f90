"""A deed is done once, by who may do it, and a refusal keeps the entries."""

import datetime
import re
import uuid

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from office.desk.deeds import forget, once
from office.desk.models import Deed
from tests.office.desk import desk_urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.office.desk.desk_urls")]

NOW = datetime.datetime(2026, 3, 5, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def done():
    desk_urls.DONE.clear()
    return desk_urls.DONE


def key_of(response):
    return re.search(r'name="deed_key" value="([0-9a-f-]{36})"', response.content.decode())[1]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_deed_is_done_and_goes_to_its_result(client, done):
    key = key_of(client.get("/object/"))
    response = client.post("/object/", {"deed_key": key, "reason": "名单有误"})
    assert (response.status_code, response["Location"]) == (302, "/done/YY-1/")
    assert [entry["reason"] for entry in done] == ["名单有误"]
    assert said(response) == ["已收到 YY-1"]
    note = Deed.objects.get()
    assert (note.path, note.actor_id, note.result_url) == ("/object/", None, "/done/YY-1/")


def test_each_form_has_its_own_key(client):
    assert key_of(client.get("/object/")) != key_of(client.get("/object/"))


def test_same_form_sent_twice_does_nothing_and_goes_to_the_first_result(client, done):
    key = key_of(client.get("/object/"))
    client.post("/object/", {"deed_key": key, "reason": "名单有误"})
    second = client.post("/object/", {"deed_key": key, "reason": "另一件事"})
    assert (second.status_code, second["Location"]) == (302, "/done/YY-1/")
    assert [entry["reason"] for entry in done] == ["名单有误"]
    assert Deed.objects.count() == 1


def test_two_forms_are_two_deeds(client, done):
    for reason in ("第一件", "第二件"):
        client.post("/object/", {"deed_key": key_of(client.get("/object/")), "reason": reason})
    assert [entry["reason"] for entry in done] == ["第一件", "第二件"]


def test_form_that_is_not_filled_in_is_shown_again_with_its_key(client, done):
    key = key_of(client.get("/object/"))
    response = client.post("/object/", {"deed_key": key, "reason": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert key_of(response) == key
    assert 'href="#id_reason"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_reason_error"' in page
    assert done == []


def test_refusal_of_the_action_stands_at_its_field_and_uses_no_key(client, done):
    key = key_of(client.get("/object/"))
    response = client.post("/object/", {"deed_key": key, "reason": "空话"})
    form = response.context["form"]
    assert response.status_code == 422
    assert dict(form.errors) == {"reason": ["请写明事实。"], "__all__": ["请选择所指的人。"]}
    assert Deed.objects.count() == 0
    mended = client.post("/object/", {"deed_key": key_of(response), "reason": "名单有误"})
    assert mended["Location"] == "/done/YY-1/"


def test_refusal_without_a_field_stands_above_the_form(client):
    key = key_of(client.get("/object/"))
    response = client.post("/object/", {"deed_key": key, "reason": "过期"})
    assert response.context["form"].non_field_errors() == ["公示期已结束。"]


def test_denied_deed_writes_nothing(client, done):
    key = key_of(client.get("/object/"))
    response = client.post("/object/", {"deed_key": key, "reason": "越权"})
    assert response.status_code == 403
    assert "只有本人可以撤回。" in response.content.decode()
    assert (done, Deed.objects.count()) == ([], 0)


@pytest.mark.parametrize("sent", [{}, {"deed_key": ""}, {"deed_key": "1; drop"}])
def test_form_without_a_key_is_refused_and_gets_one(client, done, sent):
    response = client.post("/object/", {**sent, "reason": "名单有误"})
    assert response.status_code == 422
    assert response.context["form"].has_error("__all__", "deed_key")
    assert done == []
    assert client.post("/object/", {"deed_key": key_of(response), "reason": "名单有误"}).status_code == 302


def test_key_of_somebody_else_is_refused_and_does_not_tell_the_result(client, reviewer, done):
    key = key_of(client.get("/object/"))
    Client().post("/object/", {"deed_key": key, "reason": "名单有误"})
    client.force_login(reviewer)
    response = client.post("/object/", {"deed_key": key, "reason": "名单有误"})
    assert response.status_code == 422
    assert "YY-1" not in response.content.decode()
    assert key_of(response) != key
    assert len(done) == 1


def test_key_of_another_page_is_refused(client, done):
    key = key_of(client.get("/object/"))
    client.post("/object/", {"deed_key": key, "reason": "名单有误"})
    assert client.post("/object-elsewhere/", {"deed_key": key, "reason": "名单有误"}).status_code == 422
    assert len(done) == 1


def test_visitor_is_sent_to_sign_in(client):
    response = client.get("/approve/?from=list")
    assert response.status_code == 302
    assert response["Location"] == "/portal/login/?next=/approve/%3Ffrom%3Dlist"


def test_user_without_the_permission_is_refused_on_both_ways(client, stranger, done):
    client.force_login(stranger)
    assert client.get("/approve/").status_code == 403
    response = client.post("/approve/", {"deed_key": str(uuid.uuid4()), "reason": "同意"})
    assert response.status_code == 403
    assert done == []


def test_superuser_acts_as_actor_with_the_moment_of_the_request(client, reviewer, done):
    reviewer.is_superuser = True
    reviewer.save()
    client.force_login(reviewer)
    client.post("/approve/", {"deed_key": key_of(client.get("/approve/")), "reason": "同意"})
    assert done[0]["actor"] == reviewer
    assert Deed.objects.get().done_at == done[0]["now"]


def test_once_tells_whether_it_was_done_now():
    key = uuid.uuid4()
    arguments = {"actor_id": 7, "path": "/p/", "now": NOW}
    assert once(key, **arguments, deed=lambda: "/one/") == ("/one/", True)
    assert once(key, **arguments, deed=lambda: "/two/") == ("/one/", False)


def test_once_leaves_the_key_unused_when_the_deed_fails():
    key = uuid.uuid4()
    arguments = {"actor_id": 7, "path": "/p/", "now": NOW}

    def fails():
        Deed.objects.create(key=uuid.uuid4(), actor_id=7, path="/q/", result_url="", done_at=NOW)
        raise ValidationError("no", code="no")

    with pytest.raises(ValidationError):
        once(key, **arguments, deed=fails)
    assert Deed.objects.count() == 0
    assert once(key, **arguments, deed=lambda: "/one/") == ("/one/", True)


def test_once_does_not_mistake_another_breach_for_a_used_key():
    key, other = uuid.uuid4(), uuid.uuid4()
    Deed.objects.create(key=other, actor_id=7, path="/q/", result_url="", done_at=NOW)

    def breaks():
        Deed.objects.create(key=other, actor_id=7, path="/q/", result_url="", done_at=NOW)
        return "/never/"

    with pytest.raises(IntegrityError):
        once(key, actor_id=7, path="/p/", now=NOW, deed=breaks)
    assert not Deed.objects.filter(pk=key).exists()


def test_forget_keeps_the_young():
    for days in (0, 31):
        done_at = NOW - datetime.timedelta(days)
        Deed.objects.create(key=uuid.uuid4(), actor_id=None, path=f"/{days}/", result_url="", done_at=done_at)
    assert forget(before=NOW - datetime.timedelta(30)) == 1
    assert list(Deed.objects.values_list("path", flat=True)) == ["/0/"]


def test_the_command_forgets_what_is_older_than_its_days(capsys):
    now = timezone.now()
    for days in (2, 29, 31):
        at = now - datetime.timedelta(days=days)
        Deed.objects.create(key=uuid.uuid4(), actor_id=None, path="/object/", result_url="/", done_at=at)
    call_command("forget_deeds")
    assert Deed.objects.count() == 2
    call_command("forget_deeds", days=1)
    assert Deed.objects.count() == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 notes of sent forms were deleted.",
        "2 notes of sent forms were deleted.",
    ]


def test_the_command_leaves_forms_that_may_be_open():
    with pytest.raises(CommandError, match="1 or more"):
        call_command("forget_deeds", days=0)
