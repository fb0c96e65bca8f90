"""`manage.py appoint_registrar`: the one mandate that no registrar gives."""

from __future__ import annotations

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from office.audit.models import Entry
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User

pytestmark = pytest.mark.django_db
GOOD = "骑行平安-7401"


def appoint(monkeypatch: pytest.MonkeyPatch, organisation: str, password: str = GOOD) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    told = io.StringIO()
    call_command("appoint_registrar", "dengji", name="扎西", organisation=organisation, stdout=told)
    return told.getvalue()


def test_the_first_registrar_is_appointed_and_recorded(
    bureau: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "扎西" in appoint(monkeypatch, bureau.name)
    mandate = Mandate.objects.get()
    assert (mandate.role, mandate.organisation, mandate.user.username) == (Role.REGISTRAR, bureau, "dengji")
    assert mandate.user.check_password(GOOD)
    assert list(Entry.objects.order_by("sequence").values_list("action", flat=True)) == [
        "people.user.created",
        "people.mandate.given",
    ]


def test_a_second_one_is_appointed_by_the_first(
    bureau: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    appoint(monkeypatch, bureau.name)
    with pytest.raises(CommandError, match="账号与授权"):
        appoint(monkeypatch, bureau.name)
    assert (User.objects.count(), Mandate.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("organisation", "password", "told"),
    [("没有这个局", GOOD, "没有这个局"), ("平安区人力资源和社会保障局", "123456", "密码")],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    bureau: Organisation, monkeypatch: pytest.MonkeyPatch, organisation: str, password: str, told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        appoint(monkeypatch, organisation, password)
    assert (User.objects.exists(), Mandate.objects.exists()) == (False, False)
