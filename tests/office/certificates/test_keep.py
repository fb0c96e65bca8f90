"""Revoking and reissuing: who may, once, and what is left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit import queries as audit
from office.certificates.actions import reissue, revoke
from office.certificates.models import Certificate
from office.certificates.queries import certificates_visible_to, facts_of_today, pdf_of
from office.people.models import Courier, User

from .conftest import NOW, TODAY

Issue = Callable[..., Certificate]


def refused(deed: Callable[[], object]) -> str | None:
    with pytest.raises(ValidationError) as error:
        deed()
    return error.value.code


def renew(certificate: Certificate, actor: User, **changes: str) -> Certificate:
    facts = replace(facts_of_today(certificate), **changes)
    return reissue(certificate, facts=facts, issued_on=TODAY, actor=actor, now=NOW, reason="姓名更正")


def test_revoked_with_reason_and_document(certificate: Certificate, registrar: User) -> None:
    before = pdf_of(certificate)
    revoke(certificate, reason="fraud", document=" 平人社〔2026〕18号 ", actor=registrar, now=NOW)
    certificate.refresh_from_db()
    assert (certificate.status, certificate.revocation_reason, certificate.revocation_document) == (
        "revoked",
        "fraud",
        "平人社〔2026〕18号",
    )
    assert certificate.revoked_at == NOW
    assert pdf_of(certificate) == before
    assert [(entry.action, entry.actor_id) for entry in audit.about(certificate)] == [
        ("certificates.certificate.issued", None),
        ("certificates.certificate.revoked", registrar.pk),
    ]


def test_an_error_needs_no_decision(certificate: Certificate, operator: User) -> None:
    assert revoke(certificate, reason="error", actor=operator, now=NOW).status == "revoked"


def test_refusals(certificate: Certificate, registrar: User) -> None:
    def attempt(reason: str) -> str | None:
        return refused(lambda: revoke(certificate, reason=reason, actor=registrar, now=NOW))

    assert (attempt("decision"), attempt("fraud"), attempt("whim")) == (
        "document_required",
        "document_required",
        "reason",
    )
    revoke(certificate, reason="error", actor=registrar, now=NOW)
    assert attempt("error") == "not_valid"
    assert refused(lambda: renew(certificate, registrar)) == "not_valid"


def test_somebody_was_faster(certificate: Certificate, registrar: User) -> None:
    stale = Certificate.objects.get(pk=certificate.pk)
    renew(certificate, registrar)
    assert refused(lambda: revoke(stale, reason="error", actor=registrar, now=NOW)) == "not_valid"
    assert stale.status == "replaced"


@pytest.mark.parametrize("name", ["rival", "reviewer", "holder_user", "stranger"])
def test_others_may_not(certificate: Certificate, name: str, request: pytest.FixtureRequest) -> None:
    somebody = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        revoke(certificate, reason="error", actor=somebody, now=NOW)
    with pytest.raises(PermissionDenied):
        renew(certificate, somebody)
    certificate.refresh_from_db()
    assert certificate.status == "valid"


def test_a_new_one_takes_the_old_ones_place(
    certificate: Certificate, registrar: User, issue_to: Issue
) -> None:
    new = renew(certificate, registrar, holder_name="马福山")
    certificate.refresh_from_db()
    assert (certificate.status, certificate.holder_name) == ("replaced", "马福海")
    assert (new.number, new.status, new.holder_name, new.replaces) == (
        "PA-PX-2026-000002",
        "valid",
        "马福山",
        certificate,
    )
    assert new.code != certificate.code
    assert pdf_of(new) != pdf_of(certificate)
    assert issue_to(new.holder) == new


def test_a_new_name_that_cannot_be_printed_leaves_the_old_valid(
    certificate: Certificate, registrar: User
) -> None:
    assert refused(lambda: renew(certificate, registrar, holder_name="马\ue863")) == "unprintable"
    certificate.refresh_from_db()
    assert (certificate.status, certificate.series.last) == ("valid", 1)


def test_a_class_issued_once_more_gives_nothing_back(
    certificate: Certificate, registrar: User, issue_to: Issue
) -> None:
    revoke(certificate, reason="fraud", document="1号", actor=registrar, now=NOW)
    assert refused(lambda: issue_to(certificate.holder)) == "revoked"
    assert issue_to(certificate.holder, after_revocation=True).number == "PA-PX-2026-000002"


def test_who_sees_what(
    certificate: Certificate,
    issue_to: Issue,
    stranger: User,
    other_school: object,
    request: pytest.FixtureRequest,
) -> None:
    courier: Courier = stranger.courier  # type: ignore[assignment]
    other = issue_to(courier, "courses.enrolment:9", issuer=other_school)
    seen = {
        name: set(certificates_visible_to(request.getfixturevalue(name)))
        for name in ("registrar", "reviewer", "operator", "rival", "holder_user", "stranger")
    }
    assert seen == {
        "registrar": {certificate, other},
        "reviewer": {certificate, other},
        "operator": {certificate},
        "rival": {other},
        "holder_user": {certificate},
        "stranger": {other},
    }
