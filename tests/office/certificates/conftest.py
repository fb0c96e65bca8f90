"""The people of the certificates' room, and a certificate to work with."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from office.certificates.actions import issue
from office.certificates.models import Certificate
from office.certificates.rendering.certificate import CertificateFacts
from office.people.models import Courier, Organisation, User
from tests.personas import person, user

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)


def facts(**changes: Any) -> CertificateFacts:
    values: dict[str, Any] = {
        "design": "completion/2",
        "number": "",
        "title": "培训合格证书",
        "holder_name": "马福海",
        "id_number_masked": "63************0015",
        "course_name": "快递员岗前技能培训",
        "occupation": "快递员",
        "level": "五级/初级工",
        "class_hours": "48.00",
        "starts_on": datetime.date(2026, 8, 3),
        "ends_on": datetime.date(2026, 8, 12),
        "issuer": "海东市驿路职业培训学校",
        "issued_on": TODAY,
        "verify_url": "",
        "result": "合格",
        "theory_score": "82.5",
        "practice_score": "90",
    }
    return CertificateFacts(**values | changes)


@pytest.fixture
def holder(db: None) -> Courier:
    return person("马福海", 15)


@pytest.fixture
def holder_user(holder: Courier) -> User:
    return user("holder", courier=holder)


@pytest.fixture
def stranger(db: None) -> User:
    return user("stranger", courier=person("李秀英", 77))


@pytest.fixture
def issue_to(school: Organisation) -> Callable[..., Certificate]:
    def _issue(holder: Courier, subject: str = "courses.enrolment:1", **changes: Any) -> Certificate:
        arguments: dict[str, Any] = {
            "kind": "completion",
            "prefix": "PA-PX",
            "subject": subject,
            "holder": holder,
            "issuer": school,
            "facts": facts(holder_name=holder.name),
            "issued_on": TODAY,
            "actor": None,
            "now": NOW,
        }
        return issue(**arguments | changes)

    return _issue


@pytest.fixture
def certificate(issue_to: Callable[..., Certificate], holder: Courier) -> Certificate:
    return issue_to(holder)
