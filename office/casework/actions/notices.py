"""Drafting and publishing public notices."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import Organisation, User
from office.policy.calendar import last_day_of, working_day_after
from office.policy.enums import DayCount

from ..disclosure import refuse_identifiers
from ..models import Case, NoticeRow, PublicNotice
from ..numbering import create_numbered, next_number
from ..procedures import PUBLISH, NoticeTable, Period, Procedure, procedure_of
from .cases import advance, moved_on
from .guards import at

NOTICE_PREFIX = "GS"


def last_day(
    opens_on: datetime.date, period: Period | None, cases: Sequence[Case], procedure: Procedure
) -> tuple[datetime.date, Period]:
    """Return the last day of a notice and its period; without a period the longest that a case asks for.

    Raises ValidationError `too_few_days` when it would end before a case allows, `calendar_unknown`.
    """
    least = {procedure.notice_period(case) for case in cases}
    ends = {each: last_day_of(opens_on, each.days, each.count) for each in least}
    longest = max(ends, key=lambda each: (ends[each], each.days))
    if period is None:
        return ends[longest], longest
    closes_on = last_day_of(opens_on, period.days, period.count) if period.days > 0 else opens_on
    if closes_on < ends[longest]:
        raise at(
            "days",
            _("This notice stands for at least %(days)s %(count)s, until %(day)s.")
            % {"days": longest.days, "count": longest.count.label, "day": ends[longest].isoformat()},
            "too_few_days",
        )
    return closes_on, period


@dataclass(frozen=True)
class Printed:
    """A table of one or many cases as it is published: in the office's language, each row with its case."""

    code: str
    label: str
    headers: list[str]
    rows: list[tuple[Case, list[str]]]


def table_of(cases: Sequence[Case], procedure: Procedure) -> Printed:
    """Return the one table of the cases; raise ValidationError `mixed_tables` for several."""
    with office_language():
        tables = [_printed(case, procedure.table_of(case)) for case in cases]
    first = tables[0]
    if any((table.code, table.headers) != (first.code, first.headers) for table in tables):
        raise ValidationError(
            _("These cases are shown in different tables. Publish those of each table apart."),
            code="mixed_tables",
        )
    return replace(first, rows=[row for table in tables for row in table.rows])


def _printed(case: Case, table: NoticeTable) -> Printed:
    headers = [str(header) for header in table.headers]
    rows = [(case, [str(cell) for cell in cells]) for cells in table.rows]
    return Printed(table.code, str(table.label), headers, rows)


def contact_of(office: Organisation) -> dict[str, str]:
    """Return the contact block of a notice as it stands on the day of publication."""
    return {
        "office": office.name,
        "address": office.address,
        "postcode": office.postcode,
        "phone": office.phone,
        "supervision_phone": office.supervision_phone,
    }


@dataclass(frozen=True)
class Draft:
    """A notice that may be published as it stands: exactly what the public will see."""

    title: str
    body: str
    contact: dict[str, str]
    headers: list[str]
    rows: list[tuple[Case, list[str]]]
    opens_on: datetime.date
    closes_on: datetime.date
    days: int
    count: DayCount
    table_code: str
    table_label: str

    @property
    def words(self) -> str:
        """The text as it stands."""
        return self.body

    @property
    def shown(self) -> list[list[str]]:
        """The cells of the rows."""
        return [cells for _case, cells in self.rows]

    @property
    def digest(self) -> str:
        """A fingerprint (SHA-256, hex) of all that is shown; what was previewed is what is published."""
        words = [self.title, self.body, self.contact, self.table_label, self.headers, self.shown]
        days = [self.opens_on.isoformat(), self.closes_on.isoformat(), self.days, self.count]
        return hashlib.sha256(json.dumps([words, days], ensure_ascii=False).encode()).hexdigest()


def draft_notice(
    cases: Sequence[Case],
    *,
    office: Organisation,
    title: str,
    body: str,
    opens_on: datetime.date,
    period: Period | None = None,
    actor: User,
    now: datetime.datetime,
) -> Draft:
    """Work out a notice and refuse what may not be published; nothing is written.

    Without a `period` it stands as long as the procedure asks. Raises PermissionDenied, or ValidationError
    `no_cases`, `mixed_kinds`, `mixed_tables`, `moved_on`, `opens_in_past`, `too_few_days`,
    `nothing_to_show`, `no_contact`, `identifier_in_notice`, `calendar_unknown`.
    """
    procedure = _one_kind(cases)
    _ask(procedure, cases, actor)
    for case in cases:
        if case.state not in procedure.transition(PUBLISH).sources:
            raise moved_on(case, procedure)
    if opens_on < timezone.localdate(now):
        raise at(
            "opens_on",
            _("A notice cannot begin in the past. Choose today or a later day."),
            "opens_in_past",
        )
    table = table_of(cases, procedure)
    closes_on, period = last_day(opens_on, period, cases, procedure)
    draft = Draft(
        title=title.strip(),
        body=body.strip(),
        contact=contact_of(office),
        headers=table.headers,
        rows=table.rows,
        opens_on=opens_on,
        closes_on=closes_on,
        days=period.days,
        count=period.count,
        table_code=table.code,
        table_label=table.label,
    )
    _check(draft, cases)
    return draft


@transaction.atomic
def publish_notice(
    cases: Sequence[Case],
    *,
    office: Organisation,
    title: str,
    body: str,
    opens_on: datetime.date,
    period: Period | None = None,
    actor: User,
    now: datetime.datetime,
) -> PublicNotice:
    """Put approved cases of one kind on public notice and return the notice, its rows kept as printed.

    Raises what `draft_notice` raises, and what the gate raises for a case.
    """
    draft = draft_notice(
        cases,
        office=office,
        title=title,
        body=body,
        opens_on=opens_on,
        period=period,
        actor=actor,
        now=now,
    )
    notice = _write(draft, office, actor, now)
    due_on = working_day_after(draft.closes_on, 1)
    for case in cases:
        advance(case, PUBLISH, actor=actor, now=now, data={"notice": notice.number}, due_on=due_on)
    audit.record(
        "casework.notice.published",
        actor=actor,
        subject=notice,
        at=now,
        cases=[case.number for case in cases],
        rows=len(draft.rows),
        opens_on=draft.opens_on,
        closes_on=draft.closes_on,
        sha256=draft.digest,
    )
    return notice


def _write(draft: Draft, office: Organisation, actor: User, now: datetime.datetime) -> PublicNotice:
    """Write a notice under the next number, and its rows."""

    def make() -> PublicNotice:
        return PublicNotice.objects.create(
            number=next_number(PublicNotice, NOTICE_PREFIX, draft.opens_on.year, digits=4),
            title=draft.title,
            body=draft.body,
            office=office,
            contact=draft.contact,
            headers=draft.headers,
            opens_on=draft.opens_on,
            closes_on=draft.closes_on,
            days=draft.days,
            count=draft.count,
            table_code=draft.table_code,
            table_label=draft.table_label[:120],
            published_at=now,
            published_by=actor,
        )

    notice = create_numbered(make)
    rows = [
        NoticeRow(notice=notice, case=case, position=position, cells=cells)
        for position, (case, cells) in enumerate(draft.rows, start=1)
    ]
    NoticeRow.objects.bulk_create(rows, batch_size=500)
    return notice


def _one_kind(cases: Sequence[Case]) -> Procedure:
    """Return the procedure of the cases; raise ValidationError when there are none or several kinds."""
    kinds = {(case.procedure, case.flow_version) for case in cases}
    if not kinds:
        raise ValidationError(_("Choose at least one approved case for the notice."), code="no_cases")
    if len(kinds) > 1:
        raise ValidationError(
            _("A notice shows cases of one kind, for its table has one heading. Publish each kind apart."),
            code="mixed_kinds",
        )
    return procedure_of(cases[0])


def _ask(procedure: Procedure, cases: Sequence[Case], actor: User) -> None:
    if not all(actor.has_perm(procedure.publish_permission, case) for case in cases):
        raise PermissionDenied(_("Your roles do not include the publication of notices."))


def _check(draft: Draft, cases: Sequence[Case]) -> None:
    """Raise ValidationError when a notice would show nothing, no contact, or somebody's full number."""
    empty = {case.number for case in cases} - {case.number for case, _cells in draft.rows}
    if empty:
        raise ValidationError(
            _("Case %(numbers)s has nobody to show on a notice. Leave it out or look at its people.")
            % {"numbers": ", ".join(sorted(empty))},
            code="nothing_to_show",
        )
    if not (draft.contact["phone"] and draft.contact["address"]):
        raise ValidationError(
            _("%(office)s has no address or telephone on record, so nobody could object. Enter them first.")
            % {"office": draft.contact["office"]},
            code="no_contact",
        )
    cells = (
        (_("row %(row)s, %(column)s") % {"row": number, "column": column}, cell)
        for number, (_case, texts) in enumerate(draft.rows, start=1)
        for column, cell in zip(draft.headers, texts, strict=True)
    )
    refuse_identifiers([(_("title"), draft.title), (_("text"), draft.body), *cells])
