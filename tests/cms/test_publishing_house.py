"""The door of the publishing house, its headers, and who works there."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from cms.actions import grant_editor
from cms.models import HomePage, Newsroom
from office.people.actions.mandates import end_mandate
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from tests.cms.conftest import NOW
from tests.personas import user


def policy(client: Client, path: str) -> dict[str, str]:
    header = client.get(path)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_who_is_not_signed_in_is_sent_to_the_one_sign_in(client: Client, home: HomePage) -> None:
    response = client.get("/admin/")
    assert (response.status_code, response["Location"]) == (302, "/login/?next=/admin/")
    own_form = client.get("/admin/login/?next=/admin/pages/")
    assert (own_form.status_code, own_form["Location"]) == (302, "/login/?next=/admin/pages/")


def test_an_editor_works_there(client: Client, editor: User) -> None:
    client.force_login(editor)
    response = client.get("/admin/")
    assert response.status_code == 200
    assert "平安区快递员职业发展服务平台" in response.content.decode()


def test_a_courier_is_turned_away(client: Client, home: HomePage, courier: Courier) -> None:
    client.force_login(user("courier", courier=courier))
    assert client.get("/admin/").status_code == 403


def test_an_ended_mandate_shuts_the_door_at_once(client: Client, editor: User) -> None:
    client.force_login(editor)
    end_mandate(editor.mandates.get(), actor=None, now=NOW)
    assert client.get("/admin/").status_code == 403


def test_a_partner_in_the_group_is_turned_away(client: Client, editor: User, home: HomePage) -> None:
    school = Organisation.objects.create(name="驿路学校", is_provider=True)
    partner = user("partner", Role.PROVIDER_OPERATOR, organisation=school)
    partner.groups.set(editor.groups.all())
    client.force_login(partner)
    assert client.get("/admin/").status_code == 403


def test_the_administrator_comes_in(client: Client, home: HomePage) -> None:
    client.force_login(user("admin", is_superuser=True))
    assert client.get("/admin/").status_code == 200


def test_only_the_publishing_house_has_the_looser_policy(client: Client, editor: User) -> None:
    client.force_login(editor)
    inside = policy(client, "/admin/")
    assert inside["script-src"] == "'self' 'unsafe-inline'"
    assert inside["style-src"] == "'self' 'unsafe-inline'"
    assert inside["img-src"] == "'self' data: blob:"
    assert inside["default-src"] == "'self'"
    outside = policy(client, "/")
    assert ("script-src" in outside, "style-src" in outside) == (False, False)
    assert outside["img-src"] == "'self' data:"


def test_granting_twice_is_once(editor: User) -> None:
    group = grant_editor(editor, actor=None)
    assert (group.name, group.page_permissions.count()) == ("Editors", 0)
    newsroom = Newsroom.objects.get()
    assert sorted(newsroom.group.page_permissions.values_list("permission__codename", flat=True)) == [
        "add_page",
        "change_page",
    ]
    assert set(editor.groups.all()) == {group, newsroom.group}


def test_without_the_mandate_nobody_becomes_editor(home: HomePage, registrar: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        grant_editor(user("somebody"), actor=registrar)
    assert refusal.value.code == "not_editor"


def test_only_a_registrar_grants(editor: User, union: Organisation) -> None:
    other = user("other", Role.EDITOR, organisation=union)
    with pytest.raises(PermissionDenied):
        grant_editor(other, actor=editor)
    assert other.groups.count() == 0


def test_a_mandate_that_is_not_valid_yet_counts_for_nothing(home: HomePage, union: Organisation) -> None:
    somebody = user("later")
    somebody.mandates.create(role=Role.EDITOR, organisation=union, valid_from=datetime.date(2026, 9, 16))
    with pytest.raises(ValidationError):
        grant_editor(somebody, actor=None)
