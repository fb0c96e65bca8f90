"""People whom the tests of several rooms know. All of them are invented."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from office.people.enums import Role, Sex
from office.people.models import Courier, Mandate, Organisation, User

PASSWORD = "a long word for tests"


def user(name: str, *roles: Role, organisation: Organisation | None = None, **values: Any) -> User:
    """Somebody who signs in, with a mandate for each role."""
    somebody = User.objects.create_user(username=name, display_name=name, password=PASSWORD, **values)
    for role in roles:
        Mandate.objects.create(
            user=somebody, role=role, organisation=organisation, valid_from=datetime.date(2020, 1, 1)
        )
    return somebody


def person(name: str, serial: int) -> Courier:
    """A courier whose number nobody can open; the serial keeps people apart."""
    return Courier.objects.create(
        name=name,
        id_number_sealed=b"sealed",
        id_number_index=f"{serial:064d}",
        id_number_masked=f"99************{serial:04d}",
        birth_date=datetime.date(1995, 5, 20),
        sex=Sex.MALE,
        created_at=timezone.now(),
    )
