from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from office.people.models import User
from tests.personas import PASSWORD


def sign_in(client: Client, name: str, password: str = PASSWORD, **fields: str) -> Any:
    return client.post("/login/", {"username": name, "password": password, **fields})


def test_the_right_password_leads_home(client: Client, courier_user: User) -> None:
    response = sign_in(client, "courier")
    assert (response.status_code, response["Location"]) == (302, "/home/")


def test_it_leads_where_one_wanted_to_go(client: Client, courier_user: User) -> None:
    assert sign_in(client, "courier", next="/home/me/")["Location"] == "/home/me/"


def test_it_never_leads_to_another_site(client: Client, courier_user: User) -> None:
    assert sign_in(client, "courier", next="https://elsewhere.example/")["Location"] == "/home/"


def test_a_wrong_password_says_what_to_do(client: Client, courier_user: User) -> None:
    client.cookies["django_language"] = "en"
    response = sign_in(client, "courier", "wrong")
    assert response.status_code == 422
    with translation.override("en"):
        assert [str(error) for error in response.context["form"].non_field_errors()] == [
            "Name and password do not fit. Check capital letters and try again; after five wrong tries the "
            "door stays shut for 15 minutes."
        ]


@pytest.mark.parametrize("name", ["courier", "nobody"])
def test_an_unknown_name_is_answered_like_a_wrong_password(
    client: Client, courier_user: User, name: str
) -> None:
    response = sign_in(client, name, "wrong")
    assert (response.status_code, len(response.context["form"].non_field_errors())) == (422, 1)


def test_five_wrong_tries_shut_the_door(
    client: Client, courier_user: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The counter took its clock when it was loaded: all must go by the same one.
    monkeypatch.undo()
    settings.AXES_ENABLED = True
    codes = [sign_in(client, "courier", "wrong").status_code for _ in range(5)]
    assert codes == [422, 422, 422, 422, 429]
    response = sign_in(client, "courier")
    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert [each.name for each in response.templates].count("portal/locked_out.html") == 1
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_post(client: Client, courier_user: User) -> None:
    client.force_login(courier_user)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_goes_on(client: Client, courier_user: User) -> None:
    client.force_login(courier_user)
    assert client.get("/login/")["Location"] == "/home/"
