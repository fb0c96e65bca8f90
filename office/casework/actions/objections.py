"""Objections from the public, and the rulings on them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.papers import Paper, clean_name, read_paper
from office.people import vault
from office.people.identifiers import clean_phone
from office.people.models import User
from office.policy.calendar import working_day_after

from .. import filing
from ..disclosure import refuse_identifiers_in_reason
from ..enums import RulingOutcome
from ..models import Case, NoticeRow, Objection, ObjectionFile, PublicNotice, Ruling
from ..numbering import random_receipt
from ..procedures import ANSWER_DAYS, CONTEST, REOPEN, RESUME, procedure_of
from ..queries import takes_objection, unruled_objections
from ..tracing import phone_tail_index, tail_of
from .cases import advance, contest_waiting
from .guards import at

RECEIPT_PREFIX = "YY"
LONGEST_TEXT = 4000
MOST_FILES = 5
UPHOLDING = frozenset({RulingOutcome.UPHELD, RulingOutcome.PARTLY})


@dataclass(frozen=True)
class Objector:
    """Who objected; kept sealed. The name is empty for somebody who does not sign with it."""

    name: str
    phone: str


@transaction.atomic
def file_objection(
    notice: PublicNotice,
    *,
    row: NoticeRow | None = None,
    case: Case | None = None,
    name: str,
    phone: str,
    real_name: bool,
    reason: str,
    evidence: str = "",
    papers: Sequence[tuple[str, bytes]] = (),
    now: datetime.datetime,
) -> Objection:
    """File an objection to a row of a notice, or to one of its cases as a whole, and return it.

    The case is contested from now on and cannot be decided before the ruling. `papers` are (name, bytes) of
    papers and pictures. Raises ValidationError `notice_not_open`, `notice_over`, `row_unknown`,
    `reason_required`, `phone`, `name_required`, `too_many_files`, and at `papers` what `read_paper` raises.
    """
    refuse_outside(notice, timezone.localdate(now))
    target = _target(notice, row, case)
    objector = _objector(name, phone, real_name)
    if not reason.strip():
        raise at("reason", _("Say what is wrong, and how you know."), "reason_required")
    kept = read_files(papers)
    # One objection or ruling at a time on a case: the state read here is the one that is moved.
    target = Case.objects.select_for_update().get(pk=target.pk)
    today = timezone.localdate(now)
    receipt = random_receipt(RECEIPT_PREFIX, f"{today:%Y%m%d}")
    objection = Objection(
        receipt_number=receipt,
        notice=notice,
        case=target,
        row=row,
        real_name=real_name,
        phone_tail_index=phone_tail_index(receipt, tail_of(objector.phone)),
        reason=reason.strip()[:LONGEST_TEXT],
        evidence=evidence.strip()[:LONGEST_TEXT],
        filed_at=now,
        due_on=working_day_after(today, procedure_of(target).transition(CONTEST).days or ANSWER_DAYS),
    )
    objection.objector_sealed = _sealed(objector, objection)
    objection.save(force_insert=True)
    ObjectionFile.objects.bulk_create(
        ObjectionFile(objection=objection, position=position, **filing.keep(paper))
        for position, paper in enumerate(kept, start=1)
    )
    audit.record(
        "casework.objection.filed",
        actor=None,
        subject=objection,
        at=now,
        notice=notice.number,
        case=target.number,
        row=row.position if row else None,
        real_name=real_name,
        papers=[paper.sha256 for paper in kept],
    )
    # A paused case takes the objection all the same; it is contested when it goes on.
    if takes_objection(target) and target.paused_at is None:
        contest_waiting(target, now)
    return objection


def read_files(files: Sequence[tuple[str, bytes]]) -> list[Paper]:
    """Return the papers that came with an objection, fit for keeping; raise ValidationError at `papers`."""
    if len(files) > MOST_FILES:
        raise at(
            "papers",
            _("At most %(most)s files come with an objection. Hand in the others at the office.")
            % {"most": MOST_FILES},
            "too_many_files",
        )
    papers = []
    for name, content in files:
        try:
            papers.append(read_paper(name, content))
        except ValidationError as refusal:
            fault = refusal.error_dict["file"][0]
            raise at("papers", f"{clean_name(name)}: {fault.messages[0]}", str(fault.code)) from None
    return papers


def refuse_outside(notice: PublicNotice, today: datetime.date) -> None:
    """Raise ValidationError when a notice takes no objections on a day."""
    if notice.takes_objections_on(today):
        return
    if today < notice.opens_on:
        raise ValidationError(
            _("This notice opens on %(day)s. Come back on that day.") % {"day": notice.opens_on.isoformat()},
            code="notice_not_open",
        )
    raise ValidationError(
        _(
            "The notice ended at 24:00 of %(day)s, so no objection can be filed any more. You can still "
            "report what you know to the supervision telephone %(phone)s."
        )
        % {
            "day": notice.closes_on.isoformat(),
            "phone": notice.contact.get("supervision_phone") or notice.contact.get("phone", ""),
        },
        code="notice_over",
    )


def _target(notice: PublicNotice, row: NoticeRow | None, case: Case | None) -> Case:
    """Return the case objected to; raise ValidationError `row_unknown` when it is not on the notice."""
    if row is not None and row.notice_id == notice.pk and case in (None, row.case):
        return row.case
    if row is None and case is not None and notice.rows.filter(case=case).exists():
        return case
    raise at("target", _("Choose the row of this notice that you object to."), "row_unknown")


def _objector(name: str, phone: str, real_name: bool) -> Objector:
    digits = clean_phone(phone).lstrip("+")
    if not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15):
        raise at("phone", _("Enter a telephone number with 7 to 15 digits, so that we can answer."), "phone")
    if real_name and not name.strip():
        raise at("name", _("Enter your name, or choose to object without a name."), "name_required")
    return Objector(name.strip()[:64] if real_name else "", digits)


def _sealed(objector: Objector, objection: Objection) -> bytes:
    return vault.seal(json.dumps(asdict(objector), ensure_ascii=False), context=objection.sealing_context)


def objector_of(objection: Objection) -> Objector:
    """Unseal who objected; whoever shows it goes through `reveal_objector`."""
    return Objector(**json.loads(vault.unseal(objection.objector_sealed, context=objection.sealing_context)))


@transaction.atomic
def reveal_objector(objection: Objection, *, reason: str, actor: User, now: datetime.datetime) -> Objector:
    """Show who objected to somebody who rules on it, and record that it was shown and why.

    Raises PermissionDenied, or ValidationError `reason_required`, `identifier_in_reason`.
    """
    _ask(objection, actor)
    if not reason.strip():
        raise at("reason", _("Say why you need the contact; it is recorded."), "reason_required")
    refuse_identifiers_in_reason("reason", reason)
    audit.record(
        "casework.objection.revealed", actor=actor, subject=objection, at=now, reason=reason.strip()[:200]
    )
    return objector_of(objection)


@transaction.atomic
def rule(objection: Objection, *, outcome: str, text: str, actor: User, now: datetime.datetime) -> Objection:
    """Rule on an objection, once; the last ruling of a case moves it on.

    When every objection to the case on this notice is ruled, the case resumes its notice, or is reviewed
    again if one of them was upheld in whole or part. Raises PermissionDenied, or ValidationError `outcome`,
    `text_required`, `identifier_in_reason`, `already_ruled`, `approver_rules`.
    """
    _ask(objection, actor)
    refuse_approver(objection.case, actor)
    if outcome not in RulingOutcome.values:
        raise at("outcome", _("Choose what became of the objection."), "outcome")
    if not text.strip():
        raise at("text", _("Give the reasons: the objector and the applicant read them."), "text_required")
    refuse_identifiers_in_reason("text", text)
    case = Case.objects.select_for_update().get(pk=objection.case_id)
    try:
        with transaction.atomic():
            Ruling.objects.create(
                objection=objection,
                outcome=outcome,
                text=text.strip()[:LONGEST_TEXT],
                ruled_by=actor,
                ruled_at=now,
            )
    except IntegrityError:
        raise ValidationError(
            _("Objection %(receipt)s has been ruled on already; a ruling is given once.")
            % {"receipt": objection.receipt_number},
            code="already_ruled",
        ) from None
    audit.record(
        "casework.objection.ruled", actor=actor, subject=objection, at=now, case=case.number, outcome=outcome
    )
    _move_on(case, objection, text.strip(), actor, now)
    return objection


def _move_on(case: Case, objection: Objection, text: str, actor: User, now: datetime.datetime) -> None:
    """Resume or reopen a contested case once nothing waits for a ruling."""
    if case.state not in procedure_of(case).transition(CONTEST).targets or unruled_objections(case).exists():
        return
    upheld = Ruling.objects.filter(
        objection__case=case, objection__notice=objection.notice, outcome__in=UPHOLDING
    ).exists()
    advance(
        case,
        REOPEN if upheld else RESUME,
        actor=actor,
        now=now,
        reason=text,
        due_on=None if upheld else _to_conclude(objection.notice, timezone.localdate(now)),
    )


def _to_conclude(notice: PublicNotice, today: datetime.date) -> datetime.date:
    """Return the first working day on which the notice can be concluded; a ruling may come after its end."""
    return working_day_after(max(notice.closes_on, today), 1)


def is_kept_from_ruling(case: Case, user: Any) -> bool:
    """Tell whether a user approved the case and its procedure keeps the ruling for somebody else."""
    return procedure_of(case).ruling_by_other_hand and case.approved_by_id == user.pk


def refuse_approver(case: Case, actor: User) -> None:
    """Raise ValidationError `approver_rules` where the procedure keeps rulings from whoever approved."""
    if is_kept_from_ruling(case, actor):
        raise ValidationError(
            _("You approved case %(number)s, so somebody else rules on objections to it. Ask a colleague.")
            % {"number": case.number},
            code="approver_rules",
        )


def _ask(objection: Objection, actor: User) -> None:
    if not actor.has_perm("casework.rule_objection", objection.case):
        raise PermissionDenied(_("Your roles do not include rulings on objections."))
