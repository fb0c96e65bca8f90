"""What a certificate says, as an Open Badges 3.0 credential (1EdTech)."""

from __future__ import annotations

import datetime
import hashlib
import secrets
import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from ..rendering.completion import plain_number
from ..rendering.facts import CertificateFacts
from . import dids
from .integrity import OPEN_BADGES, W3C, Document

#: What the results of a training are called on paper and in the credential, and of which kind they are.
_RESULTS = (
    ("class_hours", "学时", "Result"),
    ("result", "考核结果", "Status"),
    ("theory_score", "理论成绩", "RawScore"),
    ("practice_score", "实操成绩", "RawScore"),
)
SALT_BYTES = 16
#: A last day counts to its end.
ONE_DAY = datetime.timedelta(days=1)


def address_of(code: str) -> str:
    """Return where the credential of a certificate is found: behind the address that its QR code opens."""
    return f"{settings.PUBLIC_BASE_URL}/v/{code}/credential.json"


def unsigned(facts: CertificateFacts, *, code: str, kind: str, status: dict[str, str]) -> Document:
    """Return the credential of a paper with these facts.

    It bears neither the ID number nor a digest of one: all numbers of a district can be tried in seconds.
    The name stands in it as a salted digest (1EdTech, IdentityObject), so that who reads the name on the
    paper can compare it and a public page gives no name away.
    """
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [_identity(facts.holder_name)],
        "licenseNumber": facts.number,
        "source": _named("organisations", facts.issuer, facts.issuer),
        "achievement": _achievement(facts, kind),
    }
    if not facts.citation:
        subject["activityStartDate"] = _midnight(facts.starts_on)
        subject["activityEndDate"] = _midnight(facts.ends_on)
        results = [_result(facts, field, value) for field, value in _values(facts)]
        subject |= {"result": results} if results else {}
    ends = {"validUntil": _midnight(facts.valid_until + ONE_DAY)} if facts.valid_until else {}
    return {
        "@context": [W3C, OPEN_BADGES],
        "id": address_of(code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.title,
        "issuer": {
            "id": dids.office(),
            "type": ["Profile"],
            "name": settings.OFFICE_NAME,
            "url": settings.PUBLIC_BASE_URL,
        },
        "validFrom": _midnight(facts.issued_on),
        "credentialSubject": subject,
        "credentialStatus": status,
        **ends,
    }


def names(identity: dict[str, Any], name: str) -> bool:
    """Tell whether a credential's `identifier` means a name."""
    told = _digest(name, str(identity.get("salt", "")))
    return secrets.compare_digest(str(identity.get("identityHash", "")), told)


def _identity(name: str) -> dict[str, Any]:
    salt = secrets.token_hex(SALT_BYTES)
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": _digest(name, salt),
        "identityType": "name",
        "salt": salt,
    }


def _digest(name: str, salt: str) -> str:
    return f"sha256${hashlib.sha256((name + salt).encode()).hexdigest()}"


def _achievement(facts: CertificateFacts, kind: str) -> Document:
    about = " ".join(part for part in (facts.occupation, facts.level) if part)
    what = f"{kind} {facts.course_name} {about} {facts.citation}".strip()
    achievement = {
        "id": _urn("achievements", what),
        "type": ["Achievement"],
        "achievementType": "Award" if facts.citation else "Certificate",
        "name": facts.course_name,
        "description": " ".join(part for part in (facts.title, facts.course_name, about) if part),
        "inLanguage": "zh-CN",
        "criteria": {"type": "Criteria", "narrative": facts.citation or _CRITERIA},
    }
    if about:
        achievement["specialization"] = about
    described = [
        {"id": _result_id(facts, field), "type": ["ResultDescription"], "name": name, "resultType": kind_of}
        for field, name, kind_of in _RESULTS
        if getattr(facts, field) and not facts.citation
    ]
    return achievement | ({"resultDescription": described} if described else {})


_CRITERIA = "完成规定的培训学时并考核合格。"


def _values(facts: CertificateFacts) -> Iterator[tuple[str, str]]:
    for field, _name, _kind in _RESULTS:
        if value := getattr(facts, field):
            yield field, value if field == "result" else plain_number(value)


def _result(facts: CertificateFacts, field: str, value: str) -> Document:
    return {"type": ["Result"], "resultDescription": _result_id(facts, field), "value": value}


def _result_id(facts: CertificateFacts, field: str) -> str:
    return _urn("results", f"{facts.course_name} {facts.occupation} {facts.level} {field}")


def _named(of: str, key: str, name: str) -> Document:
    return {"id": _urn(of, key), "type": ["Profile"], "name": name}


def _urn(of: str, key: str) -> str:
    """Return a name that stays the same for the same thing and needs no page of its own."""
    return _named_after(f"{settings.PUBLIC_BASE_URL}/{of}/{key}")


@lru_cache(maxsize=256)
def _named_after(address: str) -> str:
    """Return the name that follows from an address; those of a class are all the same."""
    return uuid.uuid5(uuid.NAMESPACE_URL, address).urn


def _midnight(day: datetime.date) -> str:
    """Return a day as the moment at which it begins in the district."""
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(settings.TIME_ZONE)).isoformat()
