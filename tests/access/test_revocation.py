"""What ends, ends at the very next request of the same session."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from office.people.actions import end_mandate
from office.people.models import Mandate, User

from .office import NOW, TODAY, Office

pytestmark = pytest.mark.django_db

#: A page for which each account needs its mandate.
PAGES: dict[str, Callable[[Office], str]] = {
    "provider": lambda office: reverse("courses:class", args=[office.classes["certified"].number]),
    "trainer": lambda office: reverse("courses:class", args=[office.classes["certified"].number]),
    "employer": lambda office: reverse("people:courier_list"),
    "reviewer": lambda office: reverse("casework:publish"),
    "approver": lambda office: reverse("casework:objections"),
    "payer": lambda office: reverse("subsidies:bank_returns"),
    "registrar": lambda office: reverse("people:user_list"),
    "union": lambda office: reverse("people:give_consent", args=[office.own.courier.pk]),
    "youth": lambda office: reverse("people:courier", args=[office.own.courier.pk]),
    "postal": lambda office: reverse("competitions:upload", args=[office.own.coming.code]),
    "secretary": lambda office: reverse("committees:committee_list"),
    "expert": lambda office: reverse("committees:file_list"),
    "editor": lambda office: reverse("wagtailadmin_home"),
    "auditor": lambda office: reverse("people:record"),
}


@pytest.fixture
def session(office: Office, client: Client) -> Callable[[str], tuple[User, Callable[[], int]]]:
    """Sign an account in; return it, and how its page answers from then on."""

    def _open(account: str) -> tuple[User, Callable[[], int]]:
        user, path = office.users[account], PAGES[account](office)
        client.force_login(user)
        return user, lambda: client.get(path).status_code

    return _open


@pytest.mark.parametrize("account", PAGES)
def test_a_revoked_mandate_ends_access_at_once(
    session: Callable[[str], tuple[User, Callable[[], int]]], account: str
) -> None:
    user, status = session(account)
    before = status()
    end_mandate(Mandate.objects.get(user=user), actor=None, now=NOW)
    after = [status(), status()]
    assert (before, set(after) <= {403, 404}) == (200, True)


def test_a_mandate_ends_after_its_last_day(session: Callable[[str], tuple[User, Callable[[], int]]]) -> None:
    user, status = session("registrar")
    last = {}
    for day in (TODAY, TODAY - datetime.timedelta(days=1)):
        Mandate.objects.filter(user=user).update(valid_to=day)
        last[day] = status()
    assert list(last.values()) == [200, 403]


def test_a_closed_account_is_signed_out(session: Callable[[str], tuple[User, Callable[[], int]]]) -> None:
    user, status = session("auditor")
    before = status()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert (before, status()) == (200, 302)


def test_a_new_password_ends_the_sessions_of_the_old_one(
    session: Callable[[str], tuple[User, Callable[[], int]]],
) -> None:
    user, status = session("auditor")
    before = status()
    changed = User.objects.get(pk=user.pk)
    changed.set_password("another long word for tests")
    changed.save()
    assert (before, status()) == (200, 302)


def test_a_deed_that_was_open_is_refused(office: Office, client: Client) -> None:
    path = reverse("people:end_mandate", args=[office.own.mandate.pk])
    user = office.users["registrar"]
    client.force_login(user)
    key = client.get(path).context["deed_key"]
    end_mandate(Mandate.objects.get(user=user), actor=None, now=NOW)
    assert client.post(path, {"deed_key": key}).status_code == 403
    office.own.mandate.refresh_from_db()
    assert office.own.mandate.revoked_at is None
