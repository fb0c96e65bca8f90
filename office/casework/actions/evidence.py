"""Keeping evidence, attaching it to cases, and checking it there."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.papers import Paper, read_paper
from office.people.models import Courier, Organisation, User

from .. import filing, kinds
from ..disclosure import refuse_identifiers_in_reason
from ..enums import CheckOutcome
from ..models import Attachment, Case, Evidence, KeptFile
from ..procedures import Label, Slot, procedure_of
from ..queries import open_fields, owns
from .guards import at, refuse_paused


@transaction.atomic
def keep_evidence(
    *,
    owner: Courier | Organisation,
    kind: str,
    name: str,
    content: bytes,
    issuer: str = "",
    issued_on: datetime.date | None = None,
    valid_until: datetime.date | None = None,
    actor: User,
    now: datetime.datetime,
) -> Evidence:
    """Keep a paper of a person's or an organisation's and return it; the same file is kept once.

    Sent again with the same facts it is the row that is there. Raises PermissionDenied, or ValidationError
    `kind_unknown`, `expiry_required`, `expired`, `issued_later`, `uploaded_before` (with other facts), and
    what `read_paper` raises.
    """
    if not owns(actor, owner):
        raise PermissionDenied(_("You keep papers for yourself, or for the organisation you act for."))
    issuer = issuer.strip()[:120]
    refuse_identifiers_in_reason("issuer", issuer)
    _check_facts(kind, issued_on, valid_until, timezone.localdate(now))
    paper = read_paper(name, content)
    facts: dict[str, Any] = {"issuer": issuer, "issued_on": issued_on, "valid_until": valid_until}
    whose: dict[str, Any] = {"courier" if isinstance(owner, Courier) else "organisation": owner}
    if there := Evidence.objects.filter(**whose, kind=kind, sha256=paper.sha256).first():
        return _the_same(there, facts)
    try:
        with transaction.atomic():
            evidence = _write(paper, whose, facts, kind, actor, now)
    except IntegrityError:
        # Sent twice at once: the other one was first.
        return _the_same(Evidence.objects.get(**whose, kind=kind, sha256=paper.sha256), facts)
    audit.record(
        "casework.evidence.kept",
        actor=actor,
        subject=evidence,
        label=evidence.kind_label,
        at=now,
        kind=kind,
        media_type=evidence.media_type,
        size=evidence.size,
        sha256=evidence.sha256,
    )
    return evidence


def _write(
    paper: Paper,
    whose: dict[str, Any],
    facts: dict[str, Any],
    kind: str,
    actor: User,
    now: datetime.datetime,
) -> Evidence:
    return Evidence.objects.create(
        **filing.keep(paper), **whose, **facts, kind=kind, kept_at=now, kept_by=actor
    )


def _check_facts(
    code: str, issued_on: datetime.date | None, valid_until: datetime.date | None, today: datetime.date
) -> None:
    """Raise ValidationError when kind and days do not go together."""
    try:
        kind = kinds.find(code)
    except LookupError:
        raise at("kind", _("Choose what kind of paper this is."), "kind_unknown") from None
    if kind.expires and valid_until is None:
        raise at("valid_until", _("This kind of paper runs out: enter its last day."), "expiry_required")
    if issued_on is not None and issued_on > today:
        raise at("issued_on", _("A paper cannot be issued after today."), "issued_later")
    if valid_until is not None and valid_until < today:
        raise at("valid_until", _("This paper has run out. Send a valid one."), "expired")


def _the_same(there: Evidence, facts: dict[str, Any]) -> Evidence:
    """Return the row that is there; raise ValidationError when it was kept with other facts."""
    if {name: getattr(there, name) for name in facts} == facts:
        return there
    raise at(
        "file",
        _("You uploaded this very file on %(day)s with other facts. Choose it from your papers.")
        % {"day": timezone.localdate(there.kept_at).isoformat()},
        "uploaded_before",
    )


@transaction.atomic
def attach_evidence(
    case: Case, slot: str, evidence: Evidence, *, actor: User, now: datetime.datetime
) -> Attachment:
    """Put a kept paper into a slot of a case and return the attachment; an earlier one stays readable.

    Attaching what is there already changes nothing. Raises PermissionDenied, or ValidationError `paused`,
    `slot_unknown`, `slot_closed`, `kind_unfit`, `evidence_expired`, `not_yours`.
    """
    if not actor.has_perm("casework.apply_for_case", case):
        raise PermissionDenied(_("You do not act for the applicant of this case."))
    # The slot is decided under the case's lock: a case handed in meanwhile is closed.
    locked = Case.objects.select_for_update().get(pk=case.pk)
    refuse_paused(locked)
    place = slot_of(locked, slot)
    _refuse_closed(locked, place)
    _refuse_unfit(place, evidence, timezone.localdate(now))
    if evidence.owner not in (case.courier, case.organisation):
        raise at("evidence", _("This paper belongs to somebody else than the applicant."), "not_yours")
    current = Attachment.objects.filter(case=case, slot=slot, replaced_at=None)
    if there := current.filter(evidence=evidence).exclude(outcome=CheckOutcome.REFUSED).first():
        return there
    current.update(replaced_at=now)
    attachment = Attachment.objects.create(
        case=case, slot=slot, evidence=evidence, attached_at=now, attached_by=actor
    )
    audit.record(
        "casework.evidence.attached",
        actor=actor,
        subject=case,
        at=now,
        slot=slot,
        evidence=evidence.pk,
        sha256=evidence.sha256,
    )
    return attachment


def slot_of(case: Case, code: str) -> Slot:
    """Return a slot of a case; raise ValidationError `slot_unknown` when none has that code."""
    for slot in procedure_of(case).slots(case):
        if slot.code == code:
            return slot
    raise ValidationError(_("This case does not ask for such a paper."), code="slot_unknown")


def _refuse_closed(case: Case, slot: Slot) -> None:
    open_now = open_fields(case)
    if open_now is not None and slot.code not in open_now:
        raise ValidationError(
            _("“%(slot)s” is not open: the case is with the office, or was returned for other things.")
            % {"slot": slot.label},
            code="slot_closed",
        )


def _refuse_unfit(slot: Slot, evidence: Evidence, today: datetime.date) -> None:
    if slot.kinds and evidence.kind not in slot.kinds:
        wanted = _(", ").join(str(kinds.label_of(kind)) for kind in slot.kinds)
        raise at(
            "evidence",
            _("“%(slot)s” asks for: %(wanted)s. This is: %(kind)s.")
            % {"slot": slot.label, "wanted": wanted, "kind": evidence.kind_label},
            "kind_unfit",
        )
    if not evidence.is_valid_on(today):
        assert evidence.valid_until is not None
        raise at(
            "evidence",
            _("This paper was valid until %(day)s and cannot be used any more. Upload a valid one.")
            % {"day": evidence.valid_until.isoformat()},
            "evidence_expired",
        )


@transaction.atomic
def check_evidence(
    attachment: Attachment, *, outcome: str, words: str = "", actor: User, now: datetime.datetime
) -> Attachment:
    """Accept or refuse a paper for its case; what was found before stays in the record.

    Raises PermissionDenied, or ValidationError `outcome`, `words_required` (a refusal),
    `identifier_in_reason`, `replaced`, `not_handed_in`, `paused`.
    """
    case = attachment.case
    if not actor.has_perm("casework.check_evidence", case):
        raise PermissionDenied(_("Your roles do not include checking the evidence of this case."))
    refuse_paused(case)
    words = words.strip()[:1000]
    if outcome not in CheckOutcome.values:
        raise at("outcome", _("Choose whether the paper is accepted."), "outcome")
    if outcome == CheckOutcome.REFUSED and not words:
        raise at("words", _("Say what is wrong with the paper: the applicant reads it."), "words_required")
    refuse_identifiers_in_reason("words", words)
    if open_fields(case) != frozenset() or procedure_of(case).state(case.state).final:
        raise ValidationError(_("The case is not with the office now."), code="not_handed_in")
    found = {"outcome": outcome, "words": words, "checked_at": now, "checked_by": actor}
    if not Attachment.objects.filter(pk=attachment.pk, replaced_at=None).update(**found):
        raise ValidationError(
            _("The applicant has replaced this paper. Look at the new one."), code="replaced"
        )
    attachment.refresh_from_db()
    audit.record(
        "casework.evidence.checked",
        actor=actor,
        subject=case,
        at=now,
        slot=attachment.slot,
        evidence=attachment.evidence_id,
        outcome=outcome,
        reason=words,
    )
    return attachment


@transaction.atomic
def open_paper(
    kept: KeptFile, *, subject: Model, label: Label = "", actor: User, now: datetime.datetime
) -> HttpResponse:
    """Return a kept file for a browser and record that it was opened.

    Whether the actor may see it is asked by the query that found it. Raises ValidationError `paper_lost`.
    """
    response = filing.answer_with(kept)
    audit.record(
        "casework.evidence.opened", actor=actor, subject=subject, label=label, at=now, sha256=kept.sha256
    )
    return response
