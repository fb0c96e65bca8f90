"""Certificates of other bodies: what is said of one, whether it can be so, and who may see which."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from office.people.enums import Role
from office.people.models import Courier
from office.people.permissions import STAFF_ROLES, holds, organisations_of
from office.people.queries import couriers_visible_to

from .certificate_numbers import Reading, read_number
from .enums import CertificateKind
from .levels import rank_of
from .models import CertificateCheck, RecordedCertificate

#: The kinds that always bear a level.
LEVELLED = frozenset({CertificateKind.SKILL_LEVEL, CertificateKind.QUALIFICATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What a certificate of another body says; `number` is cleaned, marks are out of 100 where it has any."""

    kind: str
    number: str
    occupation_code: str
    occupation: str
    level: str
    issuer: str
    issued_on: datetime.date
    valid_until: datetime.date | None = None
    theory: Decimal | None = None
    practice: Decimal | None = None

    @classmethod
    def of(cls, certificate: RecordedCertificate) -> CertificateFacts:
        """Return what a certificate on record says."""
        return cls(**{name: getattr(certificate, name) for name in cls.__dataclass_fields__})

    def to_json(self) -> dict[str, Any]:
        """Return plain values: days as ISO, marks as texts."""
        return {
            name: value if value is None or isinstance(value, str) else str(value)
            for name, value in asdict(self).items()
        }


def faults_of(facts: CertificateFacts, *, today: datetime.date) -> list[tuple[str, str, str]]:
    """Return what cannot be so, each as (field, code, sentence).

    Codes: `day` (issued after today, or valid no longer than that), `level` (missing, or none of the eight),
    `number_form`, `number_year`, `number_level`.
    """
    found = []
    if facts.issued_on > today:
        found.append(("issued_on", "day", _("The day of issue is still to come. Correct it.")))
    if facts.valid_until is not None and facts.valid_until < facts.issued_on:
        found.append(
            ("valid_until", "day", _("It would end before it was issued. Correct one of the two days."))
        )
    if facts.kind in LEVELLED and rank_of(facts.level) is None:
        found.append(("level", "level", _("This kind of certificate needs one of the skill levels.")))
    for code in _reading_of(facts).faults:
        found.append(("level" if code == "number_level" else "number", code, _fault(code, facts.kind)))
    return found


def warnings_of(facts: CertificateFacts) -> list[tuple[str, str, str]]:
    """Return what is worth a look, as (field, code, sentence): `number_province`."""
    sentence = _("The number was given by another province. Compare it with the certificate.")
    return [("number", code, sentence) for code in _reading_of(facts).warnings]


def _reading_of(facts: CertificateFacts) -> Reading:
    return read_number(
        facts.kind,
        facts.number,
        issued_on=facts.issued_on,
        level=facts.level,
        province=settings.PROVINCE_DIGITS,
    )


def _fault(code: str, kind: str) -> str:
    if code == "number_year":
        return _("The number bears another year than the day of issue. Compare both with the certificate.")
    if code == "number_level":
        return _("The number bears another level. Compare both with the certificate.")
    if kind == CertificateKind.SKILL_LEVEL:
        return _(
            "A skill level certificate has Y or S and 21 digits (special ranks: two letters and 20 digits). "
            "Copy the number from the certificate."
        )
    if kind == CertificateKind.QUALIFICATION:
        return _(
            "A vocational qualification certificate has 16 digits. Copy the number from the certificate."
        )
    return _("A number has 4 to 40 letters, digits and hyphens. Copy it from the certificate.")


def recorded_visible_to(user: Any) -> QuerySet[RecordedCertificate]:
    """Return what a user may see: staff all, providers those of their classes, couriers their own."""
    rows = RecordedCertificate.objects.select_related("courier", "enrolment__training_class")
    if holds(user, *STAFF_ROLES):
        return rows
    providers = organisations_of(user, Role.PROVIDER_OPERATOR, Role.TRAINER)
    scope = Q(enrolment__training_class__provider__in=providers)
    if getattr(user, "is_active", False) and getattr(user, "courier_id", None):
        scope |= Q(courier_id=user.courier_id)
    return rows.filter(scope)


def with_last_check(rows: QuerySet[RecordedCertificate]) -> QuerySet[RecordedCertificate]:
    """Add `last_check` (a CheckResult, None: never asked) and `checked_at` to each, in the same query."""
    checks = CertificateCheck.objects.filter(certificate=OuterRef("pk")).order_by("-checked_at", "-pk")
    return rows.annotate(
        last_check=Subquery(checks.values("result")[:1]), checked_at=Subquery(checks.values("checked_at")[:1])
    )


def holder_for(certificate: RecordedCertificate, user: Any) -> str:
    """Return a sentence on whose a number is: named only to those who may see the person."""
    seen = user is None or couriers_visible_to(user).filter(pk=certificate.courier_id).exists()
    if not seen:
        return _("This number is on record already. Ask the registrar if the certificate is in your hands.")
    return _("This number is on record already, for %(name)s.") % {"name": certificate.courier.name}


def on_record(numbers: Iterable[tuple[str, str]]) -> dict[tuple[str, str], RecordedCertificate]:
    """Return the certificates of (kind, number) pairs that are on record, in one query."""
    wanted = set(numbers)
    found = RecordedCertificate.objects.filter(
        number__in={number for _kind, number in wanted}
    ).select_related("courier")
    return {(each.kind, each.number): each for each in found if (each.kind, each.number) in wanted}


def certificates_held_by(courier: Courier, user: Any) -> QuerySet[RecordedCertificate]:
    """Return the certificates of a person that a user may see, newest first."""
    return with_last_check(recorded_visible_to(user).filter(courier=courier))
