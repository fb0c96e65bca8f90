"""Entering an honour."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.models import Case
from office.certificates.actions import replace_paper
from office.people.models import Courier, Organisation, User

from ..enums import HonourKind, Level
from ..models import Honour
from ..queries import certificate_of
from .certify import facts_of


@dataclass(frozen=True, kw_only=True)
class HonourFacts:
    """What the document says. The holder is `courier`, or `organisation` with its `collective` if named."""

    kind: HonourKind
    title: str
    level: Level
    issuer: str
    document_number: str
    decided_on: datetime.date
    courier: Courier | None = None
    organisation: Organisation | None = None
    collective: str = ""
    keeper: Organisation | None = None
    case: Case | None = None
    source: str = ""
    occasion: str = ""


@transaction.atomic
def record_honour(facts: HonourFacts, *, actor: User | None, now: datetime.datetime) -> Honour:
    """Enter an honour by its document and return it; entered again it is returned as it stands.

    `actor` None is the command line; anybody else acts for the keeper (`honours.record_honour`). Raises
    PermissionDenied, or ValidationError `holder_required`, `document_required`, `decided_in_future`,
    `withdrawn_before`.
    """
    if actor is not None and not actor.has_perm("honours.record_honour", facts.keeper):
        raise PermissionDenied(_("Your roles do not include the record of honours."))
    return enter_honour(facts, actor=actor, now=now)


@transaction.atomic
def enter_honour(facts: HonourFacts, *, actor: User | None, now: datetime.datetime) -> Honour:
    """Enter what a room that honours has decided; that room has asked who decides.

    Raises ValidationError as `record_honour` does.
    """
    _check(facts, timezone.localdate(now))
    if there := _entered(facts):
        return _standing(there)
    try:
        with transaction.atomic():
            honour = Honour.objects.create(**vars(facts), recorded_at=now, recorded_by=actor)
    except IntegrityError:
        there = _entered(facts)
        if there is None:
            raise
        return _standing(there)
    audit.record(
        "honours.honour.recorded",
        actor=actor,
        subject=honour,
        at=now,
        kind=honour.kind,
        level=honour.level,
        document=honour.document_number,
        source=honour.source,
    )
    return honour


def _check(facts: HonourFacts, today: datetime.date) -> None:
    if (facts.courier is None) == (facts.organisation is None):
        raise ValidationError(
            _("An honour has one holder: choose a person or an organisation."), code="holder_required"
        )
    if not facts.document_number.strip():
        raise ValidationError(
            {
                "document_number": ValidationError(
                    _("Enter the number of the document by which the honour was given."),
                    code="document_required",
                )
            }
        )
    if facts.decided_on > today:
        raise ValidationError(
            {
                "decided_on": ValidationError(
                    _("The decision cannot lie in the future. Correct the day."), code="decided_in_future"
                )
            }
        )


def _entered(facts: HonourFacts) -> Honour | None:
    return Honour.objects.filter(
        courier=facts.courier,
        organisation=facts.organisation,
        collective=facts.collective,
        title=facts.title,
        document_number=facts.document_number,
        occasion=facts.occasion,
    ).first()


@transaction.atomic
def rest_on(
    honour: Honour, *, source: str, occasion: str, actor: User | None, now: datetime.datetime
) -> Honour:
    """Let an honour that stands after a correction name the newer version of the results, and the place.

    Title, document and day stay: the decision holds. A certificate that names another place is replaced. The
    same again changes nothing. The room that honours has asked who decides.
    """
    before = {"source": honour.source, "occasion": honour.occasion}
    after = {"source": source, "occasion": occasion}
    if before == after:
        return honour
    honour.source, honour.occasion = source, occasion
    honour.save(update_fields=["source", "occasion"])
    audit.record("honours.honour.confirmed", actor=actor, subject=honour, at=now, before=before, after=after)
    certificate = certificate_of(honour)
    if before["occasion"] != occasion and certificate is not None and certificate.is_valid:
        facts, today = facts_of(honour), timezone.localdate(now)
        replace_paper(certificate, facts=facts, issued_on=today, actor=actor, now=now)
    return honour


def _standing(honour: Honour) -> Honour:
    if honour.is_valid:
        return honour
    raise ValidationError(
        _("This honour was withdrawn by %(document)s. A new decision needs a document of its own.")
        % {"document": honour.withdrawal_document},
        code="withdrawn_before",
    )
