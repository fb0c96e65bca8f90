"""A summary sheet of applicants in two steps: received and judged, then taken in once."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.files import inspect
from office.people.actions.sheets import claim_sheet, keep_sheet, nothing_to_commit, settle_sheet
from office.people.models import Courier, Organisation, User

from .. import imports
from ..models import ApplicantSheet, SheetDraft, TitleRound
from .starting import draft_for


@transaction.atomic
def receive_sheet(
    employer: Organisation, *, content: bytes, filename: str, actor: User, now: datetime.datetime
) -> ApplicantSheet:
    """Judge a sheet and keep it sealed until it is taken in; the same file leads to the row that is there.

    Raises PermissionDenied, or ValidationError for a file that cannot be used.
    """
    _ask(employer, actor)
    digest = inspect(content, filename).digest
    Organisation.objects.select_for_update().get(pk=employer.pk)
    sheet = ApplicantSheet.objects.filter(employer=employer, sha256=digest).first()
    if sheet is not None and sheet.committed_at is not None:
        return sheet
    sheet = sheet or ApplicantSheet(employer=employer, sha256=digest)
    judgement = imports.judge(content, filename, employer=employer, today=timezone.localdate(now))
    keep_sheet(sheet, judgement, content=content, filename=filename, actor=actor, now=now)
    audit.record(
        "titles.sheet.received",
        actor=actor,
        subject=employer,
        at=now,
        sha256=digest,
        counts=judgement.report.counts,
    )
    return sheet


@transaction.atomic
def commit_sheet(sheet: ApplicantSheet, *, actor: User, now: datetime.datetime) -> ApplicantSheet:
    """Make a draft of each good row, once; the applicants complete, pledge and submit them.

    The file is judged again. Raises PermissionDenied, or ValidationError `already_committed`,
    `nothing_to_commit`, and what `draft_for` raises.
    """
    _ask(sheet.employer, actor)
    claim_sheet(sheet, now=now)
    judgement = imports.judge(
        sheet.content, sheet.filename, employer=sheet.employer, today=timezone.localdate(now)
    )
    rows = judgement.report.accepted
    if not rows:
        raise nothing_to_commit()
    people = {
        str(key): found for key, found in Courier.objects.in_bulk(judgement.facts["people"].values()).items()
    }
    rounds = TitleRound.objects.in_bulk(set(judgement.facts["rounds"].values()))
    new = 0
    for row in rows:
        place = str(row.row)
        application, is_new = draft_for(
            rounds[judgement.facts["rounds"][place]],
            people[judgement.facts["people"][place]],
            sheet.employer,
            imports.told_by(row),
            hours=imports.hours_told(row),
            actor=actor,
            now=now,
        )
        SheetDraft.objects.create(
            sheet=sheet, application=application, row=row.row, told=imports.beside(row), is_new=is_new
        )
        new += is_new
    settle_sheet(sheet, judgement, new=new, completed=len(rows) - new)
    audit.record(
        "titles.sheet.taken_in",
        actor=actor,
        subject=sheet.employer,
        at=now,
        sha256=sheet.sha256,
        new=new,
        completed=len(rows) - new,
    )
    return sheet


def _ask(employer: Organisation, actor: User) -> None:
    """Raise PermissionDenied unless the actor acts for the employer."""
    if not actor.has_perm("titles.send_sheet", employer):
        raise PermissionDenied(_("A summary sheet is sent by the unit itself."))
