"""The list, and the second review of the whole list."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import advance
from office.people.models import User

from .. import queries
from ..enums import Acceptance
from ..models import Call, Nominee
from ..queries.jury import SCORED
from .guards import ask, at, lock, moved_on


@transaction.atomic
def propose(nominee: Nominee, *, proposed: bool, actor: User, now: datetime.datetime) -> Nominee:
    """Put a nominee on the list of the call, or take it off.

    Raises PermissionDenied, or ValidationError `moved_on`, `not_standing`, `places_full`.
    """
    Call.objects.select_for_update().get(pk=nominee.call_id)
    case = lock(nominee)
    ask(actor, "awards.second_review", case)
    if case.state not in SCORED:
        raise moved_on(nominee)
    if proposed and nominee.courier_id and nominee.acceptance != Acceptance.ACCEPTED:
        raise ValidationError(
            _("%(name)s has not said to stand. Record the answer first.") % {"name": nominee.name},
            code="not_standing",
        )
    listed = Nominee.objects.filter(call=nominee.call, proposed=True).exclude(pk=nominee.pk).count()
    if proposed and listed >= nominee.call.places:
        raise ValidationError(
            _("All %(places)d places of the list are taken. Take somebody off first.")
            % {"places": nominee.call.places},
            code="places_full",
        )
    nominee.proposed = proposed
    nominee.save(update_fields=["proposed"])
    audit.record("awards.nominee.proposed", actor=actor, subject=case, at=now, proposed=proposed)
    return nominee


@transaction.atomic
def pass_list(call: Call, *, reason: str = "", actor: User, now: datetime.datetime) -> Call:
    """Pass the second review for everybody on the list at once, all or none.

    A list that misses a quota needs a reason, which each case keeps: the sources ask for shares "in
    principle". Raises PermissionDenied, what the gate raises, or ValidationError `nobody_listed`,
    `not_cleared`, `quota_missed`.
    """
    ask(actor, "awards.second_review", call)
    Call.objects.select_for_update().get(pk=call.pk)
    nominees = list(queries.on_the_way(call))
    listed = [each for each in nominees if each.proposed and each.case.state in SCORED]
    if not listed:
        raise ValidationError(_("Nobody is on the list. Put nominees on it first."), code="nobody_listed")
    early = [each.name for each in listed if each.case.state != "cleared"]
    if early:
        raise ValidationError(
            _("The first notice of these is not over: %(names)s. Conclude it first, or take them off.")
            % {"names": _(", ").join(early)},
            code="not_cleared",
        )
    missed = [each for each in queries.standings_of(call, nominees) if not each.is_met]
    if missed and not reason.strip():
        labels = _(", ").join(str(each.quota.trait.label) for each in missed)
        raise at(
            "reason",
            _("The list misses these quotas: %(quotas)s. Say why.") % {"quotas": labels},
            "quota_missed",
        )
    for nominee in listed:
        advance(nominee.case, "pass_second", actor=actor, now=now, reason=reason)
    audit.record(
        "awards.list.passed",
        actor=actor,
        subject=call,
        at=now,
        cases=[each.case.number for each in listed],
        missed=[str(each.quota.trait) for each in missed],
        reason=reason.strip(),
    )
    return call
