"""Issuing: numbers, refusals, once only, frozen facts."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import connection, connections, transaction

from office.audit import queries as audit
from office.certificates import papers
from office.certificates.actions import issue
from office.certificates.models import Certificate, Series
from office.certificates.numbering import ALPHABET, Numbers, clean_code
from office.certificates.queries import facts_of_today, pdf_of
from office.certificates.token import read
from office.people.models import Courier, Organisation
from tests.personas import person

from .conftest import NOW, TODAY, facts

Issue = Callable[..., Certificate]


class KilledError(RuntimeError):
    """Stands for the process dying before it commits."""


def test_numbers_follow_each_other(issue_to: Issue, holder: Courier) -> None:
    numbers = [issue_to(holder, f"courses.enrolment:{key}").number for key in (1, 2, 3)]
    assert numbers == ["PA-PX-2026-000001", "PA-PX-2026-000002", "PA-PX-2026-000003"]


def test_each_year_begins_at_one(issue_to: Issue, holder: Courier) -> None:
    issue_to(holder, "courses.enrolment:1")
    next_year = issue_to(holder, "courses.enrolment:2", issued_on=datetime.date(2027, 1, 4))
    assert next_year.number == "PA-PX-2027-000001"


def test_a_second_issue_returns_the_first(issue_to: Issue, certificate: Certificate, holder: Courier) -> None:
    assert issue_to(holder) == certificate
    assert Certificate.objects.count() == 1
    assert Series.objects.get().last == 1
    assert [entry.action for entry in audit.about(certificate)] == ["certificates.certificate.issued"]


@pytest.mark.django_db(transaction=True)
def test_a_killed_issue_leaves_no_gap(issue_to: Issue, holder: Courier) -> None:
    def killed() -> None:
        with transaction.atomic():
            issue_to(holder, "courses.enrolment:1")
            raise KilledError

    with pytest.raises(KilledError):
        killed()
    assert issue_to(holder, "courses.enrolment:2").number == "PA-PX-2026-000001"
    assert Series.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_takes_no_number(
    issue_to: Issue, holder: Courier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(papers, "keep", full)
        with pytest.raises(OSError, match="No space left"):
            issue_to(holder)
    assert Certificate.objects.count() == 0
    assert issue_to(holder).number == "PA-PX-2026-000001"


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_inside_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        Numbers.of("completion", "PA-PX", 2026)


def test_unprintable_text_is_refused_before_a_number_is_taken(issue_to: Issue, holder: Courier) -> None:
    with pytest.raises(ValidationError) as refused:
        issue_to(holder, facts=facts(holder_name="马\ue863海"))
    assert refused.value.code == "unprintable"
    assert "U+E863" in refused.value.messages[0]
    assert Series.objects.count() == 0


def test_a_text_that_does_not_fit_is_refused(issue_to: Issue, holder: Courier) -> None:
    with pytest.raises(ValidationError) as refused:
        issue_to(holder, facts=facts(course_name="快递" * 400))
    assert refused.value.code == "too_long"
    assert Series.objects.count() == 0


def test_a_prefix_belongs_to_one_kind(issue_to: Issue, certificate: Certificate, holder: Courier) -> None:
    with pytest.raises(ValidationError) as other_kind:
        issue_to(holder, kind="honour")
    with pytest.raises(ValidationError) as other_prefix:
        issue_to(holder, "courses.enrolment:2", prefix="PA-XX")
    assert (other_kind.value.code, other_prefix.value.code) == ("prefix_taken", "prefix_taken")
    assert Series.objects.get().last == 1


def test_the_paper_says_number_and_address(certificate: Certificate) -> None:
    assert certificate.facts["number"] == certificate.number
    address, _mark, digits = certificate.facts["verify_url"].partition("#")
    assert address == f"https://office.example/v/{certificate.code}/"
    claims = read(digits)
    assert (claims.number, claims.holder_name) == (certificate.number, certificate.holder_name)
    assert certificate.facts["issued_on"] == "2026-09-15"
    assert len(certificate.code) == 12
    assert set(certificate.code) <= set(ALPHABET)


def test_a_typed_code_is_read_kindly() -> None:
    assert clean_code(" o1il-abcd-ef9h ") == "0111ABCDEF9H"
    assert [clean_code(each) for each in ("", "0111ABCDEF9", "0111ABCDEF9U", "0111ABCDEF9\0")] == [""] * 4


def test_download_returns_the_same_bytes(certificate: Certificate) -> None:
    first = pdf_of(certificate)
    assert first[:5] == b"%PDF-"
    assert papers.digest_of(first) == certificate.sha256
    assert pdf_of(certificate) == first


def test_a_new_name_changes_no_issued_paper(certificate: Certificate, holder: Courier) -> None:
    before = pdf_of(certificate)
    holder.name = "马福山"
    holder.save()
    certificate.refresh_from_db()
    assert pdf_of(certificate) == before
    assert certificate.holder_name == "马福海"
    assert facts_of_today(certificate).holder_name == "马福山"


def _lose(certificate: Certificate) -> str:
    name = papers.name_of(certificate.number, 2026, certificate.sha256)
    storages["private"].delete(name)
    return name


def test_a_lost_paper_is_printed_again(certificate: Certificate) -> None:
    before = pdf_of(certificate)
    name = _lose(certificate)
    assert not papers.is_kept(certificate)
    assert pdf_of(certificate) == before
    assert storages["private"].exists(name)


def test_a_damaged_paper_is_replaced(certificate: Certificate) -> None:
    before = pdf_of(certificate)
    with open(storages["private"].path(_lose(certificate)), "wb") as file:  # noqa: PTH123
        file.write(before[:1000])
    assert pdf_of(certificate) == before
    assert papers.is_kept(certificate)


def test_a_paper_that_would_differ_is_not_given_out(certificate: Certificate) -> None:
    _lose(certificate)
    certificate.facts["course_name"] = "另一门课程"
    with pytest.raises(ValidationError) as refused:
        pdf_of(certificate)
    assert refused.value.code == "paper_lost"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_subject", [True, False])
def test_two_who_issue_at_once(school: Organisation, same_subject: bool) -> None:
    """Without gap or duplicate; two for one subject get the one certificate."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share no in-memory database; test-postgres and a file database show this")
    people = [person(f"马福{serial}", serial) for serial in range(4)]
    gate, numbers, errors = threading.Barrier(4), [], []

    def work(place: int) -> None:
        try:
            gate.wait()
            for turn in range(3):
                made = issue(
                    kind="completion",
                    prefix="PA-PX",
                    subject=f"s:{turn}" if same_subject else f"s:{place}:{turn}",
                    holder=people[place],
                    issuer=school,
                    facts=facts(),
                    issued_on=TODAY,
                    actor=None,
                    now=NOW,
                )
                numbers.append(made.number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = 3 if same_subject else 12
    assert errors == []
    assert sorted(set(numbers)) == [f"PA-PX-2026-{serial:06d}" for serial in range(1, wanted + 1)]
    assert Certificate.objects.count() == wanted
    assert Series.objects.get().last == wanted
