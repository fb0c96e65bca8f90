"""Certificates that run out: the last day, what every page says, the reminders; the series with its voids."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.certificates.actions import reissue, revoke
from office.certificates.designs import actions as designs
from office.certificates.designs import queries as known
from office.certificates.designs.layout import read, written
from office.certificates.models import Certificate
from office.certificates.queries import facts_of_today, series_with_counts, statement_of
from office.certificates.rendering.certificate import CertificateFacts
from office.certificates.validity import last_day, run_out, running_out
from office.certificates.verification import verify_number
from office.people.models import Courier, User

from .conftest import NOW, TODAY, facts

Issue = Callable[..., Certificate]


@pytest.mark.parametrize(
    ("issued_on", "months", "last"),
    [
        ("2026-03-05", 12, "2027-03-04"),
        ("2024-02-29", 12, "2025-02-27"),
        ("2026-01-31", 1, "2026-02-27"),
        ("2026-12-01", 1, "2026-12-31"),
    ],
)
def test_the_last_day(issued_on: str, months: int, last: str) -> None:
    assert str(last_day(datetime.date.fromisoformat(issued_on), months)) == last


@pytest.fixture
def year_long(registrar: User, holder: Courier, issue_to: Issue) -> Certificate:
    """A certificate of a design that holds for twelve months."""
    values = written(known.shipped()["completion-landscape"])
    until = {**values["fields"][2], "text": "有效期至{valid_until}", "y": 128.0, "height": 6.0}
    assert "valid_until" not in str(values["fields"])
    with pytest.raises(ValidationError):
        read(values | {"months": 12})
    layout = read(values | {"months": 12, "fields": [*values["fields"], until]})
    draft = designs.begin(
        code="year", name="一年", kind="completion", layout=layout, actor=registrar, now=NOW
    )
    design = designs.publish(draft, used_from=TODAY, actor=registrar, now=NOW).code
    return issue_to(holder, facts=facts(design=design))


def test_what_runs_out_says_so_everywhere(
    year_long: Certificate, client: Client, registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = datetime.date(2027, 9, 14)
    assert (year_long.expires_on, CertificateFacts.from_json(year_long.facts).valid_until) == (last, last)
    told = []
    for days in (-61, -60, 0, 1):
        moment = datetime.datetime.combine(
            last + datetime.timedelta(days=days), datetime.time(4), datetime.UTC
        )
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        day = timezone.localdate()
        rows = Certificate.objects.all()
        told.append(
            (
                statement_of(year_long).state,
                verify_number(year_long.number).status,
                running_out(rows, day).count(),
                run_out(rows, day).count(),
            )
        )
    assert told == [
        ("valid", "valid", 0, 0),
        ("valid", "valid", 1, 0),
        ("valid", "valid", 1, 0),
        ("expired", "expired", 0, 1),
    ]
    page = client.get(reverse("certificates:check", args=[year_long.code])).content.decode()
    assert "verdict--expired" in page
    client.force_login(registrar)
    listed = client.get(reverse("certificates:certificate_list"), {"validity": "over"})
    assert list(listed.context["object_list"]) == [year_long]


def test_whoever_answers_and_the_holder_are_reminded_at_home(
    year_long: Certificate,
    client: Client,
    registrar: User,
    operator: User,
    rival: User,
    holder_user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    last = datetime.datetime(2027, 9, 14, 4, tzinfo=datetime.UTC)

    def reminded() -> list[bool]:
        pages = []
        for user in (registrar, operator, rival, holder_user):
            client.force_login(user)
            pages.append(year_long.number in client.get(reverse("portal:home")).content.decode())
        return pages

    monkeypatch.setattr(timezone, "now", lambda: last - datetime.timedelta(days=61))
    assert reminded()[:3] == [False, False, False]
    monkeypatch.setattr(timezone, "now", lambda: last - datetime.timedelta(days=60))
    assert reminded()[:3] == [True, True, False]
    step = client.get(reverse("portal:home")).context["next_step"]
    assert (step.lines[0], step.url_name) == (f"培训合格证书 {year_long.number}", "portal:certificates")


def test_a_renewal_holds_as_long_again_and_both_pages_name_each_other(
    year_long: Certificate, registrar: User, client: Client
) -> None:
    day = datetime.date(2027, 9, 1)
    new = reissue(
        year_long, facts=replace(facts_of_today(year_long)), issued_on=day, actor=registrar, now=NOW
    )
    assert new.expires_on == datetime.date(2028, 8, 31)
    old_page, new_page = (
        client.get(reverse("certificates:check", args=[each.code])).content.decode()
        for each in (year_long, new)
    )
    assert (new.number in old_page, year_long.number in new_page) == (True, True)


def test_void_numbers_stay_in_the_series(
    issue_to: Issue, holder: Courier, registrar: User, client: Client
) -> None:
    issued = [issue_to(holder, f"courses.enrolment:{key}") for key in (1, 2, 3)]
    revoke(issued[0], reason="error", actor=registrar, now=NOW)
    reissue(issued[1], facts=facts(), issued_on=TODAY, actor=registrar, now=NOW)
    series = series_with_counts().get()
    assert (series.last, series.taken, series.missing, series.revoked, series.replaced) == (4, 4, 0, 1, 1)  # type: ignore[attr-defined]
    client.force_login(registrar)
    assert b"PA-PX-2026" in client.get(reverse("certificates:series_list")).content
