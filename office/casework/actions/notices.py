"""Publishing and concluding public notices."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.audit import actions as audit
from office.people.models import Organisation, User
from office.policy.calendar import working_day_after

from ..disclosure import refuse_identifiers
from ..models import Case, NoticeRow, PublicNotice
from ..models.notice import MINIMUM_WORKING_DAYS
from ..numbering import create_numbered, next_number
from ..procedures import CLEAR, CONTEST, PUBLISH, Procedure, procedure_of
from ..queries import cases_of, unruled_objections
from .cases import advance

NOTICE_PREFIX = "GS"


def last_day(opens_on: datetime.date, working_days: int) -> datetime.date:
    """Return the last day of a notice: the n-th working day after publication (Civil Code art. 201).

    Raises ValidationError `too_few_days` below five, `calendar_unknown` for a year without a holiday table.
    """
    if working_days < MINIMUM_WORKING_DAYS:
        raise ValidationError(
            {
                "working_days": ValidationError(
                    _("A public notice stands for at least %(least)s working days.")
                    % {"least": MINIMUM_WORKING_DAYS},
                    code="too_few_days",
                )
            }
        )
    return working_day_after(opens_on, working_days)


def contact_of(office: Organisation) -> dict[str, str]:
    """Return the contact block of a notice as it stands on the day of publication."""
    return {
        "office": office.name,
        "address": office.address,
        "postcode": office.postcode,
        "phone": office.phone,
        "supervision_phone": office.supervision_phone,
    }


def rows_of(cases: Iterable[Case]) -> list[tuple[Case, list[str]]]:
    """Return the masked rows that a notice of these cases would show, each with its case."""
    return [
        (case, [str(cell) for cell in cells])
        for case in cases
        for cells in procedure_of(case).notice_rows(case)
    ]


@transaction.atomic
def publish_notice(
    cases: Sequence[Case],
    *,
    office: Organisation,
    title: str,
    body: str,
    opens_on: datetime.date,
    working_days: int = MINIMUM_WORKING_DAYS,
    actor: User,
    now: datetime.datetime,
) -> PublicNotice:
    """Put approved cases of one kind on public notice and return the notice, its rows kept as printed.

    Raises PermissionDenied, what the gate raises for a case, or ValidationError `no_cases`, `mixed_kinds`,
    `opens_in_past`, `too_few_days`, `nothing_to_show`, `no_contact`, `identifier_in_notice`,
    `calendar_unknown`.
    """
    procedure = _one_kind(cases)
    _ask(procedure, cases, actor)
    if opens_on < timezone.localdate(now):
        raise ValidationError(
            {
                "opens_on": ValidationError(
                    _("A notice cannot begin in the past. Choose today or a later day."), code="opens_in_past"
                )
            }
        )
    closes_on = last_day(opens_on, working_days)
    rows = rows_of(cases)
    headers = [str(header) for header in procedure.notice_headers]
    check_notice(cases, office=office, title=title, body=body, headers=headers, rows=rows)

    def make() -> PublicNotice:
        return PublicNotice.objects.create(
            number=next_number(PublicNotice, NOTICE_PREFIX, opens_on.year, digits=4),
            title=title,
            body=body,
            office=office,
            contact=contact_of(office),
            headers=headers,
            opens_on=opens_on,
            closes_on=closes_on,
            working_days=working_days,
            published_at=now,
            published_by=actor,
        )

    notice = create_numbered(make)
    NoticeRow.objects.bulk_create(
        [
            NoticeRow(notice=notice, case=case, position=position, cells=cells)
            for position, (case, cells) in enumerate(rows, start=1)
        ],
        batch_size=500,
    )
    due_on = working_day_after(closes_on, 1)
    for case in cases:
        advance(case, PUBLISH, actor=actor, now=now, data={"notice": notice.number}, due_on=due_on)
    audit.record(
        "casework.notice.published",
        actor=actor,
        subject=notice,
        at=now,
        cases=[case.number for case in cases],
        rows=len(rows),
        opens_on=opens_on,
        closes_on=closes_on,
    )
    return notice


def _one_kind(cases: Sequence[Case]) -> Procedure:
    """Return the procedure of the cases; raise ValidationError when there are none or several kinds."""
    kinds = {(case.procedure, case.flow_version) for case in cases}
    if not kinds:
        raise ValidationError(_("Choose at least one approved case for the notice."), code="no_cases")
    if len(kinds) > 1:
        raise ValidationError(
            _(
                "A notice shows cases of one kind, for its table has one heading. Publish each kind by itself."
            ),
            code="mixed_kinds",
        )
    return procedure_of(cases[0])


def _ask(procedure: Procedure, cases: Sequence[Case], actor: User) -> None:
    if not all(actor.has_perm(procedure.publish_permission, case) for case in cases):
        raise PermissionDenied(_("Your roles do not include the publication of notices."))


def check_notice(
    cases: Sequence[Case],
    *,
    office: Organisation,
    title: str,
    body: str,
    headers: Sequence[str],
    rows: Sequence[tuple[Case, Sequence[str]]],
) -> None:
    """Raise ValidationError when a notice would show nothing, no contact, or somebody's full number."""
    empty = {case.number for case in cases} - {case.number for case, _cells in rows}
    if empty:
        raise ValidationError(
            _("Case %(numbers)s has nobody to show on a notice. Leave it out or look at its people.")
            % {"numbers": ", ".join(sorted(empty))},
            code="nothing_to_show",
        )
    if not (office.phone and office.address):
        raise ValidationError(
            _("%(office)s has no address or telephone on record, so nobody could object. Enter them first.")
            % {"office": office},
            code="no_contact",
        )
    cells = (
        (_("row %(row)s, %(column)s") % {"row": number, "column": column}, cell)
        for number, (_case, texts) in enumerate(rows, start=1)
        for column, cell in zip(headers, texts, strict=True)
    )
    refuse_identifiers([(_("title"), title), (_("text"), body), *cells])


@transaction.atomic
def conclude_notice(notice: PublicNotice, *, actor: User | None, now: datetime.datetime) -> PublicNotice:
    """Clear the cases of a notice whose days are over; those with an objection unruled stay behind.

    The notice itself is concluded with its last case; until then this can be done again after a ruling. The
    clock (`actor` None) may do it too. Raises PermissionDenied, or ValidationError `already_concluded`,
    `notice_running`, `objections_pending`.
    """
    _refuse_unfit(notice, actor, now)
    standing = standing_on(notice)
    cleared = [
        advance(case, CLEAR, actor=actor, now=now, data={"notice": notice.number}).number
        for case in standing
        if case.state in procedure_of(case).transition(CLEAR).sources
        and not unruled_objections(case).exists()
    ]
    waiting = len(standing) - len(cleared)
    if waiting and not cleared:
        raise ValidationError(_waiting_text(waiting), code="objections_pending")
    if not waiting:
        if not PublicNotice.objects.filter(pk=notice.pk, concluded_at=None).update(concluded_at=now):
            raise _concluded_already(notice)
        notice.concluded_at = now
    audit.record(
        "casework.notice.concluded", actor=actor, subject=notice, at=now, cleared=cleared, waiting=waiting
    )
    return notice


def standing_on(notice: PublicNotice) -> list[Case]:
    """Return the cases that still stand on a notice: in notice, or contested."""
    return [
        case
        for case in cases_of(notice)
        if case.state in {procedure_of(case).transition(step).target for step in (PUBLISH, CONTEST)}
    ]


def _refuse_unfit(notice: PublicNotice, actor: User | None, now: datetime.datetime) -> None:
    """Raise unless the notice is over and not concluded, and the actor publishes notices of its kind."""
    if notice.concluded_at is not None:
        raise _concluded_already(notice)
    if actor is not None and not all(
        actor.has_perm("casework.publish_notice", case) for case in cases_of(notice)
    ):
        raise PermissionDenied(_("Your roles do not include the publication of notices."))
    if timezone.localdate(now) <= notice.closes_on:
        raise ValidationError(
            _("Notice %(notice)s stands until 24:00 of %(day)s. Conclude it after that day.")
            % {"notice": notice.number, "day": notice.closes_on.isoformat()},
            code="notice_running",
        )


def _concluded_already(notice: PublicNotice) -> ValidationError:
    return ValidationError(
        _("Notice %(number)s has been concluded already.") % {"number": notice.number},
        code="already_concluded",
    )


def _waiting_text(count: int) -> str:
    return ngettext(
        "%(count)s case of this notice has an objection without a ruling. Rule on it first; then conclude.",
        "%(count)s cases of this notice have objections without a ruling. Rule on them first; then conclude.",
        count,
    ) % {"count": count}
