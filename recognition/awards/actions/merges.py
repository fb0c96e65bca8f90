"""Merging duplicates, and undoing it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import advance
from office.people.models import User

from .. import queries
from ..models import Nominee
from .guards import ask, lock


@transaction.atomic
def merge(nominee: Nominee, into: Nominee, *, actor: User, now: datetime.datetime) -> Nominee:
    """Take a nominee as a duplicate of another of its call: its nominations go over, its case rests.

    Raises PermissionDenied, what the gate raises, or ValidationError `not_alike`.
    """
    case = lock(nominee)
    ask(actor, "awards.first_review", case)
    if not queries.alike(nominee).filter(pk=into.pk).exists():
        raise ValidationError(
            {
                "into": ValidationError(
                    _("Duplicates are of one call and one unit, both people or both collectives."),
                    code="not_alike",
                )
            }
        )
    advance(case, "merge", actor=actor, now=now, data={"into": into.case.number})
    nominee.nominations.update(nominee=into, moved_from=nominee)
    Nominee.objects.filter(pk=nominee.pk).update(merged_into=into, proposed=False)
    nominee.refresh_from_db()
    audit.record("awards.nominee.merged", actor=actor, subject=into.case, at=now, duplicate=case.number)
    return into


@transaction.atomic
def unmerge(nominee: Nominee, *, actor: User, now: datetime.datetime) -> Nominee:
    """Undo a merge: the nominee goes back to its unit as a draft, and its nominations return to it.

    Raises PermissionDenied, what the gate raises, or ValidationError `nominated_again` when the same person
    or collective was nominated to the call meanwhile.
    """
    case = lock(nominee)
    ask(actor, "awards.first_review", case)
    into = nominee.merged_into
    advance(case, "unmerge", actor=actor, now=now, data={"from": into.case.number if into else ""})
    try:
        with transaction.atomic():
            Nominee.objects.filter(pk=nominee.pk).update(merged_into=None)
    except IntegrityError:
        raise ValidationError(
            _("%(name)s was nominated to this call again meanwhile; go on with that case.")
            % {"name": nominee.name},
            code="nominated_again",
        ) from None
    nominee.moved_nominations.update(nominee=nominee, moved_from=None)
    nominee.refresh_from_db()
    return nominee
