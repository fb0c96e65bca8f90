"""Opening rounds and changing their days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import TitleRound

#: What does not change once somebody has applied: it decides the procedure and the standards.
FIXED: Final = ("year", "branch", "level", "route", "as_of")


@transaction.atomic
def open_round(facts: Mapping[str, Any], *, actor: User, now: datetime.datetime) -> TitleRound:
    """Enter a round with all its columns and return it.

    Raises PermissionDenied, or ValidationError as the model's constraints say (twice a year, days in order).
    """
    round_ = TitleRound(**facts)
    return _save(round_, "titles.round.opened", actor, now)


@transaction.atomic
def change_round(
    round_: TitleRound, facts: Mapping[str, Any], *, actor: User, now: datetime.datetime
) -> TitleRound:
    """Change a round: once somebody has applied only its days, committee, office and document.

    Raises PermissionDenied, ValidationError `round_in_use`, and as the model's constraints say.
    """
    before = TitleRound.objects.select_for_update().get(pk=round_.pk)
    changed = [name for name in facts if getattr(before, name) != facts[name]]
    if (fixed := [name for name in changed if name in FIXED]) and before.applications.exists():
        labels = "、".join(str(TitleRound._meta.get_field(name).verbose_name) for name in fixed)  # type: ignore[union-attr]
        raise ValidationError(
            _("People have applied in this round, so this stays as it is: %(columns)s.")
            % {"columns": labels},
            code="round_in_use",
        )
    for name, value in facts.items():
        setattr(before, name, value)
    return _save(before, "titles.round.changed", actor, now, changed)


def _save(
    round_: TitleRound, deed: str, actor: User, now: datetime.datetime, changed: list[str] | None = None
) -> TitleRound:
    if not actor.has_perm("titles.keep_rounds"):
        raise PermissionDenied(_("Your roles do not include keeping rounds."))
    round_.full_clean()
    round_.save()
    audit.record(
        deed,
        actor=actor,
        subject=round_,
        at=now,
        opens_on=round_.opens_on,
        closes_on=round_.closes_on,
        changed=changed or [],
    )
    return round_
